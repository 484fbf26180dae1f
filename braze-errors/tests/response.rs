//! From a status and a body to what they say.
#![cfg(feature = "response")]

use braze_errors::{ApiError, FatalError, Locale, Match, MinorError, Response, Status};
use serde_json::{Value, json};

fn success(status: u16, body: &Value) -> braze_errors::Success {
    Response::parse(status, body.to_string()).unwrap()
}

fn error(status: u16, body: &Value) -> ApiError {
    Response::parse(status, body.to_string()).unwrap_err()
}

fn said(status: u16, message: &str) -> ApiError {
    error(status, &json!({ "message": message }))
}

#[test]
fn a_success_is_a_2xx_that_says_so() {
    for status in [200, 201, 202, 299] {
        assert_eq!(success(status, &json!({ "message": "success" })).status(), status);
    }
    assert!(success(202, &json!({ "message": "queued" })).is_queued());
    assert!(!success(202, &json!({ "message": "success" })).is_queued());
}

#[test]
fn any_other_message_is_an_error_whatever_the_status() {
    for (status, message) in
        [(201, "queued"), (200, "Success"), (400, "success"), (500, "success"), (302, "success")]
    {
        let error = said(status, message);
        assert_eq!((error.status(), error.message()), (status, Some(message)));
    }
    for body in
        ["", "{}", "null", "[]", "\"success\"", r#"{"message":["success"]}"#, r#"{"message":"success""#]
    {
        let error = Response::parse(201, body).unwrap_err();
        assert_eq!((error.status(), error.message(), error.matched()), (201, None, Match::None));
    }
}

#[test]
fn a_success_keeps_all_fields_typed_where_they_fit() {
    let success = success(
        201,
        &json!({
            "message": "success", "send_id": "s", "dispatch_id": "d", "attributes_processed": 1,
            "events_processed": "two", "purchases_processed": -3, "catalogs": [{ "name": "c" }],
        }),
    );
    assert_eq!((success.send_id(), success.dispatch_id()), (Some("s"), Some("d")));
    assert_eq!(success.attributes_processed(), Some(1));
    assert_eq!((success.events_processed(), success.purchases_processed()), (None, None));
    assert_eq!(
        Value::Object(success.fields().clone()),
        json!({ "events_processed": "two", "purchases_processed": -3, "catalogs": [{ "name": "c" }] })
    );
}

#[test]
fn minor_errors_are_typed_where_they_fit_and_raw_where_they_do_not() {
    let input =
        json!({ "type": "'external_id' is required", "input_array": "events", "index": 3, "more": true });
    let item = json!({
        "id": "invalid-fields", "message": "Some fields are invalid.",
        "parameters": ["name"], "parameter_values": ["", 1], "more": null,
    });
    let others = [
        json!({ "type": "no array", "index": 0 }),
        json!({ "id": 5, "message": "m" }),
        json!(7),
        json!(null),
    ];
    let all: Vec<Value> =
        [json!("words"), input.clone(), item.clone()].into_iter().chain(others.iter().cloned()).collect();
    let success = success(201, &json!({ "message": "success", "errors": all }));
    let [words, typed_input, typed_item, raw @ ..] = success.minor_errors() else { panic!() };

    assert_eq!(*words, MinorError::Message("words".into()));
    let MinorError::Input(typed) = typed_input else { panic!("{typed_input:?}") };
    assert_eq!(
        (typed.kind.as_str(), typed.input_array.as_str(), typed.index),
        ("'external_id' is required", "events", 3)
    );
    assert_eq!(typed.fields["more"], json!(true));
    assert_eq!(typed_input.to_string(), "events[3]: 'external_id' is required");
    let MinorError::Item(typed) = typed_item else { panic!("{typed_item:?}") };
    assert_eq!(
        (typed.id.as_str(), typed.parameters.as_slice()),
        ("invalid-fields", &["name".to_owned()][..])
    );
    assert_eq!(typed.parameter_values, [json!(""), json!(1)]);
    assert_eq!(typed_item.to_string(), "Some fields are invalid.");
    assert_eq!(raw, others.map(MinorError::Other));

    assert_eq!(serde_json::to_value(success.minor_errors()).unwrap(), Value::Array(all));
}

#[test]
fn errors_can_be_absent_null_or_no_array() {
    assert!(said(400, "No Recipients").minor_errors().is_empty());
    let with = |errors: Value| error(400, &json!({ "message": "No Recipients", "errors": errors }));
    assert!(with(Value::Null).minor_errors().is_empty());
    assert!(with(json!([])).minor_errors().is_empty());
    assert_eq!(with(json!("words")).minor_errors(), [MinorError::Message("words".into())]);
}

#[test]
fn a_match_says_how_it_was_made() {
    use FatalError::{InternalServerError, InvalidCampaignId, NotFound, RateLimited, Unauthorized};
    for (status, message, kind, causes) in [
        (400, "Invalid Campaign ID", Match::Code, &[InvalidCampaignId][..]),
        (500, "Internal Server Error", Match::Code, &[InternalServerError]),
        (400, "invalid campaign-id.", Match::Message, &[InvalidCampaignId]),
        (201, "Invalid Campaign ID", Match::Message, &[InvalidCampaignId]),
        (599, "internal server error", Match::Message, &[InternalServerError]),
        (400, "Invalid Campaign ID: 123", Match::Prefix, &[InvalidCampaignId]),
        (400, "invalid campaign id : 123", Match::Prefix, &[InvalidCampaignId]),
        (401, "Invalid API key", Match::Status, &[Unauthorized]),
        (404, "No such page", Match::Status, &[NotFound]),
        (429, "", Match::Status, &[RateLimited]),
        (502, "Bad Gateway", Match::Status, &[InternalServerError]),
        (400, "Invalid Campaign IDs", Match::None, &[]),
        (400, "Something new", Match::None, &[]),
        (418, "Bad Request", Match::None, &[]),
        (201, "Something new", Match::None, &[]),
    ] {
        let error = said(status, message);
        assert_eq!((error.matched(), error.causes()), (kind, causes), "{status} {message}");
        assert_eq!((error.status(), error.message()), (status, Some(message)));
    }
}

#[test]
fn a_status_of_several_rows_stands_for_none_of_them() {
    let rows = FatalError::ALL.iter().filter(|row| row.status() == Status::Code(403)).count();
    assert_eq!(said(403, "No").matched(), if rows == 1 { Match::Status } else { Match::None });
}

#[test]
fn every_row_is_found_by_its_own_code() {
    for row in FatalError::ALL {
        let status = match row.status() {
            Status::Code(code) => code,
            Status::Class(digit) => u16::from(digit) * 100,
        };
        let error = said(status, row.message());
        assert_eq!(error.matched(), Match::Code);
        assert_eq!(error.causes(), FatalError::lookup(status, row.message()));
        let error = said(status, &format!("{}: and more", row.message().to_uppercase()));
        assert!(error.causes().contains(row), "{row:?}");
        assert_eq!(error.matched(), Match::Prefix);
    }
}

#[test]
fn hints_pick_among_several_causes() {
    let all = FatalError::lookup(400, "Bad Request");
    assert_eq!(all.len(), 3);
    assert_eq!(said(400, "Bad Request").causes(), all);
    assert_eq!(said(400, "Bad Request: malformed").causes(), all);
    assert_eq!(said(400, "Bad Request: no resend_at here").causes(), all);
    assert_eq!(said(400, "Bad Request: invalid send_at").causes(), [FatalError::BadRequestSendAt]);
    assert_eq!(said(400, "Bad Request: send_at is no time").causes(), [FatalError::BadRequestSendAt]);
    assert_eq!(said(400, "Bad Request: in_local_time").causes(), [FatalError::BadRequestInLocalTime]);
    assert_eq!(said(400, "Bad Request: send_at, in_local_time").causes(), &all[1..]);
    let error = error(400, &json!({ "message": "Bad Request", "errors": ["`send_at` is not a date"] }));
    assert_eq!(error.causes(), [FatalError::BadRequestSendAt]);
}

#[test]
fn the_error_field_is_the_message_where_there_is_none() {
    let error_field = error(400, &json!({ "error": "Bad Request: unexpected token" }));
    assert_eq!(error_field.message(), Some("Bad Request: unexpected token"));
    assert_eq!(error_field.matched(), Match::Prefix);
    let both = error(400, &json!({ "message": "No Recipients", "error": "more" }));
    assert_eq!(both.message(), Some("No Recipients"));
    assert_eq!(both.fields()["error"], json!("more"));
    let neither = error(400, &json!({ "message": { "text": "no" } }));
    assert_eq!((neither.message(), &neither.fields()["message"]), (None, &json!({ "text": "no" })));
}

#[test]
fn the_words_are_in_the_locale_alone() {
    for locale in Locale::ALL.iter().copied() {
        let list = |status| FatalError::status_text(status, locale).unwrap();
        for (error, text, html) in [
            (
                said(400, "No Recipients"),
                FatalError::NoRecipients.text(locale),
                FatalError::NoRecipients.html(locale),
            ),
            (
                said(401, "Invalid API key"),
                FatalError::Unauthorized.text(locale),
                FatalError::Unauthorized.html(locale),
            ),
            (said(400, "Something new"), list(400).text(), list(400).html()),
            (said(418, "I'm a teapot"), list(418).text(), list(418).html()),
            (
                said(500, "Oops"),
                FatalError::InternalServerError.text(locale),
                FatalError::InternalServerError.html(locale),
            ),
        ] {
            let localized = error.in_locale(locale);
            assert_eq!(
                (localized.text(), localized.html()),
                (text.to_owned(), html.to_owned()),
                "{locale} {error}"
            );
            assert_eq!(localized.to_string(), text);
        }
        for status in 502..=504 {
            let error = Response::parse(status, "<html><h1>Bad Gateway</h1></html>").unwrap_err();
            let listed = list(status);
            let expected = if listed.status() == Status::Code(status) {
                listed.text()
            } else {
                FatalError::InternalServerError.text(locale)
            };
            assert_eq!(error.in_locale(locale).text(), expected);
        }
        let causes = FatalError::lookup(400, "Bad Request");
        let texts: Vec<&str> = causes.iter().map(|cause| cause.text(locale)).collect();
        assert_eq!(said(400, "Bad Request").in_locale(locale).text(), texts.join("\n"));
        for status in [0, 201, 302, 999] {
            assert_eq!(said(status, "Oops").in_locale(locale).text(), status.to_string());
        }
    }
}

#[test]
fn logs_show_the_status_the_message_and_the_source() {
    let text = FatalError::NoRecipients.text(Locale::SOURCE);
    assert_eq!(said(400, "No Recipients").to_string(), format!("400 No Recipients: {text}"));
    assert_eq!(format!("{:.17}", said(400, "No Recipients")), "400 No Recipients");
    assert_eq!(format!("{:*>6}", Response::parse(302, "").unwrap_err()), "***302");
    assert_eq!(said(302, "Found").to_string(), "302 Found");
    let german = FatalError::NoRecipients.text(Locale::De);
    assert_eq!(
        format!("{:#}", said(400, "No Recipients").in_locale(Locale::De)),
        format!("400 No Recipients: {german}")
    );
}

#[test]
fn an_error_serializes_for_logs() {
    let error = error(400, &json!({ "message": "no recipients", "errors": ["e"], "more": 1 }));
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({
            "status": 400, "message": "no recipients", "matched": "message", "causes": ["NoRecipients"],
            "errors": ["e"], "fields": { "more": 1 },
        })
    );
    let success = success(201, &json!({ "message": "success", "send_id": "s" }));
    assert_eq!(serde_json::to_value(&success).unwrap()["send_id"], "s");
}

#[test]
fn an_error_is_an_error_of_its_own() {
    fn is_error<E: std::error::Error + Send + Sync + 'static>(error: &E) -> bool {
        error.source().is_none()
    }
    assert!(is_error(&said(400, "No Recipients")));
    assert!(size_of::<ApiError>() <= size_of::<usize>());
}

#[cfg(feature = "http")]
#[test]
fn a_response_of_the_http_crate_brings_its_headers() {
    use std::time::{Duration, SystemTime};

    use braze_errors::{RateLimit, Repeat, Retry};

    let now = SystemTime::now();
    let response = http::Response::builder().status(429).header("Retry-After", "5").body(Vec::new()).unwrap();
    let error = Response::parse_http(&response).unwrap_err();
    assert_eq!(error.retry(now).given(Repeat::Safe), Retry::At(now + Duration::from_secs(5)));
    let error = error.with_rate_limit(RateLimit::default());
    assert_eq!(error.retry(now).given(Repeat::Safe), Retry::WithBackoff);
    let response = http::Response::builder().status(201).body(r#"{"message":"success"}"#).unwrap();
    Response::parse_http(&response).unwrap();
}
