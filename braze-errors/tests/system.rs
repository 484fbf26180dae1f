//! From the user's environment to a locale.
#![cfg(all(feature = "system", target_os = "linux"))]

use std::process::Command;

use braze_errors::Locale;

/// Prints the locale in a process of its own, whose environment is set from outside.
#[test]
#[ignore = "run by the other test of this file"]
fn print_locale() {
    println!("locale: {}", Locale::from_system());
}

fn locale_with(variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "print_locale", "--ignored", "--nocapture"])
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let (_, locale) = output.split_once("locale: ").unwrap();
    locale.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn the_users_variables_choose_the_locale() {
    for (variables, locale) in [
        (&[("LANG", "fr_CA.UTF-8")][..], "fr"),
        (&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "de_AT@euro")], "de"),
        (&[("LANG", "fr_FR.UTF-8"), ("LANGUAGE", "ja:pt:en")], "pt-BR"),
        (&[("LANG", "C")], "en"),
        (&[("LANG", "en_US.UTF-8")], "en"),
        (&[], "en"),
    ] {
        assert_eq!(locale_with(variables), locale, "{variables:?}");
    }
}
