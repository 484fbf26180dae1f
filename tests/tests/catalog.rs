//! What `braze_errors` offers at run time. Nothing here depends on the wording of its pages, so that all of it
//! holds with `BRAZE_ERRORS_DOCS` set as well.

use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use braze_errors::{
    CatalogError, CatalogLocale, FatalError, Locale, Localized, Status, UnknownLocaleError, UnknownNameError,
};

/// Name and code of each row, in the order of the source page.
const ROWS: [(&str, &str); 23] = [
    ("InternalServerError", "5XX Internal Server Error"),
    ("BadRequest", "400 Bad Request"),
    ("NoRecipients", "400 No Recipients"),
    ("InvalidCampaignId", "400 Invalid Campaign ID"),
    ("MessageVariantUnspecified", "400 Message Variant Unspecified"),
    ("InvalidMessageVariant", "400 Invalid Message Variant"),
    ("MismatchedMessageType", "400 Mismatched Message Type"),
    ("InvalidExtraPushPayload", "400 Invalid Extra Push Payload"),
    ("MaxInputLengthExceeded", "400 Max Input Length Exceeded"),
    (
        "TheMaxNumberOfExternalIdsAndAliasesPerRequestWasExceeded",
        "400 The max number of external_ids and aliases per request was exceeded",
    ),
    ("TheMaxNumberOfIdsPerRequestWasExceeded", "400 The max number of ids per request was exceeded"),
    ("NoMessageToSend", "400 No message to send"),
    ("SlideupMessageLengthExceeded", "400 Slideup Message Length Exceeded"),
    ("ApplePushLengthExceeded", "400 Apple Push Length Exceeded"),
    ("AndroidPushLengthExceeded", "400 Android Push Length Exceeded"),
    ("BadRequestSendAt", "400 Bad Request"),
    ("BadRequestInLocalTime", "400 Bad Request"),
    ("Unauthorized", "401 Unauthorized"),
    ("Forbidden", "403 Forbidden"),
    ("AccessDenied", "403 Access Denied"),
    ("NotFound", "404 Not Found"),
    ("UnsupportedMediaType", "415 Unsupported Media Type"),
    ("RateLimited", "429 Rate Limited"),
];

/// Every error in every locale.
fn all() -> impl Iterator<Item = (FatalError, Locale)> {
    FatalError::ALL.iter().flat_map(|error| Locale::ALL.iter().map(|locale| (*error, *locale)))
}

/// The locales that people write.
fn written() -> impl Iterator<Item = Locale> {
    Locale::ALL.iter().copied().filter(|locale| !locale.is_pseudo())
}

#[test]
fn the_rows_are_the_documented_ones_in_page_order() {
    let rows: Vec<_> = FatalError::ALL.iter().map(|error| (error.name(), error.code())).collect();
    assert_eq!(rows, ROWS);
}

#[test]
fn the_variants_have_their_documented_names() {
    use FatalError::*;
    let variants = [
        InternalServerError,
        BadRequest,
        NoRecipients,
        InvalidCampaignId,
        MessageVariantUnspecified,
        InvalidMessageVariant,
        MismatchedMessageType,
        InvalidExtraPushPayload,
        MaxInputLengthExceeded,
        TheMaxNumberOfExternalIdsAndAliasesPerRequestWasExceeded,
        TheMaxNumberOfIdsPerRequestWasExceeded,
        NoMessageToSend,
        SlideupMessageLengthExceeded,
        ApplePushLengthExceeded,
        AndroidPushLengthExceeded,
        BadRequestSendAt,
        BadRequestInLocalTime,
        Unauthorized,
        Forbidden,
        AccessDenied,
        NotFound,
        UnsupportedMediaType,
        RateLimited,
    ];
    assert_eq!(FatalError::ALL, variants);
    for (variant, (name, _)) in variants.iter().zip(ROWS) {
        assert_eq!(format!("{variant:?}"), name);
        assert_eq!(name.parse(), Ok(*variant));
    }
}

#[test]
fn a_code_is_a_status_and_a_message() {
    for error in FatalError::ALL {
        assert_eq!(error.code(), format!("{} {}", error.status(), error.message()));
    }
    assert_eq!(FatalError::InternalServerError.status(), Status::Class(5));
    assert_eq!(FatalError::RateLimited.status(), Status::Code(429));
    assert_eq!(FatalError::NoMessageToSend.message(), "No message to send");
}

#[test]
fn a_status_matches_its_code_or_its_class() {
    for (status, own) in [(Status::Code(400), 400..=400), (Status::Class(5), 500..=599)] {
        for code in (0..=1200).chain([u16::MAX]) {
            assert_eq!(status.matches(code), own.contains(&code), "{status} and {code}");
        }
    }
}

#[test]
fn every_row_is_found_by_its_own_code() {
    for error in FatalError::ALL {
        let code = match error.status() {
            Status::Code(code) => code,
            Status::Class(digit) => u16::from(digit) * 100,
            Status::Any => 0,
        };
        assert!(FatalError::lookup(code, error.message()).contains(error), "{error:?}");
    }
}

#[test]
fn a_code_that_stands_three_times_finds_all_its_rows_in_page_order() {
    assert_eq!(
        FatalError::lookup(400, "Bad Request"),
        [FatalError::BadRequest, FatalError::BadRequestSendAt, FatalError::BadRequestInLocalTime]
    );
}

#[test]
fn a_status_without_a_row_of_its_own_finds_its_class() {
    for status in [500, 502, 503, 599] {
        for message in ["Service Unavailable", "Internal Server Error", "No Recipients", ""] {
            assert_eq!(FatalError::lookup(status, message), [FatalError::InternalServerError]);
        }
    }
}

#[test]
fn a_response_that_is_not_documented_finds_nothing() {
    let longest = "x".repeat(1 << 20);
    for status in [0, 200, 400, 401, 404, 418, 499, 600, 5000, u16::MAX] {
        for message in ["", "recipients", "Found: No Recipients", "400 No Recipients", "X", "日本", &longest]
        {
            assert_eq!(FatalError::lookup(status, message), [], "{status} {message:.20}");
        }
    }
    assert_eq!(FatalError::lookup(404, "No Recipients"), []);
}

#[test]
fn a_name_that_no_variant_has_is_refused() {
    for name in ["", "noRecipients", "No Recipients", "NoRecipients ", "400 No Recipients"] {
        assert!(name.parse::<FatalError>().is_err(), "{name:?}");
    }
    let error: UnknownNameError = "Teapot".parse::<FatalError>().unwrap_err();
    assert_eq!(error.to_string(), "unknown name: `FatalError` has no variant so named");
}

#[test]
fn locales_stand_in_the_order_of_the_call() {
    assert_eq!(
        Locale::ALL,
        [Locale::En, Locale::PtBr, Locale::Fr, Locale::De, Locale::Es, Locale::Ja, Locale::Ko, Locale::EnXa]
    );
    let tags: Vec<_> = Locale::ALL.iter().map(|locale| locale.tag()).collect();
    assert_eq!(tags, ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"]);
    assert_eq!(Locale::SOURCE, Locale::En);
    let pseudo: Vec<_> = Locale::ALL.iter().filter(|locale| locale.is_pseudo()).collect();
    assert_eq!(pseudo, [&Locale::EnXa]);
}

#[test]
fn a_locale_is_read_in_any_case_and_with_underscores() {
    for (text, locale) in [
        ("en", Locale::En),
        ("EN", Locale::En),
        ("pt-BR", Locale::PtBr),
        ("pt_BR", Locale::PtBr),
        ("PT-br", Locale::PtBr),
        ("En_xA", Locale::EnXa),
    ] {
        assert_eq!(text.parse(), Ok(locale));
    }
    for text in ["", "pt", "pt-", "pt--BR", "ptBR", "pt-BR-x", " en", "en.UTF-8", "日本"] {
        let error: UnknownLocaleError = text.parse::<Locale>().unwrap_err();
        assert_eq!(error.expected(), ["en", "pt-BR", "fr", "de", "es", "ja", "ko", "en-XA"]);
        assert_eq!(error.to_string(), "unknown locale: expected one of en, pt-BR, fr, de, es, ja, ko, en-XA");
    }
}

#[test]
fn each_locale_has_a_text_of_its_own_in_three_forms() {
    for (error, locale) in all() {
        assert!(error.is_translated(locale), "{error:?} in {locale}");
        for text in [error.text(locale), error.markdown(locale), error.html(locale)] {
            assert!(!text.trim().is_empty(), "{error:?} in {locale}");
            assert!(!text.contains("{{") && !text.contains("{::"), "{error:?} in {locale}: {text}");
        }
        assert!(!error.text(locale).contains("<br>"), "{error:?} in {locale}");
    }
    let catalogs: HashSet<Vec<_>> =
        written().map(|locale| FatalError::ALL.iter().map(|error| error.text(locale)).collect()).collect();
    assert_eq!(catalogs.len(), written().count());
}

#[test]
fn html_holds_the_allowed_tags_alone() {
    for (error, locale) in all() {
        let html = error.html(locale);
        for tag in html.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split(|char: char| !char.is_ascii_alphanumeric()).next();
            assert!(["a", "br", "code", "em", "strong"].contains(&name.unwrap_or_default()), "{html}");
        }
    }
}

#[test]
fn lists_and_links_are_written_out() {
    for locale in written() {
        let text = FatalError::Unauthorized.text(locale);
        assert!(text.lines().skip(1).any(|line| line.starts_with("- ")), "{text}");
        let docs = match locale {
            Locale::PtBr => "(https://www.braze.com/docs/pt-br/",
            Locale::Fr => "(https://www.braze.com/docs/fr/",
            Locale::De => "(https://www.braze.com/docs/de/",
            Locale::Es => "(https://www.braze.com/docs/es/",
            Locale::Ja => "(https://www.braze.com/docs/ja/",
            Locale::Ko => "(https://www.braze.com/docs/ko/",
            _ => "(https://www.braze.com/docs/",
        };
        assert!(text.contains(docs), "{text}");
    }
}

#[test]
fn the_documentation_s_section_is_linked_in_every_locale() {
    for (error, locale) in all() {
        let url = error.docs_url(locale).unwrap();
        let (page, anchor) = url.split_once('#').unwrap();
        assert!(!anchor.is_empty(), "{url}");
        assert_eq!(
            page,
            match locale {
                Locale::PtBr => "https://www.braze.com/docs/pt-br/api/errors/",
                Locale::Fr => "https://www.braze.com/docs/fr/api/errors/",
                Locale::De => "https://www.braze.com/docs/de/api/errors/",
                Locale::Es => "https://www.braze.com/docs/es/api/errors/",
                Locale::Ja => "https://www.braze.com/docs/ja/api/errors/",
                Locale::Ko => "https://www.braze.com/docs/ko/api/errors/",
                _ => "https://www.braze.com/docs/api/errors/",
            }
        );
    }
}

#[test]
fn an_error_displays_its_text_in_the_source_locale() {
    for error in FatalError::ALL {
        assert_eq!(error.to_string(), error.text(Locale::SOURCE));
        assert_eq!(format!("{error:#}"), format!("{}: {error}", error.code()));
        assert_eq!(format!("{error:#?}"), error.name());
    }
}

#[test]
fn a_localized_error_displays_its_text_in_that_locale() {
    for (error, locale) in all() {
        let localized: Localized<FatalError> = error.in_locale(locale);
        assert_eq!(localized.to_string(), error.text(locale));
        assert_eq!(format!("{localized:#}"), format!("{}: {}", error.code(), error.text(locale)));
        assert_eq!((localized.error(), localized.locale()), (error, locale));
        assert_eq!(localized, Localized::new(error, locale));
    }
}

/// Compares what an error and strings make of each alignment and fill: `text` without the code in front of it,
/// `joined` with it.
macro_rules! assert_pads {
    ($error:expr, $text:expr, $joined:expr, $width:expr, $precision:expr; $($align:literal)*) => { $(
        assert_eq!(
            format!(concat!("{:", $align, "1$}"), $error, $width),
            format!(concat!("{:", $align, "1$}"), $text, $width),
        );
        assert_eq!(
            format!(concat!("{:", $align, "1$.2$}"), $error, $width, $precision),
            format!(concat!("{:", $align, "1$.2$}"), $text, $width, $precision),
        );
        assert_eq!(
            format!(concat!("{:", $align, "#1$}"), $error, $width),
            format!(concat!("{:", $align, "1$}"), $joined, $width),
        );
        assert_eq!(
            format!(concat!("{:", $align, "#1$.2$}"), $error, $width, $precision),
            format!(concat!("{:", $align, "1$.2$}"), $joined, $width, $precision),
        );
    )* };
}

#[test]
fn errors_are_padded_and_cut_as_strings_are() {
    for (error, locale) in all() {
        let (localized, text) = (error.in_locale(locale), error.text(locale));
        let joined = format!("{}: {text}", error.code());
        // Around every limit: nothing, a part of the code, the whole of the text and of both, and more.
        let (short, long) = (text.chars().count(), joined.chars().count());
        let lengths = [0, 1, 2, 3, 10, short - 1, short, short + 1, long - 1, long, long + 1, long + 30];
        for width in lengths {
            for precision in lengths {
                assert_pads!(localized, text, joined, width, precision; "" "<" ">" "^" "*<" "·>" "→^" "0^" "日>");
                if locale == Locale::SOURCE {
                    assert_pads!(error, text, joined, width, precision; "" ">" "-^");
                }
            }
        }
    }
}

#[test]
fn statuses_and_locales_are_padded_as_strings_are() {
    assert_eq!(
        format!("{:>5}|{:<5}|{:^5}", Status::Class(5), Status::Code(404), Status::Class(4)),
        "  5XX|404  | 4XX "
    );
    assert_eq!(format!("{:>7}|{:-<7}|{:.2}", Locale::PtBr, Locale::En, Locale::EnXa), "  pt-BR|en-----|en");
}

#[test]
fn errors_are_ordered_as_on_the_page() {
    assert!(FatalError::ALL.is_sorted_by(|one, next| one < next));
    assert!(Locale::ALL.is_sorted_by(|one, next| one < next));
    let set: BTreeSet<_> = FatalError::ALL.iter().rev().copied().collect();
    assert!(set.iter().eq(FatalError::ALL));
    for (position, error) in FatalError::ALL.iter().enumerate() {
        assert_eq!(*error as usize, position);
    }
}

#[test]
fn errors_and_localized_errors_are_boxed_and_downcast() {
    fn fail() -> Result<(), Box<dyn Error + Send + Sync>> {
        Err(FatalError::Forbidden)?
    }
    fn fail_in_german() -> Result<(), Box<dyn Error>> {
        Err(FatalError::Forbidden.in_locale(Locale::De))?
    }
    let error = fail().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&FatalError::Forbidden));
    assert!(error.source().is_none());
    let error = fail_in_german().unwrap_err();
    assert_eq!(error.to_string(), FatalError::Forbidden.text(Locale::De));
    assert_eq!(error.downcast_ref::<Localized<FatalError>>().unwrap().locale(), Locale::De);
}

#[test]
fn every_type_is_a_plain_value() {
    fn is_value<T: Copy + Debug + Eq + Hash + Send + Sync + Unpin + 'static>() {}
    fn is_ordered<T: Ord + FromStr + Display>() {}
    is_value::<FatalError>();
    is_value::<Locale>();
    is_value::<Localized<FatalError>>();
    is_value::<Status>();
    is_ordered::<FatalError>();
    is_ordered::<Locale>();
    assert_eq!((size_of::<FatalError>(), size_of::<Locale>(), size_of::<Localized<FatalError>>()), (1, 1, 2));
}

#[test]
fn texts_and_codes_are_constants() {
    const TEXT: &str = FatalError::NotFound.text(Locale::En);
    const MARKDOWN: &str = FatalError::NotFound.markdown(Locale::PtBr);
    const HTML: &str = FatalError::NotFound.html(Locale::Fr);
    const CODE: &str = FatalError::NotFound.code();
    const MESSAGE: &str = FatalError::NotFound.message();
    const NAME: &str = FatalError::NotFound.name();
    const STATUS: Status = FatalError::NotFound.status();
    const IS_404: bool = STATUS.matches(404);
    const IS_TRANSLATED: bool = FatalError::NotFound.is_translated(Locale::De);
    const URL: Option<&str> = FatalError::NotFound.docs_url(Locale::De);
    const LOCALIZED: Localized<FatalError> = FatalError::NotFound.in_locale(Locale::De);
    const TAG: &str = Locale::SOURCE.tag();
    const FIRST: FatalError = FatalError::ALL[0];
    assert_eq!((CODE, MESSAGE, NAME, TAG), ("404 Not Found", "Not Found", "NotFound", "en"));
    assert_eq!((STATUS, IS_404, IS_TRANSLATED), (Status::Code(404), true, true));
    assert_eq!(TEXT, FatalError::NotFound.to_string());
    assert_eq!(LOCALIZED.to_string(), FatalError::NotFound.text(Locale::De));
    assert!(URL.is_some() && !MARKDOWN.is_empty() && !HTML.is_empty());
    assert_eq!(FIRST, FatalError::InternalServerError);
}

#[test]
fn the_trait_says_what_the_enum_does() {
    fn said<E: CatalogError>(error: E, locale: E::Locale) -> [String; 8] {
        [
            error.code().to_owned(),
            error.message().to_owned(),
            error.name().to_owned(),
            error.status().to_string(),
            error.text(locale).to_owned(),
            error.markdown(locale).to_owned(),
            error.html(locale).to_owned(),
            format!("{:?} {:#}", error.docs_url(locale), error.in_locale(locale)),
        ]
    }
    for (error, locale) in all() {
        let own = [
            error.code().to_owned(),
            error.message().to_owned(),
            error.name().to_owned(),
            error.status().to_string(),
            error.text(locale).to_owned(),
            error.markdown(locale).to_owned(),
            error.html(locale).to_owned(),
            format!("{:?} {:#}", error.docs_url(locale), error.in_locale(locale)),
        ];
        assert_eq!(said(error, locale), own);
        assert_eq!(CatalogError::is_translated(error, locale), error.is_translated(locale));
        assert_eq!(CatalogLocale::tag(locale), locale.to_string());
        assert_eq!(CatalogLocale::is_pseudo(locale), locale.is_pseudo());
    }
    assert_eq!(<FatalError as CatalogError>::ALL, FatalError::ALL);
    assert_eq!(<Locale as CatalogLocale>::ALL, Locale::ALL);
    assert_eq!(<Locale as CatalogLocale>::SOURCE, Locale::SOURCE);
    assert_eq!(
        <FatalError as CatalogError>::lookup(400, "Bad Request"),
        FatalError::lookup(400, "Bad Request")
    );
}
