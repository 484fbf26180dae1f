//! The subcommand `check`: what does not fit on the pages, and what has drifted between them.

mod fix;
mod format;
mod levels;
mod pages;
mod unified;
mod watch;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use braze_errors_codegen::{Level, Report};

pub(crate) use self::fix::chosen;
use self::format::{EditUrl, Format, Reported};
use self::levels::LevelArgs;
pub(crate) use self::levels::{RuleParser, rules};
pub(crate) use self::pages::Pages;
use crate::described::{CatalogArgs, Described, Unnamed};
use crate::failure::Failure;
use crate::opened::{EditedPage, Opened};
use crate::output::error_width;
use crate::text::wrap;
use crate::write::{self, Edit, refuse_over};

/// What stands for standard input in the place of a path.
const STDIN: &str = "-";

/// So often at most pages are mended, whatever one mend makes of another.
const MOST_ROUNDS: usize = 8;

/// Check the pages: what is broken, and what has drifted apart
///
/// Findings go to standard output, the summary to standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors check docs --deny warnings"), after_long_help = after_long_help())]
pub(crate) struct Args {
    /// The folder of the pages, or pages; `-` is one on standard input
    ///
    /// Without a path these are the pages that `braze-errors.toml` describes, here or in a folder above; else those in
    /// the folder that the environment variable `BRAZE_ERRORS_DOCS` names; else those in `docs`.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where the page belongs that is read from standard input
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    stdin_path: Option<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgs,

    #[command(flatten)]
    levels: LevelArgs,

    #[command(flatten)]
    shown: ShownArgs,

    /// Mend what has one right answer, and say what was done
    #[arg(long)]
    fix: bool,

    /// With `--fix`: show what would be mended, as a unified diff, and write nothing
    #[arg(long, requires = "fix", conflicts_with_all = ["output", "max", "statistics"], hide_short_help = true)]
    diff: bool,

    /// Check again whenever a page is saved, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "output"])]
    watch: bool,
}

/// What of a report is shown, and where.
#[derive(Debug, clap::Args)]
struct ShownArgs {
    /// The format of the report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// With `--format html`: where a line of a page is edited, `https://forge.example/edit/main/{path}#L{line}`
    ///
    /// `{path}` stands for the page's path from the repository's root.
    #[arg(long, value_name = "URL", hide_short_help = true)]
    edit_url: Option<EditUrl>,

    /// The file to write the report to, in place of standard output
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    output: Option<PathBuf>,

    /// Show so many findings at most, and how many there are more
    ///
    /// For `--format human`, `markdown` and `html`, which people read.
    #[arg(long, value_name = "N", hide_short_help = true)]
    max: Option<usize>,

    /// With `--format human`: show how many findings each rule has, and not the findings
    #[arg(long, conflicts_with = "max", hide_short_help = true)]
    statistics: bool,

    /// Show no summary
    #[arg(long, short, hide_short_help = true)]
    quiet: bool,
}

impl ShownArgs {
    /// Refuses options that would change nothing, or make a report say less than there is.
    fn refuse_unused(&self, is_diff: bool) -> Result<(), Failure> {
        let is_of = |formats: &[Format]| formats.contains(&self.format);
        let (found, help) = if self.edit_url.is_some() && !is_of(&[Format::Html]) {
            ("`--edit-url` with a format that has no links", "leave it out, or write `--format html`")
        } else if self.statistics && !is_of(&[Format::Human]) {
            ("`--statistics`, which is for people, with another format", "leave one of them out")
        } else if is_diff && !is_of(&[Format::Human]) {
            ("`--diff`, which shows no report, with the format of one", "leave one of them out")
        } else if self.max.is_some() && !is_of(&[Format::Human, Format::Markdown, Format::Html]) {
            (
                "`--max`, which is for people, with a format for programs",
                "leave it out, or write `--format human`, `--format markdown` or `--format html`",
            )
        } else {
            return Ok(());
        };
        Err(Failure::bad_use(format!("found {found}"), help.to_owned()))
    }

    /// Writes a text to where the report is wanted.
    fn put(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            Some(file) => {
                let plain = anstream::adapter::strip_str(text).to_string();
                let old = write::read(file)?;
                write::all(&[Edit { file, old: old.as_deref(), new: plain.as_bytes() }])
            }
            None => crate::print(text).map(drop),
        }
    }

    /// Writes a report.
    fn write(&self, Pages { report, loaded, folder, files, .. }: &Pages) -> Result<(), Failure> {
        if let Some(output) = &self.output {
            refuse_over(output, files.iter().cloned())?;
        }
        let reported = Reported {
            report,
            catalog: &loaded.catalog,
            max: self.max.unwrap_or(usize::MAX),
            folder,
            edit_url: self.edit_url.as_ref(),
        };
        let text = if self.statistics { format::statistics(report) } else { self.format.write(&reported) };
        self.put(&text)?;
        if !self.quiet {
            say(&wrap(&report.to_string(), "", error_width()));
            if self.format == Format::Human && !self.statistics {
                say(&format::statistics(report));
            }
        }
        Ok(())
    }
}

impl Args {
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        self.shown.refuse_unused(self.diff)?;
        if self.shown.format == Format::JsonSchema {
            if self.fix || self.watch || !self.paths.is_empty() {
                let found = "found pages to check with `--format json-schema`, which checks none".to_owned();
                return Err(Failure::bad_use(
                    found,
                    "write `braze-errors check --format json-schema`".to_owned(),
                ));
            }
            self.shown.put(format::JSON_SCHEMA)?;
            return Ok(ExitCode::SUCCESS);
        }
        if self.watch {
            return watch::run(|| self.describe(), || self.check(&[]));
        }
        let reads_stdin = self.paths.iter().any(|path| path == Path::new(STDIN));
        match (&self.stdin_path, reads_stdin) {
            (Some(path), true) if self.paths.len() == 1 && !self.fix => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|error| Failure::unread(Path::new("standard input"), &error))?;
                self.check(&[EditedPage { path, bytes: &bytes }])
            }
            (None, false) => self.check(&[]),
            _ => Err(Failure::bad_use(
                "found one of `-` and `--stdin-path` without the other, or with other paths or `--fix`"
                    .to_owned(),
                "write `braze-errors check - --stdin-path docs/fr/errors.md`".to_owned(),
            )),
        }
    }

    /// Checks once.
    fn check(&self, edited: &[EditedPage<'_>]) -> Result<ExitCode, Failure> {
        let mut pages = self.read(edited)?;
        if self.diff {
            crate::print(&fix::diff(&pages)?)?;
            if !self.shown.quiet {
                say(&format!("{}\n", pages.report));
            }
            return Ok(exit_code(&pages.report));
        }
        if self.fix {
            // What is mended may uncover what can be mended next, as in a page that could not be read before.
            for _ in 0..MOST_ROUNDS {
                let done = fix::apply(&pages)?;
                if done.is_empty() {
                    break;
                }
                say(&done);
                pages = self.read(&[])?;
            }
        }
        // Only the page for a browser has a place for each finding, however many there are.
        if self.shown.format != Format::Html {
            pages.report.curtail();
        }
        self.shown.write(&pages)?;
        Ok(exit_code(&pages.report))
    }

    /// The path that says which catalog is meant: the first one.
    fn path(&self) -> Option<&Path> {
        self.stdin_path.as_deref().or(self.paths.first().map(PathBuf::as_path))
    }

    fn describe(&self) -> Result<Described, Failure> {
        self.catalog.describe(self.path(), Unnamed::Docs)
    }

    fn read(&self, edited: &[EditedPage<'_>]) -> Result<Pages, Failure> {
        let described = self.describe()?;
        let at = match edited {
            [page, ..] => Some(described.at(&[page.path.to_owned()])?),
            [] if self.paths.is_empty() => None,
            [] => Some(described.at(&self.paths)?).filter(|at| at.len() < described.setup.locales.len()),
        };
        let repeated = self.catalog.repeated(&described, self.path());
        let mut pages =
            Pages::check(Opened::read_edited(described, edited, None)?, &self.levels, at.as_deref())?;
        pages.complete_commands(&repeated);
        Ok(pages)
    }
}

fn exit_code(report: &Report) -> ExitCode {
    ExitCode::from(u8::from(report.count(Level::Deny) > 0))
}

/// Says on standard error what is no finding.
pub(crate) fn say(text: &str) {
    // Where standard error can't be written to, the exit code still tells.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// The end of the long help: what the exit code says, and how a finding is excused.
fn after_long_help() -> String {
    let excuse = crate::section(
        "Excuses",
        "A finding that is right as it stands is excused by a comment at the end of the row's description:\n    \
         <!-- braze-errors: allow(number) the German limit differs on purpose -->\n  \
         On a line of its own between blank lines it excuses what is found in the block above or below it.\n  \
         An excuse that excuses nothing is a finding itself.",
    );
    let codes = crate::section(
        "Exit codes",
        "0  nothing is denied\n  1  something is denied\n  2  the pages could not be checked",
    );
    let example = crate::example("braze-errors check docs --deny warnings");
    [codes, crate::section("Rules", &rules()), excuse, example].join("\n\n")
}
