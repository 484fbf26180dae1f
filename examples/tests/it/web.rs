//! What the example `web` answers, over HTTP and in a browser.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use braze_errors::{FatalError, Locale};
use reqwest::Client;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::support::Web;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// What readers prefer, and what they get.
const SETTINGS: [(&str, Locale); 8] = [
    ("fr-CH, fr;q=0.9, en;q=0.8", Locale::Fr),
    ("de-AT", Locale::De),
    ("pt-PT", Locale::PtBr),
    ("es-MX", Locale::Es),
    ("ja-JP", Locale::Ja),
    ("ko, en;q=0.5", Locale::Ko),
    ("en-XA", Locale::EnXa),
    ("zh", Locale::En),
];

async fn get(web: &Web, answer: &str, accept: &str, language: &str) -> (u16, HeaderMap, String) {
    let client = Client::builder().no_proxy().build().expect("a client needs nothing");
    let request = client.get(format!("{}send/{answer}", web.url));
    let response = request.header("Accept", accept).header("Accept-Language", language).send();
    let response = response.await.expect("the example answers");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, response.text().await.expect("the whole body arrives"))
}

/// The markup that the page's frame has, and that of the texts.
fn is_safe(page: &str) -> bool {
    let names =
        page.split('<').skip(1).filter_map(|tag| tag.split(|char: char| !char.is_alphanumeric()).next());
    let frame = ["", "html", "meta", "title", "style", "main", "p", "h1"];
    let texts = ["a", "br", "code", "em", "strong"];
    names.into_iter().all(|name| frame.contains(&name) || texts.contains(&name))
        && !page.contains("onerror")
        && !page.contains("javascript:")
}

#[tokio::test]
async fn a_reader_gets_a_page_and_a_program_a_problem_in_its_language() {
    let web = Web::start();
    for (language, locale) in SETTINGS {
        for row in FatalError::ALL {
            // Nothing tells the first of the three from the others.
            let causes = if *row == FatalError::BadRequest {
                FatalError::lookup(400, "Bad Request")
            } else {
                std::slice::from_ref(row)
            };
            let (status, headers, page) = get(&web, row.name(), BROWSER, language).await;
            assert!(row.status().matches(status));
            assert_eq!(headers["content-type"], "text/html; charset=utf-8");
            assert!(page.contains(&format!(r#"<html lang="{locale}">"#)), "{page}");
            assert!(
                causes.iter().all(|cause| page.contains(cause.html(locale))),
                "{row:?} in {locale}: {page}"
            );
            assert!(is_safe(&page), "{page}");
            assert_common(&headers, locale);
            assert_eq!(headers.contains_key("retry-after"), *row == FatalError::RateLimited);

            let (status, headers, problem) = get(&web, row.name(), "application/json", language).await;
            assert_eq!(headers["content-type"], "application/problem+json");
            assert_common(&headers, locale);
            let problem: Value = serde_json::from_str(&problem).expect("a problem is JSON");
            assert_eq!(problem["type"], json!(row.docs_url(Locale::SOURCE)));
            assert_eq!(problem["status"], status);
            let detail = problem["detail"].as_str().expect("it has words");
            assert!(
                causes.iter().all(|cause| detail.contains(cause.text(locale))),
                "{row:?} in {locale}: {detail}"
            );
            assert!(problem["causes"].as_array().is_some_and(|causes| causes.contains(&json!(row.name()))));
            assert!(problem["title"].is_string());
        }
    }
}

fn assert_common(headers: &HeaderMap, locale: Locale) {
    assert_eq!(headers["content-language"], locale.tag());
    assert_eq!(headers["vary"], "Accept, Accept-Language");
}

#[tokio::test]
async fn what_is_no_row_has_words_too_and_nothing_of_the_server_s() {
    let web = Web::start();
    for (answer, expected) in [("Undocumented", 400), ("BadGateway", 502), ("CutShort", 504)] {
        let (status, _, page) = get(&web, answer, BROWSER, "de").await;
        assert_eq!(status, expected);
        let words = FatalError::status_text(status, Locale::De).expect("the list has it").html();
        assert!(page.contains(words) && is_safe(&page), "{page}");
    }
    let (status, _, page) = get(&web, "Success", BROWSER, "de").await;
    assert_eq!(status, 200);
    assert!(page.contains("&lt;b&gt;external_id&lt;/b&gt;") && is_safe(&page), "{page}");
}

#[tokio::test]
async fn accept_decides_by_quality() {
    let web = Web::start();
    for (accept, expected) in [
        ("text/html", "text/html; charset=utf-8"),
        ("text/*, application/json;q=0.5", "text/html; charset=utf-8"),
        ("text/html;q=0.5, application/problem+json", "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("", "application/problem+json"),
    ] {
        let (_, headers, _) = get(&web, "NotFound", accept, "fr").await;
        assert_eq!(headers["content-type"], expected, "{accept}");
    }
}

#[test]
fn a_browser_shows_the_page_in_the_language_that_it_is_set_to() {
    let Some(chromium) = chromium() else {
        assert!(std::env::var("BRAZE_ERRORS_BROWSER").as_deref() != Ok("1"), "no Chromium found");
        eprintln!("no Chromium found: skipped");
        return;
    };
    let web = Web::start();
    let folder = tempfile::tempdir().expect("a temporary folder");
    // To look at them: BRAZE_ERRORS_SCREENSHOTS=<folder>.
    let screenshots = std::env::var_os("BRAZE_ERRORS_SCREENSHOTS");
    let screenshots = screenshots.as_ref().map_or(folder.path(), Path::new);
    for (language, locale) in SETTINGS {
        // The browser adds qualities of its own.
        let language = language.split(',').next().unwrap_or_default();
        let browse = |arguments: &[&str], answer: &str| {
            let profile = tempfile::tempdir().expect("a temporary folder");
            let mut browser = Command::new(&chromium);
            browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
            browser.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
            browser.arg(format!("--user-data-dir={}", profile.path().display()));
            browser.arg(format!("--accept-lang={language}")).args(arguments);
            output(browser.arg(format!("{}send/{answer}", web.url)))
        };
        let page = browse(&["--dump-dom"], "Unauthorized");
        assert!(page.contains(&format!(r#"<html lang="{locale}">"#)), "{language}: {page}");
        // The browser writes the same markup as the text has, but for characters that it escapes in its own way:
        // it found nothing to mend.
        let html = FatalError::Unauthorized.html(locale).replace("&#39;", "'").replace("&quot;", "\"");
        assert!(page.replace("&nbsp;", "\u{a0}").contains(&html), "{language}: {page}");

        let light = screenshots.join(format!("{locale}.png"));
        browse(&["--window-size=900,700", &format!("--screenshot={}", light.display())], "Unauthorized");
        let dark = screenshots.join(format!("{locale}-dark-small.png"));
        let is_dark = "--blink-settings=preferredColorScheme=0";
        browse(
            &["--window-size=500,800", is_dark, &format!("--screenshot={}", dark.display())],
            "BadRequest",
        );
        for screenshot in [light, dark] {
            let bytes = std::fs::read(screenshot).expect("the browser wrote a screenshot");
            assert!(bytes.starts_with(b"\x89PNG"));
        }
    }
}

fn chromium() -> Option<std::path::PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// What a program prints, which has a minute to end.
fn output(command: &mut Command) -> String {
    let out = tempfile::NamedTempFile::new().expect("a temporary file");
    let file = out.reopen().expect("the file is there");
    let mut child = command.stdout(file).stderr(Stdio::null()).spawn().expect("the browser starts");
    let start = Instant::now();
    while child.try_wait().expect("the browser can be waited for").is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the browser did not end within a minute");
        }
        sleep(Duration::from_millis(20));
    }
    std::fs::read_to_string(out.path()).expect("the browser prints UTF-8")
}
