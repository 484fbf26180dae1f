//! The documented bodies of Braze's endpoints: what is a success, and what an error says.
#![cfg(feature = "response")]

use std::collections::HashSet;
use std::path::Path;

use braze_errors::{FatalError, Locale, Success};
use serde_json::{Map, Value, json};

/// A table of recorded facts, where it lies beside the workspace: its rows below the head, as cells.
fn recorded(table: &str) -> Vec<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/upstream-endpoints");
    let Ok(table) = std::fs::read_to_string(folder.join(table)) else { return Vec::new() };
    table.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[track_caller]
fn reads_as_success(status: u16, body: &Value) -> Success {
    let success =
        braze_errors::parse(status, body.to_string()).unwrap_or_else(|error| panic!("{body}: {error}"));
    assert_eq!((success.status(), success.minor_errors()), (status, &[][..]), "{body}");
    assert_eq!(success.json::<Value>().unwrap(), *body);
    success
}

#[test]
fn every_kind_of_success_is_one_with_its_fields() {
    for (status, body) in [
        (201, json!({ "message": "success" })),
        (202, json!({ "message": "queued" })),
        (200, json!({})),
        (201, json!({ "dispatch_id": "d", "status": "sent", "metadata": { "received_at": "t" } })),
        (200, json!({ "preference_centers": [{ "name": "p", "preference_center_api_id": "i" }] })),
        (
            200,
            json!({ "schemas": ["s"], "id": "u", "userName": "n", "permissions": { "companyPermissions": [] } }),
        ),
        (200, json!({ "schemas": ["s"], "totalResults": 0, "Resources": [] })),
        (
            200,
            json!({ "keys": [{ "id": "k", "rsa_public_key": "-----BEGIN PUBLIC KEY-----", "is_primary": true }] }),
        ),
        (200, json!({ "new_assets": [], "errors": [], "dashboard_url": "https://dashboard.example/m" })),
        (200, json!({ "info": "replaced", "new_image_asset": { "name": "n" } })),
        (200, json!({ "deleted": 3 })),
        (200, json!({ "deleted": true })),
        (201, json!({ "custom_object": { "external_id": "e" } })),
        (200, json!({ "message": "success", "external_ids": [], "rename_errors": [[0, "in use"]] })),
    ] {
        let success = reads_as_success(status, &body);
        let typed = ["message", "errors", "dispatch_id"];
        for (name, value) in body.as_object().unwrap() {
            let kept = typed.contains(&name.as_str()) || success.fields().get(name) == Some(value);
            assert!(kept, "{name} of {body}");
        }
        assert_eq!(success.dispatch_id(), body["dispatch_id"].as_str());
    }
    braze_errors::parse(204, "").unwrap();
}

#[test]
fn every_recorded_success_is_one_with_its_fields() {
    for row in recorded("success.tsv") {
        let [endpoint, status, keys, message, ..] = row.as_slice() else { panic!("{row:?}") };
        let status = status.split(' ').next().and_then(|status| status.parse().ok()).unwrap_or(200);
        if keys == "(no body)" {
            braze_errors::parse(status, "").unwrap_or_else(|error| panic!("{endpoint}: {error}"));
            continue;
        }
        // What stands in brackets are remarks.
        let names = keys.split([',', ';']).filter_map(|key| key.split_whitespace().next());
        let names = names.filter(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_'));
        let mut body: Map<String, Value> = names.map(|name| (name.to_owned(), value_of(name))).collect();
        if message.contains("success") {
            body.insert("message".into(), json!("success"));
        }
        reads_as_success(status, &Value::Object(body));
    }
}

/// A value of the kind that the field of this name has.
fn value_of(name: &str) -> Value {
    match name {
        "message" => json!("success"),
        "status" => json!({ "u-1": "Subscribed" }),
        _ if name.ends_with("errors") => json!([]),
        _ if name.ends_with('s') => json!([{ "name": name }]),
        _ => json!(name),
    }
}

#[test]
fn every_kind_of_error_is_one_with_the_server_s_words() {
    for (status, body, message, words) in [
        (
            404,
            json!({ "message": "Invalid Request", "errors": [{
                "id": "item-not-found", "message": "Could not find item",
                "parameters": ["item_id"], "parameter_values": ["gadget-7"],
            }] }),
            Some("Invalid Request"),
            "Could not find item",
        ),
        (
            400,
            json!({ "message": "'merge_updates' must be an array" }),
            Some("'merge_updates' must be an array"),
            "",
        ),
        (
            404,
            json!({ "message": "The asset is not here", "error_code": "ASSET_NOT_FOUND", "meta": { "asset_id": "a" } }),
            Some("The asset is not here"),
            "",
        ),
        (
            409,
            json!({ "schemas": ["s"], "detail": "User exists already", "status": 409 }),
            Some("User exists already"),
            "",
        ),
        (400, json!({ "errors": [{ "message": "No such locale" }] }), None, "No such locale"),
        (400, json!({ "errors": [{ "id": "7c-1", "message": "parse failure" }] }), None, "parse failure"),
        (400, json!({ "error": "\nProblem:\n  no body" }), Some("\nProblem:\n  no body"), ""),
    ] {
        let error = braze_errors::parse(status, body.to_string()).unwrap_err();
        let minor_errors: Vec<String> = error.minor_errors().iter().map(ToString::to_string).collect();
        assert_eq!((error.message(), minor_errors.concat().as_str()), (message, words), "{body}");
        says_what_to_do(status, &body);
    }
}

#[test]
fn every_recorded_error_is_one_in_each_language_alone() {
    for row in recorded("errors.tsv") {
        let [_, place, statuses, _, body, ..] = row.as_slice() else { panic!("{row:?}") };
        // Some are a success in part, or no body of an endpoint.
        let Ok(body) = serde_json::from_str::<Value>(body) else { continue };
        let is_success = body["message"] == "success" || statuses == "200" || place.contains("callback");
        let statuses: Vec<u16> = statuses.split(", ").filter_map(|status| status[..3].parse().ok()).collect();
        for status in if statuses.is_empty() { vec![400] } else { statuses } {
            if is_success {
                braze_errors::parse(if status < 300 { status } else { 201 }, body.to_string()).unwrap();
            } else {
                says_what_to_do(status, &body);
            }
        }
    }
}

#[test]
fn every_recorded_code_is_said_in_each_language_alone() {
    for row in recorded("facts.tsv") {
        let [area, _, code, status, _] = row.as_slice() else { panic!("{row:?}") };
        let body = match area.as_str() {
            "catalogs" => json!({ "message": "Invalid Request", "errors": [{ "id": code, "message": "m" }] }),
            "track" => json!({ "message": "Bad syntax", "errors": [code] }),
            _ if code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') => {
                json!({ "message": "m", "error_code": code, "meta": {} })
            }
            _ => json!({ "message": code }),
        };
        says_what_to_do(status.parse().unwrap_or(400), &body);
    }
}

/// Checks that the words are a sentence of its own in each language, with nothing of what the server said.
#[track_caller]
fn says_what_to_do(status: u16, body: &Value) {
    let error = braze_errors::parse(status, body.to_string()).unwrap_err();
    assert_eq!(error.status(), status);
    let mut seen = HashSet::new();
    for locale in Locale::ALL {
        let text = error.in_locale(*locale).text();
        // Other pages than the crate's own may leave a row in the source's words.
        let is_copied = error.causes().iter().any(|cause| cause.text(*locale) == cause.text(Locale::SOURCE));
        assert!(seen.insert(text.clone()) || is_copied, "{body} in {locale}: {text}");
        let documented = error.causes().iter().map(|cause| cause.text(*locale));
        let listed = FatalError::status_text(status, *locale).map(braze_errors::StatusText::text);
        assert!(documented.chain(listed).any(|documented| text.contains(documented)), "{body}: {text}");
    }
}
