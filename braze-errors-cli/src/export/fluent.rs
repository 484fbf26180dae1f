//! The catalog in a locale as messages of Fluent.

use fluent_syntax::ast::{
    Attribute, Comment, Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement,
    Resource,
};
use fluent_syntax::serializer::serialize;

use super::texts::{ErrorText, LocaleTexts};
use crate::failure::Failure;

/// The messages, each named by its variant: its text, and its code, status and HTML as attributes.
///
/// # Errors
///
/// Says which variant can't name a message.
pub(super) fn fluent(locale: &LocaleTexts<'_>) -> Result<String, Failure> {
    let head = format!(
        "The errors in {}. Written by `braze-errors export --format fluent`: change the pages instead.",
        locale.tag
    );
    let mut body = vec![Entry::ResourceComment(Comment { content: vec![head] })];
    for error in &locale.errors {
        body.push(Entry::Message(message(error)?));
    }
    Ok(serialize(&Resource { body }))
}

fn message(error: &ErrorText<'_>) -> Result<Message<String>, Failure> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    let is_identifier = error.variant.starts_with(|char: char| char.is_ascii_alphabetic());
    if !is_identifier || !error.variant.chars().all(is_name) {
        let found = format!(
            "found the variant `{}` of `{}`; expected ASCII letters and digits, as Fluent names messages",
            error.variant, error.code
        );
        return Err(Failure::trouble(found).help("rename it, in the call or in `braze-errors.toml`"));
    }
    let attribute = |name: &str, text: &str| Attribute { id: identifier(name), value: pattern(text) };
    let status = error.status.as_ref().map(|status| attribute("status", status));
    let attributes = [attribute("code", &error.code)].into_iter().chain(status);
    Ok(Message {
        id: identifier(error.variant),
        value: Some(pattern(&error.text)),
        attributes: attributes.chain([attribute("html", &error.html)]).collect(),
        comment: None,
    })
}

fn identifier(name: &str) -> Identifier<String> {
    Identifier { name: name.to_owned() }
}

/// A text as Fluent reads it back: what would be a mark of Fluent stands in quotation marks.
fn pattern(text: &str) -> Pattern<String> {
    let mut elements = Vec::new();
    let mut plain = String::new();
    let mut is_line_start = true;
    for char in text.chars() {
        let is_mark = matches!(char, '{' | '}') || is_line_start && matches!(char, '.' | '*' | '[' | ' ');
        // Each line is an element, which is indented as the message is.
        if (is_mark || is_line_start) && !plain.is_empty() {
            elements.push(PatternElement::TextElement { value: std::mem::take(&mut plain) });
        }
        if is_mark {
            let value = char.to_string();
            let expression = Expression::Inline(InlineExpression::StringLiteral { value });
            elements.push(PatternElement::Placeable { expression });
        } else {
            plain.push(char);
        }
        is_line_start = char == '\n';
    }
    if !plain.is_empty() || elements.is_empty() {
        elements.push(PatternElement::TextElement { value: plain });
    }
    Pattern { elements }
}

#[cfg(test)]
mod tests {
    use fluent_syntax::parser::parse;

    use super::*;

    /// What Fluent reads of a text that was written.
    fn read(text: &str) -> String {
        let error = ErrorText {
            variant: "NotFound",
            code: "404 Not Found".to_owned(),
            status: None,
            text: text.to_owned(),
            html: "No parcel.".to_owned(),
        };
        let written = fluent(&LocaleTexts { tag: "en", errors: vec![error] }).unwrap();
        let resource = parse(written.as_str()).unwrap_or_else(|(_, errors)| panic!("{errors:?}\n{written}"));
        let message = resource.body.iter().find_map(|entry| match entry {
            Entry::Message(message) => message.value.as_ref(),
            _ => None,
        });
        let elements = message.unwrap().elements.iter().map(|element| match element {
            PatternElement::TextElement { value }
            | PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => *value,
            PatternElement::Placeable { .. } => panic!("{written}"),
        });
        elements.collect()
    }

    #[test]
    fn a_text_is_read_back_as_it_was() {
        for text in [
            "There is no such parcel.",
            "Use `{KEY}`, {} or }.",
            "- one\n- two\n\n[three]\n* four\n.five\n six",
            "[a] b",
            "{\n}\n{",
            "a \"b\" \\ c # d = e",
            "*",
        ] {
            assert_eq!(read(text), text);
        }
    }
}
