//! The subcommand `init`: writes the configuration file for the pages that it finds.

mod layout;

use std::fmt::Write;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Columns, Configuration, Dialect, Loaded, Setup, Source, read_file};

use self::layout::{Group, LOCALE};
use crate::configuration::NAME;
use crate::failure::Failure;
use crate::pages::{SOURCE, count};
use crate::text::escape_line;
use crate::write::{self, Edit};

/// Write `braze-errors.toml` for the pages in this folder and below
///
/// Finds pages that are laid out as Braze's (`_docs/…`, `_lang/<folder>/…`), as `docs/<locale>/…`, as
/// `errors.<locale>.md`, or as Docusaurus and Hugo have them; shows what it would write and how many rows each page
/// gives, and asks.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors init --yes && braze-errors check"))]
pub(crate) struct Args {
    /// A page that is meant, where several could be
    page: Option<PathBuf>,

    /// The locale that is written first [default: what the site's own configuration says, else `en`]
    #[arg(long, value_name = "TAG")]
    source: Option<String>,

    /// Write the file without asking
    #[arg(long, short)]
    yes: bool,
}

/// What would be written, and what it gives.
struct Proposal {
    text: String,
    setup: Setup,
    loaded: Loaded,
}

impl Proposal {
    fn rows(&self) -> usize {
        self.loaded.catalog.pages.iter().map(|page| page.rows.len()).sum()
    }
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        let (root, file) = (Path::new("."), Path::new(NAME));
        if file.symlink_metadata().is_ok() {
            let found = format!("found `{NAME}` in this folder already");
            return Err(Failure::trouble(found).help("delete it first, or edit it"));
        }
        let proposal = self.propose(root)?;
        let mut shown = proposal.text.clone();
        let Proposal { setup, loaded, .. } = &proposal;
        shown.push('\n');
        for (locale, page) in setup.locales.iter().zip(&loaded.catalog.pages) {
            let _ =
                writeln!(shown, "{}: {}", escape_line(&setup.page(locale)), count(page.rows.len(), "row"));
        }
        crate::print(&shown)?;
        if !self.yes && !confirm()? {
            return crate::print("nothing is written\n");
        }
        write::all(&[Edit { file, old: None, new: proposal.text.as_bytes() }])?;
        crate::print(&format!("wrote {NAME}\n"))
    }

    /// The proposal that gives the most rows.
    fn propose(&self, root: &Path) -> Result<Proposal, Failure> {
        let mut groups = layout::groups(&layout::pages(root));
        if let Some(page) = &self.page {
            let wanted = page.canonicalize().map_err(|error| Failure::unread(page, &error))?;
            let is_wanted = |path: &str| root.join(path).canonicalize().is_ok_and(|path| path == wanted);
            groups.retain(|group| {
                group.source.as_deref().is_some_and(is_wanted)
                    || group.names.iter().any(|(name, _)| is_wanted(&group.pattern.replace(LOCALE, name)))
            });
        }
        let named_source = self.source.clone().or_else(|| source_of_site(root));
        let mut best: Option<Proposal> = None;
        for group in groups {
            let proposal = propose(root, group, named_source.as_deref())?;
            // Of two that are as good the first one stands, which is the same each time.
            if proposal.rows() > best.as_ref().map_or(0, Proposal::rows) {
                best = Some(proposal);
            }
        }
        best.ok_or_else(|| {
            let found = "found no page with a table of errors in this folder or below".to_owned();
            Failure::trouble(found).help("name the page of the source: `braze-errors init docs/en/errors.md`")
        })
    }
}

/// What a group of pages would be written as.
fn propose(root: &Path, group: Group, named_source: Option<&str>) -> Result<Proposal, Failure> {
    let Group { pattern, mut names, source } = group;
    let mut pages: Vec<(String, String)> =
        names.drain(..).map(|(name, tag)| (tag, pattern.replace(LOCALE, &name))).collect();
    let named = named_source.unwrap_or(SOURCE);
    let has = |pages: &[(String, String)], tag: &str| pages.iter().any(|(other, _)| other == tag);
    if let Some(page) = source.filter(|_| !has(&pages, named)) {
        pages.push((named.to_owned(), page));
    }
    let text_of = |page: &str| {
        let bytes = read_file(&root.join(page)).unwrap_or_default();
        Source::new(page, String::from_utf8_lossy(&bytes))
    };
    // Where none is in the source's locale, it is the page that is likeliest to be the others' source: the longest.
    let length = |page: &str| text_of(page).text().len();
    let source = if has(&pages, named) {
        named.to_owned()
    } else {
        let longest = pages.iter().max_by_key(|(tag, page)| (length(page), std::cmp::Reverse(tag.clone())));
        longest.map(|(tag, _)| tag.clone()).unwrap_or_default()
    };
    pages.sort_by(|(one, _), (other, _)| (*one != source, one).cmp(&(*other != source, other)));
    pages.dedup_by(|(one, _), (other, _)| one == other);
    let page = pages.first().map(|(_, page)| text_of(page));
    let dialect = page.as_ref().map_or_else(Dialect::default, |page| Dialect::of(page.text()));
    let plain = written(&pattern, &pages, &source, dialect, None);
    let proposal = load(root, plain)?;
    if proposal.rows() > 0 {
        return Ok(proposal);
    }
    match page.and_then(|page| Columns::guess(&page, dialect)) {
        Some(columns) => load(root, written(&pattern, &pages, &source, dialect, Some(&columns))),
        None => Ok(proposal),
    }
}

/// What a text of the configuration file gives.
fn load(root: &Path, text: String) -> Result<Proposal, Failure> {
    let configuration = Configuration::parse(&Source::new(NAME, text.as_str())).map_err(Failure::troubles)?;
    let Some(setup) = configuration.setup else {
        return Err(Failure::trouble("found no page to describe".to_owned()));
    };
    let loaded = setup.load(root, "");
    Ok(Proposal { text, setup, loaded })
}

/// The configuration file of these pages.
fn written(
    pattern: &str,
    pages: &[(String, String)],
    source: &str,
    dialect: Dialect,
    columns: Option<&Columns>,
) -> String {
    let mut text = "# What `braze-errors` knows of the error pages in this repository.\n".to_owned();
    let mut put = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    };
    put("source", source);
    put("markdown", dialect.name());
    put("pages", pattern);
    if let Some(columns) = columns {
        let _ = writeln!(text, "{columns}");
    }
    text.push_str("\n[locales]\n");
    for (tag, page) in pages {
        let is_regular = pattern.replace(LOCALE, tag) == *page;
        let keys = if is_regular { "{}".to_owned() } else { format!("{{ page = {} }}", quoted(page)) };
        let _ = writeln!(text, "{tag} = {keys}");
    }
    text
}

/// A text as TOML quotes it, which quotes as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The locale that the site's own configuration says is written first: Docusaurus's or Hugo's.
fn source_of_site(root: &Path) -> Option<String> {
    const FILES: [(&str, &str); 10] = [
        ("docusaurus.config.js", "defaultLocale"),
        ("docusaurus.config.ts", "defaultLocale"),
        ("hugo.toml", "defaultContentLanguage"),
        ("hugo.yaml", "defaultContentLanguage"),
        ("hugo.yml", "defaultContentLanguage"),
        ("hugo.json", "defaultContentLanguage"),
        ("config.toml", "defaultContentLanguage"),
        ("config.yaml", "defaultContentLanguage"),
        ("config.yml", "defaultContentLanguage"),
        ("config/_default/hugo.toml", "defaultContentLanguage"),
    ];
    FILES.iter().find_map(|(file, key)| {
        let text = fs::read_to_string(root.join(file)).ok()?;
        let lines = text.lines().filter(|line| !line.trim_start().starts_with(['#', '/']));
        let value = |line: &str| {
            let (before, value) = line.split_once(key)?;
            let is_key = before.trim_matches([' ', '\t', '"', '\'', '{']).is_empty();
            let value = value.trim_start_matches([' ', '\t', '"', '\'', ':', '=']);
            let end = value.find(|char: char| !char.is_ascii_alphanumeric() && !"-_".contains(char));
            Setup::tag(&value[..end.unwrap_or(value.len())]).filter(|_| is_key)
        };
        lines.into_iter().find_map(value)
    })
}

/// Asks whether the file is to be written.
///
/// # Errors
///
/// Says that nobody can answer.
fn confirm() -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::trouble("nothing is written without `--yes`".to_owned()));
    }
    crate::print(&format!("\nWrite it to {NAME}? [Y/n] "))?;
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    read.map_err(|error| Failure::unread(Path::new("standard input"), &error))?;
    // An input that has ended answers nothing.
    Ok(!answer.is_empty() && matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}
