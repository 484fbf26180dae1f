//! Times, taken in turns so that whatever else the machine does falls on all alike.

use std::time::{Duration, Instant};

/// What takes time, or why it can't be done.
pub type Work<'a> = &'a mut dyn FnMut() -> Result<(), String>;

/// How two works compare.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The median time of ours.
    pub ours: Duration,
    /// The median time of ours, as a multiple of the limit's.
    pub ratio: f64,
    /// The median time of the limit's second runs, as a multiple of the first ones'.
    pub noise: f64,
}

/// Runs the limit, ours, and the limit again, in as many rounds.
///
/// # Errors
///
/// What the works' own are.
pub fn beside(rounds: usize, limit: Work<'_>, ours: Work<'_>) -> Result<Beside, String> {
    let (mut limits, mut times, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        limits.push(time(limit)?);
        times.push(time(ours)?);
        again.push(time(limit)?);
    }
    let (limit, ours, again) = (median(&mut limits), median(&mut times), median(&mut again));
    let of_limit = |time: Duration| time.as_secs_f64() / limit.as_secs_f64();
    Ok(Beside { ours, ratio: of_limit(ours), noise: of_limit(again) })
}

fn time(work: Work<'_>) -> Result<Duration, String> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

/// The one in the middle.
pub fn median<T: Copy + PartialOrd>(values: &mut [T]) -> T {
    values.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    values[values.len() / 2]
}
