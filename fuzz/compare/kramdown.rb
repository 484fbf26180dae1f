#!/usr/bin/env ruby
# frozen_string_literal: true

# Says what the sites' own tools, Liquid and then kramdown (GFM), make of pages: a line of standard input is a JSON list
# of pages, and the line that answers it is the list of what each page shows. `compare` runs it.
#
#   apt install ruby ruby-kramdown ruby-kramdown-parser-gfm ruby-liquid

require 'json'
require_relative '../../braze-errors-codegen/tests/kramdown/site'

# A tag that only the site knows: whatever it prints, a block ends there.
class SiteTag < Liquid::Tag
  def render_to_output_buffer(_context, output)
    output << "\n\n"
  end
end

# What is Liquid's own stays an error where it stands alone.
OWN_TAGS = (Liquid::Template.tags.map(&:first) + %w[else elsif when]).freeze
SITE_TAGS = %w[api apimethod apiref multi_lang_include include include_relative render tab tabs].freeze

Liquid::Template.register_tag('alert', Alert)
SITE_TAGS.each { |name| [name, "end#{name}"].each { |tag| Liquid::Template.register_tag(tag, SiteTag) } }

# kramdown's HTML converter, which keeps the tables and the bullets that it meets, and writes a text as its author did:
# without typographic quotes, dashes and abbreviations, which are the site's business, and without comments.
class Recorder < Kramdown::Converter::Html
  SYMBOLS = { mdash: '---', ndash: '--', hellip: '...', laquo_space: '&lt;&lt; ', raquo_space: ' &gt;&gt;',
              laquo: '&lt;&lt;', raquo: '&gt;&gt;' }.freeze
  QUOTES = { lsquo: "'", rsquo: "'", ldquo: '"', rdquo: '"' }.freeze

  # It runs over the whole page, so that the ids of headings and the numbers of footnotes are the ones of the site.
  def convert_root(element, indent)
    @tables = []
    @bullets = []
    super
    { tables: @tables, bullets: @bullets }
  end

  def convert_header(element, indent)
    element.attr['id'] ||= generate_id(element.options[:raw_text]) if @options[:auto_ids]
    @section = element.attr['id'].to_s.scrub
    super
  end

  def convert_table(element, indent)
    @rows = Hash.new { |rows, part| rows[part] = [] }
    section = @section
    super
    head, *more = @rows[:thead]
    @tables << { section: section || '', head: head || [], rows: more + @rows[:tbody] + @rows[:tfoot] }
    ''
  end

  def convert_tr(element, _indent)
    part = @stack.last.type
    @stack.push(element)
    @rows[part] << element.children.map { |cell| inner(cell, 0).scrub }
    @stack.pop
    ''
  end

  # The first words of a bullet are its first paragraph.
  def convert_p(element, indent)
    item, list = @stack[-1], @stack[-2]
    is_bullet = item.type == :li && list&.type == :ul && item.children.first.equal?(element)
    place = @bullets.length
    html = inner(element, indent).scrub
    @bullets.insert(place, html) if is_bullet && html.match?(/<(strong|b)\b/i)
    element.options[:transparent] ? html : "<p>#{html}</p>\n"
  end

  def convert_typographic_sym(element, _indent)
    SYMBOLS.fetch(element.value)
  end

  def convert_smart_quote(element, _indent)
    QUOTES.fetch(element.value)
  end

  def convert_abbreviation(element, _indent)
    escape_html(element.value)
  end

  def convert_comment(_element, _indent)
    ''
  end
  alias convert_xml_comment convert_comment
end

# A tag that nobody has said yet is the site's own.
def render(text)
  render_liquid(text)
rescue Liquid::SyntaxError => e
  name = e.message[/Unknown tag '(\w+)'/, 1] || e.message[/'(\w+)' is not a valid delimiter/, 1]
  raise if name.nil? || OWN_TAGS.include?(name.delete_prefix('end'))

  Liquid::Template.register_tag(name, SiteTag)
  retry
end

def shown(page)
  # Lines end in one way before front matter is looked for, which Jekyll finds by line feeds, and before the alert's own
  # line ends stand beside them: however a page's lines end, it means the same here.
  text = page.delete_prefix("\uFEFF").gsub(/\r\n?/, "\n").sub(FRONT_MATTER, '')
  document = Kramdown::Document.new(render(text), KRAMDOWN)
  Recorder.convert(document.root, document.options).first
rescue StandardError, SystemStackError => e
  { error: "#{e.class}: #{e.message}".scrub }
end

$stdin.set_encoding(Encoding::UTF_8)
$stdout.set_encoding(Encoding::UTF_8)
$stdout.sync = true
$stdin.each_line { |line| puts JSON.generate(JSON.parse(line).map { |page| shown(page) }) }
