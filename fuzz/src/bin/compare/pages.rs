//! The pages that cases start from.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use fastrand::Rng;

use crate::mutate::inline;
use crate::ours::Dialect;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Where the pages lie that stand on a site. Braze's own are read where they lie; no checkout has to have them.
const REAL: &[&str] = &["docs", "../shared/upstream", "../shared/upstream-newer"];
/// Where small pages lie, each with a trait of its own.
const SMALL: &[&str] = &["braze-errors-codegen/tests/kramdown/cases", "../shared/cases/reader"];

/// The project's pages, and Braze's.
pub(crate) struct Corpus {
    real: Vec<Vec<String>>,
    small: Vec<Vec<String>>,
}

impl Corpus {
    pub(crate) fn read(dialect: Dialect) -> io::Result<Self> {
        let read = |folders: &[&str]| {
            let mut pages = Vec::new();
            for folder in folders {
                let folder = Path::new(ROOT).join(folder);
                if folder.is_dir() {
                    collect(&folder, &mut pages)?;
                }
            }
            if dialect == Dialect::Gfm {
                pages.iter_mut().for_each(without_kramdown);
            }
            io::Result::Ok(pages)
        };
        let mut real = read(REAL)?;
        // Other pages have columns that a call names.
        real.retain(|page| page.iter().any(|line| line.contains("400 No Recipients")));
        Ok(Self { real, small: read(SMALL)? })
    }

    /// A whole page of a site.
    pub(crate) fn real(&self, rng: &mut Rng) -> Vec<String> {
        pick(rng, &self.real).clone()
    }

    /// Some lines to damage.
    pub(crate) fn base(&self, rng: &mut Rng) -> Vec<String> {
        match rng.u8(..20) {
            0..12 => {
                let page = pick(rng, &self.real);
                excerpt(rng, page)
            }
            12..16 => pick(rng, &self.small).clone(),
            _ => made(rng),
        }
    }
}

fn pick<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.usize(..list.len())]
}

/// Adds the pages of a folder and of those in it, in the order of their names.
fn collect(folder: &Path, pages: &mut Vec<Vec<String>>) -> io::Result<()> {
    let mut paths = folder.read_dir()?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, pages)?;
        } else if path.extension() == Some(OsStr::new("md"))
            && let Ok(text) = String::from_utf8(std::fs::read(&path)?)
        {
            pages.push(text.split('\n').map(str::to_owned).collect());
        }
    }
    Ok(())
}

/// Takes out what only kramdown's sites know: Liquid, attribute lists and extensions.
fn without_kramdown(page: &mut Vec<String>) {
    page.retain(|line| !line.starts_with("{%") && !line.starts_with("{:"));
    for line in page {
        for (theirs, gfm) in [
            ("{{site.baseurl}}", "https://a.example"),
            ("{{ site.baseurl }}", "https://a.example"),
            ("{::nomarkdown}", ""),
            ("{:/}", ""),
        ] {
            *line = line.replace(theirs, gfm);
        }
        *line = bold_as_html(line);
        if let Some((heading, _)) = line.split_once(" {#").filter(|(words, _)| words.starts_with('#')) {
            *line = heading.to_owned();
        }
    }
}

/// Writes tags in place of the marks around bold words that end in punctuation: GitHub's dialect sees no end in them where a
/// letter follows.
fn bold_as_html(line: &str) -> String {
    let pieces: Vec<&str> = line.split("**").collect();
    let is_bold = |piece: usize| piece % 2 == 1 && piece + 1 < pieces.len();
    let touches = |piece: usize| {
        pieces[piece].ends_with(|char: char| !char.is_alphanumeric())
            && pieces[piece + 1].starts_with(char::is_alphanumeric)
    };
    let mut written = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if is_bold(at) && touches(at) {
            written.extend(["<strong>", piece, "</strong>"]);
        } else if is_bold(at) {
            written.extend(["**", piece, "**"]);
        } else {
            // A mark without a partner stays.
            written.push_str(if at % 2 == 1 { "**" } else { "" });
            written.push_str(piece);
        }
    }
    written
}

/// Part of a real page: some of what stands around its table, and a few of the rows.
fn excerpt(rng: &mut Rng, page: &[String]) -> Vec<String> {
    let is_row = |line: &String| line.starts_with('|');
    let Some(header) = page.iter().position(is_row) else { return page.to_vec() };
    let end = header + page[header..].iter().take_while(|line| is_row(line)).count();
    let first = match rng.u8(..8) {
        0 => 0,
        // The statuses stand some lines above.
        1..4 => header.saturating_sub(rng.usize(..24)),
        _ => header.saturating_sub(rng.usize(..8)),
    };
    let last = (end + rng.usize(..8)).min(page.len());
    let mut lines = page[first..(header + 2).min(end)].to_vec();
    let mut row = header + 2;
    for _ in 0..rng.usize(1..6) {
        row += rng.usize(..8);
        if row < end {
            lines.push(page[row].clone());
        }
        row += 1;
    }
    lines.extend_from_slice(&page[end..last]);
    if last < page.len() || rng.bool() {
        lines.push(String::new());
    }
    if rng.u8(..8) > 0 {
        mend(&mut lines);
    }
    lines
}

/// Takes out what was cut in two: the ends of Liquid blocks and fences that start above, and the starts of those that end below.
fn mend(lines: &mut Vec<String>) {
    for name in ["raw", "alert"] {
        let is_start = |line: &String| line.contains(&format!("% {name}"));
        let is_end = |line: &String| line.contains(&format!("% end{name}"));
        let first = lines.iter().position(|line| is_start(line) || is_end(line));
        if let Some(first) = first.filter(|first| is_end(&lines[*first])) {
            lines.remove(first);
        }
        let last = lines.iter().rposition(|line| is_start(line) || is_end(line));
        if let Some(last) = last.filter(|last| is_start(&lines[*last])) {
            lines.remove(last);
        }
    }
    let fences: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("```")).collect();
    if let (1, Some(first)) = (fences.len() % 2, fences.first()) {
        lines.drain(..=*first);
    }
}

/// A small page whose cells hold dense Markdown.
fn made(rng: &mut Rng) -> Vec<String> {
    let mut lines = Vec::new();
    if rng.u8(..3) == 0 {
        lines.push(format!("## {}", inline::dense(rng, 3)));
        lines.push(String::new());
    }
    if rng.u8(..5) == 0 {
        lines.push(format!("- The **502 error** {}", inline::dense(rng, 3)));
        lines.push(String::new());
    }
    lines.extend(["| Code | Description |".to_owned(), "|---|---|".to_owned()]);
    for status in 400..400 + rng.u16(1..4) {
        let pieces = rng.usize(1..4);
        lines.push(format!("| `{status} A` | {} |", inline::dense(rng, pieces)));
    }
    lines.push(String::new());
    lines
}
