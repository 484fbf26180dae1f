//! Sends with the crate `braze`, an unofficial SDK, and says in the reader's language what its errors mean.
//!
//! ```console
//! $ cargo run -p braze-errors-examples --bin sdk -- fr
//! ```
//!
//! Without a locale, it is the one that the user of this computer prefers.

use std::error::Error;
use std::time::{Duration, SystemTime};

use braze::Client;
use braze::messaging::{SendMessagesRequest, SendMessagesResponse};
use braze_errors::{ApiError, Locale, Repeat};
use braze_errors_examples::PlayedBraze;

const API_KEY: &str = "5e0f7a1c-played-key";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args().nth(1);
    let locale = named.map_or_else(Locale::from_system, |tag| Locale::negotiate(&tag));
    let played = PlayedBraze::start()?;
    for answer in PlayedBraze::answers() {
        println!("\n{answer}");
        // Braze itself needs one client, and its own URL, such as `https://rest.fra-01.braze.eu`.
        let client = Client::builder().api_key(API_KEY).base_url(played.url("", answer)).build()?;
        print(&send(&client).await, locale);
    }
    Ok(())
}

async fn send(client: &Client) -> braze::Result<SendMessagesResponse> {
    let request =
        SendMessagesRequest { external_user_ids: vec!["ada".into()], ..SendMessagesRequest::default() };
    client.messaging().send_messages(&request).send().await
}

/// What Braze answered, typed; none where the SDK failed before there was an answer.
fn answered(error: &braze::Error) -> Option<ApiError> {
    let braze::Error::Api { status, retry_after, body } = error else { return None };
    // The header counts whole seconds.
    let headers = retry_after.map(|wait| ("Retry-After", (wait.as_secs() + 1).to_string()));
    braze_errors::parse_parts(*status, headers, body).err()
}

fn print(result: &braze::Result<SendMessagesResponse>, locale: Locale) {
    let error = match result {
        Ok(sent) => return println!("  ✓ {}", sent.dispatch_id.as_deref().unwrap_or("sent")),
        Err(error) => error,
    };
    let Some(answer) = answered(error) else { return println!("  ✗ {error}") };
    println!("  ✗ {}", answer.in_locale(locale).text().replace('\n', "\n    "));
    match answer.endpoint_errors() {
        [] => println!("    {:?}", answer.causes()),
        errors => println!("    {errors:?}"),
    }
    // It repeats no message that might have been sent: say `Repeat::Safe` of a call that only reads.
    let now = SystemTime::now();
    match answer.retry(now).given(Repeat::Unsafe).delay(now, Duration::from_secs(1)) {
        Some(wait) => println!("    ↻ {wait:?}"),
        None => println!("    ↻ –"),
    }
}
