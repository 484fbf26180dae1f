//! The one table that everything measured ends in, as Markdown.

use std::fmt;

/// A figure beside its limit.
#[derive(Debug)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What it is measured against.
    pub limit: String,
    /// What was measured, as a multiple of the limit.
    pub ratio: f64,
    /// The limit's second run, as a multiple of the first.
    pub noise: f64,
    /// The ratio that is still good; none for a peer.
    pub goal: Option<f64>,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, limit, ratio, noise, goal } = self;
        write!(f, "| {what} | {limit} | {ratio:.2} | {noise:.2} |")?;
        match goal {
            Some(goal) => write!(f, " {goal:.2} | {} |", if ratio <= goal { "yes" } else { "**no**" }),
            None => f.write_str(" | |"),
        }
    }
}

/// Prints the table's head.
pub fn head() {
    println!("| what | limit | ratio | noise | goal | met |\n|---|---|---|---|---|---|");
}
