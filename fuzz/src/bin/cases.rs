//! Runs a target on cases that a seed makes: many more than libFuzzer in the same time, and the same ones each time.
//!
//! `cargo run --release --bin cases -- page --runs 10000000 --seed 1`; a find names the case that repeats it.

use std::error::Error;
use std::ffi::OsString;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use braze_errors_fuzz::{codegen, headers, response};
use fastrand::Rng;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// As long as a seed may be, so that cases are short.
const LENGTH: usize = 320;
/// Between two lines that say how far the run is.
const STEP: u64 = 100_000;
/// More finds than anyone reads.
const MOST_FINDS: u64 = 20;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Arguments { target, seed, from, runs, shows } = Arguments::parse()?;
    let check = check_of(&target).ok_or("expected call, forms, headers, lock, page, pseudo or response")?;
    let maker = Maker::new(&target)?;
    let start = Instant::now();
    let mut finds = 0;
    for case in from..from + runs {
        let bytes = maker.case(seed, case);
        if shows {
            println!("{:?}", String::from_utf8_lossy(&bytes));
        }
        if catch_unwind(|| check(&bytes)).is_err() {
            finds += 1;
            println!("found: {target} --seed {seed} --case {case}");
            if finds == MOST_FINDS {
                break;
            }
        }
        let done = case + 1 - from;
        if done % STEP == 0 || done == runs {
            let seconds = start.elapsed().as_secs_f64();
            println!("{target}: {done} cases from {from} on, seed {seed}, {finds} found, {seconds:.0} s");
        }
    }
    Ok(if finds == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Arguments {
    target: String,
    seed: u64,
    from: u64,
    runs: u64,
    /// Whether the cases are printed.
    shows: bool,
}

impl Arguments {
    fn parse() -> Result<Self, lexopt::Error> {
        use lexopt::prelude::*;

        let mut arguments = Self { target: String::new(), seed: 1, from: 0, runs: 1_000_000, shows: false };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("seed") => arguments.seed = parser.value()?.parse()?,
                Long("from") => arguments.from = parser.value()?.parse()?,
                Long("runs") => arguments.runs = parser.value()?.parse()?,
                Long("case") => {
                    arguments.from = parser.value()?.parse()?;
                    arguments.runs = 1;
                    arguments.shows = true;
                }
                Value(target) => arguments.target = target.string()?,
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(arguments)
    }
}

fn check_of(target: &str) -> Option<fn(&[u8])> {
    Some(match target {
        "call" => |bytes| {
            let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../braze-errors-codegen/tests/expand");
            codegen::call::check(bytes, Path::new(manifest));
            proc_macro2::extra::invalidate_current_thread_spans();
        },
        "configuration" => codegen::configuration::check,
        "forms" => codegen::forms::check,
        "headers" => headers::check,
        "lock" => codegen::lock::check,
        "page" => codegen::page::check,
        "pseudo" => codegen::pseudo::check,
        "response" => response::check,
        _ => return None,
    })
}

/// Makes cases: half of them plans of a few bytes, the others seeds with something changed.
struct Maker {
    seeds: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
    /// Where plans begin.
    head: usize,
    /// How many bytes a plan has at most.
    plan: usize,
    /// Whether a case that is no UTF-8 would be a plan.
    is_text: bool,
}

impl Maker {
    fn new(target: &str) -> Result<Self, Box<dyn Error>> {
        let folders: &[&str] = match target {
            "page" | "pseudo" | "forms" => {
                &["docs", "braze-errors-codegen/tests/kramdown/cases", "fuzz/seeds/forms"]
            }
            _ => &[&format!("fuzz/seeds/{target}")],
        };
        let mut seeds = Vec::new();
        for folder in folders {
            for file in files(&Path::new(ROOT).join(folder))? {
                seeds.extend(pieces(&std::fs::read(file)?, target));
            }
        }
        seeds.sort();
        seeds.dedup();
        let words = words(&std::fs::read_to_string(Path::new(ROOT).join("fuzz/dictionary"))?);
        let (head, plan) = match target {
            "call" | "configuration" => (0, 16),
            "lock" => (0, 24),
            "response" => (2, 80),
            _ => (0, 48),
        };
        Ok(Self {
            seeds,
            words,
            head,
            plan,
            is_text: matches!(target, "call" | "configuration" | "forms" | "page" | "pseudo"),
        })
    }

    fn case(&self, seed: u64, case: u64) -> Vec<u8> {
        let mut rng = Rng::with_seed(Rng::with_seed(seed).u64(..) ^ case.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        if rng.bool() {
            let length = self.head + rng.usize(1..=self.plan);
            return (0..length).map(|_| rng.u8(..)).collect();
        }
        let mut bytes = pick(&mut rng, &self.seeds).to_vec();
        for _ in 0..rng.usize(1..=4) {
            self.change(&mut rng, &mut bytes);
        }
        match String::from_utf8(bytes) {
            Ok(text) => text.into_bytes(),
            Err(error) if self.is_text => String::from_utf8_lossy(error.as_bytes()).into_owned().into_bytes(),
            Err(error) => error.into_bytes(),
        }
    }

    fn change(&self, rng: &mut Rng, bytes: &mut Vec<u8>) {
        let start = rng.usize(..=bytes.len());
        let longest = if rng.bool() { 4 } else { 40 };
        let end = (start + rng.usize(..=longest)).min(bytes.len());
        match rng.u8(..6) {
            0 => drop(bytes.drain(start..end)),
            1 => {
                let copy = bytes[start..end].to_vec();
                let to = rng.usize(..=bytes.len());
                bytes.splice(to..to, copy);
            }
            2 => {
                let mark = rng.u8(b' '..0x7f);
                bytes.splice(start..end.min(start + 1), [mark]);
            }
            3 => drop(bytes.splice(start..start, pick(rng, &self.words).iter().copied())),
            4 => {
                let other = pick(rng, &self.seeds);
                let from = rng.usize(..=other.len());
                let to = (from + rng.usize(..=longest)).min(other.len());
                bytes.splice(start..start, other[from..to].iter().copied());
            }
            // A line of another seed, where a line begins.
            _ => {
                let other = pick(rng, &self.seeds);
                let lines: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
                let line = lines.get(rng.usize(..=lines.len())).copied().unwrap_or_default();
                let at = bytes[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                bytes.splice(at..at, line.iter().copied());
            }
        }
    }
}

fn pick<'a>(rng: &mut Rng, pieces: &'a [Vec<u8>]) -> &'a [u8] {
    &pieces[rng.usize(..pieces.len())]
}

/// All files of a folder and of those in it.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else if entry.path().extension() != Some(&OsString::from("lock")) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// What a file gives as seeds: itself, if it is short; of a page, each row as a page, or as a description alone.
fn pieces(bytes: &[u8], target: &str) -> Vec<Vec<u8>> {
    let rows = || {
        let lines = bytes.split(|byte| *byte == b'\n');
        lines
            .filter(|line| line.starts_with(b"|"))
            .map(<[u8]>::trim_ascii)
            .filter(|line| line.len() <= LENGTH)
    };
    match target {
        "forms" => {
            let cell = |row: &[u8]| {
                let start = row[1..].iter().position(|byte| *byte == b'|').map_or(0, |end| end + 2);
                row[start..].trim_ascii().strip_suffix(b"|").unwrap_or(&row[start..]).trim_ascii().to_vec()
            };
            if bytes.starts_with(b"|") || bytes.len() > LENGTH {
                rows().map(cell).collect()
            } else {
                vec![bytes.to_vec()]
            }
        }
        "page" | "pseudo" if bytes.len() > LENGTH => {
            rows().map(|row| [b"| Code | Description |\n|---|---|\n", row, b"\n"].concat()).collect()
        }
        _ if bytes.len() > 4 * LENGTH => Vec::new(),
        _ => vec![bytes.to_vec()],
    }
}

/// The words of libFuzzer's dictionary.
fn words(dictionary: &str) -> Vec<Vec<u8>> {
    let quoted = dictionary.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    quoted.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut parts = word.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().replace("\\\"", "\"").into_bytes();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.extend(u8::from_str_radix(code, 16));
        bytes.extend(rest.replace("\\\"", "\"").bytes());
    }
    bytes
}
