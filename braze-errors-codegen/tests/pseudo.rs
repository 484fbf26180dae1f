//! Pseudo-localized pages: what changes, what stays, and what stays true of every page.

use std::fs;
use std::path::{Path, PathBuf};

use braze_errors_codegen::Dialect;
use proptest::prelude::*;

pub mod invariants;
use invariants::pseudo::{Facts, check_page as check};

fn pseudo(page: &str) -> String {
    braze_errors_codegen::pseudo(page, Dialect::Kramdown)
}

#[track_caller]
fn becomes(page: &str, expected: &str) {
    assert_eq!(pseudo(page), expected);
    check(page);
}

#[track_caller]
fn stays(page: &str) {
    becomes(page, page);
}

mod letters {
    use super::*;

    #[test]
    fn every_letter_gets_an_accent_and_vowels_are_doubled() {
        becomes(
            "The quick brown fox jumps over the lazy dog",
            "⟦Ţĥéè qúùíìçķ ḃŕóòŵñ ḟóòẋ ĵúùṁṗŝ óòṽéèŕ ţĥéè ļáàżý ďóòğ⟧",
        );
        becomes(
            "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG",
            "⟦ŢĤÉÈ QÚÙÍÌÇĶ ḂŔÓÒŴÑ ḞÓÒẊ ĴÚÙṀṖŜ ÓÒṼÉÈŔ ŢĤÉÈ ĻÁÀŻÝ ĎÓÒĞ⟧",
        );
    }

    #[test]
    fn other_letters_and_all_punctuation_stay() {
        becomes("Größe – naïve “Œuvre”, 12 %!", "⟦Ğŕößéè – ñáàïṽéè “Œúùṽŕéè”, 12 %!⟧");
        becomes("日本語", "⟦日本語⟧");
    }

    #[test]
    fn a_text_without_letters_gets_no_brackets() {
        stays("1,912 – 4.000 (§)");
    }

    #[test]
    fn no_accented_letters_look_like_text_in_a_wrong_encoding() {
        // UTF-8 read as Windows-1252 is a letter from one of these two groups behind another from the first.
        let made = pseudo(&('A'..='z').collect::<String>());
        assert!(!made.contains(['Â', 'Ã', 'Ä', 'Å', 'â', 'Š', 'Œ', 'Ž', 'š', 'œ', 'ž', 'Ÿ']), "{made}");
    }
}

mod blocks {
    use super::*;

    #[test]
    fn headings_keep_their_marks_and_anchors() {
        becomes("# Error\n", "# ⟦ÉÈŕŕóòŕ⟧\n");
        becomes("###### No\n", "###### ⟦Ñóò⟧\n");
        becomes("####### No\n", "⟦####### Ñóò⟧\n");
        becomes("### Fatal errors {#fatal-errors}\n", "### ⟦Ḟáàţáàļ éèŕŕóòŕŝ⟧ {#fatal-errors}\n");
        becomes("## Error ##  {#e}\n", "## ⟦ÉÈŕŕóòŕ⟧ ##  {#e}\n");
        becomes("## C# {: #c}\n", "## ⟦Ç# {: #c}⟧\n");
        becomes("Error\n=====\n\nCode\n---\n", "⟦ÉÈŕŕóòŕ⟧\n=====\n\n⟦Çóòďéè⟧\n---\n");
    }

    #[test]
    fn a_paragraph_is_one_block_over_all_its_lines() {
        becomes("No key\n^\nbox\n", "⟦Ñóò ķéèý⟧\n^\n⟦ḃóòẋ⟧\n");
        becomes("No key\nin **the\nbox**.\n\nNo.", "⟦Ñóò ķéèý\níìñ **ţĥéè\nḃóòẋ**.⟧\n\n⟦Ñóò.⟧");
        becomes("No `key\nbox` here\n", "⟦Ñóò `key\nbox` ĥéèŕéè⟧\n");
    }

    #[test]
    fn quotes_keep_their_marks() {
        becomes("> No key\n> here.\n>\n> No.\n", "> ⟦Ñóò ķéèý\n> ĥéèŕéè.⟧\n>\n> ⟦Ñóò.⟧\n");
        becomes("> > No\n> key\nhere\n", "> > ⟦Ñóò\n> ķéèý\nĥéèŕéè⟧\n");
        becomes("> ## Key\n> - No\n", "> ## ⟦Ķéèý⟧\n> - ⟦Ñóò⟧\n");
        stays(">\t Key\n");
    }

    #[test]
    fn each_list_item_is_a_block() {
        becomes("- No\n  key\n  - Box\n* Dog\n", "- ⟦Ñóò\n  ķéèý⟧\n  - ⟦Ḃóòẋ⟧\n* ⟦Ďóòğ⟧\n");
        becomes("1. No\n2) Key\n", "1. ⟦Ñóò\n2) Ķéèý⟧\n");
        becomes("- [x] No\n- [ ] Key\n", "- [x] ⟦Ñóò⟧\n- [ ] ⟦Ķéèý⟧\n");
        becomes("- No\n\n    Key\n\nBox\n", "- ⟦Ñóò⟧\n\n    ⟦Ķéèý⟧\n\n⟦Ḃóòẋ⟧\n");
        becomes("- No\n\n \tKey\n", "- ⟦Ñóò⟧\n\n \t⟦Ķéèý⟧\n");
        becomes("- {:.x} No\n", "- {:.x} ⟦Ñóò⟧\n");
        becomes("- No\n\n     Key\n", "- ⟦Ñóò⟧\n\n     ⟦Ķéèý⟧\n");
        becomes("- No\n\nBox\n\n    key\n", "- ⟦Ñóò⟧\n\n⟦Ḃóòẋ⟧\n\n    key\n");
    }

    #[test]
    fn the_text_of_an_alert_is_a_block_and_liquid_lines_stay() {
        becomes(
            "{% raw %}\n{% alert warning %}\nNo key.\n{% endalert %}\n{% endraw %}\n",
            "{% raw %}\n{% alert warning %}\n⟦Ñóò ķéèý.⟧\n{% endalert %}\n{% endraw %}\n",
        );
        becomes("{% raw %}# Key\n", "{% raw %}# ⟦Ķéèý⟧\n");
        becomes(
            "{% if no %}\n{% alert tip %}\n- No\n- Key\n\n| Box | No |\n{% endalert %}\n{% endif %}\n",
            "{% if no %}\n{% alert tip %}\n- ⟦Ñóò⟧\n- ⟦Ķéèý⟧\n\n| ⟦Ḃóòẋ⟧ | ⟦Ñóò⟧ |\n{% endalert %}\n{% endif %}\n",
        );
        becomes(
            "No {% alert tip %}key{% endalert %} box\n",
            "⟦Ñóò {% alert tip %}ķéèý{% endalert %} ḃóòẋ⟧\n",
        );
        becomes("No {% comment %}key{% endcomment %} box\n", "⟦Ñóò {% comment %}key{% endcomment %} ḃóòẋ⟧\n");
        becomes("{% alert tip %} Key {% endalert %}\n", "{% alert tip %} ⟦Ķéèý⟧ {% endalert %}\n");
    }

    #[test]
    fn each_cell_with_prose_is_a_block() {
        becomes(
            "| Code | No |\n|:---|---:|\n| `400 Key` | `key` or `box` |\n{: .reset role=\"table\" }\n",
            "| ⟦Çóòďéè⟧ | ⟦Ñóò⟧ |\n|:---|---:|\n| `400 Key` | ⟦`key` óòŕ `box`⟧ |\n{: .reset role=\"table\" }\n",
        );
        becomes("Code | No\n---|---\n`400 A|b` | Box\n", "⟦Çóòďéè⟧ | ⟦Ñóò⟧\n---|---\n`400 A|b` | ⟦Ḃóòẋ⟧\n");
        becomes("| 5XX | No \\| key |{% endraw %}\n", "| 5XX | ⟦Ñóò \\| ķéèý⟧ |{% endraw %}\n");
    }

    #[test]
    fn a_header_without_rows_is_no_table() {
        becomes("| Code | No |\n|---|---|\n", "⟦| Çóòďéè | Ñóò |⟧\n|---|---|\n");
    }

    #[test]
    fn a_cell_with_breaks_is_one_block_and_its_items_stay_items() {
        becomes("| Key:<br><br>- No<br>- Box |", "| ⟦Ķéèý:<br><br>- Ñóò<br>- Ḃóòẋ⟧ |");
        becomes("| - No<br>- Box |", "| - ⟦Ñóò<br>- Ḃóòẋ⟧ |");
        becomes("| <br/>- No |", "| <br/>- ⟦Ñóò⟧ |");
        becomes(
            "| No{::nomarkdown}<ul><li><b>Key</b> box</li></ul>{:/} |",
            "| ⟦Ñóò{::nomarkdown}<ul><li><b>Ķéèý</b> ḃóòẋ</li></ul>{:/}⟧ |",
        );
    }

    #[test]
    fn lone_marks_keep_the_spaces_around_them() {
        becomes("| * No * |", "| * ⟦Ñóò⟧ * |");
    }

    #[test]
    fn code_stays() {
        stays("```json\n{ \"message\" : <no key> }\n```\n");
        stays("~~~\nNo ```\n\nkey\n~~~\n");
        stays("> ```\n> No\n> ```\n");
        stays("    No key\n\n\tbox\n");
        becomes("- No\n\n  ```\n  key\n  ```\n", "- ⟦Ñóò⟧\n\n  ```\n  key\n  ```\n");
        becomes("No\n    key\n", "⟦Ñóò\n    ķéèý⟧\n");
    }

    #[test]
    fn a_backtick_in_a_fence_s_language_makes_no_code_span_of_it() {
        stays("```a`b\n| `404 Not Found` | No address. |\n```");
    }

    #[test]
    fn brackets_stand_apart_from_a_lone_backtick() {
        becomes("` No` key b``box\n{}\n", "` ⟦Ñóò` key b``ḃóòẋ\n{}⟧\n");
        becomes("| ` No` | key` box |", "| ` ⟦Ñóò` | key` ḃóòẋ⟧ |");
        becomes("| ` No | key ` |", "| ` ⟦Ñóò⟧ | ⟦ķéèý⟧ ` |");
    }

    #[test]
    fn a_fence_ends_with_as_many_marks_as_kramdown_finds() {
        stays("````\nNo\n```\n");
        stays("```\nNo\n``\n`````\n");
        becomes("`````\nNo\n```\nkey\n````\n\nbox\n", "`````\nNo\n```\nkey\n````\n\n⟦ḃóòẋ⟧\n");
    }

    #[test]
    fn lines_of_a_tag_that_goes_on_in_the_next_one_stay() {
        becomes(
            "{% alert\n  important %}\nNo\n{% endalert %}",
            "{% alert\n  important %}\n⟦Ñóò⟧\n{% endalert %}",
        );
        becomes("{% raw\n%}| Code | No |\n{% endraw %}", "{% raw\n%}| ⟦Çóòďéè⟧ | ⟦Ñóò⟧ |\n{% endraw %}");
        becomes("No {%\n\nkey", "⟦Ñóò {%⟧\n\n⟦ķéèý⟧");
    }

    #[test]
    fn a_fence_without_its_end_begins_no_code() {
        becomes("```\nNo\n\nkey\n", "⟦```\nÑóò⟧\n\n⟦ķéèý⟧\n");
    }

    #[test]
    fn comments_stay() {
        stays("<!-- No\n\nkey -->\n");
        stays("{::comment}\nNo\n\nkey\n{:/comment}\n");
        stays("{% comment %}\nNo\n\nkey\n{% endcomment %}\n");
        becomes("| No <!-- allow number: key --> |", "| ⟦Ñóò⟧ <!-- allow number: key --> |");
        becomes("No <!-- key --> box", "⟦Ñóò <!-- key --> ḃóòẋ⟧");
    }

    #[test]
    fn definitions_of_links_and_lone_attribute_lists_stay() {
        stays("[No key]: https://braze.com \"No key\"\n*[API]: No key\n[^key]: No\n{: .no #key}\n");
    }

    #[test]
    fn in_html_each_element_with_text_is_a_block() {
        becomes(
            "<div class=\"no\">\n  <p>No <b>key</b></p>\n</div>\n",
            "<div class=\"no\">\n  <p>⟦Ñóò <b>ķéèý</b>⟧</p>\n</div>\n",
        );
        becomes("<ul><li>No</li><li>Key</li></ul>", "<ul><li>⟦Ñóò⟧</li><li>⟦Ķéèý⟧</li></ul>");
        becomes("<p>No</p\n>\n\n> key\n", "<p>⟦Ñóò⟧</p\n>\n\n> ⟦ķéèý⟧\n");
        for before in ["No < 2", "<b>No</b>"] {
            let after = before.replace("No", "Ñóò");
            becomes(&format!("{before}\n> key\n"), &format!("⟦{after}⟧\n> ⟦ķéèý⟧\n"));
        }
        becomes("<b>No</b> key", "⟦<b>Ñóò</b> ķéèý⟧");
        becomes("<p>No <!-- key --> <code>box</code></p>", "<p>⟦Ñóò <!-- key --> <code>box</code>⟧</p>");
        stays("<script>\nlet no = key;\n\nno()\n</script>\n<style>no {}</style>\n<pre>\nNo\n</pre>\n");
    }

    #[test]
    fn a_block_in_brackets_stays() {
        stays("## ⟦Key⟧ {#key}\n\n- ⟦No\n  key⟧\n\n| - ⟦No⟧ * | ⟦`key` no⟧ |\n");
    }
}

mod prose {
    use super::*;

    #[test]
    fn code_stays() {
        becomes("No `no key` or ``no ` key``", "⟦Ñóò `no key` óòŕ ``no ` key``⟧");
        becomes("No \\` key `no`", "⟦Ñóò \\` ķéèý `no`⟧");
        stays("| `400 No` |");
        becomes("No <code>no *key*</code>", "⟦Ñóò <code>no *key*</code>⟧");
    }

    #[test]
    fn emphasis_stays_around_its_words() {
        becomes("**No** *key* _in_ ~~box~~", "⟦**Ñóò** *ķéèý* _íìñ_ ~~ḃóòẋ~~⟧");
    }

    #[test]
    fn links_change_their_words_alone() {
        becomes("[No key](/no/key \"No key\").", "⟦[Ñóò ķéèý](/no/key \"No key\").⟧");
        becomes("[No](/no 'no') (\"no\")", "⟦[Ñóò](/no 'no') (\"ñóò\")⟧");
        becomes("[No](/a_(b)_c)(d)", "⟦[Ñóò](/a_(b)_c)(ď)⟧");
        becomes("[No]({{ site.baseurl }}/no/key)", "⟦[Ñóò]({{ site.baseurl }}/no/key)⟧");
        becomes("[No]( /no/key ) [No](/key (no key))", "⟦[Ñóò]( /no/key ) [Ñóò](/key (no key))⟧");
        becomes("[No](/a((b)) (no key))", "⟦[Ñóò](/a((b)) (no key))⟧");
        becomes("![No key](key.png) box", "⟦![Ñóò ķéèý](key.png) ḃóòẋ⟧");
        becomes("[No](/key){:target=\"_blank\"}", "⟦[Ñóò](/key){:target=\"_blank\"}⟧");
    }

    #[test]
    fn labels_of_links_stay() {
        becomes("[No][key] [key][] [Key] [box][]", "⟦[Ñóò][key] [ķéèý][] [Ķéèý] [ḃóòẋ][]⟧");
        becomes(
            "[No][key], [KEY][], [key], [box]\n\n[key]: /no",
            "⟦[Ñóò][key], [KEY][], [key], [ḃóòẋ]⟧\n\n[key]: /no",
        );
        becomes("No[^key]", "⟦Ñóò[^key]⟧");
    }

    #[test]
    fn addresses_stay() {
        becomes(
            "No https://rest.fra-01.braze.eu/no?key=no, <https://braze.com> or (www.braze.com/no)",
            "⟦Ñóò https://rest.fra-01.braze.eu/no?key=no, <https://braze.com> óòŕ (www.braze.com/no)⟧",
        );
        becomes(
            "No key@braze.com,no.key@braze.eu or mailto:key@braze.com @key",
            "⟦Ñóò key@braze.com,no.key@braze.eu óòŕ mailto:key@braze.com @ķéèý⟧",
        );
    }

    #[test]
    fn liquid_and_marks_of_kramdown_stay() {
        becomes("No {{ key.no }} {% no key %} {:no}", "⟦Ñóò {{ key.no }} {% no key %} {:no}⟧");
        becomes("No {{no\nkey}} key", "⟦Ñóò {{no\nkey}} ķéèý⟧");
        becomes("No {{ key", "⟦Ñóò {{ ķéèý⟧");
        becomes("No {KEY}", "⟦Ñóò {ĶÉÈÝ}⟧");
    }

    #[test]
    fn tags_stay_and_the_text_between_them_changes() {
        becomes(
            "<a href='no > key' id=no>No</a> <KEY/> 1 < 2 key",
            "⟦<a href='no > key' id=no>Ñóò</a> <KEY/> 1 < 2 ķéèý⟧",
        );
        becomes("No <span class=\"key\">box</span>", "⟦Ñóò <span class=\"key\">ḃóòẋ</span>⟧");
        becomes("No <i></i> key </b> box", "⟦Ñóò <i></i> ķéèý </b> ḃóòẋ⟧");
    }

    #[test]
    fn entities_and_escapes_stay() {
        becomes(
            "No&nbsp;key &amp; &#8217; &#x2019; \\*no\\* \\key",
            "⟦Ñóò&nbsp;ķéèý &amp; &#8217; &#x2019; \\*ñóò\\* \\key⟧",
        );
        becomes("R&D; x", "⟦Ŕ&D; ẋ⟧");
    }

    #[test]
    fn numbers_and_words_with_digits_stay() {
        becomes("2XX, 503 or SHA256, a2b no-5XX-key", "⟦2XX, 503 óòŕ SHA256, a2b ñóò-5XX-ķéèý⟧");
    }
}

mod front_matter {
    use super::*;

    #[test]
    fn titles_and_description_change_alone() {
        becomes(
            "---\nnav_title: No key\narticle_title: 'No'\ntitle: No # key\ndescription: \"No \\\"key\\\".\" \npage_type: no\n---\nKey\n",
            "---\nnav_title: ⟦Ñóò ķéèý⟧\narticle_title: '⟦Ñóò⟧'\ntitle: ⟦Ñóò⟧ # key\ndescription: \"⟦Ñóò \\\"ķéèý\\\".⟧\" \npage_type: no\n---\n⟦Ķéèý⟧\n",
        );
    }

    #[test]
    fn a_value_may_go_on_below() {
        becomes(
            "---\ndescription: >\n  No\n  key\ntitle: \"No\n  key\"\nnav_title: No\n  key\n---\n",
            "---\ndescription: >\n  ⟦Ñóò\n  ķéèý⟧\ntitle: \"⟦Ñóò\n  ķéèý⟧\"\nnav_title: ⟦Ñóò\n  ķéèý⟧\n---\n",
        );
    }

    #[test]
    fn what_is_no_text_stays() {
        stays("---\ntitle: [no, key]\ndescription:\n  title: no\nnav_title: *key\nno_title: No\n---\n");
        stays("---\ntitle: \"\nnav_title:\n---\n");
    }

    #[test]
    fn without_its_end_it_is_text() {
        becomes("---\ntitle: No\n", "---\n⟦ţíìţļéè: Ñóò⟧\n");
    }
}

mod pages {
    use super::*;

    #[test]
    fn an_empty_page_stays() {
        stays("");
        stays("\u{feff}");
        stays("\r\n \r\n");
    }

    #[test]
    fn lines_keep_their_ends() {
        becomes("# Key\r\nNo\r\nkey\r\n", "# ⟦Ķéèý⟧\r\n⟦Ñóò\r\nķéèý⟧\r\n");
        becomes("# Key\rNo  \r\rkey", "# ⟦Ķéèý⟧\r⟦Ñóò⟧  \r\r⟦ķéèý⟧");
        becomes("\u{feff}---\ntitle: No\n---\n", "\u{feff}---\ntitle: ⟦Ñóò⟧\n---\n");
    }

    #[test]
    fn a_page_of_unclosed_marks_takes_no_longer_than_another() {
        let marks = [
            "`",
            "``` ` ",
            "{{",
            "{% ",
            "{% comment %}\n\n",
            "{::comment}\n\n",
            "{:",
            "<a \"",
            "<!--",
            "<!--\n\n",
            "<pre>\n\n",
            "](",
            "](a \"",
            "](( ",
            "][",
            "[^",
            "[",
            "&a",
            "://",
            "@",
            "a@",
            "```\n\n",
            "~~~~\n",
            "> ",
            "- ",
            "|",
            "|\n",
            "\\",
            "_a ",
            "⟦",
        ];
        for mark in marks {
            pseudo(&mark.repeat(10_000));
        }
    }
}

mod properties {
    use super::*;

    /// A part of a line of text that kramdown and pulldown-cmark agree on.
    fn inline() -> impl Strategy<Value = String> {
        let word = "[A-Za-z]{1,9}";
        prop_oneof![
            6 => word.prop_map(String::from),
            1 => "[0-9]{1,3}(,[0-9]{3})?|[1-5]XX|[A-Z]{2}[0-9]{2}".prop_map(String::from),
            1 => "`[a-z_]{1,8}(\\|[a-z]{1,4})?`".prop_map(String::from),
            1 => word.prop_map(|word| format!("**{word} {word}**")),
            1 => word.prop_map(|word| format!("*{word}*")),
            1 => word.prop_map(|word| format!("[{word}](https://braze.com/{word})")),
            1 => word.prop_map(|word| format!("[{word}]({{{{site.baseurl}}}}/{word} \"{word}\")")),
            1 => Just("https://rest.fra-01.braze.eu/no".to_owned()),
            1 => Just("R&amp;D&nbsp;&#8212;".to_owned()),
            1 => Just("\"quoted\" (and more).".to_owned()),
            1 => Just("it’s Größe – ready;".to_owned()),
        ]
    }

    fn line() -> impl Strategy<Value = String> {
        prop::collection::vec(inline(), 1..8).prop_map(|parts| parts.join(" "))
    }

    fn description() -> impl Strategy<Value = String> {
        let html = |items: Vec<String>| format!("<li>{}</li>", items.join("</li><li><strong>No</strong> "));
        let plain = prop::collection::vec("[a-z ]{1,9}[a-z]", 1..3);
        prop_oneof![
            4 => line(),
            1 => prop::collection::vec(line(), 2..4).prop_map(|lines| lines.join("<br>")),
            1 => prop::collection::vec(line(), 2..4).prop_map(|lines| lines.join("<br><br>- ")),
            1 => line().prop_map(|line| format!("- {line}")),
            1 => plain.prop_map(move |items| format!("No{{::nomarkdown}}<ul>{}</ul>{{:/}}", html(items))),
            1 => line().prop_map(|line| format!("{line} <!-- allow number: no reason -->")),
        ]
    }

    fn table() -> impl Strategy<Value = String> {
        let row = ("[1-4][0-9]{2}|5XX", "[A-Z][a-z_ ]{0,9}[a-z]", description());
        prop::collection::vec(row, 1..6).prop_map(|rows| {
            let rows = rows.iter().map(|(status, words, text)| format!("| `{status} {words}` | {text} |\n"));
            format!(
                "| Code | What it means |\n|---|---|\n{}{{: .reset role=\"table\" }}\n",
                rows.collect::<String>()
            )
        })
    }

    /// A block that stands above the table.
    fn block() -> impl Strategy<Value = String> {
        let lines = || prop::collection::vec(line(), 1..4);
        prop_oneof![
            line().prop_map(|line| format!("## {line}\n")),
            lines().prop_map(|lines| format!("{}\n", lines.join("\n"))),
            lines().prop_map(|lines| format!("> {}\n", lines.join("\n> "))),
            lines()
                .prop_map(|lines| format!("- The **2XX class** {}\n", lines.join("\n  - A **503 error** "))),
            lines().prop_map(|lines| format!("{{% alert tip %}}\n{}\n{{% endalert %}}\n", lines.join("\n"))),
            lines().prop_map(|lines| format!("```json\n{{ {} }}\n```\n", lines.join("\n\n"))),
            lines().prop_map(|lines| format!(
                "<div class=\"no\">\n<p>{}</p>\n</div>\n",
                lines.join("</p>\n<p>")
            )),
            Just("{% raw %}\n\n{% endraw %}\n".to_owned()),
        ]
    }

    prop_compose! {
        fn page()(
            start in prop_oneof![Just(""), Just("\u{feff}"), Just("---\ntitle: No key\n---\n")],
            blocks in prop::collection::vec(block(), 0..6),
            table in table(),
            end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        ) -> String {
            let page = format!("{start}{}\n### Errors {{#errors}}\n\n{table}", blocks.join("\n"));
            page.replace('\n', end)
        }
    }

    proptest! {
        #[test]
        fn the_reader_finds_the_same_on_the_pseudo_page(page in page()) {
            let facts = Facts::of(&page);
            prop_assert_eq!(&facts.findings, &[], "{}", page);
            prop_assert_eq!(&Facts::of(&pseudo(&page)), &facts, "{}", page);
            check(&page);
        }

        #[test]
        fn all_that_holds_for_pages_holds_for_any_text(page in any::<String>()) {
            check(&page);
        }

        #[test]
        fn all_that_holds_for_pages_holds_for_any_marks(
            marks in prop::collection::vec("[-#>*_+:|`~<>(){}%&;!\\\\\"'^=/@ \t\r\n.⟦⟧\\[\\]0-9a-zA-ZéÅ]{1,4}|<br>|<!--|-->|\\{% raw %\\}|---\ntitle: ", 0..40)
        ) {
            check(&marks.concat());
        }
    }
}

mod files {
    use super::*;

    #[test]
    fn the_english_pseudo_page_is_made_from_the_english_page() {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docs");
        let read = |locale: &str| fs::read_to_string(docs.join(locale).join("errors.md")).unwrap();
        // The command is built from both pages, so that the one to renew must not lack a row meanwhile.
        assert!(
            pseudo(&read("en")) == read("en-XA"),
            "docs/en-XA/errors.md is not what docs/en/errors.md becomes; renew it in the workspace's folder:\n\
             cp docs/en/errors.md docs/en-XA/errors.md\n\
             cargo run -- pseudo docs/en/errors.md --output docs/en-XA/errors.md"
        );
    }

    fn markdown(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(markdown(&path));
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
        found
    }

    /// Checks every page in a folder, and the reader on those that can be read without a finding.
    fn check_all(folder: &str) {
        for path in markdown(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            // Pages in other encodings are not for reading.
            let Ok(page) = fs::read_to_string(&path) else { continue };
            check(&page);
            let (mut facts, source) = (Facts::of(&pseudo(&page)), Facts::of(&page));
            // An anchor that is not written on the page follows from the words of a heading, and changes with them.
            if facts.anchor.as_ref().is_some_and(|anchor| !page.contains(anchor)) {
                facts.anchor.clone_from(&source.anchor);
            }
            assert!(facts == source || !source.findings.is_empty(), "{}: {facts:#?}", path.display());
        }
    }

    #[test]
    fn the_reader_finds_the_same_on_the_pseudo_pages_of_this_project() {
        check_all("tests/docs");
    }

    #[test]
    fn the_reader_finds_the_same_on_pages_with_every_trait_of_spelling() {
        check_all("tests/kramdown/cases");
    }

    #[test]
    fn the_reader_finds_the_same_on_the_pages_of_braze_where_they_are() {
        check_all("../../shared/upstream");
    }
}

#[test]
fn a_page_that_is_refused_says_the_same_where_its_marks_are_left_open() {
    let page = "| `400 Bad Date` | See <a href=\"x | it ` |at` | See <a bref=\"y` | No. |\n";
    assert!(!Facts::of(page).findings.is_empty());
    invariants::pseudo::check(page.as_bytes());
}

mod columns {
    use braze_errors_codegen::{
        Columns, Dialect, Findings, Levels, Loaded, Locale, Setup, Sought, check, pseudo_tables,
    };

    const PAGE: &str = "| No. | HTTP | What happened |\n|---|---|---|\n| lost | 404 | The parcel is lost. |\n| bad key | | No `key` fits. |\n";

    fn columns() -> Columns {
        Columns {
            code: Some("No.".to_owned()),
            status: Some("HTTP".to_owned()),
            name: None,
            description: vec!["What happened".to_owned()],
        }
    }

    fn pseudo(page: &str) -> String {
        let columns = columns();
        pseudo_tables(page, Dialect::Gfm, &Sought { columns: Some(&columns), ..Sought::default() })
    }

    fn load(pseudo: &str) -> Loaded {
        let locale = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() };
        let setup = Setup {
            locales: vec![locale("en"), locale("en-XA")],
            file: "{locale}.md".to_owned(),
            columns: Some(columns()),
            ..Setup::default()
        };
        setup.load_files("", |page| Some(if page == "en.md" { PAGE.as_bytes() } else { pseudo.as_bytes() }))
    }

    #[test]
    fn codes_and_statuses_stay_and_other_tables_have_none() {
        let made = pseudo(&format!("{PAGE}\n| No. | Text |\n|---|---|\n| lost | Lost. |\n"));
        assert!(made.contains("\n| lost | 404 | ⟦"), "{made}");
        assert!(made.contains("\n| bad key | | ⟦"), "{made}");
        assert!(made.contains("\n| ⟦ļóòŝţ⟧ | ⟦"), "{made}");
    }

    #[test]
    fn a_page_that_is_made_builds_and_a_row_of_it_is_made_again() {
        let made = pseudo(PAGE);
        let report = |page: &str| check(&load(page), Findings::default(), &Levels::default());
        assert!(load(&made).findings.is_empty());
        assert!(report(&made).findings.is_empty());

        let stale = made.replace("ļóòŝţ.", "ĝóòñéè.");
        assert_ne!(stale, made);
        let found = report(&stale).findings;
        let fixes: Vec<_> = found.iter().filter_map(|finding| finding.fix.clone()).collect();
        assert_eq!(fixes.len(), 1, "{found:?}");
        let mut mended = stale;
        mended.replace_range(fixes[0].span.clone(), &fixes[0].text);
        assert_eq!(mended, made);
    }
}
