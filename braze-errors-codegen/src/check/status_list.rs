//! `status-list`: statuses of the bullet list that a translation lacks, adds or changes.

use std::collections::{HashMap, HashSet};

use crate::finding::{Finding, Rule};
use crate::page::{Page, Status, StatusBullet};
use crate::text::source::Span;

pub(super) fn check(source: &Page, page: &Page, findings: &mut Vec<Finding>) {
    let end = match page.statuses.last() {
        Some(last) => last.span.clone(),
        None => page.source.line(page.table.start),
    };
    let mut missing = without(source, page);
    let mut unknown = without(page, source);
    for (meant, bullet) in changed(&mut missing, &mut unknown) {
        let (found, expected) = (bullet.status.to_string(), meant.status.to_string());
        let place = place_of(&found, page, bullet);
        let finding = Finding::new(
            Rule::StatusList,
            &page.source,
            place.clone().unwrap_or(bullet.span.clone()),
        )
        .message(format!(
            "found a bullet for `{found}`, which the source's list doesn't have; is this `{expected}`?"
        ))
        .note(&source.source, meant.span.clone(), "the source's bullet")
        .help(format!("write `{expected}`: a status is the same in every language"));
        findings.push(match place {
            Some(place) => finding.fix(place, expected),
            None => finding,
        });
    }
    for Alone { bullet, .. } in missing {
        findings.push(
            Finding::new(Rule::StatusList, &page.source, end.clone())
                .message(format!(
                    "found no bullet for `{}`; expected one as in the source's list",
                    bullet.status
                ))
                .note(&source.source, bullet.span.clone(), "the source's bullet")
                .help("translate the source's bullet, with the status in bold words"),
        );
    }
    for Alone { bullet, .. } in unknown {
        findings.push(
            Finding::new(Rule::StatusList, &page.source, bullet.span.clone())
                .message(format!(
                    "found a bullet for `{}`, which the source's list doesn't have",
                    bullet.status
                ))
                .help(format!("delete the bullet, or write it in {} too", source.source.path())),
        );
    }
}

/// The statuses of two bullets, or the list's start and end.
type Between = [Option<Status>; 2];

/// A bullet for a status that the other page has none for.
struct Alone<'a> {
    bullet: &'a StatusBullet,
    /// The statuses of both pages that it stands between.
    between: Between,
}

/// The bullets of a page for statuses that another page has none for.
fn without<'a>(page: &'a Page, other: &Page) -> Vec<Alone<'a>> {
    let shared: HashSet<Status> = other.statuses.iter().map(|bullet| bullet.status).collect();
    let mut known = shared.clone();
    let mut above = None;
    let mut alone: Vec<Alone<'a>> = Vec::new();
    // Those that wait for the next bullet of both pages.
    let mut open = 0;
    for bullet in &page.statuses {
        if shared.contains(&bullet.status) {
            above = Some(bullet.status);
            for waiting in &mut alone[open..] {
                waiting.between[1] = above;
            }
            open = alone.len();
        } else if known.insert(bullet.status) {
            alone.push(Alone { bullet, between: [above, None] });
        }
    }
    alone
}

/// Takes the one bullet of each page that stands between the same two: the source's, and the translation's, whose status
/// was changed.
fn changed<'a>(
    missing: &mut Vec<Alone<'a>>,
    unknown: &mut Vec<Alone<'a>>,
) -> Vec<(&'a StatusBullet, &'a StatusBullet)> {
    let single = |alone: &[Alone<'a>]| {
        let mut bullets: HashMap<Between, Option<&'a StatusBullet>> = HashMap::new();
        for Alone { bullet, between } in alone {
            bullets.entry(*between).and_modify(|bullet| *bullet = None).or_insert(Some(*bullet));
        }
        bullets
    };
    let meant = single(missing);
    let pairs: HashMap<Between, (&StatusBullet, &StatusBullet)> = single(unknown)
        .into_iter()
        .filter_map(|(between, found)| Some((between, ((*meant.get(&between)?)?, found?))))
        .collect();
    missing.retain(|alone| !pairs.contains_key(&alone.between));
    unknown.retain(|alone| !pairs.contains_key(&alone.between));
    pairs.into_values().collect()
}

/// Where a bullet names its status, if it does so once.
fn place_of(status: &str, page: &Page, bullet: &StatusBullet) -> Option<Span> {
    let text = &page.source.text()[bullet.span.clone()];
    let mut places = text.match_indices(status);
    let (at, _) = places.next().filter(|_| places.next().is_none())?;
    Some(bullet.span.start + at..bullet.span.start + at + status.len())
}
