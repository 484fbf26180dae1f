//! Compares cases, on some threads with a renderer each.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use crate::arguments::Arguments;
use crate::case::Case;
use crate::gfm;
use crate::kramdown::Kramdown;
use crate::minimize::minimize;
use crate::ours::{Dialect, Outcome, ours};
use crate::pages::Corpus;
use crate::reading::{Reading, Shown};

/// How many pages the renderer is given at once.
const BATCH: u64 = 100;
/// Between two lines that say how far the run is.
const STEP: u64 = 10_000;

/// What all threads count.
#[derive(Default)]
struct Tally {
    started: AtomicU64,
    done: AtomicU64,
    accepted: AtomicU64,
    disagree: AtomicU64,
    /// How many pages are refused by each rule.
    refused: Mutex<BTreeMap<String, u64>>,
}

/// Compares the cases that are asked for, and says of how many the two sides disagree.
pub(crate) fn run(arguments: &Arguments) -> Result<u64, Box<dyn Error>> {
    let corpus = Corpus::read(arguments.dialect)?;
    let tally = Tally::default();
    let start = Instant::now();
    std::thread::scope(|scope| {
        let work = || work(arguments, &corpus, &tally, start);
        let threads: Vec<_> = (0..arguments.jobs.max(1)).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    let Tally { done, accepted, disagree, refused, .. } = tally;
    let mut refused: Vec<_> = refused.into_inner()?.into_iter().collect();
    refused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    eprintln!("refused: {refused:?}");
    let (done, accepted, disagree) = (done.into_inner(), accepted.into_inner(), disagree.into_inner());
    println!("{done} pages, {accepted} accepted, {disagree} disagree");
    Ok(disagree)
}

/// Takes batches until there is none left.
fn work(arguments: &Arguments, corpus: &Corpus, tally: &Tally, start: Instant) -> io::Result<()> {
    let renderer = match arguments.dialect {
        Dialect::Kramdown => Renderer::Kramdown(Kramdown::start()?),
        Dialect::Gfm => Renderer::Comrak,
    };
    let mut judge = Judge { renderer, dialect: arguments.dialect };
    loop {
        let first = tally.started.fetch_add(BATCH, Relaxed);
        if first >= arguments.pages || tally.disagree.load(Relaxed) >= arguments.most {
            return Ok(());
        }
        let last = (first + BATCH).min(arguments.pages);
        let cases = (first..last)
            .map(|index| Case::new(corpus, arguments.dialect, arguments.seed, arguments.from + index));
        let cases: Vec<Case> = cases.collect();
        if arguments.shows {
            for case in &cases {
                judge.show(case)?;
            }
        }
        let pages: Vec<&str> = cases.iter().map(|case| case.page.as_str()).collect();
        for (case, verdict) in cases.iter().zip(judge.verdicts(&pages)?) {
            let is_wrong = match &verdict {
                Verdict::Refused(finding) => {
                    let rule = finding.split(':').next().unwrap_or_default();
                    if let Ok(mut refused) = tally.refused.lock() {
                        *refused.entry(rule.to_owned()).or_default() += 1;
                    }
                    case.is_real
                }
                Verdict::Agree | Verdict::Disagree(_) => {
                    tally.accepted.fetch_add(1, Relaxed);
                    matches!(verdict, Verdict::Disagree(_))
                }
            };
            if is_wrong {
                tally.disagree.fetch_add(1, Relaxed);
                println!("{}", judge.report(arguments, case, verdict)?);
            }
        }
        let before = tally.done.fetch_add(last - first, Relaxed);
        let done = before + last - first;
        if before / STEP < done / STEP {
            let seconds = start.elapsed().as_secs_f64();
            let disagree = tally.disagree.load(Relaxed);
            eprintln!("{done} pages in {seconds:.0} s, {disagree} disagree");
        }
    }
}

/// What comes of a page.
enum Verdict {
    /// Our reader says why.
    Refused(String),
    Agree,
    /// What each side says.
    Disagree(String),
}

/// Who says what a site shows.
enum Renderer {
    Kramdown(Kramdown),
    Comrak,
}

impl Renderer {
    fn shown(&mut self, pages: &[&str]) -> io::Result<Vec<Shown>> {
        match self {
            Self::Kramdown(kramdown) => kramdown.shown(pages),
            Self::Comrak => Ok(pages.iter().map(|page| gfm::shown(page)).collect()),
        }
    }
}

struct Judge {
    renderer: Renderer,
    dialect: Dialect,
}

impl Judge {
    /// Asks the renderer about what our reader accepts.
    fn verdicts(&mut self, pages: &[&str]) -> io::Result<Vec<Verdict>> {
        let outcomes: Vec<_> = pages.iter().map(|page| catch_unwind(|| ours(page, self.dialect))).collect();
        let is_read = |outcome: &std::thread::Result<Outcome>| matches!(outcome, Ok(Outcome::Read(_)));
        let accepted = pages.iter().zip(&outcomes).filter(|(_, outcome)| is_read(outcome));
        let accepted: Vec<&str> = accepted.map(|(page, _)| *page).collect();
        let mut shown = self.renderer.shown(&accepted)?.into_iter();
        let verdicts = outcomes.into_iter().map(|outcome| match outcome {
            Err(_) => Verdict::Disagree("ours: a panic".to_owned()),
            Ok(Outcome::Refused(finding)) => Verdict::Refused(finding),
            Ok(Outcome::Read(reading)) => compare(&reading, &shown.next().unwrap_or_default()),
        });
        Ok(verdicts.collect())
    }

    fn verdict(&mut self, page: &str) -> io::Result<Verdict> {
        Ok(self.verdicts(&[page])?.remove(0))
    }

    /// All that is known of a page.
    fn show(&mut self, case: &Case) -> io::Result<()> {
        println!("{}\n-- {:?}", case.page, case.changes);
        println!("-- ours: {:#?}", ours(&case.page, self.dialect));
        for shown in self.renderer.shown(&[&case.page])? {
            println!("-- theirs: {:#?}\n-- {:#?}", shown, shown.reading());
        }
        Ok(())
    }

    /// Says how to repeat a find, and shows it on a page as small as possible.
    fn report(&mut self, arguments: &Arguments, case: &Case, verdict: Verdict) -> io::Result<String> {
        let (page, what) = match verdict {
            Verdict::Refused(finding) => (String::new(), format!("a real page is refused: {finding}")),
            Verdict::Agree | Verdict::Disagree(_) => {
                let page =
                    minimize(&case.page, |page| Ok(matches!(self.verdict(page)?, Verdict::Disagree(_))))?;
                let Verdict::Disagree(what) = self.verdict(&page)? else { return Ok(String::new()) };
                (page, what)
            }
        };
        let lines: Vec<String> =
            page.split('\n').map(|line| format!("    {}", line.escape_debug())).collect();
        let page = lines.join("\n");
        Ok(format!(
            "-- --seed {} --case {} {:?}\n{page}\n{what}\n",
            arguments.seed, case.number, case.changes
        ))
    }
}

fn compare(reading: &Reading, shown: &Shown) -> Verdict {
    let theirs = match shown.reading() {
        Ok(theirs) if theirs == *reading => return Verdict::Agree,
        Ok(theirs) => theirs,
        Err(error) => {
            return Verdict::Disagree(format!("ours: {} rows\ntheirs: {error}", reading.rows.len()));
        }
    };
    let mut said = String::new();
    difference(&mut said, &reading.rows, &theirs.rows);
    difference(&mut said, &reading.statuses, &theirs.statuses);
    Verdict::Disagree(said)
}

/// Says where two lists begin to differ.
fn difference<T: std::fmt::Debug + PartialEq>(said: &mut String, ours: &[T], theirs: &[T]) {
    let length = ours.len().max(theirs.len());
    if let Some(at) = (0..length).find(|at| ours.get(*at) != theirs.get(*at)) {
        let show = |side: &[T]| side.get(at).map_or("nothing".to_owned(), |one| format!("{one:?}"));
        said.extend([
            format!("ours, of {}:   {}\n", ours.len(), show(ours)),
            format!("theirs, of {}: {}\n", theirs.len(), show(theirs)),
        ]);
    }
}
