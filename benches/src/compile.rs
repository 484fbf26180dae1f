//! What a catalog costs the crates that it is compiled into: time, and bytes of the program.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use braze_errors_codegen::{Form, Setup};

use crate::clock::beside;
use crate::pages::{FOLDER, Size};
use crate::project::{Project, workshop, workspace};
use crate::table::Figure;

const SEED: u64 = 1;

/// How the call's own crate is built.
const COMMANDS: [(&str, &[&str]); 2] = [("release", &["build", "--release"]), ("check", &["check"])];

/// Compiling one call of the macro, beside an empty crate and beside tables written by hand.
///
/// # Errors
///
/// Something can't be built.
pub fn compile(mut each: impl FnMut(Figure)) -> Result<(), String> {
    let small = Size { rows: 22, locales: 8 };
    let empty = Project::write("empty", "", "src/lib.rs", "")?;
    let ours = call(small)?;
    for (name, command) in COMMANDS {
        let beside = compare(9, &empty, &ours, command)?;
        each(figure(format!("compiling 22 x 8, {name}"), "an empty crate", beside.ratio, beside.noise, 2.2));
    }
    let mut middle = Vec::new();
    for (rows, locales, rounds) in [(1_000, 10, 5), (10_000, 40, 1)] {
        let size = Size { rows, locales };
        let (table, ours) = (table(size)?, call(size)?);
        for (index, (name, command)) in COMMANDS.into_iter().enumerate() {
            let beside = compare(rounds, &table, &ours, command)?;
            let what = format!("compiling {rows} x {locales}, {name}");
            each(figure(what, "a table by hand of the same three forms", beside.ratio, beside.noise, 1.5));
            #[expect(clippy::cast_precision_loss, reason = "both are small")]
            let per_text = beside.ours.as_secs_f64() / (rows * locales) as f64;
            match middle.get(index) {
                None => middle.push(per_text),
                Some(before) => each(figure(
                    format!("time per row and locale at {rows} x {locales}, {name}"),
                    "that at 1,000 x 10",
                    per_text / before,
                    beside.noise,
                    1.3,
                )),
            }
        }
    }
    Ok(())
}

/// A program that prints one error, beside the same over a table by hand: how many KiB it is larger.
///
/// # Errors
///
/// Something can't be built.
pub fn size(mut each: impl FnMut(Figure)) -> Result<(), String> {
    let size = Size { rows: 22, locales: 5 };
    let folder = pages(size)?;
    let ours = format!(
        "{}\nfn main() {{\n    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<usize>());\n    \
         let mut next = || numbers.next().and_then(Result::ok).unwrap_or_default();\n    \
         let (error, locale) = (PageError::ALL[next() % 22], PageLocale::ALL[next() % 5]);\n    \
         println!(\"{{}}\", error.text(locale));\n}}\n",
        size.call(FOLDER).replace(FOLDER, &variable(size))
    );
    let by_hand = format!(
        "{}\nfn main() {{\n    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<usize>());\n    \
         let mut next = || numbers.next().and_then(Result::ok).unwrap_or_default();\n    \
         let (error, locale) = (next() % 22, next() % 5);\n    println!(\"{{}}\", TEXT[locale][error]);\n}}\n",
        tables(&folder, &[("TEXT", Form::Text)])?
    );
    let runtime = dependency();
    let mut sizes = Vec::new();
    for (name, dependencies, code) in [("size-by-hand", "", &by_hand), ("size-ours", runtime.as_str(), &ours)]
    {
        let project = Project::write(name, dependencies, "src/main.rs", code)?;
        with_pages(size, &folder, &project)?;
        project.build("target", &["build", "--release"])?;
        let program = workshop().join("target/release").join(name);
        sizes.push(fs::metadata(program).map_err(|error| error.to_string())?.len());
    }
    #[expect(clippy::cast_precision_loss, reason = "both are small")]
    let over = (sizes[1] as f64 - sizes[0] as f64) / 1024.0;
    each(figure(
        format!("a stripped program, KiB over the {} bytes of its limit", sizes[0]),
        "the same over a table by hand",
        over,
        1.0,
        1.0,
    ));
    Ok(())
}

fn figure(what: String, limit: &str, ratio: f64, noise: f64, goal: f64) -> Figure {
    Figure { what, limit: limit.to_owned(), ratio, noise, goal: Some(goal) }
}

fn compare(
    rounds: usize,
    limit: &Project,
    ours: &Project,
    command: &[&str],
) -> Result<crate::clock::Beside, String> {
    limit.build("target", command)?;
    ours.build("target", command)?;
    beside(rounds, &mut || limit.build_again(command), &mut || ours.build_again(command))
}

/// Pages of this size.
pub(crate) fn pages(size: Size) -> Result<PathBuf, String> {
    let folder = workshop().join(format!("pages-{}x{}", size.rows, size.locales));
    size.write(&folder, SEED).map_err(|error| format!("can't write the pages: {error}"))?;
    Ok(folder)
}

pub(crate) fn dependency() -> String {
    format!("braze-errors = {{ path = \"{}\" }}", workspace().join("braze-errors").display())
}

fn variable(size: Size) -> String {
    format!("{FOLDER}_{}", size.rows)
}

/// Tells a crate's build where its pages are.
fn with_pages(size: Size, folder: &std::path::Path, project: &Project) -> Result<(), String> {
    project.set(&variable(size), folder).map_err(|error| error.to_string())
}

/// A crate that is one call of the macro.
pub(crate) fn call(size: Size) -> Result<Project, String> {
    let folder = pages(size)?;
    let name = format!("call-{}x{}", size.rows, size.locales);
    let project = Project::write(&name, &dependency(), "src/lib.rs", &size.call(&variable(size)))?;
    with_pages(size, &folder, &project)?;
    Ok(project)
}

/// A crate that is the same rows as tables.
fn table(size: Size) -> Result<Project, String> {
    let forms = [("TEXT", Form::Text), ("MARKDOWN", Form::Markdown), ("HTML", Form::Html)];
    let tables = tables(&pages(size)?, &forms)?;
    Project::write(&format!("table-{}x{}", size.rows, size.locales), "", "src/lib.rs", &tables)
}

/// The texts of all rows in all locales, as someone would write them by hand.
fn tables(folder: &std::path::Path, forms: &[(&str, Form)]) -> Result<String, String> {
    let loaded = Setup::find(folder, "errors.md")?.load(folder, "pages");
    let catalog = &loaded.catalog;
    let mut code = String::new();
    for (name, form) in forms {
        let (rows, locales) = (catalog.entries.len(), catalog.locales.len());
        let _ = writeln!(code, "pub static {name}: [[&str; {rows}]; {locales}] = [");
        for locale in 0..locales {
            code.push_str("    [\n");
            for entry in &catalog.entries {
                let _ = writeln!(code, "        {:?},", catalog.text(entry, locale, *form));
            }
            code.push_str("    ],\n");
        }
        code.push_str("];\n");
    }
    Ok(code)
}
