//! What Liquid does to a page before kramdown sees it.

use std::rc::Rc;

use crate::finding::{Finding, Rule};
use crate::source::{Source, Span};

/// The one variable that pages may use: the documentation's URL in the page's locale.
pub(crate) const BASE_URL: &str = "{{site.baseurl}}";

/// A piece of Liquid outside of `{% raw %}`, or the variable inside of it.
#[derive(Debug)]
pub(crate) struct Markup {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{% raw %}`, `{% endraw %}` or a whole `{% comment %}` block: nothing is left of it.
    Removed,
    /// A tag that stands for something else: `{% alert warning %}`.
    Tag,
    /// `{{site.baseurl}}`, with or without spaces.
    BaseUrl,
    /// Any other `{{ … }}`.
    Variable,
}

/// Finds all Liquid from this byte on, in page order.
pub(crate) fn scan(source: &Rc<Source>, from: usize, findings: &mut Vec<Finding>) -> Vec<Markup> {
    let text = source.text();
    let mut markup = Vec::new();
    let mut open: Vec<(&str, Span)> = Vec::new();
    let mut at = from;
    while let Some(start) = find(text, at, "{") {
        at = start + 1;
        if text[start..].starts_with("{{") {
            // As Liquid does, a variable ends at the first brace, doubled or not.
            let Some(end) = find(text, start, "}") else {
                at = text[start..].find("{%").map_or(text.len(), |tag| start + tag);
                continue;
            };
            at = end + 1 + usize::from(text[end + 1..].starts_with('}'));
            let kind = if is_base_url(&text[start..at]) { Kind::BaseUrl } else { Kind::Variable };
            markup.push(Markup { span: start..at, kind });
        } else if text[start..].starts_with("{%") {
            let Some(end) = find(text, start, "%}") else {
                findings.push(
                    Finding::new(Rule::UnbalancedLiquid, source, start..start + 2)
                        .message("found `{%` without `%}`; expected a Liquid tag")
                        .help("write `%}` where the tag ends"),
                );
                break;
            };
            at = end + 2;
            let span = start..at;
            let body = text[start + 2..end].trim();
            let name = body.trim_start_matches('-').split_whitespace().next().unwrap_or_default();
            if is_known(name) && (body.starts_with('-') || body.ends_with('-')) {
                findings.push(
                    Finding::new(Rule::UnknownLiquid, source, span.clone())
                        .message(
                            "found a tag with whitespace control, which joins lines; expected a plain tag",
                        )
                        .help(format!("write `{{% {} %}}`", body.trim_matches('-').trim())),
                );
            }
            match name.trim_end_matches('-') {
                "raw" => {
                    let Some(end) = find_tag(text, at, "endraw") else {
                        findings.push(unclosed(source, "raw", span.clone()));
                        markup.push(Markup { span, kind: Kind::Removed });
                        break;
                    };
                    markup.push(Markup { span, kind: Kind::Removed });
                    push_base_urls(text, at..end.start, &mut markup);
                    at = end.end;
                    markup.push(Markup { span: end, kind: Kind::Removed });
                }
                "comment" => match find_tag(text, at, "endcomment") {
                    Some(end) => {
                        at = end.end;
                        markup.push(Markup { span: start..at, kind: Kind::Removed });
                    }
                    None => {
                        findings.push(unclosed(source, "comment", span.clone()));
                        break;
                    }
                },
                "endraw" | "endcomment" => {
                    findings.push(unopened(source, name, span.clone()));
                    markup.push(Markup { span, kind: Kind::Removed });
                }
                "alert" => {
                    open.push(("alert", span.clone()));
                    markup.push(Markup { span, kind: Kind::Tag });
                }
                "endalert" => {
                    if open.pop().is_none() {
                        findings.push(unopened(source, name, span.clone()));
                    }
                    markup.push(Markup { span, kind: Kind::Tag });
                }
                _ => markup.push(Markup { span, kind: Kind::Tag }),
            }
        }
    }
    findings.extend(open.into_iter().map(|(name, span)| unclosed(source, name, span)));
    markup
}

fn is_known(name: &str) -> bool {
    matches!(name.trim_end_matches('-'), "raw" | "endraw" | "comment" | "endcomment" | "alert" | "endalert")
}

fn is_base_url(variable: &str) -> bool {
    variable
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"))
        .is_some_and(|name| name.trim() == "site.baseurl")
}

/// The site prints the variable as it stands in `{% raw %}`; what the page means by it is clear all the same.
fn push_base_urls(text: &str, raw: Span, markup: &mut Vec<Markup>) {
    let mut at = raw.start;
    while let Some(start) = find(&text[..raw.end], at, "{{") {
        let Some(end) = find(&text[..raw.end], start, "}}").map(|end| end + 2) else { return };
        if is_base_url(&text[start..end]) {
            markup.push(Markup { span: start..end, kind: Kind::BaseUrl });
            at = end;
        } else {
            at = start + 2;
        }
    }
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text[from..].find(what).map(|at| from + at)
}

/// The next tag of this name.
fn find_tag(text: &str, from: usize, name: &str) -> Option<Span> {
    let mut at = from;
    while let Some(start) = find(text, at, "{%") {
        let body = text[start + 2..].trim_start_matches('-').trim_start();
        let rest = body.strip_prefix(name).map(|rest| rest.trim_start().trim_start_matches('-'));
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix("%}")) {
            return Some(start..text.len() - rest.len());
        }
        at = start + 2;
    }
    None
}

fn unclosed(source: &Rc<Source>, name: &str, span: Span) -> Finding {
    Finding::new(Rule::UnbalancedLiquid, source, span)
        .message(format!("found `{{% {name} %}}` without its end; expected `{{% end{name} %}}` below it"))
        .help(format!("write `{{% end{name} %}}` on a line of its own where the block ends"))
}

fn unopened(source: &Rc<Source>, name: &str, span: Span) -> Finding {
    let start = name.trim_start_matches("end");
    Finding::new(Rule::UnbalancedLiquid, source, span)
        .message(format!("found `{{% {name} %}}` without its start; expected `{{% {start} %}}` above it"))
        .help(format!("take this tag out, or write `{{% {start} %}}` where the block starts"))
}
