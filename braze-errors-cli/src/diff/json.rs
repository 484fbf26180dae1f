//! A diff as JSON.

use braze_errors_codegen::diff::{
    AnchorChange, Diff, LocaleDiff, Move, RowChange, RowDiff, StatusDiff, TextChange, Variant, Words,
};
use serde::Serialize;

use crate::record;

/// The whole of a diff; its fields and their values are what programs may rely on.
#[derive(Serialize)]
struct Changes<'a> {
    bump: &'static str,
    added_locales: &'a [String],
    removed_locales: &'a [String],
    anchors: Vec<Anchor<'a>>,
    statuses: Vec<Bullet<'a>>,
    rows: Vec<ChangedRow<'a>>,
}

#[derive(Serialize)]
struct Anchor<'a> {
    locale: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct Bullet<'a> {
    locale: &'a str,
    status: String,
    text: Text<'a>,
}

#[derive(Serialize)]
struct ChangedRow<'a> {
    bump: &'static str,
    old: Option<Named<'a>>,
    new: Option<Named<'a>>,
    locales: Vec<Local<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    code: String,
}

#[derive(Serialize)]
struct Local<'a> {
    locale: &'a str,
    text: Option<Text<'a>>,
    moved: Option<Moved<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
enum Text<'a> {
    Added { markdown: &'a str },
    Removed { markdown: &'a str },
    Reworded { words: Vec<Part<'a>> },
}

#[derive(Serialize)]
#[serde(tag = "change", content = "markdown", rename_all = "lowercase")]
enum Part<'a> {
    Same(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

#[derive(Serialize)]
struct Moved<'a> {
    below: Option<&'a str>,
}

pub(super) fn write(diff: &Diff) -> String {
    record::json(&Changes {
        bump: diff.bump().name(),
        added_locales: &diff.added_locales,
        removed_locales: &diff.removed_locales,
        anchors: diff.anchors.iter().map(Anchor::of).collect(),
        statuses: diff.statuses.iter().map(Bullet::of).collect(),
        rows: diff.rows.iter().map(ChangedRow::of).collect(),
    })
}

impl<'a> Anchor<'a> {
    fn of(AnchorChange { locale, old, new }: &'a AnchorChange) -> Self {
        Self { locale, old: old.as_deref(), new: new.as_deref() }
    }
}

impl<'a> Bullet<'a> {
    fn of(StatusDiff { locale, status, text }: &'a StatusDiff) -> Self {
        Self { locale, status: status.to_string(), text: Text::of(text) }
    }
}

impl<'a> ChangedRow<'a> {
    fn of(row: &'a RowDiff) -> Self {
        let named = |variant: &'a Variant| Named { name: &variant.name, code: variant.code.to_string() };
        let (old, new) = match &row.change {
            RowChange::Added(variant) => (None, Some(variant)),
            RowChange::Removed(variant) => (Some(variant), None),
            RowChange::Kept { old, new } => (Some(old), Some(new)),
        };
        Self {
            bump: row.bump().name(),
            old: old.map(named),
            new: new.map(named),
            locales: row.locales.iter().map(Local::of).collect(),
        }
    }
}

impl<'a> Local<'a> {
    fn of(LocaleDiff { locale, text, moved }: &'a LocaleDiff) -> Self {
        let moved = moved.as_ref().map(|Move { below }| Moved { below: below.as_deref() });
        Self { locale, text: text.as_ref().map(Text::of), moved }
    }
}

impl<'a> Text<'a> {
    fn of(change: &'a TextChange) -> Self {
        match change {
            TextChange::Added(markdown) => Self::Added { markdown },
            TextChange::Removed(markdown) => Self::Removed { markdown },
            TextChange::Reworded(words) => Self::Reworded { words: words.iter().map(Part::of).collect() },
        }
    }
}

impl<'a> Part<'a> {
    fn of(words: &'a Words) -> Self {
        match words {
            Words::Same(words) => Self::Same(words),
            Words::Removed(words) => Self::Removed(words),
            Words::Added(words) => Self::Added(words),
        }
    }
}
