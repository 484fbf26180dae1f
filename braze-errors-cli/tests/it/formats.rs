//! The formats of a report, and what of it is shown.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, stale_folder, write};
use crate::support::{Run, command, finish};

/// A repository whose French page has drifted in three rows.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("there are temporary folders");
    let drifted = page(&FRENCH).replace("`weight`", "`poids|<b>`").replace("75", "80");
    let drifted =
        drifted.replace(FRENCH[0].split_once(" = ").unwrap().1, ENGLISH[0].split_once(" = ").unwrap().1);
    write(
        folder.path(),
        [("docs/en/errors.md", page(&ENGLISH)), ("docs/fr/errors.md", drifted.replace("|<b>", ""))],
    );
    folder
}

fn check(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(&["check"]);
    command.args(args).current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

#[test]
fn the_json_is_what_its_schema_says() {
    let folder = repository();
    let schema = check(folder.path(), &["--format", "json-schema"]);
    assert_eq!((schema.code, schema.stderr.as_str()), (Some(0), ""));
    let written = check(folder.path(), &["--format", "json-schema", "--output", "schema.json"]);
    assert_eq!((written.code, written.stdout.as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(folder.path().join("schema.json")).unwrap(), schema.stdout);
    let unused = check(folder.path(), &["docs", "--format", "json-schema"]);
    assert_eq!(unused.code, Some(2));
    assert!(unused.stderr.contains("found pages to check with `--format json-schema`"), "{}", unused.stderr);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let validator = jsonschema::options().build(&schema).unwrap();
    let drifted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let stale = stale_folder();
    let runs = [
        check(stale.path(), &[".", "--format", "json"]),
        check(folder.path(), &["--format", "json"]),
        check(&drifted, &["drifted", "--catalog", "drifted/catalog.rs", "--format", "json"]),
    ];
    for run in runs {
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let mistakes: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(mistakes, Vec::<String>::new());
        let findings = report["findings"].as_array().unwrap();
        assert!(
            !findings.is_empty() && findings.iter().all(|finding| finding["locale"].is_string()),
            "{findings:?}"
        );
        assert!(findings.iter().any(|finding| finding["row"].is_string()), "{findings:?}");
    }
    let mut wrong: Value = serde_json::from_str(&check(folder.path(), &["--format", "json"]).stdout).unwrap();
    wrong["findings"][0]["more"] = Value::Bool(true);
    assert!(!validator.is_valid(&wrong), "the schema names all that there is");
}

#[test]
fn the_words_that_changed_in_the_source_are_said_in_each_format() {
    let folder = stale_folder();
    let report = |format: &str| check(folder.path(), &[".", "--format", format]).stdout;
    for format in ["human", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"] {
        let report = report(format);
        assert!(report.contains("before the source changed: `75` became `80`"), "{format}: {report}");
    }
    let report: Value = serde_json::from_str(&report("json")).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let stale: Vec<&Value> = findings.iter().filter(|finding| finding["rule"] == "stale").collect();
    let part = |change: &str, markdown: &str| json!({ "change": change, "markdown": markdown });
    assert_eq!(stale.len(), 1);
    assert_eq!(
        stale[0]["change"],
        json!({
            "before": "More than 75 calls came within one minute.",
            "now": "More than 80 calls came within one minute.",
            "words": [
                part("same", "More than "),
                part("removed", "75"),
                part("added", "80"),
                part("same", " calls came within one minute."),
            ],
        })
    );
}

/// A report without the words of its helps, which are the rules' business.
fn without_help(report: &str) -> String {
    let mut parts = report.split("help: ");
    let mut rest: String = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = ["\"", "<", "&#10;"].iter().filter_map(|end| part.find(end)).min();
        rest.extend(["help: …", &part[end.unwrap_or(part.len())..]]);
    }
    rest
}

#[test]
fn forges_and_build_servers_get_their_formats() {
    let folder = repository();
    for format in ["gitlab", "junit", "markdown"] {
        let run = check(folder.path(), &["--format", format]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        insta::assert_snapshot!(format, without_help(&run.stdout));
    }
    let issues: Value = serde_json::from_str(&check(folder.path(), &["--format", "gitlab"]).stdout).unwrap();
    let mut fingerprints: Vec<&str> =
        issues.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.as_array().unwrap().len(), "each is an issue of its own");
}

#[test]
fn a_forge_gets_paths_from_the_repository_s_root() {
    let folder = repository();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let docs = folder.path().join("docs");
    for (format, expected) in [
        ("github", "file=docs/fr/errors.md,"),
        ("sarif", "\"uri\": \"docs/fr/errors.md\""),
        ("gitlab", "\"path\": \"docs/fr/errors.md\""),
        ("json", "\"path\": \"fr/errors.md\""),
    ] {
        let run = check(&docs, &[".", "--format", format]);
        assert!(run.stdout.contains(expected), "{format}: {}", run.stdout);
    }
    // A page that has gone with its folder has the path that it would have.
    let configuration =
        "source = \"en\"\npages = \"docs/{locale}/errors.md\"\nlocales = [\"en\", \"fr\", \"ja\"]\n";
    fs::write(folder.path().join("braze-errors.toml"), configuration).unwrap();
    let run = check(&docs, &["--format", "github"]);
    assert!(run.stdout.contains("file=docs/ja/errors.md,"), "{}", run.stdout);
}

#[test]
fn what_is_shown_can_be_less() {
    let folder = repository();
    let all = check(folder.path(), &[]);
    let findings = ["error[", "warning["].map(|start| all.stdout.matches(start).count());
    assert_eq!(findings, [2, 1], "{}", all.stdout);
    insta::assert_snapshot!(all.stderr, @"
    2 pages, 4 rows (gfm): 2 errors, 1 warning; fr 25 %
         1  error    code-span     braze-errors explain --rule code-span
         1  error    number        braze-errors explain --rule number
         1  warning  untranslated  braze-errors explain --rule untranslated
    ");
    let first = check(folder.path(), &["--max", "1"]);
    assert!(first.stdout.contains("error[") || first.stdout.contains("warning["), "{}", first.stdout);
    assert!(first.stdout.ends_with("\n… and 2 findings more\n"), "{}", first.stdout);
    assert_eq!(first.stderr, all.stderr);
    let statistics = check(folder.path(), &["--statistics"]);
    assert_eq!(statistics.stdout.lines().count(), 3, "{}", statistics.stdout);
    assert_eq!(statistics.stderr.lines().count(), 1, "{}", statistics.stderr);
    let quiet = check(folder.path(), &["--quiet"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), (all.stdout.as_str(), ""));
}

#[test]
fn what_a_format_would_leave_out_is_refused() {
    let folder = repository();
    for format in ["json", "sarif", "github", "gitlab", "junit", "markdown", "html", "json-schema"] {
        let of_format =
            |arguments: &[&str]| check(folder.path(), &[&["--format", format], arguments].concat());
        let refused = |arguments: &[&str], found: &str| {
            let run = of_format(arguments);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{format}: {}", run.stderr);
            assert!(run.stderr.contains(found), "{format}: {}", run.stderr);
        };
        refused(&["--statistics"], "found `--statistics`, which is for people, with another format");
        refused(&["--fix", "--diff"], "found `--diff`, which shows no report, with the format of one");
        if matches!(format, "markdown" | "html") {
            assert_eq!(of_format(&["--max", "1"]).code, Some(1), "{format}");
        } else {
            refused(&["--max", "1"], "found `--max`, which is for people, with a format for programs");
        }
    }
    let both = check(folder.path(), &["--statistics", "--max", "1"]);
    assert_eq!(both.code, Some(2), "{}", both.stderr);
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = repository();
    let run = check(folder.path(), &["--output", "report.txt", "--color", "always"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let report = fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert_eq!(report, check(folder.path(), &[]).stdout);
}

#[test]
fn nothing_is_not_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), [("docs/en/errors.md", page(&[])), ("docs/fr/errors.md", page(&[]))]);
    let run = check(folder.path(), &[]);
    assert!(run.stderr.contains("; fr 0 %\n"), "{}", run.stderr);
}
