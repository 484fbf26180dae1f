//! From a status and a body to what they say.
#![cfg(feature = "response")]

use std::collections::HashSet;
use std::error::Error;

use braze_errors::{ApiError, FatalError, Locale, Match, MinorError, Status, Success};
use serde::Deserialize;
use serde_json::{Value, json};

fn success(status: u16, body: &Value) -> Success {
    braze_errors::parse(status, body.to_string()).unwrap()
}

fn error(status: u16, body: &Value) -> ApiError {
    braze_errors::parse(status, body.to_string()).unwrap_err()
}

fn said(status: u16, message: &str) -> ApiError {
    error(status, &json!({ "message": message }))
}

#[test]
fn a_success_is_a_2xx_that_says_nothing_else() {
    for status in [200, 201, 202, 204, 299] {
        for body in [
            "",
            " \r\n",
            "{}",
            "null",
            "[]",
            "[1]",
            "\"words\"",
            r#"{ "deleted": 2 }"#,
            r#"{ "message": null, "items": [] }"#,
            r#"{ "message": "success" }"#,
            r#"{ "message": "Success", "error": null }"#,
            r#"{ "message": "QUEUED", "error": "" }"#,
            r#"{ "errors": [{ "name": "x", "error": "unreadable" }], "new_assets": [] }"#,
        ] {
            let success =
                braze_errors::parse(status, body).unwrap_or_else(|error| panic!("{status} {body}: {error}"));
            assert_eq!((success.status(), success.is_queued()), (status, body.contains("QUEUED")));
        }
    }
}

#[test]
fn anything_else_is_an_error_whatever_the_status() {
    for (status, message) in [
        (201, "succeeded"),
        (200, "No Recipients"),
        (400, "success"),
        (500, "queued"),
        (302, "success"),
        (404, ""),
    ] {
        let error = said(status, message);
        assert_eq!((error.status(), error.message()), (status, Some(message)));
    }
    for (body, message) in [
        ("<html><h1>Welcome</h1></html>", None),
        ("success", None),
        (r#"{"message":"success""#, None),
        (r#"{"message":["success"]}"#, None),
        (r#"{"message":"success","error":"too late"}"#, Some("too late")),
        (r#"{"error":"too late"}"#, Some("too late")),
        (r#"{"error":{"code":7}}"#, None),
    ] {
        let error = braze_errors::parse(201, body).unwrap_err();
        assert_eq!((error.status(), error.message(), error.matched()), (201, message, Match::None), "{body}");
    }
}

#[test]
fn a_success_reads_into_a_type_of_the_caller_s() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Created<'a> {
        content_block_id: &'a str,
        note: String,
    }

    let body =
        r#"{ "message": "success", "content_block_id": "c-7", "note": "Write API key: 1234567890 here" }"#;
    for body in [body.to_owned(), format!("\u{feff}{body}")] {
        let success = braze_errors::parse(201, &body).unwrap();
        let note = "Write API key: 1234567890 here".to_owned();
        assert_eq!(success.json::<Created<'_>>().unwrap(), Created { content_block_id: "c-7", note });
        assert_eq!(success.fields()["note"], "Write API key: [masked]");
        success.json::<Vec<u8>>().unwrap_err();
    }
    assert_eq!(braze_errors::parse(200, "[1, 2]").unwrap().json::<Vec<u8>>().unwrap(), [1, 2]);
    braze_errors::parse(204, "").unwrap().json::<()>().unwrap();
    assert_eq!(braze_errors::parse(200, "{}").unwrap().json::<Value>().unwrap(), json!({}));
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
        json!({ "message": "no ID" }),
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
    let words: Vec<String> = raw.iter().map(ToString::to_string).collect();
    assert_eq!(words, [r#"{"index":0,"type":"no array"}"#, "m", "7", "no ID"]);
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
            Status::Any => unreachable!("Braze says a status of every code"),
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
fn error_and_detail_are_the_message_where_there_is_none() {
    let error_field = error(400, &json!({ "error": "Bad Request: unexpected token" }));
    assert_eq!(error_field.message(), Some("Bad Request: unexpected token"));
    assert_eq!(error_field.matched(), Match::Prefix);
    let both = error(400, &json!({ "message": "No Recipients", "error": "more" }));
    assert_eq!(both.message(), Some("No Recipients"));
    assert_eq!(both.fields()["error"], json!("more"));
    let detail = error(404, &json!({ "schemas": [], "detail": "User not found", "status": 404 }));
    assert_eq!((detail.message(), &detail.fields()["status"]), (Some("User not found"), &json!(404)));
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
            let error = braze_errors::parse(status, "<html><h1>Bad Gateway</h1></html>").unwrap_err();
            let listed = list(status);
            let expected = if listed.status() == Status::Code(status) {
                listed.text()
            } else {
                FatalError::InternalServerError.text(locale)
            };
            assert_eq!(error.in_locale(locale).text(), expected);
        }
    }
}

#[test]
fn several_causes_are_said_to_be_alternatives() {
    let error = said(400, "Bad Request");
    for (locale, lead) in [
        (Locale::En, "One of these is the cause:"),
        (Locale::PtBr, "A causa é uma destas:"),
        (Locale::Fr, "La cause est l’une de celles-ci :"),
        (Locale::De, "Eine dieser Ursachen liegt vor:"),
        (Locale::Es, "La causa es una de estas:"),
        (Locale::Ja, "次のいずれかが原因です。"),
        (Locale::Ko, "다음 중 하나가 원인입니다."),
        (Locale::EnXa, "⟦Óòñéè óòḟ ţĥéèŝéè íìŝ ţĥéè çáàúùŝéè:⟧"),
    ] {
        let list = |lead: &str, item: &str, of: fn(FatalError, Locale) -> &'static str| {
            error.causes().iter().fold(lead.to_owned(), |list, cause| list + item + of(*cause, locale))
        };
        let localized = error.in_locale(locale);
        assert_eq!(localized.text(), list(lead, "\n- ", FatalError::text));
        assert_eq!(localized.markdown(), list(&format!("{lead}\n"), "\n- ", FatalError::markdown));
        assert_eq!(localized.html(), list(lead, "<br>- ", FatalError::html));
    }
}

#[test]
fn what_was_not_to_be_expected_is_said_in_each_language() {
    let mut seen = HashSet::new();
    for locale in Locale::ALL {
        let of = |status| said(status, "Oops").in_locale(*locale).text();
        let sentence = of(201);
        for status in [0, 100, 302, 999] {
            assert_eq!(of(status), sentence, "{locale} {status}");
        }
        assert!(sentence.ends_with(['.', '。', '⟧']) && seen.insert(sentence), "{locale}");
    }
}

#[test]
fn logs_show_what_the_server_said_and_on_more_lines_the_source() {
    for (error, line) in [
        (said(400, "No Recipients"), "400 No Recipients"),
        (said(302, "Found"), "302 Found"),
        (said(401, "Invalid API key: geheim"), "401 Invalid API key: [masked]"),
        (braze_errors::parse(502, "<h1>Bad Gateway</h1>").unwrap_err(), "502"),
        (
            error(
                400,
                &json!({ "message": "Oops", "errors": ["one", { "type": "two", "input_array": "events", "index": 3 }] }),
            ),
            "400 Oops: one; events[3]: two",
        ),
        (
            error(400, &json!({ "error": "\nProblem:\n  no \u{1b}[1mbody" })),
            r"400 \nProblem:\n  no \u{1b}[1mbody",
        ),
    ] {
        assert_eq!(error.to_string(), line);
        let source = error.in_locale(Locale::SOURCE).text();
        assert_eq!(format!("{error:#}"), format!("{line}\n{source}"));
        assert_eq!(format!("{:#}", error.in_locale(Locale::SOURCE)), format!("{line}: {source}"));
    }
    assert_eq!(format!("{:.3}", said(400, "No Recipients")), "400");
    assert_eq!(format!("{:*>6}", braze_errors::parse(302, "").unwrap_err()), "***302");
    let success = success(201, &json!({ "message": "success", "errors": ["one\n", "two"] }));
    assert_eq!(success.to_string(), r"201 success: one\n; two");
    assert_eq!(braze_errors::parse(204, "").unwrap().to_string(), "204");
}

#[test]
fn an_error_serializes_for_logs() {
    let error = error(400, &json!({ "message": "no recipients", "errors": ["e"], "more": 1 }));
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({
            "status": 400, "message": "no recipients", "matched": "message", "causes": ["NoRecipients"],
            "endpoint_errors": [], "errors": ["e"], "fields": { "more": 1 },
        })
    );
    let success = success(201, &json!({ "message": "success", "send_id": "s" }));
    assert_eq!(serde_json::to_value(&success).unwrap()["send_id"], "s");
}

#[test]
fn what_is_serialized_comes_back() {
    let body = json!({
        "message": "Bad Request", "more": { "x": [1] },
        "errors": ["e", { "type": "t", "input_array": "events", "index": 0 }, { "id": "i", "message": "m" }, 7],
    });
    let error = error(400, &body);
    let json = serde_json::to_string(&error).unwrap();
    let back: ApiError = serde_json::from_str(&json).unwrap();
    assert_eq!((serde_json::to_string(&back).unwrap(), back.unmasked_body()), (json, &[][..]));
    assert_eq!(format!("{back:?}"), format!("{error:?}"));
    assert_eq!(back.in_locale(Locale::De).text(), error.in_locale(Locale::De).text());

    let success = success(202, &json!({ "message": "Queued", "send_id": "s", "errors": ["e"], "more": 1 }));
    let json = serde_json::to_string(&success).unwrap();
    let back: Success = serde_json::from_str(&json).unwrap();
    assert!(back.is_queued());
    assert_eq!((serde_json::to_string(&back).unwrap(), format!("{back:?}")), (json, format!("{success:?}")));

    for (json, expected) in [
        ("{}", "status: "),
        (r#"{"status":400,"matched":"guess"}"#, "matched: unknown variant `guess`"),
        (r#"{"status":400,"matched":"none","causes":["New"]}"#, "causes: unknown name"),
    ] {
        let error = serde_json::from_str::<ApiError>(json).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn what_has_words_serializes_as_them() {
    let error = said(400, "No Recipients");
    let text = json!(FatalError::NoRecipients.text(Locale::Fr));
    assert_eq!(serde_json::to_value(error.in_locale(Locale::Fr)).unwrap(), text);
    assert_eq!(serde_json::to_value(FatalError::NoRecipients.in_locale(Locale::Fr)).unwrap(), text);
    let listed = FatalError::status_text(502, Locale::Fr).unwrap();
    assert_eq!(serde_json::to_value(listed).unwrap(), json!(listed.text()));
}

#[test]
fn the_cause_is_found_in_a_chain_where_there_is_one() {
    for (error, cause) in [
        (said(400, "No Recipients"), Some(FatalError::NoRecipients)),
        (said(401, "Invalid API key"), Some(FatalError::Unauthorized)),
        (said(400, "Bad Request"), None),
        (said(302, "Found"), None),
    ] {
        let chain: Box<dyn Error + Send + Sync> = Box::new(error);
        let found = chain.source().and_then(|source| source.downcast_ref::<FatalError>());
        assert_eq!(found.copied(), cause, "{chain}");
    }
    assert!(size_of::<ApiError>() <= size_of::<usize>());
}

#[test]
fn a_problem_is_what_rfc_9457_has() {
    let problem = |error: &ApiError, locale| serde_json::to_value(error.problem(locale)).unwrap();
    let error = said(400, "no recipients: none");
    let docs = FatalError::NoRecipients.docs_url(Locale::SOURCE);
    for locale in Locale::ALL {
        let expected = json!({
            "type": docs, "title": "No Recipients", "status": 400, "detail": error.in_locale(*locale).text(),
            "code": "400 No Recipients", "causes": ["NoRecipients"], "endpoint_errors": [],
        });
        assert_eq!(problem(&error, *locale), expected, "{locale}");
    }
    // Nothing of the server's is in it, nor a documented message that it didn't say.
    let error = said(401, "<b>no</b>");
    let [detail, docs] = [
        FatalError::Unauthorized.text(Locale::Fr).into(),
        json!(FatalError::Unauthorized.docs_url(Locale::SOURCE)),
    ];
    let expected = json!({ "type": docs, "status": 401, "detail": detail, "causes": ["Unauthorized"], "endpoint_errors": [] });
    assert_eq!(problem(&error, Locale::Fr), expected);
    for (status, own) in [(418, 418), (302, 502), (200, 502), (0, 502), (999, 502)] {
        let error = said(status, "Oops");
        let detail = error.in_locale(Locale::De).text();
        let expected = json!({ "type": "about:blank", "status": own, "detail": detail, "causes": [], "endpoint_errors": [] });
        assert_eq!(problem(&error, Locale::De), expected);
    }
}

#[cfg(feature = "http")]
#[test]
fn a_response_of_the_http_crate_brings_its_headers() {
    use std::time::{Duration, SystemTime};

    use braze_errors::{RateLimit, Repeat, Retry};

    let now = SystemTime::now();
    let response = http::Response::builder().status(429).header("Retry-After", "5").body(Vec::new()).unwrap();
    let error = braze_errors::parse_http(&response).unwrap_err();
    assert_eq!(error.retry(now).given(Repeat::Safe), Retry::At(now + Duration::from_secs(5)));
    let error = error.with_rate_limit(RateLimit::default());
    assert_eq!(error.retry(now).given(Repeat::Safe), Retry::WithBackoff);
    let response = http::Response::builder().status(201).body(r#"{"message":"success"}"#).unwrap();
    braze_errors::parse_http(&response).unwrap();
}

#[cfg(feature = "http")]
#[test]
fn the_parts_of_any_client_s_response_bring_its_headers() {
    use std::collections::HashMap;
    use std::time::{Duration, SystemTime};

    use braze_errors::{Parser, Repeat};

    let now = SystemTime::now();
    let waits = |error: ApiError| {
        let delay = error.retry(now).given(Repeat::Safe).delay(now, Duration::ZERO);
        assert_eq!(delay, Some(Duration::from_secs(5)), "{error:?}");
    };
    let (name, value) = ("retry-after", "5");
    let mut map = http::HeaderMap::new();
    map.insert("Retry-After", value.parse().unwrap());
    let status = http::StatusCode::SERVICE_UNAVAILABLE;
    waits(braze_errors::parse_parts(status, &map, "").unwrap_err());
    waits(braze_errors::parse_parts(503_u16, &HashMap::from([(name, value)]), b"").unwrap_err());
    waits(
        braze_errors::parse_parts(status, vec![(name.to_uppercase(), value.as_bytes())], vec![0])
            .unwrap_err(),
    );
    waits(braze_errors::parse_parts(status, Some((name, value)), "").unwrap_err());
    waits(Parser::new().with_key("k").parse_parts(status, &map, "").unwrap_err());
    braze_errors::parse_parts(http::StatusCode::OK, &map, "").unwrap();
}

#[cfg(feature = "http")]
#[test]
fn a_status_goes_to_the_http_crate_and_back() {
    for code in [100, 400, 599, 999] {
        let status = http::StatusCode::from_u16(code).unwrap();
        assert_eq!(Status::from(status), Status::Code(code));
        assert_eq!(http::StatusCode::try_from(Status::Code(code)).unwrap(), status);
    }
    for status in [Status::Any, Status::Class(5), Status::Code(0), Status::Code(1000)] {
        http::StatusCode::try_from(status).unwrap_err();
    }
}

#[test]
fn a_byte_order_mark_makes_no_difference() {
    for (status, body) in [
        (201, r#"{ "message": "success", "send_id": "s" }"#),
        (400, r#"{ "message": "No Recipients", "errors": ["one"] }"#),
        (502, "<h1>Bad Gateway</h1>"),
    ] {
        let marked = format!("\u{feff}{body}");
        match (braze_errors::parse(status, body), braze_errors::parse(status, &marked)) {
            (Ok(plain), Ok(marked)) => assert_eq!(plain.send_id(), marked.send_id()),
            (Err(plain), Err(error)) => {
                assert_eq!(plain.to_string(), error.to_string());
                assert_eq!(error.unmasked_body(), marked.as_bytes());
            }
            (plain, marked) => panic!("{plain:?} {marked:?}"),
        }
    }
}

#[test]
fn what_says_nothing_is_no_minor_error() {
    for nothing in
        [json!(""), json!(" \n"), json!(null), json!([]), json!({}), json!([""]), json!([null, {}, []])]
    {
        for (status, message) in [(201, "success"), (400, "No Recipients")] {
            let body = json!({ "message": message, "errors": nothing }).to_string();
            let minor_errors = match braze_errors::parse(status, &body) {
                Ok(success) => success.minor_errors().to_vec(),
                Err(error) => error.minor_errors().to_vec(),
            };
            assert!(minor_errors.is_empty(), "{body}: {minor_errors:?}");
        }
    }
}
