//! A service that calls Braze and answers its users in their language: people with a page, programs with a
//! problem as RFC 9457 has it.
//!
//! ```console
//! $ cargo run -p braze-errors-examples --bin web
//! ```

use std::error::Error;
use std::fmt::{self, Write};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderName, VARY};
use axum::response::{Html, IntoResponse, Json, Response};
use axum::routing::get;
use braze_errors::{ApiError, Locale, Success};
use braze_errors_examples::PlayedBraze;
use reqwest::Client;
use serde_json::json;
use tokio::net::TcpListener;

#[derive(Clone)]
struct Service {
    client: Client,
    braze: PlayedBraze,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // A proxy can't reach a server that plays on this computer: leave `no_proxy` out against Braze itself.
    let client = Client::builder().timeout(Duration::from_secs(10)).no_proxy().build()?;
    let service = Service { client, braze: PlayedBraze::start()? };
    let app = Router::new().route("/", get(index)).route("/send/{answer}", get(send)).with_state(service);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}

async fn index() -> Html<String> {
    let links = PlayedBraze::answers().map(|answer| format!(r#"<li><a href="/send/{answer}">{answer}</a>"#));
    Html(page(Locale::SOURCE, "What Braze answers", &format!("<ul>{}</ul>", links.collect::<String>())))
}

/// Sends a message. With `GET`, so that a link can do it here; where messages are real, use `POST`.
async fn send(State(service): State<Service>, Path(answer): Path<String>, headers: HeaderMap) -> Response {
    let locale = Locale::negotiate(&list(&headers, &ACCEPT_LANGUAGE));
    let accept = list(&headers, &ACCEPT);
    let json = quality(&accept, "application/problem+json").max(quality(&accept, "application/json"));
    let wants_page = quality(&accept, "text/html") > json;
    let response = match (service.call(&answer).await, wants_page) {
        (Ok(success), true) => success_page(&success, locale).into_response(),
        (Ok(success), false) => Json(success).into_response(),
        (Err(error), wants_page) => {
            // For those who run the service; for those who use it, below.
            eprintln!("{error}");
            failure(&error, locale, wants_page)
        }
    };
    // A cache has to know that another reader gets another answer.
    ([(CONTENT_LANGUAGE, locale.tag()), (VARY, "Accept, Accept-Language")], response).into_response()
}

impl Service {
    async fn call(&self, answer: &str) -> Result<Success, ApiError> {
        let request = self.client.post(self.braze.url("/messages/send", answer)).json(&json!({}));
        let response = async {
            let response = request.send().await?;
            let (status, headers) = (response.status(), response.headers().clone());
            Ok::<_, reqwest::Error>((status, headers, response.bytes().await?))
        };
        match response.await {
            Ok((status, headers, body)) => braze_errors::parse_parts(status, &headers, body),
            // What a gateway answers where no response comes to its end, and has words for in every locale.
            Err(error) => {
                eprintln!("{error}");
                braze_errors::parse(if error.is_connect() { 502 } else { 504 }, [])
            }
        }
    }
}

/// Answers with an error, under its own status.
fn failure(error: &ApiError, locale: Locale, wants_page: bool) -> Response {
    let mut problem = error.problem(locale);
    problem.title = Some(Words::of(locale).failed.to_owned());
    if !wants_page {
        return problem.into_response();
    }
    let page = error_page(error, locale, problem.code.unwrap_or(&problem.status.to_string()));
    // What the headers say is as true of the page.
    let (mut parts, _) = problem.into_response().into_parts();
    parts.headers.remove(CONTENT_TYPE);
    (parts.status, parts.headers, Html(page)).into_response()
}

fn error_page(error: &ApiError, locale: Locale, code: &str) -> String {
    let words = Words::of(locale);
    let mut main = format!("<p class=code>{code}<h1>{}</h1>", words.failed);
    // Safe as it is: it comes from the documentation alone, and holds nothing of what the server said.
    let _ = write!(main, "<p id=detail>{}", error.in_locale(locale).html());
    if let Some(url) = error.causes().first().and_then(|cause| cause.docs_url(locale)) {
        let _ = write!(main, r#"<p><a class=more href="{url}">{}</a>"#, words.documentation);
    }
    page(locale, words.failed, &main)
}

fn success_page(success: &Success, locale: Locale) -> Html<String> {
    let words = Words::of(locale);
    let mut main = format!("<p class=code>{}<h1>{}</h1>", success.status(), words.sent);
    // The server's own words: in English whatever the locale, and not safe as they are.
    for minor in success.minor_errors() {
        let _ = write!(main, "<p lang=en>{}", Escaped(&minor.to_string()));
    }
    Html(page(locale, words.sent, &main))
}

/// What the service itself has to say.
struct Words {
    failed: &'static str,
    sent: &'static str,
    documentation: &'static str,
}

impl Words {
    const fn of(locale: Locale) -> Self {
        let (failed, sent, documentation) = match locale {
            Locale::Fr => ("L’envoi a échoué", "Message envoyé", "Documentation"),
            Locale::De => ("Das Senden ist fehlgeschlagen", "Nachricht gesendet", "Dokumentation"),
            Locale::Es => ("El envío ha fallado", "Mensaje enviado", "Documentación"),
            Locale::Ja => ("送信に失敗しました", "メッセージを送信しました", "ドキュメント"),
            Locale::Ko => ("전송하지 못했습니다", "메시지를 전송했습니다", "설명서"),
            Locale::PtBr => ("O envio falhou", "Mensagem enviada", "Documentação"),
            _ => ("Sending failed", "Message sent", "Documentation"),
        };
        Self { failed, sent, documentation }
    }
}

fn page(locale: Locale, title: &str, main: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="{locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
<main>{main}</main>
</html>
"#
    )
}

const STYLE: &str = "
:root { color-scheme: light dark; --line: light-dark(#d9dce3, #353a45); --accent: light-dark(#b3261e, #ff8a80) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem;
  font: 1rem/1.6 system-ui, sans-serif; background: light-dark(#f4f5f8, #14161b); color: light-dark(#1c1f26, #e7e9ee) }
main { width: min(38rem, 100%); padding: clamp(1.25rem, 5vw, 2.5rem); overflow-wrap: anywhere; hyphens: auto;
  background: light-dark(#fff, #1d2027); border: 1px solid var(--line); border-radius: 1rem }
h1 { margin: .25rem 0 1rem; font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; text-wrap: balance }
p { margin: 0 0 1rem } main > :last-child { margin-bottom: 0 }
code, .code { font: .9em/1.4 ui-monospace, monospace; hyphens: none }
code { -webkit-box-decoration-break: clone; box-decoration-break: clone; padding: .1em .35em; border-radius: .35em; background: light-dark(#eceef3, #2b303a) }
.code { margin: 0; color: var(--accent) }
a { color: light-dark(#0b57d0, #a8c7fa) }
.more { display: inline-block; margin-top: .5rem; padding: .5rem 1rem; border: 1px solid var(--line);
  border-radius: 99rem; text-decoration: none }
";

/// Text that a page shows as it is.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|char| match char {
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '&' => f.write_str("&amp;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            char => f.write_char(char),
        })
    }
}

/// A header that is a list, which can come as several lines.
fn list(headers: &HeaderMap, name: &HeaderName) -> String {
    let lines: Vec<&str> = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect();
    lines.join(",")
}

/// How welcome a media type is, by the most specific range that it is in.
fn quality(accept: &str, media_type: &str) -> f32 {
    let of = |range: &str| {
        accept.split(',').find_map(|part| {
            let mut part = part.split(';').map(str::trim);
            let is_range = part.next()?.eq_ignore_ascii_case(range);
            let weight = part.find_map(|parameter| parameter.strip_prefix("q="));
            is_range.then(|| weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0)))
        })
    };
    let class = media_type.split_once('/').map(|(class, _)| format!("{class}/*"));
    of(media_type).or_else(|| of(&class?)).or_else(|| of("*/*")).unwrap_or(0.0)
}
