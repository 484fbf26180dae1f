//! Wording that is in another language than its page's: all of it, a row, or a sentence.

use braze_errors_codegen::{Dialect, Findings, Levels, Locale, Setup, State, check};

use crate::pages::{Pages, TRANSLATIONS, in_page, in_row, messages, only};

/// A page's row is found to be this, where the source says something else.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "fr",
        "Unter dieser Nummer gibt es kein Paket, oder es wurde vor langer Zeit zugestellt.",
        "other-language: found text in German; expected a text in `fr`",
    ),
    (
        "fr",
        "We know no parcel of that number, or it has been delivered a long time ago.",
        "untranslated: found text in English; expected a translation",
    ),
    (
        "ja",
        "We know no parcel of that number, or it has been delivered a long time ago.",
        "untranslated: found text in English; expected a translation",
    ),
    (
        "ja",
        "해당 번호의 소포가 없거나 이미 오래전에 배달되었습니다. 번호를 확인한 다음 다시 시도해 주시기 바랍니다.",
        "other-language: found text in Korean; expected a text in `ja`",
    ),
    (
        "uk",
        "Посылки с таким номером не существует, или она была доставлена получателю уже очень давно.",
        "other-language: found text in Russian; expected a text in `uk`",
    ),
];

/// Nothing is found in these.
const OWN: &[(&str, &str)] = &[
    ("fr", "Il n’y a aucun colis portant ce numéro, ou bien il a été livré il y a longtemps."),
    (
        "ja",
        "その番号の小包は存在しないか、かなり前に配達されています。API キー、external ID、SDK endpoint を確認してください。",
    ),
    // Too short to tell, or no language that is known.
    ("fr", "Kein solches Paket."),
    ("fr", "https://parcel.example/where/is/the/parcel/of/this/number/and/when/was/it/delivered"),
    ("eo", "We know no parcel of that number, or it has been delivered a long time ago."),
    ("sr-Latn", "Ne postoji paket sa ovim brojem, ili je isporučen pre mnogo vremena, pa ga više nema."),
];

const SOURCE: &str = "There is no parcel of this number, or it was delivered long ago.";

#[test]
fn a_row_in_another_language_is_found() {
    for (tag, translation, found) in ROWS {
        assert_eq!(messages(&in_row(tag, SOURCE, translation)), [*found], "{translation}");
    }
    for (tag, translation) in OWN {
        assert_eq!(messages(&in_row(tag, SOURCE, translation)), [(); 0].map(|()| ""), "{translation}");
    }
}

#[test]
fn a_sentence_or_an_item_that_nobody_translated_is_found() {
    let source = "The key is wrong. Check it in **Settings** > **API Keys** before you call again.<br>- The header lacks a `key` of yours.";
    for (translation, found) in [
        (
            "La clé est fausse. Check it in **Settings** > **API Keys** before you call again.<br>- Il manque une `key` à l’en-tête.",
            Some("the source's `Check it in **Settings** > **API Keys** before you call agai…`"),
        ),
        (
            "La clé est fausse. Vérifiez-la dans **Settings** > **API Keys** avant de rappeler.<br>- The header lacks a `key` of yours.",
            Some("the source's `The header lacks a `key` of yours.`"),
        ),
        // It isn't the source's any more, and still in its language.
        (
            "La clé est fausse. Check the key in **Settings** > **API Keys** before you call it once more.<br>- Il manque une `key` à l’en-tête.",
            Some("the English `Check the key in **Settings** > **API Keys** before you call…`"),
        ),
        (
            "La clé est fausse. Vérifiez-la dans **Settings** > **API Keys** avant de rappeler.<br>- Il manque une `key` à l’en-tête.",
            None,
        ),
    ] {
        let expected = found.map(|found| {
            format!("untranslated: found {found} in a translated row; expected a translation of all of it")
        });
        assert_eq!(messages(&in_row("fr", source, translation)), expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_page_with_no_text_of_its_own_is_one_finding() {
    let mut pages = Pages::read();
    let table = |page: &str| page[page.find("\n| ").unwrap()..].to_owned();
    let source = table(&pages.texts["en"]);
    pages.edit("fr", |page| page.replace(&table(page), &source));
    let report = pages.check("no-own-text");
    assert_eq!(
        only(&report).message,
        "found the source's text in all 7 rows; expected a translation into `fr`"
    );
    assert!(
        report.states.iter().all(|states| states[3] == State::Untranslated && states[1] == State::InStep)
    );
    assert_eq!(report.coverage[3].translated, 0);
}

#[test]
fn a_page_of_another_locale_is_one_finding() {
    let mut pages = Pages::read();
    let german = pages.texts["de"].clone();
    pages.edit("fr", |_| german.clone());
    let report = pages.check("copied-page");
    assert_eq!(only(&report).message, "found the text of de/errors.md in the rows; expected a text in `fr`");
    assert_eq!(only(&report).source.path(), "fr/errors.md");
    // Where no other page of the catalog tells, the language does.
    let report = in_page("fr", &Pages::read().texts["en"], &german);
    let found = messages(&report);
    assert_eq!(found, ["other-language: found rows in German; expected a text in `fr`"]);
}

#[test]
fn a_row_of_another_locale_is_found_on_the_page_whose_language_it_is_not() {
    let row = |page: &str| page.lines().find(|line| line.starts_with("| `401")).unwrap().to_owned();
    for (from, to) in [("de", "fr"), ("fr", "de"), ("pt-BR", "fr"), ("fr", "pt-BR")] {
        let mut pages = Pages::read();
        let copy = row(&pages.texts[from]);
        pages.edit(to, |page| page.replace(&row(page), &copy));
        let report = pages.check("copied-row");
        let message = format!("found the text of {from}/errors.md; expected a text in `{to}`");
        assert_eq!(
            (only(&report).message.as_str(), only(&report).source.path()),
            (message.as_str(), &*format!("{to}/errors.md"))
        );
    }
    assert_eq!(TRANSLATIONS.len(), 4);
}

#[test]
fn locales_of_one_language_may_share_their_text() {
    let locale = |tag: &str| Locale { tag: tag.to_owned(), docs: Some(String::new()), ..Locale::default() };
    let setup = Setup {
        locales: ["en", "de", "de-AT"].map(locale).into(),
        file: "{locale}.md".to_owned(),
        markdown: Dialect::Kramdown,
        ..Setup::default()
    };
    let (pages, kramdown) = (Pages::read(), Setup::default());
    assert_eq!(kramdown.source, 0);
    let page = |below: &str| Some(pages.texts[if below == "en.md" { "en" } else { "de" }].as_bytes());
    let report = check(&setup.load_files("docs", page), Findings::default(), &Levels::default());
    assert_eq!(messages(&report), [(); 0].map(|()| ""));
}
