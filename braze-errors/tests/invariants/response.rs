//! What holds of every response: shared by the property tests and the fuzz target.

use std::slice::Iter;

use braze_errors::{ApiError, Locale, Success};
use serde_json::{Map, Value, json};

/// Checks a response whose status is the first two bytes, and whose body is the others.
///
/// The others are also taken for the plan of a JSON value, so that a body of the API's shapes is checked too.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn check(bytes: &[u8]) {
    let Some(([high, low], body)) = bytes.split_first_chunk::<2>().map(|(head, body)| (*head, body)) else {
        return;
    };
    let status = match high % 4 {
        0 => u16::from_be_bytes([high, low]),
        1 => 401,
        _ => 200 + u16::from(low) % 5 * 100 + u16::from(low) / 8,
    };
    keeps_the_status(status, body);
    means_what_its_json_means(status, body);

    let value = json_from(&mut body.iter(), 4);
    let text = value.to_string();
    keeps_the_status(status, text.as_bytes());
    let cut = usize::from(low).min(text.len());
    keeps_the_status(status, &text.as_bytes()[..cut]);
    keeps_unknown_fields(status, &value);
    hides_a_planted_key(status, body);
}

/// Checks that a body keeps its status, is displayed and serialized, and is given back as it came.
///
/// # Panics
///
/// Where something doesn't hold.
pub fn keeps_the_status(status: u16, body: &[u8]) {
    match braze_errors::parse(status, body) {
        Ok(success) => {
            assert_eq!(success.status(), status);
            assert_eq!(status / 100, 2);
            assert!(success.to_string().starts_with(&status.to_string()));
            let json = serde_json::to_string(&success).unwrap_or_default();
            let back = serde_json::from_str::<Success>(&json).map(|back| back.to_string());
            let value = serde_json::to_value(&success).ok();
            comes_back(&success.to_string(), value.as_ref(), &json, back.as_ref().ok());
        }
        Err(error) => {
            assert_eq!(error.status(), status);
            assert_eq!(error.unmasked_body(), body);
            assert!(error.to_string().starts_with(&status.to_string()));
            let json = serde_json::to_string(&error).unwrap_or_default();
            let back = serde_json::from_str::<ApiError>(&json).map(|back| back.to_string());
            let value = serde_json::to_value(&error).ok();
            comes_back(&error.to_string(), value.as_ref(), &json, back.as_ref().ok());
            for locale in Locale::ALL {
                assert!(!error.in_locale(*locale).to_string().is_empty());
            }
        }
    }
}

/// Checks that what is serialized can be read again and says the same, on one line.
fn comes_back(said: &str, value: Option<&Value>, json: &str, back: Option<&String>) {
    assert!(!said.contains(char::is_control), "{json}");
    // Some floating-point numbers are not read as they were written.
    if value.is_some() && value == serde_json::from_str(json).ok().as_ref() {
        assert_eq!(back.map(String::as_str), Some(said), "{json}");
    }
}

/// Checks that what stands between the tokens of a JSON body makes no difference.
fn means_what_its_json_means(status: u16, body: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
    let said = |body: &[u8]| format!("{:?}", braze_errors::parse(status, body));
    let written = serde_json::to_vec_pretty(&value).unwrap_or_default();
    // Some floating-point numbers are not read as they were written.
    if serde_json::from_slice::<Value>(&written).ok().as_ref() != Some(&value) {
        return;
    }
    assert_eq!(said(body), said(&written), "{value}");
}

/// Checks that fields which no other method gives stand in `fields()` as they came.
///
/// A `401`, and a body that announces a key, are masked, and so not as they came.
fn keeps_unknown_fields(status: u16, value: &Value) {
    let text = value.to_string().to_lowercase();
    if status == 401 || text.contains("key") || text.contains("bearer") {
        return;
    }
    let Value::Object(fields) = value else { return };
    let (kept, is_success) = match braze_errors::parse(status, value.to_string()) {
        Ok(success) => (success.fields().clone(), true),
        Err(error) => (error.fields().clone(), false),
    };
    // A confirmation is no message of an error that `error` says.
    let is_confirmation =
        |message: &str| ["success", "queued"].contains(&message.to_ascii_lowercase().as_str());
    let is_fatal = fields.get("error").is_some_and(says_something);
    let is_message = |name: &str| {
        let text = fields.get(name).and_then(Value::as_str);
        text.is_some_and(|text| name != "message" || !(is_fatal && is_confirmation(text)))
    };
    let places = if is_success { &["message"][..] } else { &["message", "error", "detail"] };
    let said_by = places.iter().copied().find(|name| is_message(name));
    for (name, value) in fields {
        let is_known = name == "errors"
            || said_by == Some(name)
            || (is_success && ["send_id", "dispatch_id"].contains(&name.as_str()) && value.is_string())
            || (is_success && name.ends_with("_processed") && value.is_u64());
        assert_eq!(kept.get(name), (!is_known).then_some(value), "{name} of {status} {text}");
    }
    assert!(kept.keys().all(|name| fields.contains_key(name)), "{text}");
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => values.iter().any(says_something),
        Value::Object(fields) => !fields.is_empty(),
    }
}

/// Checks that a key which the body announces once, and repeats anywhere, reaches no output.
fn hides_a_planted_key(status: u16, plan: &[u8]) {
    let mut plan = plan.iter();
    let mut next = || plan.next().copied().unwrap_or_default();
    let key = format!("7{:02x}{:02x}-{:02x}_planted", next(), next(), next());
    let announced = match next() % 10 {
        0 => format!("Invalid API key: {key}"),
        1 => format!("invalid api_key=\"{key}\". Check it."),
        2 => format!("Unauthorized: Bearer {key}"),
        3 => format!("apikey : <{key}>, again {key}"),
        4 => format!("The API-Key of this call: {key}!"),
        5 => format!("API \u{a0}key {key} is unknown"),
        6 => format!("no app_group_id = {key}"),
        7 => format!("Authorization: Basic {}", key.to_uppercase()),
        8 => format!("API key '{}' has expired", key.replace('-', "")),
        _ => format!("BEARER {key}"),
    };
    let mut body = json!({ "message": announced, "fields": json_from(&mut plan, 3) });
    plant(&mut body, &key);
    for output in outputs(status, body.to_string().as_bytes()) {
        assert!(!output.contains(&key), "{status} {body}\n{output}");
    }
}

/// Puts the key where the plan has a place for it.
fn plant(value: &mut Value, key: &str) {
    match value {
        Value::String(text) => *text = text.replace(KEY, key),
        Value::Array(values) => values.iter_mut().for_each(|value| plant(value, key)),
        Value::Object(fields) => {
            let planted = std::mem::take(fields).into_iter().map(|(name, mut value)| {
                plant(&mut value, key);
                (name.replace(KEY, key), value)
            });
            fields.extend(planted);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Everything that can be printed or stored of a response.
pub fn outputs(status: u16, body: &[u8]) -> Vec<String> {
    let mut outputs = match braze_errors::parse(status, body) {
        Ok(success) => {
            let minor_errors = success.minor_errors().iter().map(ToString::to_string);
            let mut outputs: Vec<String> = minor_errors.collect();
            outputs.push(format!("{success} {success:?} {success:#?}"));
            outputs.extend(serde_json::to_string(&success));
            outputs.push(format!("{:?}{:?}", success.send_id(), success.fields()));
            outputs
        }
        Err(error) => {
            let minor_errors = error.minor_errors().iter().map(ToString::to_string);
            let mut outputs: Vec<String> = minor_errors.collect();
            outputs.push(format!("{error} {error:#} {error:?} {error:#?}"));
            outputs.push(format!("{:?}{:?}", error.message(), error.fields()));
            outputs.extend(serde_json::to_string(&error));
            for locale in Locale::ALL {
                let localized = error.in_locale(*locale);
                outputs.push(format!("{localized} {localized:#} {localized:?}"));
                outputs.push(localized.html() + &localized.markdown());
                outputs.extend(serde_json::to_string(&localized.problem()));
            }
            let boxed: Box<dyn std::error::Error> = Box::new(error);
            outputs.push(format!("{boxed} {boxed:?}"));
            outputs
        }
    };
    outputs.retain(|output| !output.is_empty());
    outputs
}

/// Stands for the planted key in a plan's strings.
const KEY: &str = "\u{1}";

const NAMES: [&str; 19] = [
    "message",
    "error",
    "detail",
    "errors",
    "type",
    "input_array",
    "index",
    "id",
    "parameters",
    "parameter_values",
    "send_id",
    "dispatch_id",
    "attributes_processed",
    "events_processed",
    "api_key",
    "request",
    "",
    "é\n",
    KEY,
];

const WORDS: [&str; 22] = [
    "success",
    "queued",
    "Bad Request",
    "Bad Request: send_at",
    "bad  request!",
    "No Recipients",
    "Invalid API key",
    "Invalid API key: abc",
    "bearer",
    "'external_id' is required",
    "time",
    "",
    " ",
    ":",
    "\u{1b}[31m",
    "\"<b>\"",
    "日本語",
    "\u{0}",
    KEY,
    "{:,\u{1}\u{1}=\u{1}",
    "(\u{1})",
    "und \u{1}.",
];

/// The JSON value that these bytes plan.
fn json_from(plan: &mut Iter<'_, u8>, depth: usize) -> Value {
    let mut next = || usize::from(plan.next().copied().unwrap_or_default());
    let kind = next();
    match (kind % 10, depth) {
        (0, _) => Value::Null,
        (1, _) => (kind >= 128).into(),
        (2, _) => Value::from(i64::try_from(next()).unwrap_or_default() - 8),
        (3, _) => Value::from(1_000_000_007_u64 * next() as u64),
        (4, _) => json!(0.5),
        (5 | 6, 0) | (7, _) => WORDS[next() % WORDS.len()].into(),
        (5, _) => {
            let length = next() % 5;
            (0..length).map(|_| json_from(plan, depth - 1)).collect()
        }
        (_, 0) => WORDS[kind % WORDS.len()].into(),
        _ => {
            let length = next() % 6;
            let fields = (0..length).map(|_| {
                let name = usize::from(plan.next().copied().unwrap_or_default()) % NAMES.len();
                (NAMES[name].to_owned(), json_from(plan, depth - 1))
            });
            Value::Object(fields.collect::<Map<_, _>>())
        }
    }
}
