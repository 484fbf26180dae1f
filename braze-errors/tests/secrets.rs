//! A planted API key reaches nothing but the method whose name says so.
#![cfg(feature = "response")]

use braze_errors::Response;
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
        let error = Response::parse(status, json!({ "message": text }).to_string()).unwrap_err();
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
        let error = Response::parse(401, body.to_string()).unwrap_err();
        assert_eq!(error.message(), Some("Invalid API key: [masked]"));
        assert_eq!(error.minor_errors().len(), 1);
    }
}

#[test]
fn the_method_whose_name_says_so_has_the_key() {
    let body = format!("{{ \"message\": \"Invalid API key: {UUID}\" }}");
    assert_eq!(Response::parse(401, &body).unwrap_err().unmasked_body(), body.as_bytes());
}

proptest! {
    #[test]
    fn any_key_is_masked_wherever_it_is_planted(key in "[A-Za-z0-9_.~+/-]{10,80}", status in 200_u16..600) {
        for body in bodies(&key) {
            hides(status, body.to_string().as_bytes(), &key);
        }
    }
}
