//! From the user's environment to a locale.
#![cfg(all(feature = "system", target_os = "linux"))]

use std::process::Command;

use braze_errors::Locale;

/// Set for the process that only tells its locale.
const TELL: &str = "BRAZE_ERRORS_TELL_LOCALE";

/// The locale of a process of its own, whose environment is set from outside: this one's can't be changed safely.
fn locale_with(variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_users_variables_choose_the_locale", "--nocapture"])
        .env_clear()
        .env(TELL, "")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let (_, locale) = output.split_once("locale: ").unwrap();
    locale.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn the_users_variables_choose_the_locale() {
    if std::env::var_os(TELL).is_some() {
        println!("locale: {}", Locale::from_system());
        return;
    }
    for (variables, locale) in [
        (&[("LANG", "fr_CA.UTF-8")][..], "fr"),
        (&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "de_AT@euro")], "de"),
        (&[("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "zh:pt:en")], "pt-BR"),
        (&[("LANG", "C")], "en"),
        (&[("LANG", "en_US.UTF-8")], "en"),
        (&[], "en"),
    ] {
        assert_eq!(locale_with(variables), locale, "{variables:?}");
    }
}
