//! Writing into the lock what the pages say.

use std::collections::{BTreeMap, BTreeSet};

use super::pairing::Pairing;
use super::{Accepted, KeptText, Lock, LockedBullet, LockedRow, TextHash, retired};
use crate::catalog::{Catalog, Entry};
use crate::markdown::Description;
use crate::page::{Page, Row, Status};

/// Which rows to accept, and in which locales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of variants, codes, and [names of bullets](Status::bullet); all rows and bullets where it is empty.
    pub rows: Vec<String>,
    /// Tags; all locales where it is empty.
    pub locales: Vec<String>,
}

impl Lock {
    /// Writes into the lock what the pages say.
    ///
    /// What would break users' code has to be named among the selection's rows, for all locales: a variant
    /// that goes, one that gets another name (by either of them), and one that gets another row. Accepting
    /// all rows leaves those as they are, and [`compare`](Self::compare) goes on finding them.
    ///
    /// A deprecated row that has left the pages stays until it is named. One that still stands there keeps its
    /// text anew; named for all locales, it is deprecated no more.
    ///
    /// With some locales alone, a row's source text is written for a row that is new to the lock, for one that
    /// is deprecated, so that the text kept of it is the one its translations were accepted against, and for
    /// the source's own tag. The text itself is kept as long as something was accepted against it.
    ///
    /// # Errors
    ///
    /// Says which rows and locales of the selection there are not, and which deprecated rows can't be kept; the
    /// lock is then what it was.
    pub fn accept(&mut self, catalog: &Catalog, selection: &Selection) -> Result<(), Vec<String>> {
        self.write_rows(catalog, selection, false)
    }

    /// Accepts rows that are about to go, and keeps their Markdown in every locale.
    ///
    /// Their variants are deprecated from now on, and stay when the rows leave the pages. Until then,
    /// [`accept`](Self::accept) keeps their text anew, or undoes this where it names them for all locales.
    ///
    /// ```
    /// # use braze_errors_codegen::{Catalog, Dialect, Locale, Lock, Missing, Page, Source};
    /// # let page = "| | |\n|---|---|\n| `404 Not Found` | There is no **such** parcel. |\n";
    /// # let pages = vec![Page::read(&Source::new("docs/en/errors.md", page), Dialect::Gfm).page];
    /// # let en = Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse, ..Locale::default() };
    /// # let catalog = Catalog::align(vec![en], 0, pages, &[]).catalog;
    /// let mut lock = Lock::new("docs/catalog.lock");
    /// lock.deprecate(&catalog, &["NotFound".to_owned()]).unwrap();
    /// assert!(lock.to_string().contains("\nmarkdown There is no **such** parcel.\n"));
    /// ```
    ///
    /// # Errors
    ///
    /// Says which rows the pages don't hold, and which can't be kept; the lock is then what it was.
    pub fn deprecate(&mut self, catalog: &Catalog, rows: &[String]) -> Result<(), Vec<String>> {
        let selection = Selection { rows: rows.to_vec(), locales: Vec::new() };
        if rows.is_empty() { Ok(()) } else { self.write_rows(catalog, &selection, true) }
    }

    fn write_rows(
        &mut self,
        catalog: &Catalog,
        selection: &Selection,
        deprecate: bool,
    ) -> Result<(), Vec<String>> {
        let pairing = Pairing::new(self, catalog);
        let may_break = selection.locales.is_empty() && !deprecate;
        let mut named = NamedRows::new(selection);
        let mut errors = unknown_locales(catalog, selection);
        let mut rows = self.rows.clone();

        for variant in pairing.gone.iter().filter(|_| may_break) {
            if named.take([variant, &self.rows[*variant].code.to_string()]) {
                rows.remove(*variant);
            }
        }
        let mut accepted = Vec::new();
        for (entry, locked) in catalog.entries.iter().zip(&pairing.locked) {
            let variant = entry.variant.as_str();
            let old = locked.unwrap_or(variant);
            let is_named = named.take([variant, old, &catalog.code(entry).to_string()]);
            let would_break = if locked.is_some() { old != variant } else { self.rows.contains_key(variant) };
            if is_named && would_break && !may_break {
                errors.push(format!(
                    "found the row `{variant}`, which the lock has as `{old}`; expected it to be accepted first, in all locales"
                ));
            } else if is_named || (selection.rows.is_empty() && !would_break) {
                rows.remove(old);
                let locked = locked.map(|old| &self.rows[old]);
                let was_deprecated = locked.is_some_and(|locked| locked.is_deprecated);
                // Naming it for all locales says that it is to stay.
                let is_deprecated = deprecate || was_deprecated && !(is_named && may_break);
                accepted.push((entry, locked, is_deprecated));
            }
        }
        for (entry, locked, is_deprecated) in accepted {
            match accept_row(catalog, entry, locked, &selection.locales, is_deprecated) {
                Ok(row) => drop(rows.insert(entry.variant.clone(), row)),
                Err(error) => errors.push(error),
            }
        }
        let bullets = self.accepted_bullets(catalog, &selection.locales, |status| {
            selection.rows.is_empty() || !deprecate && named.take([&status.bullet()])
        });
        errors.extend(named.unknown.iter().map(|name| {
            format!("found no row `{name}` on the pages; expected the name of a variant, a code, or `status-` with a bullet's status")
        }));
        if errors.is_empty() {
            (self.rows, self.bullets) = (rows, bullets);
            Ok(())
        } else {
            Err(errors)
        }
    }
}

impl Lock {
    /// What the bullets for statuses say in these locales, in all of them where none is named; of those that aren't meant,
    /// what was accepted before.
    fn accepted_bullets(
        &self,
        catalog: &Catalog,
        locales: &[String],
        mut is_meant: impl FnMut(Status) -> bool,
    ) -> BTreeMap<Status, LockedBullet> {
        let pages: Vec<_> = catalog.pages.iter().map(Page::bullets).collect();
        let of_source = &pages[catalog.source];
        // One that has gone from the page leaves the lock.
        let mut bullets = self.bullets.clone();
        bullets.retain(|status, _| of_source.contains_key(status) || !is_meant(*status));
        for (status, source) in of_source.iter().filter(|(status, _)| is_meant(**status)) {
            let before = bullets.remove(status);
            let kept = before.as_ref().filter(|_| !locales.is_empty());
            let mut accepted = kept.map(|kept| kept.locales.clone()).unwrap_or_default();
            let hash = TextHash::of(&source.description);
            let is_named = |tag: &String| locales.is_empty() || locales.contains(tag);
            for (position, locale) in
                catalog.locales.iter().enumerate().filter(|(_, locale)| is_named(&locale.tag))
            {
                accepted.remove(&locale.tag);
                if let Some(bullet) = pages[position].get(status) {
                    let from = (position != catalog.source).then_some(hash);
                    let text = TextHash::of(&bullet.description);
                    accepted.insert(locale.tag.clone(), Accepted { text, from, markdown: None });
                }
            }
            if !accepted.is_empty() {
                let now = (hash, written(&catalog.pages[catalog.source], &source.description));
                let sources = sources(&accepted, &now, before.as_ref().map(|bullet| &bullet.sources));
                bullets.insert(*status, LockedBullet { sources, locales: accepted });
            }
        }
        bullets
    }
}

/// The rows that a selection names, and those of them that were not found yet.
struct NamedRows<'a> {
    all: BTreeSet<&'a str>,
    unknown: BTreeSet<&'a str>,
}

impl<'a> NamedRows<'a> {
    fn new(selection: &'a Selection) -> Self {
        let all: BTreeSet<&str> = selection.rows.iter().map(String::as_str).collect();
        Self { unknown: all.clone(), all }
    }

    /// Says whether the selection names a row by any of these.
    fn take<const N: usize>(&mut self, names: [&str; N]) -> bool {
        for name in names {
            self.unknown.remove(name);
        }
        names.iter().any(|name| self.all.contains(name))
    }
}

fn unknown_locales(catalog: &Catalog, selection: &Selection) -> Vec<String> {
    let tags: Vec<&str> = catalog.locales.iter().map(|locale| locale.tag.as_str()).collect();
    let unknown = selection.locales.iter().filter(|tag| !tags.contains(&tag.as_str()));
    unknown.map(|tag| format!("found the locale `{tag}`; expected one of `{}`", tags.join("`, `"))).collect()
}

/// What the pages say of an entry, in these locales, and in the others what was accepted of it before.
fn accept_row(
    catalog: &Catalog,
    entry: &Entry,
    before: Option<&LockedRow>,
    locales: &[String],
    is_deprecated: bool,
) -> Result<LockedRow, String> {
    let code = catalog.code(entry).clone();
    let source = TextHash::of(&catalog.row(entry, catalog.source).description);
    let mut accepted =
        before.filter(|_| !locales.is_empty()).map(|before| before.locales.clone()).unwrap_or_default();
    for (position, locale) in catalog.locales.iter().enumerate() {
        let is_source = position == catalog.source;
        let needs_source = is_source && (before.is_none() || is_deprecated);
        if !(locales.is_empty() || locales.contains(&locale.tag) || needs_source) {
            continue;
        }
        if entry.rows[position].is_none() {
            accepted.remove(&locale.tag);
            continue;
        }
        let row = catalog.row(entry, position);
        let markdown = if is_deprecated {
            let kept = keep(&catalog.pages[position], row);
            Some(kept.ok_or_else(|| {
                format!("found `{code}` in `{}` with a text that means something else without the rest of its page; expected one that can be kept", locale.tag)
            })?)
        } else {
            None
        };
        let text = TextHash::of(&row.description);
        let from = (!is_source).then_some(source);
        accepted.insert(locale.tag.clone(), Accepted { text, from, markdown });
    }
    let sources =
        sources(&accepted, &(source, source_text(catalog, entry)), before.map(|before| &before.sources));
    Ok(LockedRow { span: 0..0, code, is_deprecated, sources, locales: accepted })
}

/// The source's texts that others were accepted against: the one that stands there now, and those that the lock had before.
fn sources(
    accepted: &BTreeMap<String, Accepted>,
    now: &(TextHash, String),
    before: Option<&BTreeMap<TextHash, String>>,
) -> BTreeMap<TextHash, String> {
    let hashes: BTreeSet<TextHash> =
        accepted.values().map(|accepted| accepted.from.unwrap_or(accepted.text)).collect();
    let known = |hash: TextHash| before.and_then(|before| before.get(&hash).cloned());
    let text = |hash: TextHash| if hash == now.0 { Some(now.1.clone()) } else { known(hash) };
    hashes.into_iter().filter_map(|hash| Some((hash, text(hash)?))).collect()
}

/// The source's text of an entry as its page writes it, on one line.
pub(super) fn source_text(catalog: &Catalog, entry: &Entry) -> String {
    written(&catalog.pages[catalog.source], &catalog.row(entry, catalog.source).description)
}

/// A description as its page writes it, on one line.
pub(super) fn written(page: &Page, description: &Description) -> String {
    // To Markdown the end of a line is a space.
    page.source.text()[description.span.clone()].replace(['\n', '\r'], " ")
}

/// The description of a row, in a form that says the same when it stands alone.
pub(super) fn keep(page: &Page, row: &Row) -> Option<KeptText> {
    let written = &page.source.text()[row.description.span.clone()];
    // A variable that `{% raw %}` above the table guards would not be plain text without it.
    let guarded = format!("{{% raw %}}{written}{{% endraw %}}");
    let forms = [written.to_owned(), guarded].map(|text| KeptText { text, span: 0..0 });
    forms.into_iter().find(|form| {
        retired::read(form, &page.source, page.dialect)
            .is_ok_and(|kept| TextHash::of(&kept.description) == TextHash::of(&row.description))
    })
}
