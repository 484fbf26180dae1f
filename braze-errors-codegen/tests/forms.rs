//! What becomes of a description in each form.

use braze_errors_codegen::{Dialect, Form, Page, Source};

const BASE_URL: &str = "https://www.braze.com/docs/fr";

/// The description of a page's only row, in a form.
fn write(form: Form, description: &str) -> String {
    let page = format!("| Code | Description |\n|---|---|\n| `400 Bad Request` | {description} |\n");
    let reading = Page::read(&Source::new("errors.md", page), Dialect::Kramdown);
    assert!(reading.findings.is_empty(), "{description}: {:?}", reading.findings);
    form.write(&reading.page.rows[0].description, BASE_URL)
}

fn text(description: &str) -> String {
    write(Form::Text, description)
}

fn markdown(description: &str) -> String {
    write(Form::Markdown, description)
}

fn html(description: &str) -> String {
    write(Form::Html, description)
}

const LIST: &str = "The key is wrong. Also:<br><br> - the host is,<br>\\- the `quotes` are.";

#[test]
fn text_keeps_backticks_and_drops_emphasis() {
    assert_eq!(text("Write `time` as **one** *word*."), "Write `time` as one word.");
}

#[test]
fn text_writes_a_link_as_its_words_and_its_url() {
    let link = "See the [guide]({{ site.baseurl }}/guide/) first.";
    assert_eq!(text(link), "See the guide (https://www.braze.com/docs/fr/guide/) first.");
    assert_eq!(text("See <https://example.com/a>."), "See https://example.com/a.");
    assert_eq!(text("Write to <help@example.com>."), "Write to help@example.com.");
}

#[test]
fn text_writes_breaks_as_newlines_and_drops_the_spaces_around_them() {
    assert_eq!(text("One. <br> Two. <br/> <br /> Three."), "One.\nTwo.\n\nThree.");
    assert_eq!(text("<br>One.<br>"), "One.");
}

#[test]
fn text_writes_one_newline_before_an_item() {
    assert_eq!(text(LIST), "The key is wrong. Also:\n- the host is,\n- the `quotes` are.");
    assert_eq!(
        text("Also:{::nomarkdown}<ul><li><strong>host</strong> is</li><li>key is</li></ul>{:/} Mend both."),
        "Also:\n- host is\n- key is\nMend both."
    );
}

#[test]
fn comments_reach_no_form() {
    for form in [Form::Text, Form::Markdown, Form::Html] {
        assert_eq!(write(form, "One word. <!-- a note -->"), "One word.");
    }
}

#[test]
fn quotes_and_no_break_spaces_stay_as_they_are_written() {
    for form in [Form::Text, Form::Markdown] {
        assert_eq!(
            write(form, "L’«\u{a0}ID\u{a0}» n'est pas \"bon\"."),
            "L’«\u{a0}ID\u{a0}» n'est pas \"bon\"."
        );
    }
}

#[test]
fn entities_become_characters() {
    assert_eq!(text("a &lt; b &amp;&nbsp;c &eacute;"), "a < b &\u{a0}c é");
    assert_eq!(html("a &lt; b &amp; c"), "a &lt; b &amp; c");
    assert_eq!(markdown("a &lt;b&gt; &amp;amp; c"), "a \\<b> \\&amp; c");
}

#[test]
fn markdown_escapes_what_begins_an_attribute_list() {
    assert_eq!(markdown("Write \\{: .x} and {y}."), "Write \\{: .x} and {y}.");
    assert_eq!(html("Write \\{: .x} and {y}."), "Write {: .x} and {y}.");
}

#[test]
fn markdown_has_a_real_list_and_real_breaks() {
    assert_eq!(markdown(LIST), "The key is wrong. Also:\n\n- the host is,\n- the `quotes` are.");
    assert_eq!(markdown("One.<br>Two.<br><br>Three."), "One.\\\nTwo.\n\nThree.");
    for before in ["<br>", "<br><!-- a -->", "<br> <!-- a --> "] {
        assert_eq!(markdown(&format!("One:{before}- two")), "One:\n\n- two", "{before}");
    }
    assert_eq!(markdown("One:<br>two<!-- a -->- three"), "One:\\\ntwo- three");
}

#[test]
fn markdown_keeps_marks_and_expands_the_base_url() {
    assert_eq!(
        markdown(
            "**Bold** *words* in a [guide]({{site.baseurl}}/a_b/ \"Title\"){: .wide}, `code` and \\*stars\\*."
        ),
        "**Bold** *words* in a [guide](https://www.braze.com/docs/fr/a_b/ \"Title\"), `code` and \\*stars\\*."
    );
    assert_eq!(markdown("\\# no heading, \\- no item"), "\\# no heading, - no item");
    assert_eq!(markdown("Use `` a`b `` here."), "Use ``a`b`` here.");
}

/// What CommonMark, with GitHub's strikethrough, makes of one paragraph.
fn rendered(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    let mut html = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => {
                html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"));
            }
            Event::Code(code) => html.extend(["<code>", &code, "</code>"]),
            Event::InlineHtml(tag) => html.push_str(&tag),
            Event::HardBreak => html.push_str("<br>"),
            Event::Start(Tag::Strong) => html.push_str("<strong>"),
            Event::End(TagEnd::Strong) => html.push_str("</strong>"),
            Event::Start(Tag::Strikethrough) => html.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => html.push_str("</del>"),
            Event::Start(Tag::Emphasis) => html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                html.extend(["<a href=\"", &dest_url, "\">"]);
            }
            Event::End(TagEnd::Link) => html.push_str("</a>"),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    html
}

/// Checks what a description is in Markdown, and that CommonMark makes of it what the HTML form says.
fn check_markdown(description: &str, expected: &str) {
    let found = markdown(description);
    assert_eq!(found, expected, "{description}");
    assert_eq!(rendered(&found), html(description), "{description}");
}

#[test]
fn markdown_marks_emphasis_where_commonmark_sees_it_and_names_the_element_elsewhere() {
    for marked in ["in**word**s", "(**\"word\"**)", "a **\"b\"** c", "**\"a\"**", "a **\"b**c", "a**b\"** c"]
    {
        let (before, rest) = marked.split_once("**").unwrap();
        let (words, after) = rest.split_once("**").unwrap();
        check_markdown(&format!("{before}<b>{words}</b>{after}"), marked);
    }
    check_markdown("“<b>\"a\"</b>”", "“**\"a\"**”");
    for named in [
        "in<b>\"word</b> end",
        "in <b>word\"</b>end",
        "é<b>\"word</b> end",
        "in <b>word\"</b>é",
        "in<b>«word</b> end",
        "in <b>word»</b>end",
        "in<b>[word](/a)</b> end",
        "in <b>[word](/a)</b>end",
        "in <b> word</b> end",
        "in <b>word </b> end",
        "\\*<b>word</b> end",
        "in <b>word</b>\\*",
        "in <b>\\*word</b> end",
        "in <b>word\\*</b> end",
    ] {
        check_markdown(named, &named.replace("b>", "strong>"));
    }
    check_markdown("<em><b>word</b> more</em>", "<em>**word** more</em>");
    check_markdown("<em><b><!-- a --></b>word</em>", "*word*");
}

#[test]
fn markdown_sets_code_apart_whatever_marks_and_spaces_it_holds() {
    for code in ["``word`s``", "`` `word ``", "`` word` ``", "```a``b`c```"] {
        check_markdown(code, code);
    }
    check_markdown("<code> word </code>", "`  word  `");
    check_markdown("<code> word</code>", "` word`");
}

#[test]
fn markdown_escapes_what_commonmark_would_take_for_a_mark() {
    check_markdown("12\\. Parcels", "12\\. Parcels");
    check_markdown("12) Parcels", "12\\) Parcels");
    check_markdown("12 parcels", "12 parcels");
    check_markdown("12 parcels. More.", "12 parcels. More.");
    check_markdown("`key`+ and `id`# follow", "`key`+ and `id`# follow");
    check_markdown(". And so on", ". And so on");
    check_markdown("send_at, \\_one\\_ and ab\\_ c", "send_at, \\_one\\_ and ab\\_ c");
    check_markdown("\\~\\~No\\~\\~ parcel of ~ 5", "\\~\\~No\\~\\~ parcel of ~ 5");
    check_markdown("From ~5 to ~~no~~ ~9, `a`~b~", "From ~5 to ~~no~~ ~9, `a`\\~b\\~");
    check_markdown("you & me &amp;#35; &amp;amp;", "you & me \\&#35; \\&amp;");
    check_markdown("See [this](</a(b)>).", "See [this](</a(b)>).");
    let link = "[this](/a?b=1&amp;c=2 'say \"go\"')";
    assert_eq!(markdown(link), "[this](/a?b=1\\&c=2 \"say \\\"go\\\"\")");
}

#[test]
fn breaks_in_an_item_stay_in_it() {
    let list = "{::nomarkdown}<ul><li>one<br>two<br><br>three</li></ul>{:/}";
    assert_eq!(text(list), "- one\ntwo\n\nthree");
    assert_eq!(markdown(list), "- one\\\n  two\\\n  \\\n  three");
    assert_eq!(html(list), "- one<br>two<br><br>three");
}

#[test]
fn html_holds_inline_elements_alone() {
    assert_eq!(
        html("**Bold** *words*, a [\"guide\"](https://example.com/?a=1&b=2) & `<code>`.<br>End."),
        "<strong>Bold</strong> <em>words</em>, a <a href=\"https://example.com/?a=1&amp;b=2\">&quot;guide&quot;</a> \
         &amp; <code>&lt;code&gt;</code>.<br>End."
    );
    assert_eq!(html(LIST), "The key is wrong. Also:<br>- the host is,<br>- the <code>quotes</code> are.");
}

#[test]
fn markdown_tells_code_spans_that_touch_and_empty_ones_apart() {
    assert_eq!(markdown("`a`<code>b*]</code>"), "`a`<code>b&#42;&#93;</code>");
    assert_eq!(markdown("`a`<br>`b`"), "`a`\\\n`b`");
    assert_eq!(markdown("a <code></code> b"), "a <code></code> b");
    assert_eq!(html("a <code></code> b"), "a <code></code> b");
}

#[test]
fn markdown_ends_no_paragraph_in_emphasis_or_a_link() {
    assert_eq!(markdown("**One.<br><br>Two.**"), "**One.\\\n\\\nTwo.**");
    assert_eq!(markdown("[One.<br><br>Two.](/x)"), "[One.\\\n\\\nTwo.](/x)");
    assert_eq!(markdown("**One.**<br><br>Two."), "**One.**\n\nTwo.");
}

#[test]
fn breaks_that_emphasis_or_a_link_begins_with_stand_in_front_of_it() {
    for (description, expected) in [
        ("One.<strong><br>Two.</strong>", "One.<br><strong>Two.</strong>"),
        ("<strong><br>One.</strong>", "<strong>One.</strong>"),
        ("One.[<br>Two.](/x)", "One.<br><a href=\"/x\">Two.</a>"),
        ("{::nomarkdown}<ul><li>One.</li></ul>{:/}<em><br>Two.</em>", "- One.<br><br><em>Two.</em>"),
    ] {
        assert_eq!(html(description), expected);
    }
}

#[test]
fn markdown_takes_no_exclamation_mark_and_link_for_an_image() {
    assert_eq!(markdown("Look!<a href=\"/x\">here</a>!"), "Look\\![here](/x)!");
}

#[test]
fn a_comment_parts_no_words() {
    assert_eq!(markdown("1<!-- -->. a &<!-- -->amp; b"), "1\\. a \\&amp; b");
    assert_eq!(markdown("a - <!-- --> b"), "a -  b");
}

#[test]
fn an_item_that_says_nothing_is_a_break() {
    let list = "{::nomarkdown}<ul><li>One</li><li> </li></ul>{:/}";
    assert_eq!(text(list), "- One");
    assert_eq!(markdown(list), "- One");
    assert_eq!(html(list), "- One");
}

#[test]
fn markdown_marks_emphasis_only_where_common_mark_sees_it() {
    assert_eq!(markdown("e\u{301}<strong>(x)</strong>"), "e\u{301}<strong>(x)</strong>");
    assert_eq!(markdown("a <strong>(x)</strong>"), "a **(x)**");
}

#[test]
fn markdown_sees_the_base_url_where_it_stands() {
    assert_eq!(markdown("a *…*{{site.baseurl}}"), "a <em>…</em>https://www.braze.com/docs/fr");
    assert_eq!(markdown("<em>in {{site.baseurl}}</em>s"), "*in https://www.braze.com/docs/fr*s");
}

#[test]
fn emphasis_and_links_end_behind_code_elements() {
    for (description, expected) in [
        ("*a <code>b</code>* c", "<em>a <code>b</code></em> c"),
        ("**<code>a</code>** b", "<strong><code>a</code></strong> b"),
        ("[<code>a</code>](/x) b", "<a href=\"/x\"><code>a</code></a> b"),
        ("*a <code>b</code> <code>&#42;</code>* c", "<em>a <code>b</code> <code>*</code></em> c"),
    ] {
        assert_eq!(html(description), expected);
    }
}
