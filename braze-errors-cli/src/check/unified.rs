//! What a file's mends change, as `diff -u` writes it and `patch` reads it.

use std::fmt::Write;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// How many lines are shown around a change.
const CONTEXT: u32 = 3;

/// The difference between two texts of this file; nothing where there is none.
///
/// The library's own writer gives the first change a wrong place where four to six lines stand above it.
pub(super) fn unified(file: &str, old: &str, new: &str) -> String {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let hunks: Vec<_> = diff.hunks().collect();
    let lines = |range: Range<u32>| range.start as usize..range.end as usize;
    let mut text = String::new();
    for changes in hunks.chunk_by(|one, next| next.before.start - one.before.end <= 2 * CONTEXT) {
        let [Some(first), Some(last)] = [changes.first(), changes.last()] else { continue };
        let above = first.before.start.min(CONTEXT);
        let below = CONTEXT.min(u32::try_from(input.before.len()).unwrap_or(u32::MAX) - last.before.end);
        let old_lines = first.before.start - above..last.before.end + below;
        let new_lines = first.after.start - above..last.after.end + below;
        let _ = writeln!(text, "@@ -{} +{} @@", place(&old_lines), place(&new_lines));
        let mut write = |mark, tokens: &[_]| {
            for line in tokens.iter().map(|token| input.interner[*token]) {
                let end = if line.ends_with('\n') { "" } else { "\n\\ No newline at end of file\n" };
                let _ = write!(text, "{mark}{line}{end}");
            }
        };
        let mut at = old_lines.start;
        for change in changes {
            write(' ', &input.before[lines(at..change.before.start)]);
            write('-', &input.before[lines(change.before.clone())]);
            write('+', &input.after[lines(change.after.clone())]);
            at = change.before.end;
        }
        write(' ', &input.before[lines(at..old_lines.end)]);
    }
    if text.is_empty() { text } else { format!("--- {file}\n+++ {file}\n{text}") }
}

/// The first line and how many there are; of none, the line in front of them.
fn place(lines: &Range<u32>) -> String {
    let first = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{first},{}", lines.len())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use super::unified;

    /// Lines of which each that a bit of the number names is another one.
    fn lines(changed: u32, end: &str) -> String {
        let line =
            |at: u32| if changed >> at & 1 == 1 { format!("other {at}") } else { format!("line {}", at % 4) };
        (0..24).map(line).collect::<Vec<_>>().join("\n") + end
    }

    #[test]
    fn patch_makes_the_new_text_of_the_old_one() {
        if Command::new("patch").arg("--version").output().is_err() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let [page, patch] = ["page", "patch"].map(|name| folder.path().join(name));
        for changed in
            (0..24).map(|at| 1 << at | 1 << (at * 7 % 24)).chain([0b1001, 1 << 23 | 1 << 16, 0xff_ffff])
        {
            for (end, new_end) in [("", ""), ("\n", ""), ("", "\n"), ("\n", "\n"), ("\n", "\nmore\n")] {
                let (old, new) = (lines(0, end), lines(changed, new_end));
                fs::write(&page, &old).unwrap();
                fs::write(&patch, unified("page", &old, &new)).unwrap();
                let mut command = Command::new("patch");
                let run = command.args(["--fuzz=0", "page", "patch"]).current_dir(&folder).output().unwrap();
                let said = String::from_utf8_lossy(&run.stdout).into_owned();
                assert!(run.status.success() && !said.contains("offset"), "{said}");
                assert_eq!(fs::read_to_string(&page).unwrap(), new);
            }
        }
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        assert_eq!(unified("page", "a\nb", "a\nb"), "");
    }
}
