//! Calls Braze, says in the reader's language what it answered, and calls again where that helps.
//!
//! ```console
//! $ cargo run -p braze-errors-examples --bin send -- fr
//! ```
//!
//! Without a locale, it is the one that the user of this computer prefers.

use std::error::Error;
use std::time::{Duration, SystemTime};

use backon::{ExponentialBuilder, Retryable};
use braze_errors::{ApiError, Locale, Repeat, Success};
use braze_errors_examples::PlayedBraze;
use reqwest::Client;
use serde_json::{Value, json};

const API_KEY: &str = "5e0f7a1c-played-key";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args().nth(1);
    let locale = named.map_or_else(Locale::from_system, |tag| Locale::best_for(&tag));
    let braze = PlayedBraze::start()?;
    // A proxy can't reach a server that plays on this computer: leave this line out against Braze itself.
    let client = Client::builder().timeout(Duration::from_secs(10)).no_proxy().build()?;

    for answer in PlayedBraze::answers() {
        println!("\n{answer}");
        // Braze recognises a repeat of a transactional message by this ID, for 24 hours.
        let url = braze.url("/transactional/v1/campaigns/example/send", answer);
        let body = json!({ "external_send_id": format!("order-{answer}") });
        let result = with_retries(Repeat::Safe, || call(&client, &url, &body), locale).await;
        print(&result, locale);
    }

    // No other endpoint recognises one, so that the same failure is left alone here: the message might have
    // been sent, and would be sent twice.
    println!("\nBadGateway (Repeat::Unsafe)");
    let url = braze.url("/messages/send", "BadGateway");
    let body = json!({ "external_user_ids": ["ada"] });
    let result = with_retries(Repeat::Unsafe, || call(&client, &url, &body), locale).await;
    print(&result, locale);
    Ok(())
}

/// Calls once.
async fn call(client: &Client, url: &str, body: &Value) -> Result<Success, ApiError> {
    let response = async {
        let response = client.post(url).bearer_auth(API_KEY).json(body).send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok::<_, reqwest::Error>((status, headers, response.bytes().await?))
    };
    match response.await {
        Ok((status, headers, body)) => braze_errors::parse_parts(status, &headers, body),
        // Of a response that does not come, or not to its end, a gateway would say 502 or 504. So do we: it has
        // words in every locale, and is retried under the same condition.
        Err(error) => {
            eprintln!("{error}");
            braze_errors::parse(if error.is_connect() { 502 } else { 504 }, [])
        }
    }
}

/// Calls up to five times, while the server allows it and a repeat does no harm, which the caller has to say.
async fn with_retries<F>(repeat: Repeat, call: impl Fn() -> F, locale: Locale) -> Result<Success, ApiError>
where
    F: Future<Output = Result<Success, ApiError>>,
{
    // Short waits, for an example; half a second is a better start.
    let backoff =
        ExponentialBuilder::new().with_min_delay(Duration::from_millis(50)).with_max_times(4).with_jitter();
    call.retry(backoff)
        // `delay` is none once there were attempts enough.
        .adjust(|error, delay| {
            let now = SystemTime::now();
            error.retry(now).given(repeat).delay(now, delay?)
        })
        .notify(|error, delay| println!("  ↻ {:.1} s  {:#}", delay.as_secs_f32(), error.in_locale(locale)))
        .await
}

fn print(result: &Result<Success, ApiError>, locale: Locale) {
    match result {
        Ok(success) => {
            println!("  ✓ {}", success.status());
            // What no minor error concerns was sent. These are the server's words, which are English.
            for minor in success.minor_errors() {
                println!("    {minor}");
            }
        }
        // Without the `#`, the words alone.
        Err(error) => println!("  ✗ {}", format!("{:#}", error.in_locale(locale)).replace('\n', "\n    ")),
    }
}
