//! What becomes of a description in each form.

use braze_errors_codegen::{Form, Page, Source};

const BASE_URL: &str = "https://www.braze.com/docs/fr";

/// The description of a page's only row, in a form.
fn write(form: Form, description: &str) -> String {
    let page = format!("| Code | Description |\n|---|---|\n| `400 Bad Request` | {description} |\n");
    let reading = Page::read(&Source::new("errors.md", page));
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
fn markdown_has_a_real_list_and_real_breaks() {
    assert_eq!(markdown(LIST), "The key is wrong. Also:\n\n- the host is,\n- the `quotes` are.");
    assert_eq!(markdown("One.<br>Two.<br><br>Three."), "One.\\\nTwo.\n\nThree.");
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

#[test]
fn html_holds_inline_elements_alone() {
    assert_eq!(
        html("**Bold** *words*, a [\"guide\"](https://example.com/?a=1&b=2) & `<code>`.<br>End."),
        "<strong>Bold</strong> <em>words</em>, a <a href=\"https://example.com/?a=1&amp;b=2\">&quot;guide&quot;</a> \
         &amp; <code>&lt;code&gt;</code>.<br>End."
    );
    assert_eq!(html(LIST), "The key is wrong. Also:<br>- the host is,<br>- the <code>quotes</code> are.");
}
