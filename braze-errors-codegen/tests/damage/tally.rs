//! How often each kind of damage came to what.

use std::fmt::Write;

use crate::pages::Verdict;

#[derive(Default)]
pub(crate) struct Tally {
    kinds: Vec<(String, [usize; 3])>,
    lost: Vec<String>,
}

impl Tally {
    /// Begins the row of a kind.
    pub(crate) fn add_kind(&mut self, kind: &str) {
        self.kinds.push((kind.to_owned(), [0; 3]));
    }

    /// Counts a verdict in the kind that was added last.
    pub(crate) fn count(&mut self, kind: &str, verdict: Verdict) {
        let column = match verdict {
            Verdict::Undamaged => return,
            Verdict::StopsTheBuild => 0,
            Verdict::IsFound => 1,
            Verdict::HasNoEffect => 2,
            Verdict::IsLost(what) => return self.lost.push(format!("{kind}: {what}")),
        };
        if let Some((_, counts)) = self.kinds.last_mut() {
            counts[column] += 1;
        }
    }

    /// Prints the table, and compares it with the one that is known.
    pub(crate) fn settle(&self, snapshot: &str) {
        assert!(self.lost.is_empty(), "{} lost:\n{}", self.lost.len(), self.lost.join("\n"));
        let mut table = format!("{:32}{:>8}{:>8}{:>8}\n", "", "stops", "found", "none");
        let mut sums = [0; 3];
        for (kind, counts) in &self.kinds {
            row(&mut table, kind, *counts);
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        row(&mut table, "all", sums);
        println!("{table}");
        insta::assert_snapshot!(snapshot.to_owned(), table);
    }
}

fn row(table: &mut String, kind: &str, [stops, found, none]: [usize; 3]) {
    let _ = writeln!(table, "{kind:32}{stops:>8}{found:>8}{none:>8}");
}
