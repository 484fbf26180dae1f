//! The report as one HTML page: a matrix of rows by locales, whose cells open to the texts side by side.
//!
//! The page has no script. What a cell opens is a popover, which the browser opens, closes on Escape, and gives
//! the focus back from; where it knows none, and on paper, the texts stand below the matrix.

mod escape;
mod marks;
mod text;

use std::collections::HashMap;
use std::fmt::Write;

use braze_errors_codegen::diff::Words;
use braze_errors_codegen::{
    About, Catalog, Coverage, Entry, Finding, Level, Note, Report, Source, SourceChange, Span, State,
    escape_line,
};

use self::escape::Escaped;
use self::text::Text;

/// What a browser is asked to forbid: everything but the page's own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("page.css");

/// As many locales fit on a wide screen.
const FEW: usize = 8;

const STATES: [State; 6] =
    [State::Done, State::Stale, State::Drifted, State::Untranslated, State::Fallback, State::Missing];

/// The page.
pub(crate) fn html(report: &Report, catalog: &Catalog) -> String {
    let mut page =
        Writer { report, catalog, findings: HashMap::new(), others: Vec::new(), out: String::new() };
    for About { finding, locale, entry } in report.about() {
        match entry.zip(locale) {
            Some(cell) => page.findings.entry(cell).or_default().push(finding),
            None => page.others.push(finding),
        }
    }
    page.page();
    page.out
}

struct Writer<'a> {
    report: &'a Report,
    catalog: &'a Catalog,
    /// The findings of each entry in each locale.
    findings: HashMap<(usize, usize), Vec<&'a Finding>>,
    /// The findings that belong to no entry.
    others: Vec<&'a Finding>,
    out: String,
}

/// Writes to a string, which can't fail.
macro_rules! put {
    ($page:expr, $($format:tt)*) => {
        let _ = write!($page.out, $($format)*);
    };
}

impl Writer<'_> {
    fn page(&mut self) {
        put!(
            self,
            "<!doctype html>\n\
             <html lang=\"en\">\n\
             <head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"braze-errors {}\">\n\
             <title>Drift report</title>\n\
             <style>\n{STYLE}</style>\n\
             </head>\n\
             <body>\n",
            env!("CARGO_PKG_VERSION")
        );
        self.head();
        self.out.push_str("<main>\n");
        self.matrix();
        self.others();
        self.texts();
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    fn head(&mut self) {
        let [errors, warnings] = [Level::Deny, Level::Warn].map(|level| self.report.count(level));
        put!(
            self,
            "<header>\n<h1>Drift report</h1>\n<p>{}, {}: <strong>{}, {}</strong>",
            counted(self.report.coverage.len(), "page"),
            counted(self.report.states.len(), "row"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        );
        if !self.others.is_empty() {
            put!(
                self,
                "; <a href=\"#others\">{} outside the rows</a>",
                counted(self.others.len(), "finding")
            );
        }
        self.out.push_str("</p>\n<dl class=\"legend\">\n");
        for state in STATES {
            let count = self.report.states.iter().flatten().filter(|other| **other == state).count();
            let (class, word, meaning) = (class(state), word(state), meaning(state));
            put!(
                self,
                "<div><dt class=\"{class}\">{word} <span class=\"count\">{count}</span></dt><dd>{meaning}</dd></div>\n"
            );
        }
        self.out.push_str("</dl>\n</header>\n");
    }

    fn matrix(&mut self) {
        let class = if self.catalog.locales.len() <= FEW { "matrix few" } else { "matrix" };
        put!(
            self,
            "<p class=\"filter\"><label><input type=\"checkbox\" id=\"filter\"> Only rows with something to do</label></p>\n\
             <div class=\"{class}\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n<table>\n\
             <caption id=\"caption\">Every row in every locale; a cell opens its text beside the source’s</caption>\n\
             <thead>\n<tr><th scope=\"col\">Row</th>"
        );
        for (locale, coverage) in self.report.coverage.iter().enumerate() {
            self.column(locale, coverage);
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        let mut codes: HashMap<String, usize> = HashMap::new();
        for entry in &self.catalog.entries {
            *codes.entry(self.catalog.code(entry).to_string()).or_default() += 1;
        }
        for (index, entry) in self.catalog.entries.iter().enumerate() {
            let code = self.catalog.code(entry).to_string();
            let is_shared = codes.get(&code).is_some_and(|count| *count > 1);
            self.row(index, entry, &code, is_shared);
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn column(&mut self, locale: usize, coverage: &Coverage) {
        let Coverage { tag, is_source, .. } = coverage;
        let (translated, rows) = (coverage.count(State::Done), coverage.rows());
        put!(self, "<th scope=\"col\"><span id=\"c{locale}\">{}</span>", Escaped(tag));
        if *is_source {
            self.out.push_str(" <small>source</small>");
        } else {
            put!(
                self,
                " <small>{} %</small> <progress value=\"{translated}\" max=\"{}\" aria-label=\"{translated} of {} translated\"></progress>",
                coverage.percent(),
                rows.max(1),
                counted(rows, "row")
            );
        }
        self.out.push_str("</th>");
    }

    fn row(&mut self, index: usize, entry: &Entry, code: &str, is_shared: bool) {
        let is_silent = self.report.states[index].iter().all(|state| *state == State::Done)
            && (0..self.catalog.locales.len()).all(|locale| !self.findings.contains_key(&(index, locale)));
        put!(
            self,
            "<tr{}><th scope=\"row\" id=\"r{index}\"><code>{}</code>",
            if is_silent { " class=\"silent\"" } else { "" },
            Escaped(code)
        );
        if is_shared {
            put!(self, " <small>{}</small>", Escaped(&entry.variant));
        }
        self.out.push_str("</th>");
        for locale in 0..self.catalog.locales.len() {
            let state = self.report.states[index][locale];
            let (class, word) = (class(state), word(state));
            put!(
                self,
                "<td class=\"{class}\"><button popovertarget=\"t{index}-{locale}\" id=\"b{index}-{locale}\" \
                 aria-labelledby=\"b{index}-{locale} r{index} c{locale}\">{word}"
            );
            if let Some(findings) = self.findings.get(&(index, locale)) {
                let [errors, warnings] = [Level::Deny, Level::Warn]
                    .map(|level| findings.iter().filter(|finding| finding.level == level).count());
                for (count, noun) in [(errors, "error"), (warnings, "warning")] {
                    if count > 0 {
                        put!(self, " <small>{}</small>", counted(count, noun));
                    }
                }
            }
            self.out.push_str("</button></td>");
        }
        self.out.push_str("</tr>\n");
    }

    fn others(&mut self) {
        if self.others.is_empty() {
            return;
        }
        self.out.push_str("<section id=\"others\">\n<h2>Findings outside the rows</h2>\n");
        let others = std::mem::take(&mut self.others);
        self.list(&others, true);
        self.out.push_str("</section>\n");
    }

    /// The texts of every cell, each of them a popover.
    fn texts(&mut self) {
        self.out.push_str("<section class=\"texts\">\n<h2>The texts</h2>\n");
        for (index, entry) in self.catalog.entries.iter().enumerate() {
            for locale in 0..self.catalog.locales.len() {
                self.cell(index, entry, locale);
            }
        }
        self.out.push_str("</section>\n");
    }

    fn cell(&mut self, index: usize, entry: &Entry, locale: usize) {
        let state = self.report.states[index][locale];
        let (class, word, meaning) = (class(state), word(state), meaning(state));
        let tag = &self.catalog.locales[locale].tag;
        put!(
            self,
            "<article class=\"text {class}\" popover id=\"t{index}-{locale}\" role=\"dialog\" \
             aria-labelledby=\"h{index}-{locale}\" tabindex=\"-1\" autofocus>\n\
             <header><h3 id=\"h{index}-{locale}\"><span>{}</span> <code>{}</code> <small>{}</small></h3>\
             <button popovertarget=\"t{index}-{locale}\" popovertargetaction=\"hide\">Close</button></header>\n\
             <p class=\"state\"><b class=\"{class}\">{word}</b> {meaning}</p>\n\
             <div class=\"sides\">\n",
            Escaped(tag),
            Escaped(self.catalog.code(entry).to_string()),
            Escaped(&entry.variant)
        );
        let findings = self.findings.remove(&(index, locale)).unwrap_or_default();
        self.sides(entry, locale, &findings);
        self.out.push_str("</div>\n");
        if let Some(change) = findings.iter().find_map(|finding| finding.change.as_ref()) {
            self.change(change);
        }
        self.list(&findings, false);
        self.out.push_str("</article>\n");
    }

    /// The source's text and, beside it, the translation.
    fn sides(&mut self, entry: &Entry, locale: usize, findings: &[&Finding]) {
        let Catalog { locales, source, pages, .. } = self.catalog;
        let side = |locale: usize| Some((&pages[locale], &pages[locale].rows[entry.rows[locale]?]));
        let (of_source, of_locale) = (side(*source), side(locale).filter(|_| locale != *source));
        let is_one_language =
            locales[locale].has_language_of(&locales[*source]) && !locales[locale].is_pseudo();
        let [source_marks, marks] = match (of_source, of_locale) {
            (Some(source), Some(translation)) => marks::differing(source, translation, is_one_language),
            _ => Default::default(),
        };
        if let Some((page, row)) = of_source {
            let text = Text::new(page, row, source_marks, findings);
            self.side("Source", *source, &row.span, &text);
        }
        if let Some((page, row)) = of_locale {
            let text = Text::new(page, row, marks, findings);
            self.side("Translation", locale, &row.span, &text);
        }
    }

    fn side(&mut self, title: &str, locale: usize, row: &Span, text: &Text<'_>) {
        let tag = &self.catalog.locales[locale].tag;
        put!(
            self,
            "<section><h4>{title} <small>{}</small></h4>\n<p lang=\"{}\" dir=\"auto\">{text}</p></section>\n",
            Escaped(place(&self.catalog.pages[locale].source, row)),
            Escaped(tag)
        );
    }

    /// The source's text as it was accepted and as it is now, in one.
    fn change(&mut self, change: &SourceChange) {
        let tag = &self.catalog.locales[self.catalog.source].tag;
        put!(
            self,
            "<section class=\"change\"><h4>Source since it was accepted</h4>\n<p lang=\"{}\" dir=\"auto\">",
            Escaped(tag)
        );
        for words in change.words() {
            let [start, end] = match words {
                Words::Same(_) => ["", ""],
                Words::Removed(_) => ["<del>", "</del>"],
                Words::Added(_) => ["<ins>", "</ins>"],
            };
            put!(self, "{start}{}{end}", Escaped(words.text()));
        }
        self.out.push_str("</p></section>\n");
    }

    fn list(&mut self, findings: &[&Finding], is_quoted: bool) {
        if findings.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"findings\">\n");
        for finding in findings {
            let level = if finding.level == Level::Deny { "error" } else { "warning" };
            put!(
                self,
                "<li class=\"{level}\"><p><b>{level}</b> <code>{}</code> <small>{}</small></p>\n<p>{}</p>\n",
                finding.rule.name(),
                Escaped(place(&finding.source, &finding.span)),
                Escaped(&finding.message)
            );
            if is_quoted {
                self.quote(finding);
            }
            for Note { source, span, message } in &finding.notes {
                put!(self, "<p>{} <small>{}</small></p>\n", Escaped(message), Escaped(place(source, span)));
            }
            put!(self, "<p class=\"help\"><b>help</b> {}</p></li>\n", Escaped(&finding.help));
        }
        self.out.push_str("</ul>\n");
    }

    /// The line that a finding stands in.
    fn quote(&mut self, finding: &Finding) {
        let (source, span) = (&finding.source, &finding.span);
        let (line, text) = (source.line(span.start), source.text());
        if line.is_empty() {
            return;
        }
        let end = span.end.clamp(span.start, line.end.max(span.start));
        put!(
            self,
            "<p class=\"quote\" dir=\"auto\">{}<mark>{}</mark>{}</p>\n",
            Escaped(&text[line.start.min(span.start)..span.start]),
            Escaped(&text[span.start..end]),
            Escaped(&text[end..line.end.max(end)])
        );
    }
}

/// A place as `path:line:column`.
fn place(source: &Source, span: &Span) -> String {
    format!("{}:{}", escape_line(source.path()), source.place(span.start))
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn class(state: State) -> &'static str {
    match state {
        State::Done => "in-step",
        State::Stale => "stale",
        State::Drifted => "drifted",
        State::Untranslated => "untranslated",
        State::Fallback => "fallback",
        State::Missing => "missing",
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Done => "in step",
        state => class(state),
    }
}

fn meaning(state: State) -> &'static str {
    match state {
        State::Done => "says what the source says",
        State::Stale => "the source’s row has changed since",
        State::Drifted => "has findings in its row",
        State::Untranslated => "is equal to the source",
        State::Fallback => "the source’s text stands in",
        State::Missing => "has no row",
    }
}
