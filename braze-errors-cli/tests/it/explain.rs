//! `explain` finds what is meant, and says so where nothing is.

use crate::support::pages::folder;
use crate::support::{listed, run, text};

/// The names of the errors that a query gives.
fn explained(query: &str) -> Vec<String> {
    let explained = run(&["explain", query, "--format", "json"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""), "{query}");
    let errors: Vec<serde_json::Value> = serde_json::from_str(&explained.stdout).expect("it is JSON");
    errors.iter().map(|error| error["variant"].as_str().expect("it is a string").to_owned()).collect()
}

#[test]
fn finds_every_error_by_all_that_it_goes_by() {
    for error in listed("en") {
        let (variant, code) = (text(&error, "variant"), text(&error, "code"));
        assert_eq!(explained(variant), [variant]);
        assert_eq!(explained(&variant.to_uppercase()), [variant]);
        let message = code.split_once(' ').expect("a code is a status and a message").1;
        for query in [code, &code.to_lowercase(), message] {
            assert!(explained(query).iter().any(|name| name == variant), "{query}");
        }
    }
}

#[test]
fn takes_a_code_as_people_copy_it() {
    for query in
        ["`400 No Recipients`", "  400\tno   RECIPIENTS\n", "400\u{a0}No Recipients", "no recipients"]
    {
        assert_eq!(explained(query), ["NoRecipients"], "{query:?}");
    }
    assert_eq!(run(&["explain", "400", "No", "Recipients"]).code, Some(0));
}

#[test]
fn takes_a_code_however_its_characters_are_put_together() {
    let folder = folder("| `404 Gro\u{308}ße` | No size. |\n", "| `404 Größe` | Pas de taille. |\n");
    let path = folder.path().to_str().expect("the path is UTF-8");
    for query in ["404 Gro\u{308}ße", "404 Größe", "größe"] {
        let explained = run(&["explain", query, "--folder", path]);
        assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""), "{query:?}");
        assert!(explained.stdout.contains("404 Gr\u{f6}ße"), "{}", explained.stdout);
    }
}

#[test]
fn gives_all_errors_that_share_a_code() {
    assert_eq!(explained("400 Bad Request"), ["BadRequest", "BadRequestSendAt", "BadRequestInLocalTime"]);
    assert_eq!(explained("BadRequest"), ["BadRequest"]);
}

#[test]
fn says_what_a_status_can_mean() {
    let errors = listed("en");
    let with_status = |is_meant: fn(&str) -> bool| -> Vec<&str> {
        let meant = errors.iter().filter(|error| is_meant(text(error, "status")));
        meant.map(|error| text(error, "variant")).collect()
    };
    assert_eq!(explained("400"), with_status(|status| status == "400"));
    assert_eq!(explained("503"), ["InternalServerError"]);
    assert_eq!(explained("503 Service Unavailable"), ["InternalServerError"]);
    assert_eq!(explained("5xx"), ["InternalServerError"]);
    assert_eq!(explained("4XX"), with_status(|status| status != "5XX"));
}

#[test]
fn shows_each_text_under_its_code_and_the_documentation_once() {
    for locale in ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA", "all"] {
        let explained = run(&["explain", "400 bad request", "--locale", locale]);
        let errors: Vec<_> =
            listed(locale).into_iter().filter(|error| text(error, "code") == "400 Bad Request").collect();
        let sections = errors.chunk_by(|one, next| one["docs_url"] == next["docs_url"]).map(|errors| {
            let paragraphs = errors.iter().map(|error| {
                let [code, variant, told] = ["code", "variant", "locale"].map(|key| text(error, key));
                let told = if locale == "all" { format!("  {told}") } else { String::new() };
                let lines =
                    text(error, "text").lines().map(|line| format!("    {line}\n").replace("    \n", "\n"));
                format!("{code}  {variant}{told}\n{}\n", lines.collect::<String>())
            });
            paragraphs.collect::<String>() + "Documentation: " + text(&errors[0], "docs_url") + "\n"
        });
        assert_eq!(explained.stdout, sections.collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn suggests_what_may_have_been_meant() {
    let reports: String = ["400 No Recipint", "notfond", "push length exceeded", "406", "\u{1b}[2J", ""]
        .iter()
        .map(|query| {
            let explained = run(&["explain", query]);
            assert_eq!((explained.code, explained.stdout.as_str()), (Some(1), ""), "{query}");
            explained.stderr + "\n"
        })
        .collect();
    insta::assert_snapshot!(reports, @r"
    error: `400 No Recipint` is no documented error
    help: did you mean `400 No Recipients`?

    error: `notfond` is no documented error
    help: did you mean `404 Not Found`?

    error: `push length exceeded` is no documented error
    help: did you mean `400 Apple Push Length Exceeded`, `400 Max Input Length Exceeded` or `400 Android Push Length Exceeded`?

    error: `406` is no documented error
    help: `braze-errors list` shows every documented error

    error: `\u{1b}[2J` is no documented error
    help: `braze-errors list` shows every documented error

    error: `` is no documented error
    help: `braze-errors list` shows every documented error
    ");
}

#[test]
fn explains_a_rule() {
    let explained = run(&["explain", "--rule", "code-span"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""));
    assert!(explained.stdout.starts_with("# code-span\n"), "{}", explained.stdout);
    let unknown = run(&["explain", "--rule", "code-spn"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("did you mean `code-span`?"), "{}", unknown.stderr);
}
