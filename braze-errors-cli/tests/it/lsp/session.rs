//! What somebody sees who edits pages.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::{Catalog, checked, shown, told};
use crate::support::pages::{ENGLISH, FRENCH, page, write};

/// What can be done at the place of what stands once on a page, by title.
fn actions(client: &mut Client, path: &Path, at: &str) -> Vec<Value> {
    let position = client.place(path, at);
    let range = json!({ "start": position, "end": position });
    let context = json!({ "diagnostics": [] });
    let params = json!({ "textDocument": { "uri": uri(path) }, "range": range, "context": context });
    client.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

/// The one of these actions whose title begins so.
fn titled(actions: &[Value], title: &str) -> Value {
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    let found = actions.iter().zip(&titles).find(|(_, of)| of.starts_with(title));
    found.unwrap_or_else(|| panic!("{titles:?}")).0.clone()
}

#[test]
fn a_finding_appears_at_the_keystroke_that_causes_it_and_an_action_mends_it() {
    let catalog = Catalog::new();
    let (en, fr) = (catalog.page("en"), catalog.page("fr"));
    let mut client = catalog.client();
    assert_eq!(client.diagnostics.keys().collect::<Vec<_>>(), [&uri(&en), &uri(&fr)]);
    assert!(client.diagnostics.values().all(Vec::is_empty), "{:?}", client.diagnostics);
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    let found = client.found(&fr);
    insta::assert_snapshot!("finding", shown(&Value::from(found.clone()), &catalog.folder));

    let offered = actions(&mut client, &fr, "7 appels");
    insta::assert_snapshot!("actions", shown(&Value::from(offered.clone()), &catalog.folder));
    let mend = titled(&offered, "Write `75`");
    assert_eq!(mend["diagnostics"], Value::from(found));
    client.apply(&mend["edit"]);
    assert_eq!(client.rules(&fr), [""; 0]);
    assert_eq!(client.text(&fr), page(&FRENCH));
    fs::write(&fr, client.text(&fr)).unwrap();
    assert_eq!(told(&mut client, &catalog.folder), checked(&catalog));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_change_of_the_source_is_found_on_every_page() {
    let catalog = Catalog::new();
    let (en, fr) = (catalog.page("en"), catalog.page("fr"));
    let mut client = catalog.client();
    client.open(&en);
    client.write_over(&en, "75 calls", "80 calls");
    assert_eq!(client.rules(&fr), ["stale", "number"]);
    let found = client.found(&fr);
    let stale = &found[0];
    assert_eq!(
        stale["message"].as_str().unwrap().lines().next().unwrap(),
        "found a translation of `429 Slow Down` as it was before the source changed: `75` became `80`"
    );
    assert_eq!(stale["relatedInformation"][0]["location"]["uri"], uri(&en));

    // The English text is as unsaved as the French one.
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 80");
    assert_eq!(client.rules(&fr), ["stale"]);
    let accept = titled(&actions(&mut client, &fr, "Plus de"), "Accept this row");
    let command = &accept["command"];
    let asked = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.ask("workspace/executeCommand", asked);
    assert_eq!(client.rules(&fr), [""; 0]);
    for path in [&en, &fr] {
        fs::write(path, client.text(path)).unwrap();
    }
    assert_eq!(catalog.run(&["check", "--deny", "warnings"]).code, Some(0));
}

#[test]
fn what_is_right_is_excused_once_somebody_says_why() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    let excuse = titled(&actions(&mut client, &fr, "7 appels"), "Excuse this `number`");
    client.apply(&excuse["edit"]);
    assert_eq!(client.rules(&fr), ["number", "unused-excuse"]);
    client.write_over(&fr, "allow(number)", "allow(number) the French limit differs");
    assert_eq!(client.rules(&fr), [""; 0]);
}

#[test]
fn all_that_has_one_right_answer_is_mended_at_once() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    client.write_over(&fr, "404 Not Found", "404 NotFound");
    client.write_over(&fr, "étiquette", "é\u{200b}tiquette");
    assert_eq!(client.rules(&fr), ["invisible-character", "changed-code", "number"]);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    for (only, count) in [("source.fixAll", 1), ("source", 1), ("quickfix", 0), ("sourcefix", 0)] {
        let context = json!({ "diagnostics": [], "only": [only] });
        let params = json!({ "textDocument": { "uri": uri(&fr) }, "range": range, "context": context });
        let actions = client.ask("textDocument/codeAction", params);
        assert_eq!(actions.as_array().unwrap().len(), count, "{only}");
        if only == "source.fixAll" {
            assert_eq!(actions[0]["kind"], only);
            client.apply(&actions[0]["edit"]);
            assert_eq!(client.text(&fr), page(&FRENCH));
            client.write_over(&fr, "de 75", "de 7");
        }
    }
    fs::write(&fr, client.text(&fr)).unwrap();
    assert_eq!(catalog.run(&["check", "--fix"]).code, Some(0));
    assert_eq!(fs::read_to_string(&fr).unwrap(), page(&FRENCH));
}

#[test]
fn an_edit_names_the_version_that_it_is_for() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut client = Client::with(&[&catalog.folder], &capabilities);
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    let mend = titled(&actions(&mut client, &fr, "7 appels"), "Write `75`");
    let document = &mend["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(document, &json!({ "uri": uri(&fr), "version": 2 }));
}

#[test]
fn a_row_is_shown_with_its_source() {
    let catalog = Catalog::new();
    let (en, fr) = (catalog.page("en"), catalog.page("fr"));
    let shows = json!({ "hover": { "contentFormat": ["markdown", "plaintext"] } });
    let capabilities = json!({ "textDocument": shows });
    let mut client = Client::with(&[&catalog.folder], &capabilities);
    client.open(&fr);
    client.open(&en);
    let hover = |client: &mut Client, path: &Path, of: &str| {
        client.ask_at("textDocument/hover", path, of)["contents"]["value"].as_str().unwrap().to_owned()
    };
    insta::assert_snapshot!("hover", hover(&mut client, &fr, "de 75"));
    assert_eq!(client.ask_at("textDocument/hover", &fr, "# Errors"), Value::Null);
    client.write_over(&en, "75 calls", "80 calls");
    insta::assert_snapshot!("hover-stale", hover(&mut client, &fr, "de 75"));
    insta::assert_snapshot!("hover-source", hover(&mut client, &en, "80 calls"));
    // To a client that shows no Markdown, nothing is marked.
    let mut client = catalog.client();
    client.open(&fr);
    insta::assert_snapshot!("hover-plain", hover(&mut client, &fr, "de 75"));
}

#[test]
fn a_row_leads_to_its_source_s_and_to_those_of_all_locales() {
    let catalog = Catalog::new();
    let (en, fr) = (catalog.page("en"), catalog.page("fr"));
    let mut client = catalog.client();
    client.open(&fr);
    let code = |path: &Path, line: u32| {
        let [start, end] = [2, 17].map(|character| json!({ "line": line, "character": character }));
        json!({ "uri": uri(path), "range": { "start": start, "end": end } })
    };
    let place = client.place(&fr, "dépôt");
    assert_eq!(client.ask_at("textDocument/definition", &fr, "dépôt"), code(&en, 6));
    for (with_source, expected) in
        [(true, json!([code(&en, 6), code(&fr, 6)])), (false, json!([code(&fr, 6)]))]
    {
        let context = json!({ "includeDeclaration": with_source });
        let params = json!({ "textDocument": { "uri": uri(&fr) }, "position": place, "context": context });
        assert_eq!(client.ask("textDocument/references", params), expected);
    }
}

#[test]
fn a_missing_row_is_offered_where_it_is_to_be_written() {
    let catalog = Catalog::new();
    let fr = catalog.page("fr");
    let mut client = catalog.client();
    client.open(&fr);
    let [row, other] = [2, 0].map(|index| page(&FRENCH).lines().nth(5 + index).unwrap().to_owned());
    client.write_over(&fr, &format!("{other}\n"), "");
    client.write_over(&fr, &row, "| `40§");
    client.write_over(&fr, "§", "");
    let position = json!({ "line": 6, "character": 5 });
    let at = json!({ "textDocument": { "uri": uri(&fr) }, "position": position });
    let offered = client.ask("textDocument/completion", at);
    insta::assert_snapshot!("completion", shown(&offered, &catalog.folder));
    let edit = &offered[0]["textEdit"];
    client.apply(&json!({ "changes": { uri(&fr): [edit] } }));
    assert_eq!(client.rules(&fr), ["missing-row", "untranslated"]);
    assert_eq!(client.ask_at("textDocument/completion", &fr, "`429"), Value::Null);
    assert_eq!(client.ask_at("textDocument/completion", &fr, "# Errors"), Value::Null);
}

#[test]
fn a_missing_row_is_written_where_it_belongs() {
    for line_end in ["\n", "\r\n"] {
        for index in 0..FRENCH.len() {
            let catalog = Catalog::new();
            let (fr, whole) = (catalog.page("fr"), page(&FRENCH).replace('\n', line_end));
            let row = whole.split_inclusive('\n').nth(4 + index).unwrap();
            let mut client = catalog.client();
            client.open_text(&fr, &whole.replace(row, ""));
            assert_eq!(client.rules(&fr), ["missing-row"]);
            let beside = FRENCH[if index < 3 { index + 1 } else { 2 }].split_once(" = ").unwrap().0;
            let write = titled(&actions(&mut client, &fr, beside), "Write the source's row");
            client.apply(&write["edit"]);
            let english = page(&ENGLISH).lines().nth(4 + index).unwrap().to_owned();
            let written = whole.replace(row.trim_end(), &english);
            assert_eq!(client.text(&fr), written);
        }
    }
}

#[test]
fn several_folders_have_their_own_catalogs() {
    let [first, second] = [Catalog::new(), Catalog::new()];
    let mut client = Client::with(&[&first.folder, &second.folder], &json!({}));
    assert_eq!(client.diagnostics.len(), 4);
    let fr = second.page("fr");
    client.open(&fr);
    client.write_over(&fr, "de 75", "de 7");
    assert_eq!(client.rules(&fr), ["number"]);
    assert_eq!(told(&mut client, &second.folder).len(), 1);

    let third = Catalog::new();
    let folder = |catalog: &Catalog| json!({ "uri": uri(&catalog.folder), "name": "docs" });
    let event = json!({ "added": [folder(&third)], "removed": [folder(&first)] });
    client.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    client.settle();
    assert!(client.diagnostics.contains_key(&uri(&third.page("en"))));
    // A page that is open keeps its catalog.
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [], "removed": [folder(&second)] } }),
    );
    assert_eq!(client.rules(&fr), ["number"]);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&fr) } }));
    assert_eq!(client.rules(&fr), [""; 0]);
}

#[test]
fn a_folder_may_have_any_name() {
    let catalog = Catalog::new();
    let folder = catalog.folder.join("[locale] é|50%");
    for below in ["braze-errors.toml", "docs/en/errors.md", "docs/fr/errors.md"] {
        write(&folder, [(below, fs::read_to_string(catalog.file(below)).unwrap())]);
    }
    let page = "docs/fr/errors.md";
    let text = fs::read_to_string(folder.join(page)).unwrap().replace("75", "7");
    let root = uri(&catalog.folder);
    let right = "%5Blocale%5D%20%C3%A9%7C50%25";
    for named in [right, "[locale] é|50%25"] {
        let mut client = Client::start();
        let folders = json!([{ "uri": format!("{root}/{named}"), "name": "" }]);
        client.ask("initialize", json!({ "capabilities": {}, "workspaceFolders": folders }));
        let document = json!({ "uri": format!("{root}/{named}/{page}"), "languageId": "markdown", "version": 1, "text": text });
        client.tell("textDocument/didOpen", json!({ "textDocument": document }));
        client.settle();
        let found = &client.diagnostics[&format!("{root}/{right}/{page}")];
        assert!(found.iter().any(|found| found["code"] == "number"), "{named}: {found:?}");
        assert_eq!(client.diagnostics.len(), 2, "{named}");
    }
}

#[test]
fn a_page_alone_finds_its_catalog() {
    let catalog = Catalog::new();
    let mut client = Client::with(&[], &json!({}));
    client.open(&catalog.page("fr"));
    client.settle();
    assert_eq!(client.diagnostics.len(), 2);
    // What is no page of a catalog has nothing to say.
    let readme = catalog.file("README.md");
    client.open_text(&readme, "| `404` | x |\n|---|\n");
    client.settle();
    assert_eq!(client.diagnostics.len(), 2);
    assert_eq!(client.ask_at("textDocument/hover", &readme, "404"), Value::Null);
}

#[test]
fn what_changes_on_the_disk_is_followed() {
    let catalog = Catalog::new();
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::with(&[&catalog.folder], &capabilities);
    assert_eq!(client.requests[0].method, "client/registerCapability");
    insta::assert_snapshot!("watched", shown(&client.requests[0].params, &catalog.folder));
    let (fr, configuration) = (catalog.page("fr"), catalog.file("braze-errors.toml"));
    let changed = |client: &mut Client, path: &Path| {
        let changes = json!([{ "uri": uri(path), "type": 2 }]);
        client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        client.settle();
    };

    fs::remove_file(&fr).unwrap();
    changed(&mut client, &fr);
    assert_eq!(client.rules(&fr), ["unreadable-page"]);
    // A new file that isn't saved yet.
    client.open_text(&fr, &page(&FRENCH));
    assert_eq!(client.rules(&fr), [""; 0]);
    write(&catalog.folder, [("docs/fr/errors.md", page(&FRENCH)), ("docs/de/errors.md", page(&FRENCH))]);
    changed(&mut client, &fr);
    assert_eq!(client.rules(&catalog.page("de")), ["unlisted-page"]);

    let described = fs::read_to_string(&configuration).unwrap();
    fs::write(&configuration, described.replace("'fr'", "'fr', 'de'")).unwrap();
    changed(&mut client, &configuration);
    assert!(client.rules(&catalog.page("de")).contains(&"other-language".to_owned()));
    fs::write(&configuration, described.replace("source =", "sauce =")).unwrap();
    changed(&mut client, &configuration);
    let broken = shown(&Value::from(client.found(&configuration)), &catalog.folder);
    insta::assert_snapshot!("configuration", broken.replace(catalog.folder.to_str().unwrap(), "…"));
    assert_eq!(told(&mut client, &catalog.folder).len(), 1);
    fs::remove_file(&configuration).unwrap();
    changed(&mut client, &configuration);
    assert_eq!(told(&mut client, &catalog.folder).len(), 0);
    fs::write(&configuration, described).unwrap();
    changed(&mut client, &configuration);
    assert_eq!(client.rules(&catalog.page("de")), ["unlisted-page"]);
}

#[test]
fn a_call_that_the_configuration_file_names_describes_its_pages() {
    let catalog = Catalog::new();
    let call = "error_catalog! { pub enum E; pub enum L; pages = \"docs/{locale}/errors.md\", source = \"en\", \
        lock = \"docs/catalog.lock\", locales = [\"en\", \"fr\"] }";
    write(
        &catalog.folder,
        [
            ("Cargo.toml", "[package]\nname = \"parcel\"\n[workspace]\n".to_owned()),
            ("src/lib.rs", call.to_owned()),
            ("braze-errors.toml", "catalog = 'src/lib.rs'\n[levels]\nnumber = 'warn'\n".to_owned()),
        ],
    );
    let fr = catalog.page("fr");
    fs::write(&fr, page(&FRENCH).replace("75", "7")).unwrap();
    let mut client = catalog.client();
    let told = told(&mut client, &catalog.folder);
    assert_eq!(told, checked(&catalog));
    assert_eq!(told.keys().collect::<Vec<_>>(), ["docs/catalog.lock", "docs/fr/errors.md"]);
    assert_eq!(client.found(&fr)[0]["severity"], 2);

    // The call is followed, and no other Rust file.
    let library = catalog.file("src/lib.rs");
    fs::write(&library, call.replace("\"fr\"]", "\"fr\", \"de\"]")).unwrap();
    for (file, is_followed) in [("src/main.rs", false), ("src/lib.rs", true)] {
        let changes = json!([{ "uri": uri(&catalog.file(file)), "type": 2 }]);
        client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
        client.settle();
        assert_eq!(client.rules(&catalog.page("de")).is_empty(), !is_followed, "{file}");
    }
}

#[test]
fn places_are_counted_as_both_agree() {
    for (offered, taken, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 29),
        (json!(["utf-16"]), "utf-16", 27),
        (json!(null), "utf-16", 27),
    ] {
        let catalog = Catalog::new();
        let fr = catalog.page("fr");
        let mut client = Client::start();
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let answer = client.ask(
            "initialize",
            json!({ "processId": null, "rootUri": uri(&catalog.folder), "capabilities": capabilities }),
        );
        assert_eq!(answer["capabilities"]["positionEncoding"], taken);
        client.tell("initialized", json!({}));
        client.open(&fr);
        // A box takes four bytes, and two units.
        let text = client.text(&fr).replace("Plus de 75", "\u{1f4e6} Plus de 7");
        client.change_by(&fr, &json!([{ "text": text }]));
        let found = client.found(&fr);
        assert_eq!(found[0]["range"]["start"], json!({ "line": 7, "character": column + 4 }), "{taken}");
        // The character behind the box goes, and the number with it.
        let at = |character| json!({ "line": 7, "character": character });
        let change = json!({ "range": { "start": at(column + 4), "end": at(column + 5) }, "text": "75" });
        client.change_by(&fr, &json!([change]));
        assert_eq!(client.rules(&fr), [""; 0], "{taken}");
    }
}
