//! The subcommand `sync`.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// A folder with a `checkout` of the documentation, and with `docs` in a git repository of its own, one change
/// behind.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    write(
        folder.path(),
        [
            ("checkout/_docs/_api/errors.md", page(&ENGLISH)),
            ("checkout/_lang/fr_fr/_api/errors.md", page(&FRENCH).replace('\n', "\r\n")),
            ("checkout/_lang/pt_br/_api/errors.md", page(&ENGLISH)),
            ("checkout/_lang/ja/_api/other.md", page(&ENGLISH)),
            ("docs/en/errors.md", page(&ENGLISH[..3])),
            ("docs/fr/errors.md", page(&FRENCH[..3])),
            ("docs/de/errors.md", page(&ENGLISH[..3])),
        ],
    );
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "docs"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Add the pages"]);
    folder
}

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]).args(args);
    assert!(git.status().expect("there is git").success());
}

fn sync(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(&["sync", "checkout", "--into", "docs"]);
    command.current_dir(folder).args(args);
    finish(command)
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| format!("{path}: {error}"))
}

/// Every file below `docs`.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.join("docs")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("there is a folder") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below =
                    path.strip_prefix(folder).expect("it is below").to_str().expect("it is UTF-8").to_owned();
                let text = read(folder, &below);
                files.push((below, text));
            }
        }
    }
    files.sort();
    files
}

/// Runs what must be refused, and checks that nothing was written.
fn refused(folder: &Path, args: &[&str]) -> String {
    let before = files(folder);
    let run = sync(folder, &[&["--write"], args].concat());
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(files(folder), before);
    run.stderr
}

#[test]
fn helps() {
    let run = finish(command(&["sync", "--help"]));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("help", run.stdout);
}

#[test]
fn shows_the_change_and_writes_nothing_unless_told_so() {
    let folder = project();
    let before = files(folder.path());
    let run = sync(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("shown", run.stdout);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn writes_the_pages_byte_for_byte_and_then_has_nothing_to_write() {
    let folder = project();
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("written", run.stdout);
    let written = [
        ("docs/de/errors.md", page(&ENGLISH[..3])),
        ("docs/en/errors.md", page(&ENGLISH)),
        ("docs/fr/errors.md", page(&FRENCH).replace('\n', "\r\n")),
        ("docs/pt-BR/errors.md", page(&ENGLISH)),
    ];
    assert_eq!(files(folder.path()), written.map(|(path, text)| (path.to_owned(), text)));
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("in-step", run.stdout);
}

#[test]
fn writes_into_a_folder_that_is_not_there() {
    let folder = project();
    fs::remove_dir_all(folder.path().join("docs")).expect("folders can be removed");
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("first", run.stdout);
    assert_eq!(files(folder.path()).len(), 3);
}

#[test]
fn writes_changes_outside_of_the_rows_too() {
    let folder = project();
    sync(folder.path(), &["--write"]);
    git(folder.path(), &["add", "docs"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Take the new pages"]);
    let text = page(&ENGLISH) + "\nAsk the depot.\n";
    write(folder.path(), [("checkout/_docs/_api/errors.md", text.clone())]);
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("prose", run.stdout);
    assert_eq!(read(folder.path(), "docs/en/errors.md"), text);
}

#[test]
fn never_writes_over_what_git_does_not_have_unless_told_so() {
    let folder = project();
    // One changed, one staged, one that was never added.
    let text = page(&["404 Not Found = Unsaved."]);
    write(folder.path(), [("docs/en/errors.md", text.clone()), ("docs/fr/errors.md", text.clone())]);
    write(folder.path(), [("docs/pt-BR/errors.md", text)]);
    git(folder.path(), &["add", "docs/fr"]);
    insta::assert_snapshot!("unsaved", refused(folder.path(), &[]));
    let run = sync(folder.path(), &["--write", "--force"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(read(folder.path(), "docs/en/errors.md"), page(&ENGLISH));
}

#[test]
fn takes_an_ignored_page_for_one_that_git_does_not_have() {
    let folder = project();
    write(
        folder.path(),
        [(".gitignore", "pt-BR\n".to_owned()), ("docs/pt-BR/errors.md", page(&ENGLISH[..2]))],
    );
    insta::assert_snapshot!("ignored", refused(folder.path(), &[]));
}

#[test]
fn looks_at_pages_that_git_was_told_to_pass_over() {
    for flag in ["--skip-worktree", "--assume-unchanged"] {
        let folder = project();
        git(folder.path(), &["update-index", flag, "docs/en/errors.md"]);
        write(folder.path(), [("docs/en/errors.md", page(&ENGLISH[..2]))]);
        let stderr = refused(folder.path(), &[]);
        assert!(stderr.contains("doesn't have yet, in `docs/en/errors.md`"), "{stderr}");
    }
}

#[test]
fn takes_the_line_breaks_that_git_writes_for_no_change() {
    let folder = project();
    git(folder.path(), &["config", "core.autocrlf", "true"]);
    write(folder.path(), [("docs/en/errors.md", page(&ENGLISH[..3]).replace('\n', "\r\n"))]);
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

/// Lines that a filter takes out on their way into a commit are nowhere but in the page.
#[test]
fn takes_lines_that_a_filter_keeps_from_git_for_unsaved() {
    let folder = project();
    git(folder.path(), &["config", "filter.notes.clean", "grep -v note || true"]);
    write(folder.path(), [(".gitattributes", "*.md filter=notes\n".to_owned())]);
    let noted = page(&ENGLISH[..3]) + "<!-- A note for the translators. -->\n";
    write(folder.path(), [("docs/en/errors.md", noted)]);
    let stderr = refused(folder.path(), &[]);
    assert!(stderr.contains("doesn't have yet, in `docs/en/errors.md`"), "{stderr}");
}

#[test]
fn takes_lines_that_a_filter_writes_back_for_saved() {
    let folder = project();
    git(folder.path(), &["config", "filter.capitals.clean", "tr A-Z a-z"]);
    git(folder.path(), &["config", "filter.capitals.smudge", "tr a-z A-Z"]);
    write(folder.path(), [(".gitattributes", "docs/en/*.md filter=capitals\n".to_owned())]);
    let shouted = page(&["404 NOT FOUND = NO DEPOT KNOWS IT."]).to_uppercase();
    write(folder.path(), [("docs/en/errors.md", shouted)]);
    git(folder.path(), &["commit", "--quiet", "--all", "--message", "Shout"]);
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

/// Git is asked between the reading and the writing: here it stands for an editor that saves just then.
#[cfg(unix)]
#[test]
fn writes_over_no_page_that_is_saved_meanwhile() {
    use std::os::unix::fs::PermissionsExt;

    let saved = page(&["404 Not Found = Saved just now."]);
    for (place, args) in [("docs/en/errors.md", &["--write"]), ("docs/pt-BR/errors.md", &["--write"])] {
        let folder = project();
        let tools = tempfile::tempdir().unwrap();
        fs::write(tools.path().join("saved.md"), &saved).unwrap();
        let shim = tools.path().join("git");
        let (tools_shown, place_shown) =
            (tools.path().display(), folder.path().join(place).display().to_string());
        let script = format!(
            "#!/bin/sh\nmkdir -p \"$(dirname '{place_shown}')\"\ncp '{tools_shown}/saved.md' '{place_shown}'\n\
             PATH=${{PATH#*:}} exec git \"$@\"\n"
        );
        fs::write(&shim, script).unwrap();
        fs::set_permissions(&shim, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = command(&["sync", "checkout", "--into", "docs"]);
        let path = format!("{tools_shown}:{}", std::env::var("PATH").unwrap());
        command.current_dir(folder.path()).args(args).env("PATH", path);
        let run = finish(command);
        assert_eq!(run.code, Some(2), "{run:?}");
        let changed = format!("error: cannot write `{place}`: it has changed since it was read\n");
        assert!(run.stderr.starts_with(&changed), "{}", run.stderr);
        assert_eq!(read(folder.path(), place), saved);
        // All pages are written, or none.
        assert_eq!(read(folder.path(), "docs/fr/errors.md"), page(&FRENCH[..3]));
    }
}

#[test]
fn leaves_changes_alone_that_it_does_not_write_over() {
    let folder = project();
    write(folder.path(), [("docs/de/errors.md", page(&ENGLISH[..2])), ("notes.md", String::new())]);
    let run = sync(folder.path(), &["--write"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(read(folder.path(), "docs/de/errors.md"), page(&ENGLISH[..2]));
}

#[test]
fn asks_another_repository_than_the_one_of_a_hook() {
    let folder = project();
    let other = project();
    write(folder.path(), [("docs/en/errors.md", page(&ENGLISH[..2]))]);
    let mut command = command(&["sync", "checkout", "--into", "docs", "--write"]);
    command.current_dir(folder.path()).env("GIT_DIR", other.path().join(".git"));
    assert_eq!(finish(command).code, Some(2));
}

#[test]
fn wants_force_where_there_is_no_repository() {
    let folder = project();
    fs::remove_dir_all(folder.path().join(".git")).expect("folders can be removed");
    let stderr = refused(folder.path(), &[]);
    assert!(stderr.contains("not a git repository"), "{stderr}");
    assert!(stderr.contains("help: ") && stderr.contains("--force"), "{stderr}");
    assert_eq!(sync(folder.path(), &["--write", "--force"]).code, Some(0));
}

#[test]
fn pages_that_the_reader_refuses_stay_and_the_others_are_written() {
    let folder = project();
    write(
        folder.path(),
        [
            ("checkout/_lang/fr_fr/_api/errors.md", page(&FRENCH).replace("colis", "<u>colis</u>")),
            ("checkout/_lang/pt_br/_api/errors.md", String::new()),
        ],
    );
    let french = read(folder.path(), "docs/fr/errors.md");
    let run = sync(folder.path(), &["--write"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    insta::assert_snapshot!("refused", run.stderr + &run.stdout);
    assert_eq!(read(folder.path(), "docs/en/errors.md"), page(&ENGLISH));
    assert_eq!(read(folder.path(), "docs/fr/errors.md"), french);
    assert!(!folder.path().join("docs/pt-BR").exists());
}

#[test]
fn takes_the_locales_that_are_listed_or_named() {
    let folder = project();
    let listed = "pages = \"docs/{locale}/errors.md\"\nsource = \"en\"\nlocales = [\"en\", \"fr\", \"de\"]\n";
    write(folder.path(), [("braze-errors.toml", listed.to_owned())]);
    let run = sync(folder.path(), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("docs/pt-BR/errors.md: left out, stays as it is\n"), "{}", run.stdout);
    assert!(run.stdout.contains("docs/fr/errors.md: changed\n"), "{}", run.stdout);
    let run = sync(folder.path(), &["--write", "--locale", "en,pt-br"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(read(folder.path(), "docs/pt-BR/errors.md"), page(&ENGLISH));
    assert_eq!(read(folder.path(), "docs/fr/errors.md"), page(&FRENCH[..3]));
    assert!(refused(folder.path(), &["--locale", "ko"]).contains("found the locale `ko`"));
}

#[test]
fn mends_pages_that_the_reader_refuses() {
    let folder = project();
    write(folder.path(), [("docs/fr/errors.md", String::new())]);
    let run = sync(folder.path(), &["--write", "--force"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("mended", run.stdout);
}

#[test]
fn takes_the_locales_that_it_is_told() {
    let folder = project();
    write(folder.path(), [("checkout/_lang/portugues/_api/errors.md", page(&ENGLISH))]);
    insta::assert_snapshot!("unknown-locale", refused(folder.path(), &[]));
    insta::assert_snapshot!(
        "two-of-one-locale",
        refused(folder.path(), &["--locale-map", "portugues=pt-BR"])
    );
    insta::assert_snapshot!("unused-locale", refused(folder.path(), &["--locale-map", "fr=fr"]));
    insta::assert_snapshot!("no-locale", refused(folder.path(), &["--locale-map", "fr_fr"]));
    let stderr = refused(folder.path(), &["--locale-map", "portugues=pt,portugues=pt-PT"]);
    assert!(stderr.contains("names `portugues` twice"), "{stderr}");
    let run = sync(
        folder.path(),
        &["--write", "--locale-map", "portugues=PT,pt_br=en-xa", "--locale-map", "fr_fr=fr-FR"],
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let found: Vec<String> = files(folder.path()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(found, ["de", "en-XA", "en", "fr-FR", "fr", "pt"].map(|tag| format!("docs/{tag}/errors.md")));
}

#[test]
fn takes_another_page() {
    let folder = project();
    insta::assert_snapshot!("no-page", refused(folder.path(), &["--page", "_api/none.md"]));
    write(folder.path(), [("checkout/_docs/_api/other.md", page(&ENGLISH))]);
    let run = sync(folder.path(), &["--write", "--page", "_api/other.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(read(folder.path(), "docs/ja/errors.md"), page(&ENGLISH));
}

#[test]
fn refuses_a_place_that_a_page_can_not_stand_in() {
    let folder = project();
    write(folder.path(), [("docs/pt-BR/errors.md/page.md", String::new())]);
    insta::assert_snapshot!("no-file", refused(folder.path(), &[]));
    fs::remove_dir_all(folder.path().join("docs/pt-BR")).expect("folders can be removed");
    write(folder.path(), [("docs/pt-BR", String::new())]);
    let stderr = refused(folder.path(), &[]);
    assert!(stderr.contains("`docs/pt-BR/errors.md`"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn refuses_links_that_lead_out_of_the_checkout() {
    use std::os::unix::fs::symlink;

    let folder = project();
    write(folder.path(), [("secret.md", page(&ENGLISH))]);
    let page = folder.path().join("checkout/_lang/pt_br/_api/errors.md");
    fs::remove_file(&page).expect("files can be removed");
    symlink("../../../../secret.md", &page).expect("links can be made");
    let stderr = refused(folder.path(), &[]);
    assert!(stderr.contains("outside of the checkout"), "{stderr}");
    let stderr = refused(folder.path(), &["--page", "../../secret.md"]);
    assert!(stderr.contains("outside of the checkout"), "{stderr}");
    // One that stays within is as good as a page.
    fs::remove_file(&page).expect("files can be removed");
    symlink("../../../_docs/_api/errors.md", &page).expect("links can be made");
    assert_eq!(sync(folder.path(), &[]).code, Some(0));
    // A link in the place of a page is not written through.
    fs::remove_file(folder.path().join("docs/en/errors.md")).expect("files can be removed");
    symlink("../../secret.md", folder.path().join("docs/en/errors.md")).expect("links can be made");
    let stderr = refused(folder.path(), &["--force"]);
    assert!(stderr.contains("no regular file"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn writes_through_no_link_to_another_folder() {
    use std::os::unix::fs::symlink;

    let folder = project();
    write(folder.path(), [("docs/pages/errors.md", page(&FRENCH[..3]))]);
    let outside = tempfile::tempdir().expect("there are temporary folders");
    let link = folder.path().join("docs/fr");
    fs::remove_dir_all(&link).expect("folders can be removed");
    // Out of the repository, within it, and to nothing.
    for target in [outside.path(), Path::new("../checkout"), Path::new("pages"), Path::new("nowhere")] {
        symlink(target, &link).expect("links can be made");
        git(folder.path(), &["add", "docs"]);
        git(folder.path(), &["commit", "--quiet", "--message", "Link the pages"]);
        write(outside.path(), [("errors.md", page(&FRENCH[..3]))]);
        let english = read(folder.path(), "docs/en/errors.md");
        for args in [["--write"].as_slice(), &["--write", "--force"]] {
            let run = sync(folder.path(), args);
            assert_eq!(run.code, Some(2), "{run:?}");
            assert!(run.stderr.contains("found `docs/fr`, which is a symbolic link"), "{}", run.stderr);
            assert_eq!(read(outside.path(), "errors.md"), page(&FRENCH[..3]));
            assert_eq!(read(folder.path(), "docs/pages/errors.md"), page(&FRENCH[..3]));
            assert_eq!(read(folder.path(), "docs/en/errors.md"), english);
        }
        fs::remove_file(&link).expect("links can be removed");
    }
    // The folder to write into is the one that was named, even where it is a link itself.
    fs::rename(folder.path().join("docs"), folder.path().join("pages")).expect("folders can be moved");
    symlink("pages", folder.path().join("docs")).expect("links can be made");
    assert_eq!(sync(folder.path(), &["--write", "--force"]).code, Some(0));
    assert_eq!(read(folder.path(), "pages/en/errors.md"), page(&ENGLISH));
}

#[cfg(unix)]
#[test]
fn keeps_the_permissions_of_a_page() {
    use std::os::unix::fs::PermissionsExt;

    let folder = project();
    let page = folder.path().join("docs/en/errors.md");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).expect("permissions can be set");
    assert_eq!(sync(folder.path(), &["--write"]).code, Some(0));
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&page), 0o640);
    assert_eq!(mode(&folder.path().join("docs/pt-BR/errors.md")) & 0o400, 0o400);
}

#[test]
fn what_is_no_page_is_told_and_the_others_are_written() {
    let folder = project();
    let french = folder.path().join("checkout/_lang/fr_fr/_api/errors.md");
    fs::remove_file(&french).expect("files can be removed");
    fs::create_dir(&french).expect("folders can be made");
    let run = sync(folder.path(), &["--write"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("found a folder in the page's place"), "{}", run.stderr);
    assert!(run.stdout.contains("docs/fr/errors.md: can't be read in the checkout"), "{}", run.stdout);
    assert_eq!(read(folder.path(), "docs/en/errors.md"), page(&ENGLISH));
    assert_eq!(read(folder.path(), "docs/fr/errors.md"), page(&FRENCH[..3]));
}
