//! What the example `send` prints.

use std::collections::HashMap;
use std::process::Command;

use braze_errors::{FatalError, Locale};
use braze_errors_examples::PlayedBraze;

/// Runs the example, and gives what it printed of each answer.
fn run(locale: Locale) -> HashMap<String, String> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_send")).arg(locale.tag()).output().expect("the example runs");
    assert!(output.status.success());
    let all = [output.stdout, output.stderr].concat();
    assert!(!String::from_utf8_lossy(&all).contains("5e0f7a1c"), "the API key is printed");
    let stdout = String::from_utf8(all).expect("it prints UTF-8");
    let parts = stdout.trim_start().split("\n\n").filter_map(|part| part.split_once('\n'));
    parts.map(|(name, said)| (name.to_owned(), said.to_owned())).collect()
}

#[test]
fn every_row_is_said_in_the_locale_and_only_what_passes_is_retried() {
    let runs = Locale::ALL.iter().map(|locale| (*locale, std::thread::spawn(|| run(*locale))));
    for (locale, run) in runs.collect::<Vec<_>>() {
        let said = run.join().expect("the example prints what it should");
        for row in FatalError::ALL {
            let said = &said[row.name()];
            for line in row.text(locale).lines() {
                assert!(said.contains(line), "{locale}, {row:?}: {said}");
            }
        }
        for answer in PlayedBraze::answers() {
            let (retries, ends_well) = match answer {
                "Success" => (0, true),
                "InternalServerError" | "BadGateway" | "CutShort" => (2, true),
                // The window is over at the time that the headers give, and not before.
                "RateLimited" => (1, true),
                _ => (0, false),
            };
            let said = &said[answer];
            assert_eq!(said.matches('↻').count(), retries, "{locale}, {answer}: {said}");
            assert_eq!(said.contains("✓ 201"), ends_well, "{locale}, {answer}: {said}");
        }
        let unsafe_to_repeat = &said["BadGateway (Repeat::Unsafe)"];
        assert!(unsafe_to_repeat.contains('✗') && !unsafe_to_repeat.contains('↻'), "{unsafe_to_repeat}");
        let gateway = braze_errors::parse(502, "").expect_err("it is no success").in_locale(locale).text();
        assert!(unsafe_to_repeat.contains(&gateway), "{unsafe_to_repeat}");
    }
}
