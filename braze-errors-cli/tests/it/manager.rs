//! What a manager of translations does in ten minutes: find what is stale in a language, see what has changed, send it to a
//! translator, take it back, and see that nothing is left.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish, text};

const GERMAN: [&str; 4] = [
    "400 No Label = Das Paket hat kein Etikett. Drucken Sie eines.",
    "400 Bad Request = `weight` ist keine Anzahl von Gramm.",
    "404 Not Found = Kein Depot kennt ein Paket mit dieser Nummer.",
    "429 Slow Down = Innerhalb einer Minute kamen mehr als 75 Aufrufe.",
];

fn run_in(folder: &Path, line: &str) -> Run {
    let args: Vec<&str> = line.split(' ').collect();
    let mut command = command(&args);
    command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

/// What a command prints that succeeds.
#[track_caller]
fn done(folder: &Path, line: &str) -> String {
    let run = run_in(folder, line);
    assert_eq!(run.code, Some(0), "{line}: {}{}", run.stdout, run.stderr);
    run.stdout
}

/// Pages that were accepted, of which the English one has changed since in a row and a bullet.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let pages = |bullet: &str, rows: &[&str]| format!("- {bullet}\n\n{}", page(rows));
    let english = pages("**4XX**: the fault is yours.", &ENGLISH);
    write(
        folder.path(),
        [
            ("docs/en/errors.md", english.clone()),
            ("docs/de/errors.md", pages("**4XX**: Der Fehler liegt bei Ihnen.", &GERMAN)),
            ("docs/fr/errors.md", pages("**4XX** : la faute est la vôtre.", &FRENCH)),
        ],
    );
    done(folder.path(), "init --yes");
    done(folder.path(), "accept");
    let changed =
        english.replace("within one minute", "within one hour").replace("the fault is", "the mistake is");
    write(folder.path(), [("docs/en/errors.md", changed)]);
    // The French have caught up.
    let french = fs::read_to_string(folder.path().join("docs/fr/errors.md")).expect("it is there");
    write(
        folder.path(),
        [("docs/fr/errors.md", french.replace("minute", "heure").replace("faute", "méprise"))],
    );
    done(folder.path(), "accept --locale fr");
    folder
}

/// How much of each locale is done: what the terminal, JSON and Markdown say, which are to agree.
fn percents(folder: &Path) -> [String; 2] {
    let report: Value =
        serde_json::from_str(&run_in(folder, "check --format json").stdout).expect("it is JSON");
    let markdown = run_in(folder, "check --format markdown");
    ["de", "fr"].map(|tag| {
        let locales = report["summary"]["coverage"].as_array().expect("they are a list");
        let of_tag = locales.iter().find(|locale| locale["locale"] == tag).expect("it is listed");
        let percent = format!("{} %", of_tag["percent"]);
        let row = format!("| {tag} | {percent} | {} | {} |", of_tag["done"], of_tag["stale"]);
        assert!(markdown.stdout.contains(&row), "{row}: {}", markdown.stdout);
        let said = format!("{tag} {percent}");
        assert!(markdown.stderr.lines().any(|line| line.contains(&said)), "{said}: {}", markdown.stderr);
        percent
    })
}

#[test]
fn what_is_stale_is_found_translated_and_taken_back() {
    let folder = folder();
    let folder = folder.path();
    // Of four rows one is stale.
    assert_eq!(percents(folder), ["75 %", "100 %"]);

    // What is stale in German, and what has changed?
    let found: Value =
        serde_json::from_str(&done(folder, "check --locale de --format json")).expect("it is JSON");
    let findings = found["findings"].as_array().expect("they are a list");
    let told: Vec<[&str; 2]> =
        findings.iter().map(|finding| [text(finding, "rule"), text(finding, "message")]).collect();
    assert_eq!(
        told,
        [
            [
                "stale",
                "found a translation of the bullet for `4XX` as it was before the source changed: `fault` became `mistake`"
            ],
            [
                "stale",
                "found a translation of `429 Slow Down` as it was before the source changed: `minute` became `hour`"
            ],
        ]
    );

    // To the translator and back.
    let exported = done(folder, "export --format xliff --locale de --only stale --output de.xlf");
    assert_eq!(exported, "wrote de.xlf\n");
    let file = fs::read_to_string(folder.join("de.xlf")).expect("it was written");
    assert!(
        file.contains("<note category=\"previous-source\">More than 75 calls came within one minute.</note>")
    );
    assert!(file.contains("<note category=\"previous-source\">**4XX**: the fault is yours.</note>"));
    let translated = file
        .replace("einer Minute", "einer Stunde")
        .replace("Der Fehler liegt", "Der Irrtum liegt")
        .replace("state=\"initial\" subState=\"braze-errors:stale\"", "state=\"translated\"");
    fs::write(folder.join("de.xlf"), translated).expect("it can be written");
    let imported = done(folder, "import de.xlf --accept");
    assert_eq!(imported, "wrote docs/de/errors.md: SlowDown, status-4XX\nwrote catalog.lock\n");

    // Nothing is left.
    assert_eq!(percents(folder), ["100 %", "100 %"]);
    let checked = run_in(folder, "check --deny warnings");
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""));
    assert_eq!(checked.stderr, "3 pages, 4 rows (gfm): 0 errors, 0 warnings; de 100 % fr 100 %\n");
    assert_eq!(done(folder, "export --format xliff --locale de --only stale").matches("<unit").count(), 0);
}
