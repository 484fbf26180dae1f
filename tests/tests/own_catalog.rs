//! Catalogs that a crate builds from pages of its own.

use std::error::Error;

use braze_errors::{CatalogError, CatalogLocale, FatalError, Localized, Status, error_catalog};

error_catalog! {
    /// An error of the Library API.
    #[derive(serde::Serialize)]
    #[serde(rename_all = "kebab-case")]
    #[must_use = "readers want to know"]
    pub enum LibraryError;

    /// A locale of the Library API's documentation.
    #[derive(serde::Serialize, serde::Deserialize)]
    pub enum LibraryLocale;

    pages = "pages/library/{locale}/errors.md",
    path = "/api",
    source = "en-GB",
    locales = [
        "de-1996" { docs = "https://library.example/de/", missing = fallback },
        "en-GB" { docs = "https://library.example" },
        "zh-Hans-CN" { missing = fallback },
    ],
    rename = [
        "404 No Such Reader" => Stranger,
        "400 Bad Loan" with "28 days" => LoanTooLong,
    ],
}

// The same pages again, in the same module, and for nobody else.
error_catalog! {
    enum DeskError;
    enum DeskLocale;

    source = "en-GB",
    pages = "pages/library/{locale}/errors.md",
    locales = ["en-GB" { docs = "https://desk.example" }],
}

mod club {
    braze_errors::error_catalog! {
        /// An error of the Club API.
        pub(super) enum Error;
        /// A locale of the Club API's documentation.
        pub(super) enum Locale;

        pages = "pages/club/{locale}/errors.md",
        source = "nb",
        locales = ["nb", "nn"],
    }
}

/// Code that knows no catalog.
fn untranslated<E: CatalogError>(locale: E::Locale) -> Vec<&'static str> {
    E::ALL.iter().filter(|error| !error.is_translated(locale)).map(|error| error.name()).collect()
}

fn report<E: CatalogError>(
    response: (u16, &str),
    locale: &str,
) -> Result<Option<Localized<E>>, Box<dyn Error>> {
    let locale = locale.parse()?;
    Ok(E::lookup(response.0, response.1).first().map(|error| error.in_locale(locale)))
}

fn tags<L: CatalogLocale>() -> Vec<&'static str> {
    L::ALL.iter().map(|locale| locale.tag()).collect()
}

#[test]
fn variants_follow_the_source_page_wherever_its_locale_is_listed() {
    use LibraryError::*;
    assert_eq!(
        LibraryError::ALL,
        [Closed, BadLoanReader, LoanTooLong, NotInTheCatalogue, Stranger, StaffWanted, ReadTheRules]
    );
    assert_eq!(LibraryLocale::SOURCE, LibraryLocale::EnGb);
    assert_eq!(LibraryError::Closed.to_string(), LibraryError::Closed.text(LibraryLocale::EnGb));
}

#[test]
fn locales_are_named_after_their_tags_in_the_order_of_the_call() {
    assert_eq!(LibraryLocale::ALL, [LibraryLocale::De1996, LibraryLocale::EnGb, LibraryLocale::ZhHansCn]);
    assert_eq!(tags::<LibraryLocale>(), ["de-1996", "en-GB", "zh-Hans-CN"]);
    assert_eq!("ZH_hans-cn".parse(), Ok(LibraryLocale::ZhHansCn));
    assert!(!LibraryLocale::ALL.iter().any(|locale| locale.is_pseudo()));
}

#[test]
fn rows_of_one_code_align_by_what_they_say() {
    let german = LibraryLocale::De1996;
    assert_eq!(LibraryError::BadLoanReader.text(german), "Die Ausleihe nennt keinen `reader`.");
    assert_eq!(LibraryError::LoanTooLong.text(german), "Die Ausleihe dauert länger als 28 Tage.");
    assert_eq!(
        LibraryError::lookup(400, "Bad Loan"),
        [LibraryError::BadLoanReader, LibraryError::LoanTooLong]
    );
}

#[test]
fn a_rename_changes_the_name_and_nothing_else() {
    assert_eq!(LibraryError::Stranger.name(), "Stranger");
    assert_eq!(LibraryError::Stranger.code(), "404 No Such Reader");
    assert_eq!("Stranger".parse(), Ok(LibraryError::Stranger));
    assert!("NoSuchReader".parse::<LibraryError>().is_err());
    assert_eq!("NoSuchReader".parse(), Ok(DeskError::NoSuchReader));
}

#[test]
fn an_exact_code_is_found_before_a_class() {
    assert_eq!(LibraryError::lookup(503, "Closed"), [LibraryError::Closed]);
    assert_eq!(LibraryError::lookup(503, "closed"), [LibraryError::Closed]);
    assert_eq!(LibraryError::lookup(503, "Shut"), [LibraryError::StaffWanted]);
    assert_eq!(LibraryError::lookup(418, "I'm a teapot"), [LibraryError::ReadTheRules]);
    assert_eq!(LibraryError::lookup(302, "Closed"), []);
    assert_eq!(LibraryError::ReadTheRules.status(), Status::Class(4));
}

#[test]
fn the_source_stands_in_where_a_translation_may_lack_rows() {
    let chinese = LibraryLocale::ZhHansCn;
    assert_eq!(LibraryError::NotInTheCatalogue.text(chinese), "没有与此 `isbn` 对应的图书。");
    assert_eq!(
        untranslated::<LibraryError>(chinese),
        ["Closed", "BadLoanReader", "LoanTooLong", "Stranger", "StaffWanted", "ReadTheRules"]
    );
    assert_eq!(
        untranslated::<LibraryError>(LibraryLocale::De1996),
        ["NotInTheCatalogue", "StaffWanted", "ReadTheRules"]
    );
    assert!(untranslated::<LibraryError>(LibraryLocale::SOURCE).is_empty());
    for error in LibraryError::ALL.iter().filter(|error| !error.is_translated(chinese)) {
        assert_eq!(error.html(chinese), error.html(LibraryLocale::SOURCE));
    }
}

#[test]
fn links_go_to_the_documentation_in_the_language_of_the_text() {
    let hours = |locale| LibraryError::Closed.markdown(locale);
    assert!(hours(LibraryLocale::EnGb).contains("(https://library.example/hours)"));
    assert!(hours(LibraryLocale::De1996).contains("(https://library.example/de/hours)"));
    assert_eq!(hours(LibraryLocale::ZhHansCn), hours(LibraryLocale::EnGb));
    assert!(DeskError::Closed.text(DeskLocale::EnGb).contains("(https://desk.example/hours)"));
}

#[test]
fn the_documentation_url_ends_in_the_anchor_of_the_locale_s_own_page() {
    let url = |locale| LibraryError::Closed.docs_url(locale);
    assert_eq!(url(LibraryLocale::EnGb), Some("https://library.example/api#errors"));
    assert_eq!(url(LibraryLocale::De1996), Some("https://library.example/de/api#fehler"));
    assert_eq!(url(LibraryLocale::ZhHansCn), None);
}

#[test]
fn attributes_reach_the_enums() {
    assert_eq!(serde_json::to_string(&LibraryError::LoanTooLong).unwrap(), r#""loan-too-long""#);
    let locales = serde_json::to_string(LibraryLocale::ALL).unwrap();
    assert_eq!(locales, r#"["De1996","EnGb","ZhHansCn"]"#);
    assert_eq!(serde_json::from_str::<LibraryLocale>(r#""EnGb""#).unwrap(), LibraryLocale::EnGb);
}

#[test]
fn enums_may_be_named_as_the_crate_s_own_items_are() {
    assert_eq!(club::Error::FeeUnpaid.text(club::Locale::Nn), "Medlemspengane er ikkje betalte.");
    assert_eq!(club::Error::lookup(402, "Fee Unpaid"), [club::Error::FeeUnpaid]);
    assert_eq!(club::Error::ALL, [club::Error::FeeUnpaid, club::Error::Err]);
}

#[test]
fn generic_code_works_on_every_catalog() {
    let closed = report::<LibraryError>((503, "Closed"), "de-1996").unwrap().unwrap();
    assert_eq!(closed.to_string(), LibraryError::Closed.text(LibraryLocale::De1996));
    let not_found = report::<FatalError>((404, "Not Found"), "fr").unwrap().unwrap();
    assert_eq!(not_found.error(), FatalError::NotFound);
    assert_eq!(report::<club::Error>((404, "Not Found"), "nn").unwrap(), None);
    let unknown = report::<club::Error>((402, "Fee Unpaid"), "sv").unwrap_err();
    assert_eq!(unknown.to_string(), "unknown locale: expected one of nb, nn");
}

#[test]
fn a_private_catalog_is_whole() {
    assert_eq!(DeskError::ALL.len(), LibraryError::ALL.len());
    assert_eq!(DeskLocale::ALL, [DeskLocale::EnGb]);
    assert_eq!(format!("{:?}", DeskError::BadLoanReader), "BadLoanReader");
}
