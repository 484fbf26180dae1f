#!/usr/bin/env ruby
# frozen_string_literal: true

# Writes cases/encoding/: the pages whose point is a byte that an editor would hide or mend.
# Run `ruby write_bytes.rb` after a change here, then `ruby record.rb`; never edit these pages by hand.

require 'fileutils'

FOLDER = File.join(__dir__, 'cases', 'encoding')

HEAD = "# Errors\n\n"
TOP = "| Code | Description |\n|---|---|\n"
DATE = "| `400 Bad Date` | The date cannot be read. |\n"
FOUND = "| `404 Not Found` | There is no such address. |\n"
FRONT = "---\ntitle: Errors\n---\n"
PAGE = HEAD + TOP + DATE + FOUND
RAW = "{% raw %}\n#{TOP}#{DATE}{% endraw %}\n"

# A page whose middle row is +row+.
def with_row(row)
  "#{HEAD}#{TOP}#{DATE}#{row}\n#{FOUND}"
end

# A page whose middle row has the description +text+.
def with_text(text)
  with_row("| `400 Bad Name` | #{text} |")
end

# A page whose middle row has the code +code+.
def with_code(code)
  with_row("| `#{code}` | The name is bad. |")
end

CASES = {
  'byte-order-mark-then-front-matter' => "\uFEFF#{FRONT}#{PAGE}",
  'byte-order-mark-then-heading' => "\uFEFF#{PAGE}",
  'byte-order-mark-then-table' => "\uFEFF#{TOP}#{DATE}",
  'byte-order-mark-twice' => "\uFEFF\uFEFF#{FRONT}#{PAGE}",
  'byte-order-mark-in-the-middle-before-the-header' => "#{HEAD}\uFEFF#{TOP}#{DATE}",
  'byte-order-mark-at-a-row-start' => with_row("\uFEFF| `400 Bad Name` | The name is bad. |"),
  'byte-order-mark-in-a-code' => with_code("400 Bad\uFEFF Name"),
  'utf-16-little-endian' => "\uFEFF#{PAGE}".encode('UTF-16LE'),
  'latin-1-byte' => with_text("La date envoy\xE9e.".b),
  'cut-utf-8-sequence-at-the-end' => PAGE.b + "\xE2\x82".b,
  'surrogate-in-utf-8' => with_text("The \xED\xA0\x80 name.".b),

  'crlf-everywhere' => (FRONT + PAGE).gsub("\n", "\r\n"),
  'crlf-with-raw-and-attribute-list' => "#{FRONT}#{RAW}{: .x}\n".gsub("\n", "\r\n"),
  'crlf-with-attribute-list-glued' => "#{PAGE}{: .x}\n".gsub("\n", "\r\n"),
  'crlf-with-alert' => "{% alert note %}\nTake care.\n{% endalert %}\n#{TOP}#{DATE}".gsub("\n", "\r\n"),
  'crlf-with-trailing-spaces' => PAGE.gsub("|\n", "|  \r\n"),
  'crlf-with-fence' => "#{HEAD}```\nx\n```\n\n#{TOP}#{DATE}".gsub("\n", "\r\n"),
  'crlf-in-front-matter-only' => FRONT.gsub("\n", "\r\n") + PAGE,
  'crlf-in-the-page-only' => FRONT + PAGE.gsub("\n", "\r\n"),
  'crlf-in-one-row-only' => with_row("| `400 Bad Name` | The name is bad. |\r"),
  'crlf-without-final-newline' => PAGE.gsub("\n", "\r\n").delete_suffix("\r\n"),
  'cr-cr-lf-parts-the-rows' => PAGE.gsub("\n", "\r\r\n"),
  'lone-cr-everywhere-keeps-front-matter' => (FRONT + PAGE).tr("\n", "\r"),
  'lone-cr-everywhere-without-front-matter' => PAGE.tr("\n", "\r"),
  'lone-cr-inside-a-description' => with_text("The name\ris bad."),
  'lone-cr-inside-a-code' => with_code("400 Bad\rName"),
  'lone-cr-between-two-rows' => HEAD + TOP + DATE.sub("\n", "\r") + FOUND,
  'lone-cr-after-the-last-row-then-text' => "#{PAGE.chomp}\rText.\n",

  'nbsp-inside-a-description' => with_text("At most 50\u00A0names."),
  'nbsp-inside-a-code' => with_code("400\u00A0Bad Name"),
  'nbsp-at-the-cell-edges' => with_text("\u00A0The name is bad.\u00A0"),
  'nbsp-between-pipe-and-code' => with_row("|\u00A0`400 Bad Name`\u00A0| The name is bad. |"),
  'nbsp-instead-of-every-space-round-pipes' =>
    PAGE.gsub('| ', "|\u00A0").gsub(' |', "\u00A0|"),
  'nbsp-in-the-delimiter-row' => PAGE.sub('|---|---|', "|\u00A0---\u00A0|---|"),
  'nbsp-before-a-row' => with_row("\u00A0| `400 Bad Name` | The name is bad. |"),
  'nbsp-after-a-row' => with_row("| `400 Bad Name` | The name is bad. |\u00A0"),
  'nbsp-before-the-header' => "#{HEAD}\u00A0#{TOP}#{DATE}",
  'nbsp-after-the-last-row' => "#{PAGE.chomp}\u00A0\n",
  'nbsp-only-cell' => with_text("\u00A0"),
  'nbsp-line-between-rows' => with_row("\u00A0"),
  'nbsp-line-between-text-and-header' => "Text.\n\u00A0\n#{TOP}#{DATE}",
  'nbsp-line-below-the-last-row' => "#{PAGE}\u00A0\n",
  'nbsp-after-the-attribute-list' => "#{PAGE}{: .x}\u00A0\n",
  'nbsp-inside-the-attribute-list' => "#{PAGE}{:\u00A0.x}\n",
  'nbsp-after-the-heading-hash' => "##\u00A0Fatal\n\n#{TOP}#{DATE}",
  'nbsp-inside-the-heading' => "## Fatal\u00A0Ones\n\n#{TOP}#{DATE}",
  'nbsp-round-a-lone-backtick' => with_text("The mark\u00A0`\u00A0is bad."),
  'nbsp-inside-a-code-span-edges' => with_text("The `\u00A0name\u00A0` is bad."),
  'nbsp-before-strong-closer' => with_text("The **name\u00A0** is bad."),
  'nbsp-after-strong-opener' => with_text("The **\u00A0name** is bad."),
  'nbsp-inside-a-liquid-tag' => "{%\u00A0raw %}\n\n#{PAGE}\n{% endraw %}\n",
  'nbsp-inside-a-liquid-variable' => with_text("See [x]({{\u00A0site.baseurl\u00A0}}/y)."),
  'nbsp-before-front-matter' => "\u00A0#{FRONT}#{PAGE}",
  'nbsp-after-front-matter-closer' => "---\ntitle: Errors\n---\u00A0\n#{PAGE}",

  'nfd-in-a-description' => with_text("The de\u0301te\u0301 is bad."),
  'nfd-in-a-code' => with_code("400 Cafe\u0301"),
  'nfc-in-a-code' => with_code("400 Caf\u00E9"),
  'nfd-in-a-heading' => "## Rafe\u0301 Ones\n\n#{TOP}#{DATE}",
  'nfc-in-a-heading' => "## Raf\u00E9 Ones\n\n#{TOP}#{DATE}",
  'nfd-before-an-underscore' => with_text("Like e\u0301_nom_ here."),
  'zero-width-space-in-a-code' => with_code("400 Bad\u200B Name"),
  'zero-width-space-before-a-row' => with_row("\u200B| `400 Bad Name` | The name is bad. |"),
  'soft-hyphen-in-a-description' => with_text("The na\u00ADme is bad."),
  'right-to-left-mark-in-a-description' => with_text("\u200FThe \u202Ename\u202C is bad."),
  'ideographic-space-at-the-cell-edges' => with_text("\u3000The name is bad.\u3000"),
  'fullwidth-pipe-is-text' => with_text("Write a\uFF5Cb between."),
  'emoji-in-a-description' => with_text("Stop \u{1F6D1} here \u{1F469}\u200D\u{1F4BB}."),
  'private-use-character' => with_text("The \uE000 name."),
  'noncharacter' => with_text("The \uFFFF name."),
  'replacement-character' => with_text("The \uFFFD name."),
  'wrongly-decoded-apostrophe' => with_text("The company\u00E2\u20AC\u2122s name."),

  'nul-in-a-description' => with_text("The \u0000 name."),
  'nul-at-the-cell-end' => with_text("The name.\u0000"),
  'bell-in-a-description' => with_text("The \u0007 name."),
  'escape-sequence-in-a-description' => with_text("The \e[31mname\e[0m."),
  'delete-character-in-a-description' => with_text("The \u007F name."),
  'c1-control-in-a-description' => with_text("The \u009B name."),
  'vertical-tab-in-a-description' => with_text("The\vname."),
  'vertical-tab-line-between-rows' => with_row("\v"),
  'form-feed-in-a-description' => with_text("The\fname."),
  'form-feed-line-between-rows' => with_row("\f"),
  'form-feed-after-the-last-row' => "#{PAGE}\f\nText.\n",
  'line-separator-in-a-description' => with_text("The\u2028name."),
  'paragraph-separator-in-a-description' => with_text("The\u2029name."),
  'next-line-character-in-a-description' => with_text("The\u0085name."),

  'tab-between-pipe-and-cell' => with_row("|\t`400 Bad Name`\t|\tThe name is bad.\t|"),
  'tab-inside-a-description' => with_text("The\tname is bad."),
  'tab-inside-a-code' => with_code("400\tBad Name"),
  'tab-before-a-row' => with_row("\t| `400 Bad Name` | The name is bad. |"),
  'tab-after-a-row' => with_row("| `400 Bad Name` | The name is bad. |\t"),
  'tab-instead-of-pipe' => with_row("`400 Bad Name`\tThe name is bad."),
  'trailing-spaces-after-every-line' => PAGE.gsub("\n", "  \n"),
  'trailing-spaces-after-the-delimiter' => PAGE.sub("---|\n", "---|   \n"),
  'trailing-spaces-after-a-row-without-trailing-pipe' => with_row('| `400 Bad Name` | The name is bad.  '),
  'trailing-spaces-after-the-attribute-list' => "#{PAGE}{: .x}   \n",
  'trailing-spaces-after-raw-lines' => "{% raw %}  \n#{TOP}#{DATE}{% endraw %}  \n",
  'trailing-spaces-after-front-matter-marks' => "---  \ntitle: Errors\n---  \n#{PAGE}",
  'line-of-spaces-between-rows' => with_row('   '),
  'line-of-spaces-below-the-last-row-then-text' => "#{PAGE}   \nText.\n",
  'no-final-newline' => PAGE.chomp,
  'no-final-newline-after-attribute-list' => "#{PAGE}{: .x}",
  'no-final-newline-after-endraw' => RAW.chomp,
  'many-final-newlines' => "#{PAGE}\n\n\n\n",
  'empty-page' => '',
  'page-of-one-newline' => "\n",
}.freeze

FileUtils.mkdir_p(FOLDER)
CASES.each { |name, text| File.binwrite(File.join(FOLDER, "#{name}.md"), text) }
