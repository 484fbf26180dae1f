//! `export` writes the catalog for front ends.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::{ENGLISH, FRENCH, page, write};
use crate::support::{Run, command, finish};

/// A folder with an English and a French page; the French one lacks the last row, and the call lets the English stand in.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let twice = "400 Bad Request = `length` is {no} \"number\".<br>- Measure it.";
    let english = [&ENGLISH[..], &[twice]].concat();
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\n[locales]\nen = {}\nfr = { missing = \"fallback\" }\n";
    write(
        folder.path(),
        [
            ("en/errors.md", page(&english)),
            ("fr/errors.md", page(&FRENCH)),
            ("braze-errors.toml", configuration.to_owned()),
        ],
    );
    folder
}

fn export(folder: &TempDir, args: &[&str]) -> Run {
    let mut command = command(&["export", "--format"]);
    command.args(args).current_dir(folder.path());
    finish(command)
}

/// What is printed in a format.
fn exported(format: &str) -> String {
    let run = export(&folder(), &[format]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn the_json_is_what_its_schema_says() {
    let json: Value = serde_json::from_str(&exported("json")).unwrap();
    let schema: Value = serde_json::from_str(&exported("json-schema")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = schema.iter_errors(&json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");

    let names = json["codes"]["400 Bad Request"].as_array().unwrap();
    assert_eq!(names.len(), 2);
    for name in names {
        let name = name.as_str().unwrap();
        assert_eq!(json["locales"]["fr"][name]["status"], "400", "{name}");
    }
    let mut other = json.clone();
    other["version"] = 2.into();
    assert!(!schema.is_valid(&other));
}

#[test]
fn each_format_is_stable() {
    for format in ["json", "typescript"] {
        insta::assert_snapshot!(format!("export-{format}"), exported(format));
    }
    let fluent = export(&folder(), &["fluent", "--locale", "fr"]);
    insta::assert_snapshot!("export-fluent", fluent.stdout);
}

#[test]
fn a_file_for_each_locale_needs_a_path_for_each() {
    let folder = folder();
    for args in [&["fluent"][..], &["fluent", "--output", "errors.ftl"]] {
        let run = export(&folder, args);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("found 2 locales, each with a file of its own"), "{}", run.stderr);
    }
    let run = export(&folder, &["fluent", "--output", "web/{locale}/errors.ftl"]);
    assert_eq!(run.stdout, "wrote web/en/errors.ftl\nwrote web/fr/errors.ftl\n", "{}", run.stderr);
    let french = fs::read_to_string(folder.path().join("web/fr/errors.ftl")).unwrap();
    assert_eq!(french, export(&folder, &["fluent", "--locale", "fr-CA"]).stdout);
}

#[test]
fn pages_that_do_not_build_are_not_exported() {
    let folder = folder();
    write(folder.path(), [("fr/errors.md", "# Erreurs\n".to_owned())]);
    for (locale, code) in [("fr", Some(2)), ("en", Some(0))] {
        assert_eq!(export(&folder, &["json", "--locale", locale]).code, code, "{locale}");
    }
}

#[test]
fn the_schema_is_written_like_any_format() {
    let folder = folder();
    let run = export(&folder, &["json-schema", "--output", "schema.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "wrote schema.json\n"));
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("schema.json")).unwrap()).unwrap();
    assert!(schema["$schema"].is_string());
    for (option, found) in [
        (["--only", "stale"], "found `--only` with a format that does not choose rows"),
        (["--locale", "fr"], "found `--locale` with the schema, which is the same for all"),
    ] {
        let run = export(&folder, &[&["json-schema"], &option[..]].concat());
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(found), "{}", run.stderr);
    }
}

#[test]
fn translators_files_are_of_the_locales_that_are_named() {
    let folder = folder();
    let all = export(&folder, &["po", "--locale", "all"]);
    assert_eq!((all.code, all.stdout), (Some(0), export(&folder, &["po"]).stdout));
    let near = export(&folder, &["po", "--locale", "fr-CA"]);
    assert_eq!((near.code, near.stdout.as_str()), (Some(2), ""));
    assert!(near.stderr.contains("found the locale `fr-CA`, which has no page here"), "{}", near.stderr);

    let alone = tempfile::tempdir().unwrap();
    let configuration = "source = \"en\"\npages = \"{locale}/errors.md\"\nlocales = [\"en\"]\n";
    write(alone.path(), [("en/errors.md", page(&ENGLISH)), ("braze-errors.toml", configuration.to_owned())]);
    for output in [&[][..], &["--output", "{locale}.po"]] {
        let run = export(&alone, &[&["po"], output].concat());
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr.contains("found no translation to export; expected a second locale"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn nothing_is_written_over_the_catalog() {
    let folder = folder();
    let french = folder.path().join("fr/errors.md");
    let before = fs::read(&french).unwrap();
    for args in [
        &["export", "--format", "po", "--locale", "fr", "--output", "{locale}/errors.md"][..],
        &["export", "--format", "json", "--output", "fr/errors.md"],
        &["check", "--output", "fr/../fr/errors.md"],
    ] {
        let mut command = command(args);
        command.current_dir(folder.path());
        let run = finish(command);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains("fr/errors.md`, a file of the catalog itself"), "{}", run.stderr);
        assert_eq!(fs::read(&french).unwrap(), before);
    }
}
