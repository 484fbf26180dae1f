//! Pages whose names are nearly right.

use std::path::{Path, PathBuf};

use crate::finding::{Finding, Rule};

/// The endings that files of Markdown have, also those that an editor or a system adds.
const ENDINGS: [&str; 5] = ["md", "markdown", "mdx", "mdown", "txt"];

/// How alike the names must be, from 0 to 1: `erreurs` and `errors` are.
const ALIKE: f64 = 0.7;

/// The file beside a path, which no file has, whose name is nearly the path's: `Errors.md`, `error.markdown`.
pub(super) fn similar_file(path: &Path) -> Option<PathBuf> {
    let wanted = stem(path.file_name()?.to_str()?);
    let mut alike: Vec<(f64, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(path.parent()?).ok()?.flatten() {
        let name = entry.file_name().to_str().map(str::to_lowercase);
        let Some(name) =
            name.filter(|name| ENDINGS.iter().any(|ending| name.ends_with(&format!(".{ending}"))))
        else {
            continue;
        };
        let similarity = strsim::normalized_damerau_levenshtein(&stem(&name), &wanted);
        if similarity >= ALIKE && entry.path() != path && entry.path().is_file() {
            alike.push((similarity, entry.path()));
        }
    }
    alike.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(first.cmp(second)));
    alike.into_iter().next().map(|(_, path)| path)
}

/// Adds to the finding that a page isn't there which file may be meant to be it.
pub(super) fn name_similar_file(path: &Path, mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in findings.iter_mut().filter(|finding| finding.rule == Rule::UnreadablePage) {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        if path.exists() {
            continue;
        }
        if let Some((found, wanted)) = similar_file(path).and_then(|found| name(&found).zip(name(path))) {
            finding.help = format!("rename `{found}`, which stands beside it, to `{wanted}`");
        }
    }
    findings
}

fn stem(name: &str) -> String {
    name.split('.').next().unwrap_or_default().to_lowercase()
}
