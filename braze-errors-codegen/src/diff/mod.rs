//! What changed from one catalog to another, and what that means to users of the generated code.

mod order;
mod pair;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::catalog::{Catalog, Entry};
use crate::form::Form;
use crate::page::{Code, Status};
use crate::text::words;
pub use crate::text::words::Words;

/// What changed from one catalog to another.
///
/// ```
/// use braze_errors_codegen::diff::{Bump, Diff, TextChange, Words};
/// use braze_errors_codegen::{Catalog, Dialect, Locale, Missing, Page, Source};
///
/// let catalog = |description: &str| {
///     let text = format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {description} |\n");
///     let page = Page::read(&Source::new("docs/en/errors.md", text), Dialect::Gfm).page;
///     let locale = Locale { tag: "en".to_owned(), docs: None, missing: Missing::Refuse, ..Locale::default() };
///     Catalog::align(vec![locale], 0, vec![page], &[]).catalog
/// };
/// let diff = Diff::between(&catalog("No such parcel."), &catalog("No such letter."));
/// assert_eq!(diff.bump(), Bump::Patch);
/// assert_eq!(
///     diff.rows[0].locales[0].text,
///     Some(TextChange::Reworded(vec![
///         Words::Same("No such ".to_owned()),
///         Words::Removed("parcel".to_owned()),
///         Words::Added("letter".to_owned()),
///         Words::Same(".".to_owned()),
///     ]))
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The tags of the locales that came, in the new catalog's order.
    pub added_locales: Vec<String>,
    /// The tags of the locales that went, in the old catalog's order.
    pub removed_locales: Vec<String>,
    /// The pages whose section has another anchor, in the new catalog's order of locales.
    pub anchors: Vec<AnchorChange>,
    /// What changed in the status lists of the locales that both catalogs have.
    pub statuses: Vec<StatusDiff>,
    /// The rows that changed: those of the new catalog in its order, then those that went.
    pub rows: Vec<RowDiff>,
}

/// A page whose section has another anchor, so that links to the documentation lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorChange {
    /// The tag of the page's locale.
    pub locale: String,
    /// The anchor as it was.
    pub old: Option<String>,
    /// The anchor as it is.
    pub new: Option<String>,
}

/// What changed in what a page says of a status in general.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusDiff {
    /// The tag of the page's locale.
    pub locale: String,
    /// The status, or the class of statuses.
    pub status: Status,
    /// What changed in the text; where one went, the text of the class stands in, if there is one.
    pub text: TextChange,
}

/// What changed in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowDiff {
    /// Whether it came, went or stayed, and its variant.
    pub change: RowChange,
    /// What changed in each locale where something did.
    ///
    /// Of a row that stays, the locales that both catalogs have count alone.
    pub locales: Vec<LocaleDiff>,
}

/// Whether a row came, went or stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowChange {
    /// It came.
    Added(Variant),
    /// It went.
    Removed(Variant),
    /// It stayed; its variant is the same one where only words or its place changed.
    Kept {
        /// The variant as it was.
        old: Variant,
        /// The variant as it is.
        new: Variant,
    },
}

/// A row's variant in the generated enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: Code,
}

/// What changed in one row in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleDiff {
    /// The locale's tag.
    pub locale: String,
    /// What changed in the text, if anything did.
    pub text: Option<TextChange>,
    /// Where the row moved to, if it is among the fewest rows whose move explains the page's new order.
    pub moved: Option<Move>,
}

/// What changed in a text; texts are CommonMark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// The page had no such row or bullet, and has this text now.
    Added(String),
    /// The page had this text, and has no such row or bullet now.
    Removed(String),
    /// The text has other words.
    Reworded(Vec<Words>),
}

/// Where a row moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The name of the variant whose row stands right above it now; `None` where it is the first one.
    pub below: Option<String>,
}

/// The part of a semantic version that a change calls for, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// Nothing that a user of the generated code could see.
    None,
    /// Words, of rows or of the status list, their order and links.
    Patch,
    /// A variant or a locale that comes.
    Minor,
    /// A variant that goes, has another name or another code, or a locale that goes.
    Major,
}

impl Bump {
    /// Its name: `none`, `patch`, `minor` or `major`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Diff {
    /// Compares two catalogs.
    ///
    /// A row of the one is the row of the other that has its variant's name; among what is left, its code; and
    /// among what is left then, nearly its words in the source.
    pub fn between(old: &Catalog, new: &Catalog) -> Self {
        let partners = pair::partners(old, new);
        let mut locales = Shared::all(old, new, &partners);
        let mut rows = Vec::new();
        for (index, entry) in new.entries.iter().enumerate() {
            let variant = Variant::of(new, entry);
            let Some(before) = partners[index].map(|partner| &old.entries[partner]) else {
                let locales = texts(new, entry, TextChange::Added);
                rows.push(RowDiff { change: RowChange::Added(variant), locales });
                continue;
            };
            let locales: Vec<LocaleDiff> =
                locales.iter_mut().filter_map(|locale| locale.diff(before, index, entry)).collect();
            let old = Variant::of(old, before);
            if old != variant || !locales.is_empty() {
                rows.push(RowDiff { change: RowChange::Kept { old, new: variant }, locales });
            }
        }
        let kept: HashSet<usize> = partners.iter().flatten().copied().collect();
        for (_, entry) in old.entries.iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
            let locales = texts(old, entry, TextChange::Removed);
            rows.push(RowDiff { change: RowChange::Removed(Variant::of(old, entry)), locales });
        }
        Self {
            added_locales: tags_beyond(new, old),
            removed_locales: tags_beyond(old, new),
            anchors: locales.iter().filter_map(Shared::anchor).collect(),
            statuses: locales.iter().flat_map(Shared::statuses).collect(),
            rows,
        }
    }

    /// The part of a semantic version that the change calls for.
    pub fn bump(&self) -> Bump {
        let locales = match (self.removed_locales.as_slice(), self.added_locales.as_slice()) {
            ([], []) => Bump::None,
            ([], _) => Bump::Minor,
            _ => Bump::Major,
        };
        let is_same = self.anchors.is_empty() && self.statuses.is_empty();
        let pages = if is_same { Bump::None } else { Bump::Patch };
        self.rows.iter().map(RowDiff::bump).fold(locales.max(pages), Bump::max)
    }
}

impl RowDiff {
    /// The part of a semantic version that the row's change calls for.
    pub fn bump(&self) -> Bump {
        match &self.change {
            RowChange::Added(_) => Bump::Minor,
            RowChange::Kept { old, new } if old == new => Bump::Patch,
            RowChange::Kept { .. } | RowChange::Removed(_) => Bump::Major,
        }
    }
}

impl TextChange {
    fn between(old: Option<String>, new: Option<String>) -> Option<Self> {
        match (old, new) {
            (None, None) => None,
            (None, Some(new)) => Some(Self::Added(new)),
            (Some(old), None) => Some(Self::Removed(old)),
            (Some(old), Some(new)) => (old != new).then(|| Self::Reworded(words::diff(&old, &new))),
        }
    }
}

impl Variant {
    fn of(catalog: &Catalog, entry: &Entry) -> Self {
        Self { name: entry.variant.clone(), code: catalog.code(entry).clone() }
    }
}

/// A locale that both catalogs have.
struct Shared<'a> {
    old: (&'a Catalog, usize),
    new: (&'a Catalog, usize),
    /// The rows that moved, by the position of their entry in the new catalog.
    moves: HashMap<usize, Move>,
}

impl<'a> Shared<'a> {
    /// All of them, in the new catalog's order.
    fn all(old: &'a Catalog, new: &'a Catalog, partners: &[Option<usize>]) -> Vec<Self> {
        let positions: HashMap<&str, usize> = old
            .locales
            .iter()
            .enumerate()
            .map(|(position, locale)| (locale.tag.as_str(), position))
            .collect();
        let shared = new.locales.iter().enumerate().filter_map(|(position, locale)| {
            let (old, new) = ((old, *positions.get(locale.tag.as_str())?), (new, position));
            Some(Self { old, new, moves: order::moves(old, new, partners) })
        });
        shared.collect()
    }

    /// What changed in a row of the old catalog that became the entry at `index` in the new one.
    fn diff(&mut self, before: &Entry, index: usize, entry: &Entry) -> Option<LocaleDiff> {
        let text = TextChange::between(text(self.old, before), text(self.new, entry));
        let moved = self.moves.remove(&index);
        let locale = self.new.0.locales[self.new.1].tag.clone();
        (text.is_some() || moved.is_some()).then_some(LocaleDiff { locale, text, moved })
    }

    fn anchor(&self) -> Option<AnchorChange> {
        let [old, new] =
            [self.old, self.new].map(|(catalog, locale)| catalog.pages[locale].anchor().map(str::to_owned));
        let locale = &self.new.0.locales[self.new.1].tag;
        (old != new).then(|| AnchorChange { locale: locale.clone(), old: old.clone(), new: new.clone() })
    }

    /// What changed in the status list, by status.
    fn statuses(&self) -> Vec<StatusDiff> {
        let [mut old, mut new] = [self.old, self.new].map(status_list);
        let statuses: BTreeSet<Status> = old.keys().chain(new.keys()).copied().collect();
        let locale = &self.new.0.locales[self.new.1].tag;
        let diffs = statuses.into_iter().filter_map(|status| {
            let text = TextChange::between(old.remove(&status), new.remove(&status))?;
            Some(StatusDiff { locale: locale.clone(), status, text })
        });
        diffs.collect()
    }
}

/// What a page says of each status; of two bullets for one status the first one counts.
fn status_list((catalog, locale): (&Catalog, usize)) -> BTreeMap<Status, String> {
    let bullets = catalog.pages[locale].statuses.iter().rev();
    bullets.map(|bullet| (bullet.status, catalog.status_text(bullet, locale, Form::Markdown))).collect()
}

/// The text that an entry has of its own in a locale.
fn text((catalog, locale): (&Catalog, usize), entry: &Entry) -> Option<String> {
    entry.rows[locale].map(|_| catalog.text(entry, locale, Form::Markdown))
}

/// An entry's texts, each as this change.
fn texts(catalog: &Catalog, entry: &Entry, change: fn(String) -> TextChange) -> Vec<LocaleDiff> {
    let diffs = catalog.locales.iter().enumerate().filter_map(|(position, locale)| {
        let text = text((catalog, position), entry).map(change)?;
        Some(LocaleDiff { locale: locale.tag.clone(), text: Some(text), moved: None })
    });
    diffs.collect()
}

/// The tags of a catalog's locales that another one doesn't have.
fn tags_beyond(catalog: &Catalog, other: &Catalog) -> Vec<String> {
    let tags: HashSet<&str> = other.locales.iter().map(|locale| locale.tag.as_str()).collect();
    let beyond = catalog.locales.iter().filter(|locale| !tags.contains(locale.tag.as_str()));
    beyond.map(|locale| locale.tag.clone()).collect()
}
