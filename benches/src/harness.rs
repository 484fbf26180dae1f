//! The benchmarks inside the crates: runs divan's, and reads what they print.

use std::collections::BTreeMap;

use crate::clock::median;
use crate::project::{cargo, run, target, workspace};
use crate::table::Figure;

/// A benchmark of divan's.
#[derive(Debug)]
pub struct Harness {
    /// Its package.
    pub package: &'static str,
    /// Its name.
    pub bench: &'static str,
    /// Of its groups, those whose name begins so.
    pub groups: &'static str,
    /// What the group's limit is.
    pub limit: &'static str,
    /// The goal of ours.
    pub goal: f64,
}

/// How often each is run.
const ROUNDS: usize = 3;

impl Harness {
    /// Runs it, and compares each of a group's benchmarks with the group's limit.
    ///
    /// # Errors
    ///
    /// It can't be built, or says nothing of such groups.
    pub fn run(&self, mut each: impl FnMut(Figure)) -> Result<(), String> {
        let mut times: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
        for _ in 0..ROUNDS {
            let mut command = cargo(&target());
            command.args(["bench", "--quiet", "--package", self.package, "--bench", self.bench]);
            command.args(["--", self.groups]).current_dir(workspace());
            for (group, name, time) in medians(&run(&mut command)?) {
                times.entry((group, name)).or_default().push(time);
            }
        }
        let times: BTreeMap<(String, String), f64> =
            times.into_iter().map(|(key, mut times)| (key, median(&mut times))).collect();
        let mut is_empty = true;
        for ((group, name), time) in times.iter().filter(|((_, name), _)| !name.starts_with("limit")) {
            let of_group = |name: &str| times.get(&(group.clone(), name.to_owned())).copied();
            let Some(limit) = of_group("limit") else { continue };
            is_empty = false;
            each(Figure {
                what: format!("`{group}`: {name}"),
                limit: self.limit.to_owned(),
                ratio: time / limit,
                noise: of_group("limit_again").unwrap_or(limit) / limit,
                goal: ["ours", "read"].contains(&name.as_str()).then_some(self.goal),
            });
        }
        if is_empty {
            Err(format!("found no group `{}` in the bench `{}`", self.groups, self.bench))
        } else {
            Ok(())
        }
    }
}

/// The group, name and median time in nanoseconds of each benchmark in divan's table.
fn medians(table: &str) -> Vec<(String, String, f64)> {
    // What stands in no group is the bench's own, which the first line names.
    let (mut group, mut medians) = (String::new(), Vec::new());
    for line in table.lines() {
        let line = line.trim_start_matches(['│', '├', '╰', '─', ' ']);
        let mut cells = line.split('│').map(str::trim);
        let mut first = cells.next().unwrap_or_default().split_whitespace();
        let (Some(name), time) = (first.next(), cells.nth(1).and_then(nanoseconds)) else { continue };
        match time {
            Some(time) => medians.push((group.clone(), name.to_owned(), time)),
            None if matches!(first.next(), None | Some("fastest")) => name.clone_into(&mut group),
            None => {}
        }
    }
    medians
}

/// `12.3 µs` in nanoseconds.
fn nanoseconds(time: &str) -> Option<f64> {
    let (number, unit) = time.split_once(' ')?;
    let factor = match unit {
        "ps" => 1e-3,
        "ns" => 1.0,
        "µs" | "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::medians;

    #[test]
    fn a_table_of_divan_s_is_read() {
        let table = "\
Timer precision: 20 ns
lookup               fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ codes_22                        │               │               │               │         │
│  ├─ lookup_hit_22                │               │               │               │         │
│  │  ├─ limit       10.5 µs       │ 20.1 µs       │ 11.5 µs       │ 12.2 µs       │ 100     │ 100
│  │  │              780 Mitem/s   │ 407 Mitem/s   │ 712 Mitem/s   │ 671 Mitem/s   │         │
│  │  ╰─ ours        1.5 ms        │ 2.1 ms        │ 2 ms          │ 2.2 ms        │ 100     │ 100
";
        let expected = [("lookup_hit_22", "limit", 11_500.0), ("lookup_hit_22", "ours", 2_000_000.0)];
        let found = medians(table);
        let found: Vec<(&str, &str, f64)> =
            found.iter().map(|(group, name, time)| (group.as_str(), name.as_str(), *time)).collect();
        assert_eq!(found, expected);
    }
}
