//! A planted API key reaches nothing but the method whose name says so.
#![cfg(feature = "response")]

use braze_errors::Parser;
use proptest::prelude::proptest;
use serde_json::{Value, json};

#[path = "invariants/response.rs"]
pub mod invariants;
use invariants::outputs;

const UUID: &str = "0f3c1a52-6f0e-4d3b-9a77-c1d2e3f4a5b6";

#[track_caller]
fn hides(status: u16, body: &[u8], key: &str) {
    for output in outputs(status, body) {
        assert!(!output.contains(key), "{status} {}\n{output}", String::from_utf8_lossy(body));
    }
}

/// Bodies that repeat a key in every place where one was seen or can be thought of.
fn bodies(key: &str) -> Vec<Value> {
    let announced = format!("Invalid API key: {key}");
    vec![
        json!({ "message": announced }),
        json!({ "message": format!("{announced}. Check your settings.") }),
        json!({ "message": format!("invalid api_key=\"{key}\"") }),
        json!({ "message": format!("Unauthorized: Bearer {key}") }),
        json!({ "error": announced }),
        json!({ "message": "Unauthorized", "errors": [announced] }),
        json!({ "message": announced, "errors": [key, format!("and {key}, too")] }),
        json!({ "message": "Unauthorized", "errors": [{ "type": announced, "input_array": key, "index": 0 }] }),
        json!({ "message": "Unauthorized", "errors": [{
            "id": "x", "message": announced, "parameters": [key], "parameter_values": [key, { key: [key] }],
        }] }),
        json!({ "message": "success", "errors": [announced, { "a": { "b": [key] } }], "send_id": key }),
        json!({ "message": announced, key: { key: key }, "request": { "headers": [[key]] } }),
        json!({ "message": "Unauthorized", "api_key": key, "again": key }),
        json!({ "message": ["Invalid API key", announced] }),
    ]
}

#[test]
fn an_announced_key_is_masked_in_every_status() {
    for status in [200, 201, 400, 401, 403, 500] {
        for key in [UUID, "secret-key", "12345678", "ключ-от-двери"] {
            for body in bodies(key) {
                hides(status, body.to_string().as_bytes(), key);
            }
        }
    }
}

#[test]
fn in_a_401_whatever_looks_like_a_key_is_masked() {
    for key in [UUID, "a1b2c3d4", "abcdefghijklmnop"] {
        for body in [
            json!({ "message": key }),
            json!({ "message": format!("The key {key} is unknown") }),
            json!({ "message": "Unauthorized", "errors": [{ "given": key }] }),
            json!({ "message": "Unauthorized", "key": key, "nested": [[key]] }),
        ] {
            hides(401, body.to_string().as_bytes(), key);
        }
    }
    hides(401, br#"{ "message": "Unauthorized", "key": 1234567890 }"#, "1234567890");
}

#[test]
fn a_body_that_is_no_json_is_not_shown() {
    for body in [
        format!("<html><body>Invalid API key: {UUID}</body></html>"),
        format!("Invalid API key: {UUID}"),
        format!("{{\"message\": \"Invalid API key: {UUID}\""),
        format!("[\"Invalid API key: {UUID}\"]"),
        format!("\"{UUID}\""),
    ] {
        hides(401, body.as_bytes(), UUID);
        hides(502, body.as_bytes(), UUID);
    }
}

#[test]
fn the_words_around_a_key_stay() {
    let message = |status, text: &str| {
        let error = braze_errors::parse(status, json!({ "message": text }).to_string()).unwrap_err();
        error.message().unwrap().to_owned()
    };
    assert_eq!(message(401, &format!("Invalid API key: {UUID}")), "Invalid API key: [masked]");
    assert_eq!(message(401, &format!("Key '{UUID}' is unknown.")), "Key '[masked]' is unknown.");
    assert_eq!(message(403, "The API key lacks a permission."), "The API key lacks a permission.");
    let campaign = format!("Invalid Campaign ID: {UUID}");
    assert_eq!(message(400, &campaign), campaign);
}

#[test]
fn a_key_that_is_a_word_of_the_body_hides_nothing_else() {
    for word in ["message", "errors", "success"] {
        let body = json!({ "message": format!("Invalid API key: {word}"), "errors": ["one"] });
        let error = braze_errors::parse(401, body.to_string()).unwrap_err();
        assert_eq!(error.message(), Some("Invalid API key: [masked]"));
        assert_eq!(error.minor_errors().len(), 1);
    }
}

#[test]
fn the_method_whose_name_says_so_has_the_key() {
    let body = format!("{{ \"message\": \"Invalid API key: {UUID}\" }}");
    assert_eq!(braze_errors::parse(401, &body).unwrap_err().unmasked_body(), body.as_bytes());
}

#[test]
fn a_key_that_is_known_is_masked_alone() {
    let parser = Parser::new().with_key("Kx7-91b0");
    let campaign = format!("Invalid API key: {UUID}, or Kx791B0, or kx7-91b0");
    for status in [200, 400, 401] {
        let body = json!({
            "message": campaign, "errors": [{ "api_key": "KX7-91B0" }], "Kx7-91b0": ["other", "API key: geheim"],
        });
        let error = parser.parse(status, body.to_string()).unwrap_err();
        assert_eq!(error.message().unwrap(), format!("Invalid API key: {UUID}, or [masked], or [masked]"));
        assert_eq!(error.minor_errors()[0].to_string(), r#"{"api_key":"[masked]"}"#);
        assert_eq!(error.fields()["[masked]"], json!(["other", "API key: geheim"]));
    }
    assert!(!format!("{parser:?}").contains("91b0"));
    let shown = Parser::new().with_key("").parse(401, r#"{ "message": "API key: geheim" }"#).unwrap_err();
    assert_eq!(shown.message(), Some("API key: geheim"));
}

#[test]
fn a_key_that_the_message_announces_is_masked_beside_any_others() {
    for place in ["message", "error", "detail"] {
        let others: Vec<u64> = (12_345_678_900..12_345_678_920).collect();
        let body = json!({ place: format!("Invalid API key: {UUID}"), "again": UUID, "api_key": others });
        hides(400, body.to_string().as_bytes(), UUID);
    }
}

proptest! {
    #[test]
    fn any_key_is_masked_wherever_it_is_planted(key in "[A-Za-z0-9_.~+/-]{10,80}", status in 200_u16..600) {
        for body in bodies(&key) {
            hides(status, body.to_string().as_bytes(), &key);
        }
    }
}

/// Keys as Braze makes them, and as people write them by hand.
const KEYS: [&str; 3] = [UUID, "Kx7-91b0-qqqq-2222", "s3cr3t-key-of-mine"];

#[test]
fn a_key_is_masked_in_every_shape_that_announces_it() {
    for status in [200, 400, 401, 403, 500] {
        for key in KEYS {
            let upper = key.to_uppercase();
            let bare = key.replace('-', "");
            let shapes = [
                json!({ "message": "no", "api_key": [key] }),
                json!({ "message": "no", "api_key": { "value": key, "of": [[key]] } }),
                json!({ "message": "no", "errors": { format!("API key {key}"): ["unknown"] } }),
                json!({ "message": "no", "errors": [{ format!("api_key: {key}"): 1 }] }),
                json!({ "message": format!("API  key: {key}") }),
                json!({ "message": format!("API\u{a0}key: {key}") }),
                json!({ "message": format!("REST API \u{a0} Key \u{2009}= '{key}'") }),
                json!({ "message": format!("API key {key} is unknown") }),
                json!({ "message": format!("API key '{key}' is unknown") }),
                json!({ "message": "no", "app_group_id": key }),
                json!({ "message": format!("app_group_id {key} is unknown") }),
                json!({ "message": format!("App Group ID: {key}") }),
                json!({ "message": "no", "authorization": format!("Basic {key}") }),
                json!({ "message": "no", "headers": { "Authorization": [format!("Token token={key}")] } }),
                json!({ "message": format!("Authorization: {key}") }),
                json!({ "message": format!("Authorization: Basic {key}") }),
                json!({ "message": format!("Invalid API key: {key}"), "errors": [upper, bare] }),
                json!({ "message": format!("Invalid API key: {upper}"), key: { "again": [bare, key] } }),
                json!({ "message": format!("Invalid API key: {bare}"), "errors": [{ "given": key }] }),
            ];
            for body in shapes {
                for form in [key, &upper, &bare] {
                    hides(status, body.to_string().as_bytes(), form);
                }
            }
        }
        hides(status, br#"{ "message": "no", "api_key": 12345678901 }"#, "12345678901");
        hides(
            status,
            br#"{ "message": "no", "api_key": [{ "n": 12345678901 }], "again": 12345678901 }"#,
            "12345678901",
        );
    }
}

#[test]
fn in_a_401_any_key_that_is_called_one_is_masked() {
    for (body, key) in [
        (json!({ "message": "no", "errors": { "QwErTyUiOpAsDfGh": 1 } }), "QwErTyUiOpAsDfGh"),
        (json!({ "message": "no", "abcdefghijklmnopqrst": { "x": 1 } }), "abcdefghijklmnopqrst"),
        (json!({ "message": "Invalid key: s3cr3t" }), "s3cr3t"),
        (json!({ "message": "Invalid key: geheim" }), "geheim"),
        (json!({ "message": "Key 'geheim' is unknown" }), "geheim"),
        (json!({ "message": "no", "key": "geheim" }), "geheim"),
    ] {
        hides(401, body.to_string().as_bytes(), key);
    }
}

#[test]
fn what_is_no_key_is_shown() {
    for (status, body, shown) in [
        (
            403,
            json!({ "message": "The API key lacks the permission: users.export.segment" }),
            "users.export.segment",
        ),
        (
            401,
            json!({ "message": "API key needs the permission `messages.schedule.create`" }),
            "messages.schedule.create",
        ),
        (
            403,
            json!({ "message": "Your API key is missing required permission users.export.segment." }),
            "users.export.segment",
        ),
        (
            403,
            json!({ "message": "The API key is fine", "required_permission": "users.export.segment" }),
            "users.export.segment",
        ),
        (401, json!({ "message": "no", "permissions": ["users.export.segment"] }), "users.export.segment"),
        (401, json!({ "message": "no", "request_id": UUID }), UUID),
        (401, json!({ "message": "no", "requestId": UUID }), UUID),
        (403, json!({ "message": format!("API key lacks a permission (request ID {UUID})") }), UUID),
        (401, json!({ "message": format!("Unauthorized, request_id: {UUID}") }), UUID),
        (
            401,
            json!({ "message": "See https://www.braze.com/docs/api/errors/#fatal-errors." }),
            "https://www.braze.com/docs/api/errors/#fatal-errors",
        ),
        (
            403,
            json!({ "message": "The API key lacks a permission. See: https://www.braze.com/docs/api/api_key/" }),
            "https://www.braze.com/docs/api/api_key/",
        ),
        (
            401,
            json!({ "message": "Invalid API key: geheim. See https://www.braze.com/docs/api/errors/." }),
            "https://www.braze.com/docs/api/errors/",
        ),
        (401, json!({ "message": "no", "attributes_processed": 1 }), "attributes_processed"),
    ] {
        let outputs = outputs(status, body.to_string().as_bytes());
        assert!(outputs.iter().any(|output| output.contains(shown)), "{status} {body}\n{outputs:#?}");
    }
}
