//! The documented bodies of Braze's endpoints: what is a success, and what an error says.
#![cfg(feature = "response")]

use std::collections::HashSet;
use std::error::Error;
use std::path::Path;

use braze_errors::{ApiError, EndpointError, FatalError, Locale, MinorError, Success};
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
        let Ok(body) = serde_json::from_str::<Value>(body) else { continue };
        // Some are a success in part.
        let is_success = body["message"] == "success" || statuses == "200";
        // What an app's callback is given is no body of an endpoint.
        let fallback = if place.contains("callback") { 401 } else { 400 };
        let statuses: Vec<u16> = statuses.split(", ").filter_map(|status| status[..3].parse().ok()).collect();
        for status in if statuses.is_empty() { vec![fallback] } else { statuses } {
            if is_success {
                braze_errors::parse(if status < 300 { status } else { 201 }, body.to_string()).unwrap();
                continue;
            }
            let error = says_what_to_do(status, &body);
            let mut documented = Vec::new();
            documented_codes(&body, &mut documented);
            assert_eq!(error.endpoint_errors(), documented, "{body}");
        }
    }
}

/// The rows whose codes stand somewhere in a body.
fn documented_codes(body: &Value, found: &mut Vec<EndpointError>) {
    match body {
        Value::String(text) => found.extend(EndpointError::by_code(text)),
        Value::Number(number) => found.extend(EndpointError::by_code(&number.to_string())),
        Value::Array(values) => values.iter().for_each(|value| documented_codes(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| documented_codes(value, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

#[test]
fn every_recorded_code_is_said_in_each_language_alone() {
    for row in recorded("facts.tsv") {
        let [area, _, code, status, _] = row.as_slice() else { panic!("{row:?}") };
        let body = match area.as_str() {
            "catalogs" => of_item(code),
            "track" => json!({ "message": "Bad syntax", "errors": [code] }),
            "sdk-authentication" => json!({ "errorCode": code.parse::<u32>().unwrap(), "reason": "R" }),
            // Its page writes the status in front.
            "cdi" => json!({ "message": code[4..] }),
            _ if code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') => of_error_code(code),
            _ => json!({ "message": code }),
        };
        let error = says_what_to_do(status.parse().unwrap_or(400), &body);
        let [row] = error.endpoint_errors() else { panic!("{body}: {error:?}") };
        // The pages break and quote a few codes in ways of their own.
        let plain = |code: &str| code.split_whitespace().collect::<Vec<_>>().join(" ");
        let documented = [row.message(), row.code()].map(plain);
        assert!(documented.contains(&plain(code)), "{code:?} is {row:?}");
    }
}

/// The body of an error that a catalog's endpoint answers.
fn of_item(code: &str) -> Value {
    json!({ "message": "Invalid Request", "errors": [{ "id": code, "message": "m", "parameters": [] }] })
}

/// The body of an error that the media library answers.
fn of_error_code(code: &str) -> Value {
    json!({ "message": "m", "error_code": code, "meta": {} })
}

#[test]
fn every_row_is_found_wherever_its_code_stands() {
    for row in EndpointError::ALL {
        let code = row.message();
        let mut bodies = vec![of_error_code(code)];
        match code.parse::<u32>() {
            Ok(number) => bodies.extend([
                json!({ "errorCode": number, "reason": "R", "signature": "s" }),
                json!({ "error_code": number, "user_id": "u" }),
            ]),
            Err(_) => bodies.extend([
                of_item(code),
                json!({ "message": code }),
                json!({ "message": code.to_uppercase() }),
                json!({ "message": format!(" {}: and more", code.trim_end_matches(['.', '\''])) }),
                json!({ "message": "m", "errors": [code] }),
                json!({ "message": "m", "errors": [{ "error": code, "name": "n" }] }),
                json!({ "message": "m", "errors": [{ "error_code": code }] }),
                json!({ "message": "m", "errors": [{ "type": code, "input_array": "events", "index": 0 }] }),
            ]),
        }
        for body in bodies {
            let error = says_what_to_do(400, &body);
            let [found] = error.endpoint_errors() else { panic!("{body}: {error:?}") };
            // Two endpoints write one code in two ways, which only the exact words tell apart.
            let is_alike = found.message().eq_ignore_ascii_case(&code.replace(' ', "-"));
            assert!(found == row || is_alike, "{body}: {found:?}");
            assert_eq!(error.source().and_then(<dyn Error>::downcast_ref), Some(found));
        }
    }
}

#[test]
fn every_row_says_in_each_language_what_to_do() {
    for row in EndpointError::ALL {
        for locale in Locale::ALL {
            let text = row.text(*locale);
            assert!(row.is_translated(*locale), "{row:?}");
            // What is wrong, and how to mend it.
            let before_the_last_stop = text.trim_end_matches(['.', '。', '⟧']);
            assert!([". ", "。"].iter().any(|stop| before_the_last_stop.contains(stop)), "{text}");
            let others = Locale::ALL.iter().filter(|other| *other != locale);
            assert!(
                others.map(|other| row.text(*other)).all(|other| !text.contains(other)),
                "{row:?}: {text}"
            );
        }
    }
}

#[test]
fn the_most_special_rows_are_said() {
    use EndpointError::{
        AssetNotFound, BadDeviceId, CatalogNotFound, EmailBadFormat, IdsTooLarge, ItemsMissingIds,
    };
    let item = |id: &str| json!({ "id": id, "message": "m" });
    for (status, body, expected) in [
        // An item's error is more special than a message, though that is documented.
        (
            404,
            json!({ "message": "Not Found", "errors": [item("catalog-not-found")] }),
            &[CatalogNotFound][..],
        ),
        (
            400,
            json!({ "message": "Invalid Request", "errors": [
                item("items-missing-ids"), item("ids-too-large"), item("items-missing-ids"), item("unheard-of"),
            ] }),
            &[ItemsMissingIds, IdsTooLarge],
        ),
        (404, json!({ "message": "No Recipients", "error_code": "ASSET_NOT_FOUND" }), &[AssetNotFound]),
        // Of a request that was refused, a minor error is not the reason.
        (400, json!({ "message": "No Recipients", "errors": ["BAD_DEVICE_ID"] }), &[]),
        (400, json!({ "message": "No Recipients: none", "errors": ["BAD_DEVICE_ID"] }), &[]),
        (
            400,
            json!({ "message": "refused", "errors": ["BAD_DEVICE_ID", "EMAIL_BAD_FORMAT"] }),
            &[BadDeviceId, EmailBadFormat],
        ),
        // An identifier is no code, and a number is one where a code is expected alone.
        (400, json!({ "errors": [{ "id": "7c-1", "message": "parse failure" }] }), &[]),
        (400, json!({ "errors": [{ "id": "22", "message": "22" }, "22", 22], "message": "22: x" }), &[]),
        (400, json!({ "error_code": "unheard-of", "errors": [[], {}, null] }), &[]),
    ] {
        let error = braze_errors::parse(status, body.to_string()).unwrap_err();
        assert_eq!(error.endpoint_errors(), expected, "{body}");
        for locale in Locale::ALL {
            let said = error.in_locale(*locale);
            let [text, markdown, html] = [said.text(), said.markdown(), said.html()];
            match expected {
                [] => {}
                [row] => assert_eq!(
                    [text.as_str(), markdown.as_str(), html.as_str()],
                    [row.text(*locale), row.markdown(*locale), row.html(*locale)]
                ),
                rows => {
                    assert_eq!(text.matches("\n- ").count(), rows.len(), "{text}");
                    assert_eq!(html.matches("<br>- ").count(), rows.len(), "{html}");
                    for row in rows {
                        assert!(text.contains(row.text(*locale)) && markdown.contains(row.markdown(*locale)));
                    }
                }
            }
        }
    }
}

#[test]
fn a_problem_names_the_row_of_the_endpoint() {
    let body =
        json!({ "message": "Invalid Request", "errors": [{ "id": "catalog-not-found", "message": "m" }] });
    let error = braze_errors::parse(404, body.to_string()).unwrap_err();
    for locale in Locale::ALL {
        let problem = error.problem(*locale);
        assert_eq!(problem.detail, EndpointError::CatalogNotFound.text(*locale));
        let problem = serde_json::to_value(problem).unwrap();
        assert_eq!(
            (&problem["title"], &problem["code"]),
            (&json!("catalog-not-found"), &json!("catalog-not-found"))
        );
        assert_eq!(problem["endpoint_errors"], json!(["CatalogNotFound"]));
    }
    let stored = serde_json::to_value(&error).unwrap();
    let again: ApiError = serde_json::from_value(stored).unwrap();
    assert_eq!(again.endpoint_errors(), [EndpointError::CatalogNotFound]);
    assert_eq!(again.in_locale(Locale::Fr).text(), error.in_locale(Locale::Fr).text());
}

#[test]
fn a_minor_error_of_a_success_has_its_row() {
    let body = json!({ "message": "success", "errors": ["BAD_PUSH_TOKEN_VALUE", "something else"] });
    let success = braze_errors::parse(201, body.to_string()).unwrap();
    let rows: Vec<_> = success.minor_errors().iter().map(MinorError::endpoint_error).collect();
    assert_eq!(rows, [Some(EndpointError::BadPushTokenValue), None]);
}

/// Checks that the words are a sentence of its own in each language, with nothing of what the server said.
#[track_caller]
fn says_what_to_do(status: u16, body: &Value) -> ApiError {
    let error = braze_errors::parse(status, body.to_string()).unwrap_err();
    assert_eq!(error.status(), status);
    let mut seen = HashSet::new();
    for locale in Locale::ALL {
        let text = error.in_locale(*locale).text();
        let rows: Vec<&str> = error.endpoint_errors().iter().map(|row| row.text(*locale)).collect();
        // Other pages than the crate's own may leave a row in the source's words.
        let is_copied = error.causes().iter().any(|cause| cause.text(*locale) == cause.text(Locale::SOURCE));
        assert!(seen.insert(text.clone()) || (rows.is_empty() && is_copied), "{body} in {locale}: {text}");
        if let [row] = rows[..] {
            assert_eq!(text, row, "{body} in {locale}");
            continue;
        }
        let documented = error.causes().iter().map(|cause| cause.text(*locale));
        let listed = FatalError::status_text(status, *locale).map(braze_errors::StatusText::text);
        assert!(
            documented.chain(listed).chain(rows).any(|documented| text.contains(documented)),
            "{body}: {text}"
        );
    }
    error
}
