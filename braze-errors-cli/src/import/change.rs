//! A page with other texts in its cells.

use std::collections::HashMap;

use braze_errors_codegen::{Catalog, Page, Span, Status, StatusBullet};

use braze_errors_codegen::exchange::{Text, Unit};

/// A text that a page is to hold.
#[derive(Debug)]
pub(super) struct Change {
    /// The unit's name.
    pub(super) id: String,
    pub(super) text: String,
    /// What is written over, which is empty for a row that isn't there yet.
    span: Span,
    /// What is written, with plain line ends.
    written: String,
    /// Where it stands in the source: what is added in one place keeps the source's order.
    source_at: usize,
}

impl Change {
    /// The change that gives a unit this text in a locale; `None` for a bullet that has no place on the page.
    pub(super) fn new(unit: &Unit<'_>, text: String, anchors: &Anchors<'_>) -> Option<Self> {
        let (span, written) = match (unit.target, unit.entry) {
            (Some(target), _) => (target.description.span.clone(), text.clone()),
            (None, Some(_)) => anchors.new_row(unit, &text),
            (None, None) => anchors.new_bullet(unit, &text)?,
        };
        let source_at = unit.source.description.span.start;
        Some(Self { id: unit.id.clone(), text, span, written, source_at })
    }
}

/// Where rows go that a page lacks.
pub(crate) struct Anchors<'a> {
    page: &'a Page,
    /// The position of the row that stands above each entry's, if one does.
    above: Vec<Option<usize>>,
    /// The position of the first row.
    first: Option<usize>,
    /// The bullets that the source has too, each with the place of the source's.
    bullets: Vec<(usize, &'a StatusBullet)>,
}

impl<'a> Anchors<'a> {
    /// The places of a locale's page.
    pub(crate) fn of(catalog: &'a Catalog, locale: usize) -> Self {
        let rows = || catalog.entries.iter().map(|entry| entry.rows[locale]);
        let above = rows().scan(None, |last, row| {
            let above = *last;
            *last = row.or(above);
            Some(above)
        });
        let above = above.collect();
        let page = &catalog.pages[locale];
        let mut first_of: HashMap<Status, &StatusBullet> = HashMap::new();
        for bullet in page.statuses.iter().rev() {
            first_of.insert(bullet.status, bullet);
        }
        let of_source = catalog.pages[catalog.source].statuses.iter();
        let bullets = of_source
            .filter_map(|source| Some((source.description.span.start, first_of.remove(&source.status)?)));
        Self { page, above, first: rows().flatten().next(), bullets: bullets.collect() }
    }

    /// Where a row goes, and its line: the source's, with this description.
    fn new_row(&self, unit: &Unit<'_>, text: &str) -> (Span, String) {
        let Text { page: source_page, description } = unit.source;
        let source = source_page.source.text();
        let line = source_page.source.line(description.span.start);
        let before = &source[line.start..description.span.start];
        let line = [before, text, source[description.span.end..line.end].trim_end()].concat();
        self.insertion(unit.entry, &line)
    }

    /// Where a bullet goes, and its line: behind the bullet that it stands behind in the source, else in front of the first.
    ///
    /// `None` where there is no such bullet, or where what stands below would become a part of the new one.
    fn new_bullet(&self, unit: &Unit<'_>, text: &str) -> Option<(Span, String)> {
        let Text { page: source_page, description } = unit.source;
        let at = description.span.start;
        let mark = &source_page.source.text()[source_page.source.line(at).start..at];
        let is_mark = matches!(mark.trim(), "-" | "*" | "+");
        let position = self.bullets.partition_point(|(source_at, _)| *source_at < at);
        let page = &self.page.source;
        let above = position.checked_sub(1).map(|above| self.bullets[above].1);
        let (place, new) = if let Some(above) = above {
            let end = page.line(above.span.end.saturating_sub(1).max(above.span.start)).end;
            (end, format!("\n{mark}{text}"))
        } else {
            let start = page.line(self.bullets.first()?.1.span.start).start;
            (start, format!("{mark}{text}\n"))
        };
        let indent = |line: &str| line.len() - line.trim_start().len();
        let next = page.text()[place..].lines().find(|line| !line.trim().is_empty());
        let is_apart = next.is_none_or(|next| indent(next) <= indent(mark));
        (is_mark && is_apart).then_some((place..place, new))
    }

    /// Where the line of an entry's row goes, and what is written there, with plain line ends.
    pub(crate) fn insertion(&self, entry: Option<usize>, line: &str) -> (Span, String) {
        let line_of = |row: usize| self.page.source.line(self.page.rows[row].span.start);
        // It stands behind the row that it stands behind in the source.
        let above = entry.and_then(|entry| self.above[entry]);
        match (above, self.first) {
            (Some(row), _) => (line_of(row).end..line_of(row).end, format!("\n{line}")),
            (None, Some(row)) => (line_of(row).start..line_of(row).start, format!("{line}\n")),
            (None, None) => (self.page.table.end..self.page.table.end, format!("\n{line}")),
        }
    }
}

/// How the lines of a page end.
pub(crate) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A page's text with these changes, in which nothing else changes.
pub(super) fn changed(page: &Page, changes: &[Change]) -> String {
    let text = page.source.text();
    let line_end = line_end(text);
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| (change.span.start, change.source_at));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for Change { span, written, .. } in changes {
        // What stands in another text is read back otherwise, and so refused.
        let Some(between) = text.get(at..span.start) else { continue };
        new.push_str(between);
        new.push_str(&written.replace('\n', line_end));
        at = span.end;
    }
    new.push_str(&text[at..]);
    new
}
