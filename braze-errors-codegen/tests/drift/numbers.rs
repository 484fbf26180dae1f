//! Numbers are compared by their value, whatever touches, groups or writes them.

use crate::pages::{in_row, mended, messages};

/// Each is the source's number in another language: the translation's locale, the source, the translation.
const EQUAL: &[(&str, &str, &str)] = &[
    ("ja", "A call may name 75 objects.", "呼び出しは75個のオブジェクトを指定できます。"),
    ("ja", "More than 1,912 bytes.", "1,912バイトを超えています。"),
    ("ja", "More than 50 IDs.", "最大50を超えるID。"),
    ("ko", "More than 4,000 bytes.", "4,000바이트를 초과합니다."),
    ("th", "More than 75 objects.", "มากกว่า75รายการ"),
    ("ar", "More than 75 objects.", "أكثر من ٧٥ كائنًا."),
    ("ar", "More than 1,912 bytes.", "أكثر من ١٬٩١٢ بايت."),
    ("fa", "More than 75 objects.", "بیش از ۷۵ شیء."),
    ("hi", "More than 75 objects.", "७५ से अधिक वस्तुएँ।"),
    ("ja", "More than 75 objects.", "７５個を超えるオブジェクト。"),
    ("de-CH", "More than 1,912 bytes.", "Mehr als 1’912 Bytes."),
    ("fr", "More than 1,912 bytes.", "Plus de 1\u{2009}912 octets."),
    ("hi", "More than 100,000 rows.", "1,00,000 से अधिक पंक्तियाँ।"),
    ("zh-TW", "More than 100,000 rows.", "超過 10 萬列。"),
    ("ko", "More than 30,000 rows.", "3만 행을 초과합니다."),
    ("fr", "More than 2GB.", "Plus de 2 GB."),
    ("de", "A date of RFC3339.", "Ein Datum nach RFC 3339."),
    ("de", "Written in UTF-8.", "In UTF8 geschrieben."),
    ("de", "The 3rd retry fails.", "Der 3. Versuch schlägt fehl."),
    ("fr", "The 3rd retry fails.", "Le troisième essai échoue."),
    ("ja", "A 4XX error.", "4XXエラー。"),
    ("ja", "At least one message is wrong.", "少なくとも1つのメッセージが正しくありません。"),
    ("ja", "More than 250 within an hour.", "1時間に250件を超えています。"),
    ("ja", "A zero or negative value.", "0やマイナスの値。"),
    ("de", "At most 3 parcels.", "Höchstens drei Pakete."),
    ("ja", "One of 400, 401 and 404.", "400,401、404のいずれか。"),
];

/// Each is another number: the locale, the source, the translation, what is found.
const DIFFERENT: &[(&str, &str, &str, &str)] = &[
    ("ja", "Up to 75 objects.", "最大57個です。", "found the number 57; expected 75"),
    ("ko", "Up to 75 objects.", "최대 객체입니다.", "found no number 75, which the source's row has"),
    (
        "ja",
        "Bad syntax.",
        "無効な構文です。HTTP 400を返します。",
        "found the number 400, which the source's row doesn't have",
    ),
    ("fr", "More than 4KB.", "Plus de 8KB.", "found the number 8; expected 4"),
    ("fr", "More than 4KB.", "Plus de 8 KB.", "found the number 8; expected 4"),
    ("de", "A 4XX error.", "Ein 5XX-Fehler.", "found the number 5; expected 4"),
    ("de", "Write v2.", "Schreiben Sie v3.", "found the number 3; expected 2"),
    ("ar", "More than 75 objects.", "أكثر من ٥٧ كائنًا.", "found the number ٥٧; expected 75"),
    ("zh-TW", "More than 100,000 rows.", "超過 20 萬列。", "found the number 20; expected 100,000"),
    (
        "hi",
        "More than 100,000 rows.",
        "2,00,000 से अधिक पंक्तियाँ।",
        "found the number 2,00,000; expected 100,000",
    ),
];

#[test]
fn numbers_of_one_value_are_equal() {
    for (tag, source, translation) in EQUAL {
        assert_eq!(
            messages(&in_row(tag, source, translation)),
            [(); 0].map(|()| String::new()),
            "{translation}"
        );
    }
}

#[test]
fn numbers_of_another_value_are_found() {
    for (tag, source, translation, found) in DIFFERENT {
        assert_eq!(
            messages(&in_row(tag, source, translation)),
            [format!("number: {found}")],
            "{translation}"
        );
    }
}

#[test]
fn a_single_number_that_differs_is_mended_as_the_language_writes_it() {
    for (tag, source, translation, expected) in [
        ("ja", "Up to 75 objects.", "最大57個です。", Some("最大75個です。")),
        ("fr", "More than 1,912 bytes.", "Plus de 1913 octets.", Some("Plus de 1\u{202f}912 octets.")),
        ("fr", "Since 2024.", "Depuis 2025.", Some("Depuis 2024.")),
        ("fa", "More than 1,912 bytes.", "بیش از ۷۵ بایت.", Some("بیش از ۱٬۹۱۲ بایت.")),
        ("hi", "More than 100,000 rows.", "2,00,000 से अधिक।", Some("1,00,000 से अधिक।")),
        // What is right of two numbers, or of words, nobody can tell.
        ("fr", "From 1 to 75.", "De 2 à 76.", None),
        ("zh-TW", "More than 100,000 rows.", "超過 20 萬列。", None),
        ("fr", "More than 75.", "Trop de lignes.", None),
    ] {
        let mended = mended(&in_row(tag, source, translation));
        let row =
            |page: String| page.lines().last().unwrap().replace("| `404 Not Found` | ", "").replace(" |", "");
        assert_eq!(mended.map(row).as_deref(), expected, "{translation}");
    }
}

#[test]
fn numbers_of_code_without_backticks_are_no_finding_of_their_own() {
    for (source, translation, found) in [
        ("Send `retry=1`.", "Senden Sie retry=1.", vec!["code-span"]),
        ("Send `retry=1`.", "Senden Sie „retry=1“ oder retry=1.", vec!["code-span"]),
        ("Send retry=1.", "Senden Sie `retry=1`.", vec!["code-span"]),
        ("Send `a_1`.", "Senden Sie a\\_1.", vec!["code-span"]),
        (
            "Ask `https://dashboard-01.parcel.example`.",
            "Fragen Sie https://dashboard-01.parcel.example.",
            vec!["code-span"],
        ),
        ("Send `retry=1`.", "Senden Sie retry=1, 2-mal.", vec!["code-span", "number"]),
        ("Send `retry=1`.", "Senden Sie retry=2.", vec!["code-span", "number"]),
    ] {
        let report = in_row("de", source, translation);
        let mut rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.name()).collect();
        rules.sort_unstable();
        assert_eq!(rules, found, "{translation}: {:?}", messages(&report));
    }
}
