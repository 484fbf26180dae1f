//! Errors in the types of other crates: axum's responses, miette's diagnostics.
#![cfg(all(feature = "axum", feature = "miette"))]

use axum_core::response::IntoResponse;
use braze_errors::{FatalError, Locale};
use miette::Diagnostic;
use serde_json::Value;

#[test]
fn a_localized_error_answers_with_its_problem() {
    for locale in Locale::ALL.iter().copied() {
        let error = braze_errors::parse(400, r#"{ "message": "No Recipients" }"#).unwrap_err();
        for response in [error.in_locale(locale).into_response(), error.problem(locale).into_response()] {
            assert_eq!(response.status(), 400);
            let headers = response.headers();
            assert_eq!(headers["content-type"], "application/problem+json");
            assert_eq!(headers["content-language"], locale.tag());
            assert_eq!(headers["vary"], "Accept-Language");
            assert!(!headers.contains_key("retry-after"));
            assert_eq!(body(response), serde_json::to_value(error.problem(locale)).unwrap());
        }
    }
}

#[test]
fn an_answer_says_when_to_come_back_and_never_that_all_is_well() {
    let error = braze_errors::parse_parts(429_u16, Some(("Retry-After", "30")), "").unwrap_err();
    let response = error.in_locale(Locale::Fr).into_response();
    let wait: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((30..=31).contains(&wait), "{wait}");
    for status in [0, 200, 302, 999] {
        let error = braze_errors::parse(status, "<p>").unwrap_err();
        assert_eq!(error.in_locale(Locale::Fr).into_response().status(), 502);
    }
}

/// The body, which is there at once.
fn body(response: axum_core::response::Response) -> Value {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    let body = pin!(http_body_util::BodyExt::collect(response.into_body()));
    match body.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(body)) => serde_json::from_slice(&body.to_bytes()).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_has_the_code_the_help_and_the_url() {
    let words = |error: &dyn Diagnostic| {
        [error.code(), error.help(), error.url()].map(|words| words.map(|words| words.to_string()))
    };
    let docs = |locale| FatalError::NoRecipients.docs_url(locale).map(str::to_owned);
    let code = Some("400 No Recipients".to_owned());
    let error = braze_errors::parse(400, r#"{ "message": "No Recipients" }"#).unwrap_err();
    let text = FatalError::NoRecipients.text(Locale::SOURCE).to_owned();
    assert_eq!(words(&error), [code.clone(), Some(text), docs(Locale::SOURCE)]);
    let french = FatalError::NoRecipients.in_locale(Locale::Fr);
    assert_eq!(words(&french), [code, None, docs(Locale::Fr)]);

    let undocumented = braze_errors::parse(418, "").unwrap_err();
    let text = undocumented.in_locale(Locale::SOURCE).text();
    assert_eq!(words(&undocumented), [None, Some(text), None]);
    assert_eq!(miette::Report::new(undocumented).to_string(), "418");
}
