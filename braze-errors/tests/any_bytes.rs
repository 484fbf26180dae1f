//! No bytes break the parser, and none lose the status.
#![cfg(feature = "response")]

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Map, Value, json};

#[path = "invariants/response.rs"]
pub mod invariants;
use invariants::keeps_the_status;

/// JSON of the shapes that the API answers, and of all others.
fn body() -> impl Strategy<Value = Value> {
    let word = || {
        prop_oneof![
            Just("success".to_owned()),
            Just("queued".to_owned()),
            Just("Bad Request: send_at".to_owned()),
            Just("Invalid API key: abc".to_owned()),
            "[ -~]{0,20}",
            any::<String>(),
        ]
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    let key = prop_oneof![
        Just("message".to_owned()),
        Just("error".to_owned()),
        Just("errors".to_owned()),
        Just("type".to_owned()),
        Just("input_array".to_owned()),
        Just("index".to_owned()),
        Just("id".to_owned()),
        Just("parameters".to_owned()),
        Just("parameter_values".to_owned()),
        Just("send_id".to_owned()),
        any::<String>(),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            proptest::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_plan_a_response(bytes in any::<Vec<u8>>()) {
        invariants::check(&bytes);
    }

    #[test]
    fn any_bytes_keep_the_status(status in any::<u16>(), body in any::<Vec<u8>>()) {
        keeps_the_status(status, &body);
    }

    #[test]
    fn any_json_keeps_the_status(status in any::<u16>(), body in body()) {
        keeps_the_status(status, body.to_string().as_bytes());
    }

    #[test]
    fn a_body_cut_short_keeps_the_status(status in any::<u16>(), body in body(), at in any::<proptest::sample::Index>()) {
        let body = body.to_string();
        keeps_the_status(status, &body.as_bytes()[..at.index(body.len() + 1)]);
    }

    #[test]
    fn any_minor_error_serializes_as_it_came(error in body()) {
        let body = json!({ "message": "success", "errors": [error] });
        // Where a key is announced, what is masked is not as it came.
        if !body.to_string().to_lowercase().contains("key") && !body.to_string().to_lowercase().contains("bearer") {
            let success = braze_errors::parse(201, body.to_string()).unwrap();
            let serialized = serde_json::to_value(success.minor_errors()).unwrap();
            let sent = serde_json::from_str::<Value>(&body.to_string()).unwrap()["errors"].take();
            // What says nothing is no minor error.
            assert!(serialized == sent || success.minor_errors().is_empty(), "{body}");
        }
    }
}

#[test]
fn deep_and_large_bodies_are_read_or_refused_quickly() {
    let depth = 100_000;
    for body in [
        "[".repeat(depth),
        format!("{{\"message\":{}1{}}}", "[".repeat(depth), "]".repeat(depth)),
        format!("{{\"message\":\"Bad Request{}\"}}", ":".repeat(1 << 20)),
        format!("{{\"message\":\"API key: {}\"}}", "a1b2c3d4 ".repeat(1 << 15)),
        format!("{{\"message\":\"{}\"}}", "API key: ".repeat(1 << 14)),
        format!("{{\"message\":\"{}\"}}", "API key 'a1b2 ".repeat(1 << 14)),
        format!("{{\"message\":\"{}\"}}", "Authorization of ".repeat(1 << 14)),
        format!("{{\"message\":\"{}\"}}", "api_key".repeat(1 << 14)),
        json!({ "x ".repeat(1 << 14): vec![1; 1 << 14] }).to_string(),
        json!({ "message": "Bad Request", "errors": vec!["API key 0123456789 send_at"; 1 << 14] })
            .to_string(),
    ] {
        keeps_the_status(401, body.as_bytes());
        keeps_the_status(400, body.as_bytes());
    }
}
