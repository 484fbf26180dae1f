//! Environment variables that redirect the pages' folder, set, changed and unset between two builds.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::project::{Project, copy_folder, replace, root};

const LOCALES: [&str; 8] = ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"];

/// The consumer's pages in another folder, with another limit on every page.
fn parcel_pages(folder: &Path, limit: &str) -> PathBuf {
    copy_folder(&root().join("tests/fixtures/consumer/docs"), folder);
    for (locale, own) in [("en", "31.5"), ("de", "31,5"), ("ja", "31.5")] {
        replace(&folder.join(locale).join("errors.md"), own, limit);
    }
    folder.to_owned()
}

fn limit(project: &Project) -> String {
    let printed = project.run(&["ParcelTooHeavy"]);
    let (_, printed) = printed.split_once("weighs ").expect("the row tells the limit");
    printed.split(" at most").next().unwrap_or_default().to_owned()
}

#[test]
fn a_variable_that_is_set_changed_or_unset_rebuilds() {
    let folder = TempDir::new().unwrap();
    // Older than every build of the consumer: times alone would show nothing.
    let heavy = parcel_pages(&folder.path().join("heavy"), "50");
    let light = parcel_pages(&folder.path().join("light"), "5");

    let mut project = Project::new("consumer", "redirect");
    assert_eq!(limit(&project), "31.5 kg");
    project.set("PARCEL_DOCS", &heavy);
    assert_eq!(limit(&project), "50 kg");
    project.set("PARCEL_DOCS", &light);
    assert_eq!(limit(&project), "5 kg");
    project.unset("PARCEL_DOCS");
    assert_eq!(limit(&project), "31.5 kg");
    project.set("PARCEL_DOCS", "");
    assert_eq!(limit(&project), "31.5 kg");
}

#[test]
fn pages_in_the_redirected_folder_are_tracked() {
    let folder = TempDir::new().unwrap();
    let pages = parcel_pages(&folder.path().join("pages"), "50");
    let mut project = Project::new("consumer", "redirect-edited");
    project.set("PARCEL_DOCS", &pages);
    assert_eq!(limit(&project), "50 kg");

    replace(&pages.join("en/errors.md"), "50 kg", "60 kg");
    assert_eq!(limit(&project), "60 kg");
}

#[test]
fn a_relative_variable_starts_at_the_workspace() {
    let mut project = Project::new("consumer", "redirect-relative");
    parcel_pages(&project.path("other/pages"), "50");
    project.set("PARCEL_DOCS", "other/pages");
    assert_eq!(limit(&project), "50 kg");

    replace(&project.path("other/pages/en/errors.md"), "50 kg", "60 kg");
    assert_eq!(limit(&project), "60 kg");

    parcel_pages(&project.path("member/docs"), "70");
    project.set("PARCEL_DOCS", "./member/../member/docs/");
    assert_eq!(limit(&project), "70 kg");
}

#[test]
fn a_relative_variable_starts_at_the_workspace_of_a_member_too() {
    let mut project = Project::new("consumer", "redirect-member");
    // The consumer becomes a member two folders below its workspace.
    let workspace = project.path("");
    let pages = parcel_pages(&project.path("pages"), "50");
    project.replace("Cargo.toml", "[workspace]\n", "");
    for entry in ["Cargo.toml", "src", "docs", "customs"] {
        fs::create_dir_all(workspace.join("clients/parcels")).unwrap();
        fs::rename(project.path(entry), workspace.join("clients/parcels").join(entry)).unwrap();
    }
    let manifest = "[workspace]\nmembers = [\"clients/*\"]\nresolver = \"3\"\n";
    fs::write(project.path("Cargo.toml"), manifest).unwrap();

    project.set("PARCEL_DOCS", "pages");
    assert_eq!(limit(&project), "50 kg");
    replace(&pages.join("en/errors.md"), "50 kg", "60 kg");
    assert_eq!(limit(&project), "60 kg");
}

#[test]
fn a_relative_variable_starts_at_a_crate_that_is_built_alone() {
    let folder = TempDir::new().unwrap();
    let mut project = Project::without_workspace(folder.path(), "consumer", "redirect-alone");
    parcel_pages(&project.path("other"), "50");
    project.set("PARCEL_DOCS", "other");
    assert_eq!(limit(&project), "50 kg");
}

/// A dependency that stands elsewhere has a `docs` of its own: to read that would be to pass the caller's by in silence.
#[test]
fn a_relative_variable_is_refused_in_a_dependency_from_elsewhere() {
    let mut project = Project::new("braze", "redirect-dependency");
    copy_folder(&root().join("docs"), &project.path("docs"));
    project.set("BRAZE_ERRORS_DOCS", "docs");
    for arguments in [&[][..], &["--package=braze-errors"]] {
        let output = project.cargo("build", arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{said}");
        // Its place is the dependency's.
        let (message, _) = said.split_once(" --> ").expect("it has a place");
        insta::allow_duplicates! { insta::assert_snapshot!(message.trim_end()); }
    }
    // The mend that it shows.
    let row = "| `400 No Recipients` | ";
    replace(&project.path("docs/en/errors.md"), row, &format!("{row}† "));
    project.unset("BRAZE_ERRORS_DOCS");
    fs::create_dir_all(project.path(".cargo")).unwrap();
    let config = "[env]\nBRAZE_ERRORS_DOCS = { value = \"docs\", relative = true }\n";
    fs::write(project.path(".cargo/config.toml"), config).unwrap();
    assert!(project.run(&["400 No Recipients"]).contains("[en] † "));
}

#[test]
fn the_source_stands_in_for_a_translation_that_the_folder_lacks() {
    let folder = TempDir::new().unwrap();
    let pages = parcel_pages(&folder.path().join("pages"), "50");
    fs::remove_dir_all(pages.join("ja")).unwrap();
    let mut project = Project::new("consumer", "redirect-lacking");
    project.set("PARCEL_DOCS", &pages);
    let output = project.cargo("build", &[]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let note =
        format!("note: found no `ja/errors.md` in `{}`; the source's text stands in\n", pages.display());
    assert_eq!(said, note);
    let listing = project.run(&[]);
    assert!(listing.contains("  ja: A parcel weighs 50 kg at most"), "{listing}");
    let of = |locale: &str| listing.lines().filter(|line| line.starts_with(locale)).collect::<Vec<_>>();
    assert!(of("  ja: ").iter().all(|line| line.ends_with(" (untranslated)")), "{listing}");
    assert!(!of("  de: ").iter().any(|line| line.ends_with(" (untranslated)")), "{listing}");
}

#[test]
fn findings_name_the_page_as_the_variable_does() {
    let folder = TempDir::new().unwrap();
    let pages = parcel_pages(&folder.path().join("pages"), "50");
    let mut project = Project::new("consumer", "redirect-broken");
    project.set("PARCEL_DOCS", &pages);
    replace(&pages.join("de/errors.md"), "`404 Unknown", "`405 Unknown");
    let errors = project.fail();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let place = format!("error: {}:9:3: ", pages.join("de/errors.md").display());
    assert!(errors[0].starts_with(&place), "{}", errors[0]);
}

#[test]
fn braze_errors_is_built_from_the_folder_that_its_variable_names() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("pages");
    copy_folder(&root().join("docs"), &pages);
    for locale in LOCALES {
        replace(
            &pages.join(locale).join("errors.md"),
            "| `400 No Recipients` | ",
            "| `400 No Recipients` | † ",
        );
    }
    let mut project = Project::new("braze", "braze-redirect");
    let bundled = project.run(&["400 No Recipients"]);
    assert!(!bundled.contains('†'), "{bundled}");

    project.set("BRAZE_ERRORS_DOCS", &pages);
    assert_eq!(project.run(&["400 No Recipients"]), bundled.replace("] ", "] † "));

    project.unset("BRAZE_ERRORS_DOCS");
    assert_eq!(project.run(&["400 No Recipients"]), bundled);
}

/// Braze's own pages are never committed: only a clone beside a folder of them can build from it.
#[test]
fn braze_errors_is_built_from_the_public_pages_where_they_are() {
    let shared = root().join("../shared");
    if !shared.join("upstream").is_dir() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("pages");
    copy_folder(&shared.join("upstream"), &pages);
    for locale in ["es", "ja", "ko"] {
        copy_folder(&shared.join("upstream-newer").join(locale), &pages.join(locale));
    }
    // The Japanese page translates a code.
    replace(&pages.join("ja/errors.md"), "`400 Invalid キャンペーン ID`", "`400 Invalid Campaign ID`");
    // The older pages lack the newest row.
    let newer = fs::read_to_string(shared.join("upstream-newer/en/errors.md")).unwrap();
    let row = newer.lines().find(|line| line.starts_with("| `415 ")).expect("the newer page has it");
    for locale in ["en", "pt-BR", "fr", "de", "en-XA"] {
        let next = "| `429 Rate Limited` |";
        replace(&pages.join(locale).join("errors.md"), next, &format!("{row}\n{next}"));
    }
    let mut project = Project::new("braze", "braze-upstream");
    let bundled = project.run(&[]);

    project.set("BRAZE_ERRORS_DOCS", &pages);
    let upstream = project.run(&[]);
    assert_eq!(upstream.lines().count(), 23 * LOCALES.len());
    assert_ne!(upstream, bundled);
}
