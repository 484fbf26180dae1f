//! The SARIF log of `check`: it is what its schema says, and holds everything that a report does.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{
    self,
    pages::{folder, stale_folder},
};

/// The log of pages in a folder, held to the schema.
fn log(folder: &Path, args: &[&str]) -> Value {
    let mut command = support::command(&["check"]);
    command.args(args).args(["--format", "sarif"]).current_dir(folder);
    let run = support::finish(command);
    let log: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    // Two patterns of tags that no log has hold a bracket too many, which the validator refuses.
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let mistakes: Vec<String> =
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(mistakes, Vec::<String>::new());
    log
}

/// The log of pages that have drifted in every way.
fn drifted() -> Value {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drifted"), &folder.path().join("drifted"));
    log(folder.path(), &["drifted", "--catalog", "drifted/catalog.rs"])
}

/// Copies the files of a folder and of those in it, to where no repository is.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn a_log_of_drifted_pages_holds_every_finding() {
    let log = drifted();
    let rules: Vec<&str> = results(&log).iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    assert_eq!(
        rules,
        [
            "status-list",
            "code-span",
            "number",
            "mojibake",
            "untranslated",
            "row-order",
            "number",
            "link",
            "missing-row",
            "code-span"
        ]
    );
    for result in results(&log) {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    }
}

#[test]
fn a_log_of_pages_in_step_holds_the_rules() {
    let rows = "| `404 Not Found` | 75 |\n";
    let log = log(folder(rows, rows).path(), &["."]);
    assert_eq!(results(&log), [] as [Value; 0]);
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!([&driver["name"], &driver["version"]], ["braze-errors", env!("CARGO_PKG_VERSION")]);
    let rules = driver["rules"].as_array().unwrap();
    let rule = |name: &str| rules.iter().find(|rule| rule["id"] == name).unwrap();
    assert_eq!(
        rule("code-span")["shortDescription"]["text"],
        "A translation's code spans are not those of the source's row."
    );
    assert_eq!(rule("code-span")["defaultConfiguration"], json!({ "level": "error", "enabled": true }));
    assert_eq!(rule("stale")["defaultConfiguration"], json!({ "level": "warning", "enabled": true }));
    assert_eq!(rule("number-format")["defaultConfiguration"], json!({ "level": "none", "enabled": false }));
    for rule in rules {
        let of = |field: &str| rule[field]["text"].as_str().unwrap().to_owned();
        assert!(of("fullDescription").starts_with(&of("shortDescription")), "{rule}");
        assert!(of("help").starts_with(&format!("# {}", rule["id"].as_str().unwrap())), "{rule}");
    }
}

#[test]
fn a_result_says_where_and_how_to_mend_it() {
    let log = drifted();
    let mut result = results(&log).iter().find(|result| result["ruleId"] == "mojibake").unwrap().clone();
    result["ruleIndex"].take();
    let artifact = json!({ "uri": "drifted/fr/errors.md" });
    let region = json!({ "startLine": 14, "startColumn": 39, "endLine": 14, "endColumn": 41 });
    assert_eq!(
        result,
        json!({
            "ruleId": "mojibake",
            "ruleIndex": null,
            "level": "error",
            "message": {
                "text": "found `envoyÃ©`, which was decoded with the wrong encoding\n\
                         help: write `envoyé`, and save the page as UTF-8"
            },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
            "fixes": [{
                "description": { "text": "write `envoyé`, and save the page as UTF-8" },
                "artifactChanges": [{
                    "artifactLocation": artifact,
                    "replacements": [{ "deletedRegion": region, "insertedContent": { "text": "é" } }]
                }]
            }],
            "partialFingerprints": { "finding/v1": "mojibake/fr/RateLimited/1" }
        })
    );
}

#[test]
fn a_result_shows_the_source_s_row() {
    let log = drifted();
    let result = results(&log).iter().find(|result| result["ruleId"] == "link").unwrap();
    assert_eq!(
        result["relatedLocations"],
        json!([{
            "id": 0,
            "message": { "text": "the source's row" },
            "physicalLocation": {
                "artifactLocation": { "uri": "drifted/en/errors.md" },
                "region": { "startLine": 10, "startColumn": 60, "endLine": 10, "endColumn": 99 }
            }
        }])
    );
}

#[test]
fn a_result_holds_what_has_changed_in_the_source() {
    let log = log(stale_folder().path(), &["."]);
    let result = results(&log).iter().find(|result| result["ruleId"] == "stale").unwrap();
    assert_eq!(
        result["properties"],
        json!({
            "sourceBefore": "More than 75 calls came within one minute.",
            "sourceNow": "More than 80 calls came within one minute.",
        })
    );
}

#[test]
fn a_result_is_known_again_wherever_its_line_has_moved() {
    let source = "| `400 Bad` | 7 `a` |\n| `404 Gone` | 8 |\n";
    let fingerprints = |french: &str| -> Vec<String> {
        let log = log(folder(source, french).path(), &["."]);
        let mut fingerprints: Vec<String> = results(&log)
            .iter()
            .map(|result| result["partialFingerprints"]["finding/v1"].as_str().unwrap().to_owned())
            .collect();
        fingerprints.sort();
        fingerprints
    };
    let excuse = "<!-- braze-errors: allow(link) it is right -->";
    let before = fingerprints(&format!("| `400 Bad` | 6 `b` |\n| `404 Gone` | 9 {excuse} {excuse} |\n"));
    assert_eq!(
        before,
        [
            "code-span/fr/Bad/1",
            "number/fr/Bad/1",
            "number/fr/Gone/1",
            "unused-excuse/fr/Gone/1",
            "unused-excuse/fr/Gone/2"
        ]
    );
    let after =
        fingerprints(&format!("| `404 Gone` | 9 {excuse} {excuse} |\n| `400 Bad` | plus de 6 `b` |\n"));
    let after: Vec<&String> = after.iter().filter(|key| !key.starts_with("row-order")).collect();
    assert_eq!(after, before.iter().collect::<Vec<_>>());
}

#[test]
fn paths_are_uris() {
    let rows = "| `404 Not Found` | 75 |\n";
    let outer = tempfile::tempdir().unwrap();
    let inner = folder(rows, "| `404 Not Found` | 80 |\n");
    fs::rename(inner.path(), outer.path().join("pages: 50% é")).unwrap();
    let uri = |log: &Value| {
        let place = &results(log)[0]["locations"][0]["physicalLocation"];
        place["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    assert_eq!(uri(&log(outer.path(), &["pages: 50% é"])), "pages%3A%2050%25%20%C3%A9/fr/errors.md");
    let absolute = outer.path().join("pages: 50% é");
    let absolute = uri(&log(outer.path(), &[absolute.to_str().unwrap()]));
    assert!(absolute.starts_with("file:///") && absolute.ends_with("%C3%A9/fr/errors.md"), "{absolute}");
}
