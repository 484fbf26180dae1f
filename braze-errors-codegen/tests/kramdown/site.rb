# frozen_string_literal: true

# How the sites read a page, for `record.rb` beside it and for the live comparison in `fuzz/compare`.

require 'kramdown'
require 'kramdown-parser-gfm'
require 'liquid'

# Jekyll's own expression.
FRONT_MATTER = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m

SITE = { 'site' => { 'baseurl' => 'BASEURL' } }.freeze
KRAMDOWN = { input: 'GFM', auto_ids: true, hard_wrap: false, syntax_highlighter: nil }.freeze

# The sites' `alert` is their own. That its lines always bound a block, whatever stands above and below them, and that
# its inside is no Markdown of the page, are decisions of this project.
class Alert < Liquid::Block
  def render_to_output_buffer(context, output)
    output << "\n<div class=\"alert\" markdown=\"0\">" << super(context, +'') << "</div>\n\n"
  end
end

# Jekyll too stops at the first error (`render!`), and parses laxly.
def render_liquid(text)
  Liquid::Template.parse(text, error_mode: :lax).render!(SITE)
end
