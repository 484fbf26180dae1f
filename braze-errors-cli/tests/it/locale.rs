//! The locale is the one that was asked for, else the user's own, else the source.

use crate::support::{command, finish, run};

/// The locale of the texts that a run gave.
fn shown(stdout: &str) -> String {
    let errors: serde_json::Value = serde_json::from_str(stdout).expect("it is JSON");
    errors[0]["locale"].as_str().expect("it is a string").to_owned()
}

#[test]
fn takes_the_nearest_locale() {
    for (tag, locale) in [
        ("pt", "pt-BR"),
        ("PT_br", "pt-BR"),
        ("de-AT", "de"),
        ("es_MX", "es"),
        ("ja_JP", "ja"),
        ("en-US", "en"),
        ("en-xa", "en-XA"),
    ] {
        let listed = run(&["list", "--format", "json", "--locale", tag]);
        assert_eq!(shown(&listed.stdout), locale, "{tag}");
    }
}

#[test]
fn refuses_a_locale_that_none_is_near_to() {
    let reports: String = ["ptbr", "zh", "d\u{1b}e", ""]
        .iter()
        .map(|tag| {
            let listed = run(&["list", "--locale", tag]);
            assert_eq!((listed.code, listed.stdout.as_str()), (Some(2), ""), "{tag}");
            listed.stderr + "\n"
        })
        .collect();
    insta::assert_snapshot!(reports, @r"
    error: found the locale `ptbr`; expected one of en, pt-BR, fr, de, es, ja, ko, en-XA, or `all`
    help: did you mean `pt-BR`?

    error: found the locale `zh`; expected one of en, pt-BR, fr, de, es, ja, ko, en-XA, or `all`

    error: found the locale `d\u{1b}e`; expected one of en, pt-BR, fr, de, es, ja, ko, en-XA, or `all`

    error: a value is required for '--locale <TAG>' but none was supplied

    For more information, try '--help'.
    ");
}

#[test]
#[cfg(all(unix, not(target_vendor = "apple")))]
fn takes_the_users_own_locale() {
    let shown_with = |variables: &[(&str, &str)]| {
        let mut command = command(&["list", "--format", "json"]);
        command.envs(variables.iter().copied());
        shown(&finish(command).stdout)
    };
    assert_eq!(shown_with(&[]), "en");
    assert_eq!(shown_with(&[("LANG", "pt_PT.UTF-8")]), "pt-BR");
    assert_eq!(shown_with(&[("LANG", "zh_CN.UTF-8")]), "en");
    assert_eq!(shown_with(&[("LANGUAGE", "zh:fr:de"), ("LANG", "zh_CN.UTF-8")]), "fr");
    assert_eq!(shown_with(&[("LC_ALL", "C.UTF-8"), ("LANG", "de_DE.UTF-8")]), "en");
    assert_eq!(shown_with(&[("LC_ALL", "POSIX"), ("LANG", "de_DE.UTF-8")]), "en");
    assert_eq!(shown_with(&[("LANG", "en_XB")]), "en");
}
