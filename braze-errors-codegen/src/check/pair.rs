//! A text of a translation beside the source's: a row's description, or a bullet that explains a status.

use std::collections::HashSet;

use crate::finding::{Finding, Rule};
use crate::load::Loaded;
use crate::markdown::Description;
use crate::page::{Page, StatusBullet};
use crate::text::source::Span;

/// A text of a translation beside the source's.
pub(super) struct Pair<'a> {
    /// The translation's tag.
    pub(super) locale: &'a str,
    /// The source's tag.
    pub(super) source_locale: &'a str,
    pub(super) source_page: &'a Page,
    pub(super) source: &'a Description,
    /// What the source's text stands in: the whole row, or the bullet's text.
    pub(super) source_span: &'a Span,
    pub(super) page: &'a Page,
    pub(super) translation: &'a Description,
    /// The row's position on the translation's page; `None` for a bullet.
    pub(super) row: Option<usize>,
}

impl<'a> Pair<'a> {
    /// Every row that a locale has of its own, in the source page's order, and every bullet for a status, but for those
    /// that have defects: what stops the build says it all.
    pub(super) fn all(loaded: &'a Loaded, locale: usize) -> Vec<Self> {
        let catalog = &loaded.catalog;
        let (source_page, page) = (&catalog.pages[catalog.source], &catalog.pages[locale]);
        let [source_locale, tag] =
            [catalog.source, locale].map(|locale| catalog.locales[locale].tag.as_str());
        let [source_findings, findings] =
            [catalog.source, locale].map(|locale| loaded.findings.pages[locale].as_slice());
        let (source_defects, defects) =
            (defective_rows(source_page, source_findings), defective_rows(page, findings));
        let pair = |source_span, source, translation, row| Self {
            locale: tag,
            source_locale,
            source_page,
            source,
            source_span,
            page,
            translation,
            row,
        };
        let rows = catalog.entries.iter().filter_map(|entry| {
            let (source, row) = (entry.rows[catalog.source]?, entry.rows[locale]?);
            let is_sound = !source_defects.contains(&source) && !defects.contains(&row);
            let (source, translation) = (&source_page.rows[source], &page.rows[row].description);
            is_sound.then_some(pair(&source.span, &source.description, translation, Some(row)))
        });
        let of_source = source_page.bullets();
        let bullets = page.bullets().into_iter().filter_map(|(status, bullet)| {
            let source = *of_source.get(&status)?;
            let is_sound = !has_defect(source, source_findings) && !has_defect(bullet, findings);
            let (source_span, source, translation) = (&source.span, &source.description, &bullet.description);
            is_sound.then_some(pair(source_span, source, translation, None))
        });
        rows.chain(bullets).collect()
    }

    /// What messages call it.
    pub(super) fn noun(&self) -> &'static str {
        if self.row.is_some() { "row" } else { "bullet" }
    }

    /// A finding in the translation's text, with the source's beside it.
    pub(super) fn finding(&self, rule: Rule, span: Span) -> Finding {
        self.finding_beside(rule, span, self.source.span.clone())
    }

    /// A finding in the translation's text, with a part of the source's beside it.
    pub(super) fn finding_beside(&self, rule: Rule, span: Span, source: Span) -> Finding {
        Finding::new(rule, &self.page.source, span).note(
            &self.source_page.source,
            source,
            format!("the source's {}", self.noun()),
        )
    }
}

/// The rows that may say something else than was read.
fn defective_rows(page: &Page, findings: &[Finding]) -> HashSet<usize> {
    let is_about_row = |finding: &&Finding| !matches!(finding.rule, Rule::MissingRow | Rule::UnknownBaseUrl);
    findings.iter().filter(is_about_row).filter_map(|finding| page.row_at(finding.span.start)).collect()
}

fn has_defect(bullet: &StatusBullet, findings: &[Finding]) -> bool {
    let at = findings.partition_point(|finding| finding.span.start < bullet.span.start);
    findings.get(at).is_some_and(|finding| finding.span.start < bullet.span.end)
}
