//! The dialect that pages are read in: the one that is named, the call's, or the one that the source's page looks like.

use std::path::Path;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// Pages of which the source's alone shows that its site is Jekyll's, in `jekyll`, and pages of another site, in `plain`.
///
/// What the French pages of both say is bold to kramdown alone.
fn folders() -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    let french = page(&FRENCH).replace("Imprimez-en une.", "**Imprimez-en une :**vite.");
    let plain = page(&ENGLISH).replace("Print one.", "**Print one.** At once.");
    let jekyll = format!("{plain}{{: .reset role=\"presentation\" }}\n");
    for (name, english) in [("jekyll", jekyll), ("plain", plain)] {
        write(&folder.path().join(name), [("en/errors.md", english), ("fr/errors.md", french.clone())]);
    }
    folder
}

fn braze_errors(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder);
    finish(command)
}

#[test]
fn the_summary_says_the_dialect() {
    let folder = folders();
    for (args, code, expected) in [
        (&["check", "jekyll"][..], 0, "2 pages, 4 rows (kramdown): 0 errors"),
        (&["check", "jekyll", "--markdown", "kramdown"], 0, "2 pages, 4 rows (kramdown): 0 errors"),
        (&["check", "jekyll", "--markdown", "gfm"], 1, "2 pages, 4 rows (gfm): "),
        (&["check", "plain", "--markdown", "kramdown"], 0, "2 pages, 4 rows (kramdown): 0 errors"),
        // The French words are not bold to GitHub, where the English ones are.
        (&["check", "plain"], 0, "2 pages, 4 rows (gfm): 0 errors, 1 warning"),
    ] {
        let run = braze_errors(folder.path(), args);
        assert_eq!(run.code, Some(code), "{args:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.starts_with(expected), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn every_subcommand_reads_the_dialect_that_is_named() {
    let folder = folders();
    let jekyll =
        std::fs::read_to_string(folder.path().join("jekyll/en/errors.md")).expect("the page is there");
    write(folder.path(), [("checkout/_docs/_api/errors.md", jekyll)]);
    for args in [
        &["list", "jekyll"][..],
        &["explain", "400 No Label", "--folder", "jekyll"],
        &["check", "jekyll"],
        &["accept", "--folder", "jekyll"],
        &["pseudo", "jekyll/en/errors.md"],
        &["diff", "plain", "jekyll"],
        &["sync", "checkout", "--into", "taken"],
    ] {
        let named = |dialect: &str| braze_errors(folder.path(), &[args, &["--markdown", dialect]].concat());
        let [kramdown, gfm] = ["kramdown", "gfm"].map(named);
        assert_eq!(kramdown.code, Some(0), "{args:?}: {}", kramdown.stderr);
        assert_ne!(gfm.code, Some(0), "{args:?}: {}", gfm.stdout);
        let said = gfm.stdout + &gfm.stderr;
        assert!(said.contains("unsupported-markdown") && said.contains("`markdown = …`"), "{said}");
    }
}

#[test]
fn both_sides_of_a_comparison_are_read_in_one_dialect() {
    let folder = folders();
    let run = braze_errors(folder.path(), &["diff", "plain", "jekyll"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("semantic version: none "), "{}", run.stdout);
}

#[test]
fn a_call_says_the_dialect() {
    let folder = folders();
    let call = |markdown: &str| {
        format!(
            "error_catalog! {{ pub enum E; pub enum L; pages = \"plain/{{locale}}/errors.md\", {markdown} source = \"en\", locales = [\"en\" {{ docs = \"https://parcel.example\" }}, \"fr\" {{ docs = \"https://parcel.example/fr\" }}] }}\n"
        )
    };
    for (markdown, expected) in
        [("", "(gfm)"), ("markdown = gfm,", "(gfm)"), ("markdown = kramdown,", "(kramdown)")]
    {
        write(folder.path(), [("catalog.rs", call(markdown))]);
        let run = braze_errors(folder.path(), &["check", "plain", "--catalog", "catalog.rs"]);
        assert!(run.stderr.contains(expected), "{markdown}: {}", run.stderr);
        let run = braze_errors(
            folder.path(),
            &["check", "plain", "--catalog", "catalog.rs", "--markdown", "kramdown"],
        );
        assert!(run.stderr.contains("(kramdown)"), "{markdown}: {}", run.stderr);
    }
}

#[test]
fn a_page_is_pseudo_localized_as_its_call_reads_it() {
    let folder = folders();
    let page = "| No. | Advice |\n|---|---|\n| `17` | Print a **new one.**Then wait. |\n";
    let call = "error_catalog! { pub enum E; pub enum L; pages = \"{locale}/labels.md\", source = \"en\", \
                locales = [\"en\"], columns = { code = \"No.\", description = \"Advice\" } }\n";
    write(folder.path(), [("en/labels.md", page.to_owned()), ("catalog.rs", call.to_owned())]);
    let alone = braze_errors(folder.path(), &["pseudo", "en/labels.md"]);
    assert_eq!(alone.code, Some(2), "{}", alone.stdout);
    let read = braze_errors(folder.path(), &["pseudo", "en/labels.md", "--catalog", "catalog.rs"]);
    assert_eq!((read.code, read.stderr.as_str()), (Some(0), ""));
    assert!(
        read.stdout.ends_with("\n| `17` | ⟦Ṗŕíìñţ áà **ñéèŵ óòñéè.**Ţĥéèñ ŵáàíìţ.⟧ |\n"),
        "{}",
        read.stdout
    );
}
