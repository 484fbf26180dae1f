//! `explain` finds what is meant, and says so where nothing is.

mod support;

use std::iter;

use braze_errors::{FatalError, Locale, Status};
use support::run;

/// The names of the errors that a query gives.
fn explained(query: &str) -> Vec<String> {
    let explained = run(&["explain", query, "--format", "json"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""), "{query}");
    let errors: Vec<serde_json::Value> = serde_json::from_str(&explained.stdout).expect("it is JSON");
    errors.iter().map(|error| error["name"].as_str().expect("it is a string").to_owned()).collect()
}

#[test]
fn finds_every_error_by_all_that_it_goes_by() {
    for error in FatalError::ALL {
        assert_eq!(explained(error.name()), [error.name()]);
        assert_eq!(explained(&error.name().to_uppercase()), [error.name()]);
        for query in [error.code(), &error.code().to_lowercase(), error.message()] {
            assert!(explained(query).iter().any(|name| name == error.name()), "{query}");
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
fn gives_all_errors_that_share_a_code() {
    assert_eq!(explained("400 Bad Request"), ["BadRequest", "BadRequestSendAt", "BadRequestInLocalTime"]);
    assert_eq!(explained("BadRequest"), ["BadRequest"]);
}

#[test]
fn says_what_a_status_can_mean() {
    let with_status = |is_meant: fn(Status) -> bool| -> Vec<&str> {
        let meant = FatalError::ALL.iter().filter(|error| is_meant(error.status()));
        meant.map(|error| error.name()).collect()
    };
    assert_eq!(explained("400"), with_status(|status| status == Status::Code(400)));
    assert_eq!(explained("503"), ["InternalServerError"]);
    assert_eq!(explained("503 Service Unavailable"), ["InternalServerError"]);
    assert_eq!(explained("5xx"), ["InternalServerError"]);
    assert_eq!(explained("4XX"), with_status(|status| status != Status::Class(5)));
}

#[test]
fn shows_each_text_under_its_code_and_the_documentation_once() {
    for locale in Locale::ALL {
        let explained = run(&["explain", "400 bad request", "--locale", locale.tag()]);
        let errors = FatalError::lookup(400, "Bad Request");
        let paragraphs = errors.iter().map(|error| {
            let lines =
                error.text(*locale).lines().map(|line| format!("    {line}\n").replace("    \n", "\n"));
            let heading = format!("{}  {}\n", error.code(), error.name());
            iter::once(heading).chain(lines).chain(["\n".to_owned()]).collect::<String>()
        });
        let url = errors[0].docs_url(*locale).expect("the documentation is public");
        assert_eq!(explained.stdout, paragraphs.collect::<String>() + "Documentation: " + url + "\n");
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
    assert!(unknown.stderr.contains("'code-span'"), "{}", unknown.stderr);
}
