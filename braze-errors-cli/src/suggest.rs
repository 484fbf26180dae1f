//! What somebody may have meant.

/// How many suggestions are of use to a reader.
const LIMIT: usize = 3;

/// How alike two spellings must be, from 0 to 1; clap draws the line at the same place.
const THRESHOLD: f64 = 0.7;

/// The suggestions whose spellings are most like what was written, the nearest first.
///
/// Candidates are pairs of a spelling and what to suggest for it.
pub(crate) fn suggest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<&'a str> {
    let written = written.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|(spelling, suggestion)| (strsim::jaro(&written, &spelling.to_lowercase()), suggestion))
        .filter(|(score, _)| *score > THRESHOLD)
        .collect();
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut suggestions = Vec::new();
    for (_, suggestion) in scored {
        if suggestions.len() < LIMIT && !suggestions.contains(&suggestion) {
            suggestions.push(suggestion);
        }
    }
    suggestions
}
