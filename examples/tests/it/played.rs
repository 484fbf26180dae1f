//! The played Braze answers in documented shapes alone.

use std::path::Path;

use braze_errors_examples::PlayedBraze;
use reqwest::Client;
use serde_json::Value;

/// What the documentation shows of the bodies that are played: the fields of each.
const TRANSACTIONAL: &[&str] = &["dispatch_id", "status", "metadata"];
const SENT: &[&str] = &["dispatch_id", "message", "errors"];
const REFUSED: &[&str] = &["message", "errors"];
/// Those of an entry of `errors` that the endpoints of catalogs have.
const OF_ITEM: [&str; 4] = ["id", "message", "parameters", "parameter_values"];

/// The top-level fields that the recorded facts have for a success of this endpoint, and for any answer, where they lie
/// beside the workspace.
fn recorded(endpoint: &str) -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/upstream-endpoints");
    let read = |table: &str| std::fs::read_to_string(folder.join(table)).ok();
    let successes = read("success.tsv")?;
    let success =
        successes.lines().find(|line| line.split('\t').next() == Some(endpoint))?.split('\t').nth(2)?;
    let errors = read("errors.tsv")?;
    let general = errors.lines().find(|line| line.starts_with("general"))?.split('\t').nth(4)?;
    let general: Value = serde_json::from_str(general).ok()?;
    let names = success.split(", ").filter_map(|name| name.split(' ').next()).map(str::to_owned);
    Some(names.chain(general.as_object()?.keys().cloned()).collect())
}

fn is_of_item(error: &Value) -> bool {
    let is_shaped = |name: &str| match (name, &error[name]) {
        ("id" | "message", value) => value.is_string(),
        (_, value) => value.as_array().is_some_and(|values| values.iter().all(Value::is_string)),
    };
    error.as_object().is_some_and(|error| error.len() == OF_ITEM.len()) && OF_ITEM.into_iter().all(is_shaped)
}

async fn answer(client: &Client, url: String) -> Option<(u16, Value)> {
    let response = client.post(url).json(&Value::Null).send().await.expect("it answers");
    let status = response.status().as_u16();
    // What is cut short or no JSON comes from what stands in between.
    Some((status, serde_json::from_slice(&response.bytes().await.ok()?).ok()?))
}

#[tokio::test]
async fn every_answer_has_a_documented_shape() {
    let braze = PlayedBraze::start().expect("it starts");
    let client = Client::builder().no_proxy().build().expect("a client needs nothing");
    let mut silent = Vec::new();
    for (path, endpoint, success) in [
        ("/messages/send", "POST /messages/send", SENT),
        (
            "/transactional/v1/campaigns/c/send",
            "POST /transactional/v1/campaigns/{campaign_id}/send",
            TRANSACTIONAL,
        ),
    ] {
        let recorded = recorded(endpoint);
        for name in PlayedBraze::answers() {
            let Some((status, body)) = answer(&client, braze.url(path, name)).await else {
                silent.push(name);
                continue;
            };
            let fields = body.as_object().expect("an answer is an object");
            let shape = if status < 300 { success } else { REFUSED };
            for (field, value) in fields {
                assert!(shape.contains(&field.as_str()), "{name}: {field} of {body}");
                assert!(
                    recorded.as_ref().is_none_or(|recorded| recorded.contains(field)),
                    "{name}: {field} of {body}"
                );
                let is_shaped = match field.as_str() {
                    "errors" => {
                        let is_entry = if name == "CatalogNotFound" { is_of_item } else { Value::is_string };
                        value.as_array().is_some_and(|errors| errors.iter().all(is_entry))
                    }
                    "metadata" => value.is_object(),
                    _ => value.is_string(),
                };
                assert!(is_shaped, "{name}: {field} of {body}");
            }
        }
    }
    silent.sort_unstable();
    silent.dedup();
    assert_eq!(silent, ["BadGateway", "CutShort"]);
}
