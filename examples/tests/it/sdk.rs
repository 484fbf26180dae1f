//! What the program `sdk` prints.

use std::collections::HashMap;
use std::process::Command;

use braze_errors::{EndpointError, FatalError, Locale};

/// Runs the example, and gives what it printed of each answer.
fn run(locale: Locale) -> HashMap<String, String> {
    let mut example = Command::new(env!("CARGO_BIN_EXE_sdk"));
    // The SDK's client goes through the proxy that the environment names, which can't reach this computer.
    example.arg(locale.tag()).env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    let output = example.output().expect("the example runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("it prints UTF-8");
    assert!(output.status.success() && !said.contains("5e0f7a1c"), "{said}");
    let parts = said.trim_start().split("\n\n").filter_map(|part| part.split_once('\n'));
    parts.map(|(name, said)| (name.to_owned(), said.to_owned())).collect()
}

#[test]
fn an_error_of_the_sdk_becomes_causes_a_sentence_and_a_decision() {
    for locale in [Locale::Fr, Locale::De] {
        let said = run(locale);
        for row in FatalError::ALL {
            let said = &said[row.name()];
            for line in row.text(locale).lines() {
                assert!(said.contains(line), "{locale}, {row:?}: {said}");
            }
            assert!(said.contains(row.name()) && said.ends_with("↻ –"), "{locale}, {row:?}: {said}");
        }
        // Its status and its message alone would say that the URL doesn't exist.
        let catalog = EndpointError::CatalogNotFound;
        let expected = format!("  ✗ {}\n    [CatalogNotFound]\n    ↻ –", catalog.text(locale));
        assert_eq!(said[catalog.name()], expected);
        assert_eq!(said["Success"], "  ✓ 4b0f2c1d");
        for (answer, status) in [("Undocumented", 400), ("BadGateway", 502)] {
            let text = FatalError::status_text(status, locale).expect("the list has it").text();
            assert!(said[answer].contains(text), "{locale}, {answer}: {}", said[answer]);
        }
        // No answer came to its end, so the words are the SDK's.
        assert!(said["CutShort"].starts_with("  ✗ HTTP"), "{}", said["CutShort"]);
    }
}
