#!/usr/bin/env ruby
# frozen_string_literal: true

# Records what the sites' own tools, Liquid and then kramdown, make of every page in cases/.
# expected.json is what the reader in Rust must agree with, or refuse. Tests only read that file, so nobody
# needs Ruby to run them.
#
#   apt install ruby ruby-kramdown ruby-kramdown-parser-gfm ruby-liquid    (Debian 12: 2.4, 1.1, 5.4)
#   ruby record.rb

require 'json'
require_relative 'site'

CASES = File.join(__dir__, 'cases')
EXPECTED = File.join(__dir__, 'expected.json')

Liquid::Template.register_tag('alert', Alert)

# kramdown's HTML converter, which keeps the tables that it meets. It runs over the whole page, so that
# the ids of headings and the numbers of footnotes are the ones that the site shows.
class TableRecorder < Kramdown::Converter::Html
  def convert_root(element, indent)
    @tables = []
    super
    @tables
  end

  def convert_header(element, indent)
    element.attr['id'] ||= generate_id(element.options[:raw_text]) if @options[:auto_ids]
    @section = element.attr['id'].then { |id| id unless id.to_s.empty? }
    super
  end

  def convert_table(element, indent)
    @parts = Hash.new { |parts, part| parts[part] = [] }
    section = @section
    super
    @tables << table(section)
    ''
  end

  def convert_tr(element, _indent)
    @parts[@stack.last.type] << element.children.map { |cell| cell_html(element, cell) }
    ''
  end

  private

  def table(section)
    header, *more_header = @parts[:thead]
    extra = { 'more_header' => more_header, 'footer' => @parts[:tfoot] }.reject { |_, rows| rows.empty? }
    { 'header' => header || [], 'rows' => @parts[:tbody], 'section' => section }.merge(extra)
  end

  # Scrubbed, because kramdown writes `&#xD800;` as a surrogate, which is no UTF-8.
  def cell_html(row, cell)
    @stack.push(row)
    inner(cell, 0).scrub
  ensure
    @stack.pop
  end
end

# Reads as Jekyll does: UTF-8, without the byte order mark. Nil if it is not UTF-8.
def read(path)
  text = File.binread(path).force_encoding(Encoding::UTF_8).delete_prefix("\uFEFF")
  text if text.valid_encoding?
end

def without_front_matter(text)
  text.sub(FRONT_MATTER, '')
end

def tables_and_warnings(text)
  document = Kramdown::Document.new(text, KRAMDOWN)
  tables, warnings = TableRecorder.convert(document.root, document.options)
  [tables, document.warnings + warnings]
end

def result(error, tables = [], warnings = [])
  { 'liquid_error' => error, 'tables' => tables, 'warnings' => warnings }
end

def outcome(path)
  text = read(path) or return result('the page is not UTF-8')
  result(nil, *tables_and_warnings(render_liquid(without_front_matter(text))))
rescue Liquid::Error => e
  result(e.message)
end

def case_name(path)
  path.delete_prefix("#{CASES}/").delete_suffix('.md')
end

# JSON with one table row per line: lists of strings are not broken up.
def pretty(value, indent = '')
  inner = "#{indent}  "
  case value
  when Hash
    lines(value.map { |key, item| "#{JSON.generate(key)}: #{pretty(item, inner)}" }, '{}', indent)
  when Array
    value.all?(String) ? JSON.generate(value) : lines(value.map { |item| pretty(item, inner) }, '[]', indent)
  else JSON.generate(value)
  end
end

def lines(items, brackets, indent)
  "#{brackets[0]}\n#{indent}  #{items.join(",\n#{indent}  ")}\n#{indent}#{brackets[1]}"
end

recorded = Dir[File.join(CASES, '*', '*.md')].map { |path| { 'case' => case_name(path) }.merge(outcome(path)) }
File.write(EXPECTED, "#{pretty(recorded.sort_by { |one| one['case'] })}\n")
