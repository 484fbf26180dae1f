//! What is written to a log is one line, and steers neither a terminal nor an eye.
#![cfg(feature = "response")]

use braze_errors::Locale;
use serde_json::{Value, json};

/// What a server must not get into a log, each with what stands there instead.
const STEERING: [(&str, &str); 12] = [
    ("\u{1b}[31m", r"\u{1b}[31m"),
    ("\u{9b}2J", r"\u{9b}2J"),
    ("\n", r"\n"),
    ("\r\n", r"\r\n"),
    ("\t", r"\t"),
    ("\u{b}", r"\u{b}"),
    ("\u{85}", r"\u{85}"),
    ("\u{2028}", r"\u{2028}"),
    ("\u{2029}", r"\u{2029}"),
    ("\u{202e}", r"\u{202e}"),
    ("\u{2066}", r"\u{2066}"),
    ("\u{200f}", r"\u{200f}"),
];

/// Bodies that say these words in each place that is displayed.
fn bodies(words: &str) -> [Value; 9] {
    [
        json!({ "message": words }),
        json!({ "error": words }),
        json!({ "message": "No Recipients", "errors": words }),
        json!({ "message": "No Recipients", "errors": [words] }),
        json!({ "message": "success", "errors": [words] }),
        json!({ "message": "success", "errors": [{ "type": words, "input_array": words, "index": 0 }] }),
        json!({ "message": "success", "errors": [{ "id": words, "message": words }] }),
        json!({ "message": "success", "errors": [{ "message": words }] }),
        json!({ "message": "success", "errors": [{ words: [words, { "name": words }] }] }),
    ]
}

/// Everything that displays, each without its `#`.
fn displayed(status: u16, body: &Value) -> Vec<String> {
    let (minor_errors, whole) = match braze_errors::parse(status, body.to_string()) {
        Ok(success) => (success.minor_errors().to_vec(), success.to_string()),
        Err(error) => (error.minor_errors().to_vec(), error.to_string()),
    };
    minor_errors.iter().map(ToString::to_string).chain([whole]).collect()
}

#[test]
fn what_a_server_says_stays_on_one_line_and_steers_nothing() {
    for (steering, escaped) in STEERING {
        // In JSON, a text has the escapes of JSON where it has any.
        let in_json = json!(steering).to_string().trim_matches('"').replace(steering, escaped);
        for body in bodies(&format!("a{steering}b")) {
            for status in [201, 400, 401, 500] {
                for line in displayed(status, &body) {
                    assert!(!line.contains(steering), "{status} {body}: {line:?}");
                    assert!(!line.contains(char::is_control), "{status} {body}: {line:?}");
                }
                let all = displayed(status, &body).concat();
                let says = |escaped: &str| all.contains(&format!("a{escaped}b"));
                assert!(says(escaped) || says(&in_json), "{status} {body}: {all:?}");
                if let Err(error) = braze_errors::parse(status, body.to_string()) {
                    for locale in Locale::ALL {
                        for whole in [format!("{error:#}"), format!("{:#}", error.in_locale(*locale))] {
                            // The documentation has lines of its own.
                            let whole = whole.replace('\n', "");
                            assert!(!whole.contains(char::is_control), "{status} {body}: {whole:?}");
                            assert!(
                                steering == "\n" || !whole.contains(steering),
                                "{status} {body}: {whole:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}
