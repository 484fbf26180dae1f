//! Clients that break the protocol, and what the server makes of them.

use lsp_server::Message;
use serde_json::{Value, json};

use super::Catalog;
use super::client::{Client, uri};

/// A message's bytes.
fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

#[test]
fn what_is_no_message_is_answered_and_survived() {
    let catalog = Catalog::new();
    let mut client = catalog.client();
    for (sent, id) in [
        ("{ no JSON", Value::Null),
        ("\"text\"", Value::Null),
        ("[]", Value::Null),
        ("{}", Value::Null),
        (&"[".repeat(100_000), Value::Null),
        ("{ \"id\": 7, \"method\": 8 }", json!(7)),
        ("{ \"id\": \"seven\", \"method\": null }", json!("seven")),
        ("", Value::Null),
    ] {
        client.send_raw(&framed(sent));
        assert_eq!(client.raw_error()["id"], id, "{}", &sent[..sent.len().min(40)]);
    }
    // Answers to nothing, headers of nothing, and bytes that are no text.
    client.send_raw(&framed("{ \"jsonrpc\": \"2.0\", \"id\": 99 }"));
    client.send_raw(b"what is this?\r\n\r\nContent-Length: many\r\n\r\n\xff\xfe\r\n\r\n");
    client.settle();
    // A header that says less than there is.
    client.send_raw(b"Content-Length: 2\r\n\r\n{ \"id\": 5 }");
    assert_eq!(client.raw_error()["error"]["code"], -32700);
    client.settle();
    client.send_raw(b"Content-Type: x\r\ncontent-length:2\r\n\r\n\xff\xfe");
    assert_eq!(client.raw_error()["error"]["code"], -32700);
    client.settle();
    assert_eq!(client.end(), Some(0));
}

#[test]
fn parameters_that_make_no_sense_are_refused_or_passed_over() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    let unknown = json!({ "uri": uri(&catalog.file("unknown.md")), "version": 1 });
    let odd = [
        Value::Null,
        json!([]),
        json!({}),
        json!({ "textDocument": 5 }),
        json!({ "textDocument": { "uri": "no uri at all" } }),
        json!({ "textDocument": { "uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "x" } }),
        json!({ "textDocument": unknown, "contentChanges": [{ "text": "x" }] }),
        json!({ "textDocument": unknown, "position": { "line": 0, "character": 0 } }),
        json!({ "textDocument": { "uri": uri(&fr) }, "position": { "line": -1, "character": 1e40 } }),
        json!({ "event": { "added": [{ "uri": "https://example.com", "name": "" }], "removed": [] } }),
        json!({ "command": "braze-errors.accept", "arguments": [] }),
        json!({ "command": "braze-errors.accept", "arguments": [{ "uri": uri(&fr), "variant": "Nobody", "locale": "xx" }] }),
        json!({ "command": "rm", "arguments": ["-rf"] }),
    ];
    for params in odd {
        for method in [
            "textDocument/didOpen",
            "textDocument/didChange",
            "textDocument/didClose",
            "textDocument/didSave",
            "workspace/didChangeWorkspaceFolders",
            "workspace/didChangeWatchedFiles",
            "initialized",
            "$/setTrace",
            "none",
        ] {
            client.tell(method, params.clone());
        }
        for method in [
            "textDocument/hover",
            "textDocument/definition",
            "textDocument/references",
            "textDocument/completion",
            "textDocument/codeAction",
            "workspace/executeCommand",
            "$/none",
            "none",
        ] {
            if let Err((code, why)) = client.try_ask(method, params.clone()) {
                assert!(
                    [-32601, -32602, -32803].contains(&code) && !why.is_empty(),
                    "{method} {params}: {code} {why}"
                );
            }
        }
    }
    let nobody = json!([{ "uri": uri(&fr), "variant": "Nobody", "locale": null }]);
    let refused = client.try_ask(
        "workspace/executeCommand",
        json!({ "command": "braze-errors.accept", "arguments": nobody }),
    );
    assert!(refused.unwrap_err().1.starts_with("found no row `Nobody` on the pages"));
    assert_eq!(client.rules(&fr), [""; 0]);
}

#[test]
fn ranges_out_of_bounds_are_the_nearest_within() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    let far = json!({ "line": u32::MAX, "character": u32::MAX });
    let ranges = [
        (far.clone(), far.clone(), "\n"),
        (far.clone(), json!({ "line": 0, "character": 0 }), "x"),
        (json!({ "line": 6, "character": 9999 }), json!({ "line": 6, "character": 99999 }), " |"),
    ];
    for (start, end, text) in ranges {
        client.change_by(&fr, &json!([{ "range": { "start": start, "end": end }, "text": text }]));
        client.settle();
        for method in ["hover", "definition", "completion"] {
            let at = json!({ "textDocument": { "uri": uri(&fr) }, "position": far });
            client.ask(&format!("textDocument/{method}"), at);
        }
        let range = json!({ "start": end, "end": start });
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": { "uri": uri(&fr) }, "range": range, "context": context });
        client.ask("textDocument/codeAction", params);
    }
    assert!(!client.rules(&fr).is_empty());
    client.change_by(&fr, &json!([]));
    client.settle();
}

#[test]
fn nothing_is_answered_before_the_beginning_nor_behind_the_end() {
    let catalog = Catalog::new();
    let mut client = Client::start();
    let refused = client.try_ask("textDocument/hover", json!({}));
    assert_eq!(refused.unwrap_err().0, -32002);
    client.open(&catalog.page("fr"));
    let begun = client.ask(
        "initialize",
        json!({ "capabilities": { "general": 5, "workspace": [] }, "workspaceFolders": null }),
    );
    assert_eq!(begun["serverInfo"]["name"], "braze-errors");
    assert_eq!(client.try_ask("initialize", json!({})).unwrap_err().0, -32600);
    client.ask("shutdown", Value::Null);
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap_err().0, -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
    // What was told too early is nobody's.
    assert!(client.diagnostics.is_empty());
}

#[test]
fn an_end_without_shutdown_is_a_failure() {
    let mut client = Client::start();
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));

    let catalog = Catalog::new();
    let mut client = catalog.client();
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));

    // A client that dies in the middle of a message.
    let mut client = catalog.client();
    client.send_raw(b"Content-Length: 99999999999999\r\n\r\n{");
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn a_client_that_reads_late_is_waited_for() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    // More than any pipe holds is told and answered before anything is read.
    for id in 0..2000 {
        let text = if id % 2 == 0 { "x".repeat(200) } else { "| a |\n".repeat(20) };
        client.change_by(&fr, &json!([{ "text": text }]));
        let params =
            json!({ "textDocument": { "uri": uri(&fr) }, "position": { "line": 0, "character": 0 } });
        client.send_raw(&framed(
            &json!({ "jsonrpc": "2.0", "id": 10_000 + id, "method": "textDocument/hover", "params": params })
                .to_string(),
        ));
    }
    let mut answered = 0;
    while answered < 2000 {
        answered += usize::from(matches!(client.read(), Message::Response(_)));
    }
    assert_eq!(client.end(), Some(0));
}
