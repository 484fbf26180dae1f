//! Catalogs in modules where other things have the names that generated code uses.

use braze_errors::{CatalogError, CatalogLocale};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Traits of every value, whose methods have the names of generated ones and of those that generated code might call.
#[allow(dead_code, reason = "generated code is to call none of them")]
mod traits {
    macro_rules! methods {
        ($trait:ident: $receiver:ty, $($name:ident)*) => {
            pub(super) trait $trait {
                $(fn $name(self: $receiver, _: ()) -> ! where Self: Sized {
                    panic!("{} was taken over", stringify!($name))
                })*
            }
            impl<T> $trait for T {}
        };
    }

    methods!(ByValue: Self, and_then binary_search_by cmp get ok_or pad serialize_str unwrap_or unwrap_or_default write_str);
    methods!(ByReference: &Self, code docs_url fmt html in_locale is_pseudo is_translated markdown message name status tag text);

    pub(super) trait Constants {
        const ALL: () = ();
        const SOURCE: () = ();
    }
    impl<T> Constants for T {}
}

mod with_traits {
    #[allow(unused_imports, reason = "generated code is to leave them alone")]
    use super::traits::*;

    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "pages/library/{locale}/errors.md",
        source = "en-GB",
        locales = ["de-1996" { docs = "https://library.example/de", missing = fallback }, "en-GB" { docs = "https://library.example" }],
    }
}

/// Types, constants, macros, modules and traits under all names that generated code has or might have.
mod with_items {
    #![allow(dead_code, non_camel_case_types, non_upper_case_globals, unreachable_pub, unused_macros)]

    macro_rules! types {
        ($($name:ident)*) => { $(pub struct $name;)* };
    }
    macro_rules! constants {
        ($($name:ident)*) => { $(pub const $name: () = ();)* };
    }
    macro_rules! macros {
        ($($name:ident)*) => { $(macro_rules! $name { () => { compile_error!("taken over") } })* };
    }

    types! {
        str u8 u16 u32 u64 usize i64 bool char Option Some None Result Ok Err Ordering String Vec Formatter Status
        StatusText Localized CatalogError CatalogLocale Catalog Rows runtime braze_errors
        __private locale status code f name
    }
    constants! { TAGS CODES MESSAGES COMPOSED ROWS ALL SOURCE tag accept_language serializer deserializer text table index start end found row error list all one }
    macros! { matches include_bytes concat env option_env }

    pub mod core {}
    pub mod std {}
    pub mod alloc {}

    // What is derived.
    pub trait Clone {}
    pub trait Copy {}
    pub trait Debug {}
    pub trait Display {}
    pub trait Eq {}
    pub trait Error {}
    pub trait FromStr {}
    pub trait Hash {}
    pub trait Ord {}
    pub trait PartialEq {}
    pub trait PartialOrd {}
    pub trait Default {}

    ::braze_errors::error_catalog! {
        pub enum LibraryError;
        pub enum LibraryLocale;

        pages = "pages/library/{locale}/errors.md",
        env = "LIBRARY_DOCS",
        source = "en-GB",
        locales = ["de-1996" { docs = "https://library.example/de", missing = fallback }, "en-GB" { docs = "https://library.example" }],
    }
}

/// Derives of another crate in the place of the standard library's.
mod with_derives {
    #[allow(unused_imports, reason = "generated code is to leave them alone")]
    use serde::{Deserialize as Debug, Deserialize as Hash, Serialize as Clone, Serialize as PartialEq};

    braze_errors::error_catalog! {
        pub enum Error;
        pub enum Locale;

        pages = "pages/library/{locale}/errors.md",
        source = "en-GB",
        locales = ["en-GB" { docs = "https://library.example" }],
    }
}

/// The enums themselves have such names.
mod with_such_names {
    #![allow(non_camel_case_types)]

    braze_errors::error_catalog! {
        pub enum str;
        pub enum Option;

        pages = "pages/library/{locale}/errors.md",
        source = "en-GB",
        locales = ["en-GB" { docs = "https://library.example" }],
    }

    braze_errors::error_catalog! {
        pub enum runtime;
        pub enum usize;

        pages = "pages/library/{locale}/errors.md",
        source = "en-GB",
        locales = ["en-GB" { docs = "https://library.example" }],
    }
}

/// Asserts that a catalog does what it does anywhere.
fn assert_whole<E>(locale: E::Locale)
where
    E: CatalogError<Locale: Serialize + DeserializeOwned> + Serialize + DeserializeOwned,
{
    let closed = E::lookup(503, "Closed")[0];
    assert_eq!([closed.name(), closed.message(), closed.code()], ["Closed", "Closed", "503 Closed"]);
    assert_eq!(E::by_code("Closed"), [closed]);
    assert_eq!(E::by_status(closed.status()), [closed]);
    assert_eq!(E::lookup(418, "Teapot")[0].code(), "4XX Read The Rules");
    assert!("Closed".parse() == Ok(closed) && "closed".parse::<E>().is_err());
    assert_eq!(format!("{closed:?}: {closed}"), format!("Closed: {}", closed.text(E::Locale::SOURCE)));
    assert_eq!(closed.in_locale(locale).to_string(), closed.text(locale));
    assert!(closed.docs_url(locale).is_some());
    assert!(E::status_text(404, locale).is_none());
    assert!(E::ALL.iter().all(|error| error.is_translated(E::Locale::SOURCE)));

    assert!(locale.tag().parse() == Ok(locale) && "tlh".parse::<E::Locale>().is_err());
    assert_eq!(E::Locale::negotiate(locale.tag()), locale);
    assert!(!locale.is_pseudo());
    let json = serde_json::to_string(&(closed, locale)).unwrap();
    assert_eq!(json, format!("[\"Closed\",\"{locale}\"]"));
    assert!(serde_json::from_str(&json).is_ok_and(|read: (E, E::Locale)| read == (closed, locale)));
}

#[test]
fn no_name_of_the_crate_s_gets_into_generated_code() {
    assert_whole::<with_traits::Error>(with_traits::Locale::De1996);
    assert_whole::<with_items::LibraryError>(with_items::LibraryLocale::De1996);
    assert_whole::<with_derives::Error>(with_derives::Locale::EnGb);
    assert_whole::<with_such_names::str>(with_such_names::Option::EnGb);
    assert_whole::<with_such_names::runtime>(with_such_names::usize::EnGb);
}

#[test]
fn the_enums_have_their_own_functions() {
    use with_traits::{Error, Locale};
    assert_eq!(Error::lookup_exact(503, "Closed"), [Error::Closed]);
    assert_eq!(Error::lookup(503, "closed"), Error::lookup_number(503, 1));
    assert_eq!(Locale::best_for("de"), Locale::De1996);
    assert_eq!(Locale::nearest("tlh"), None);
    for error in Error::ALL {
        assert_eq!(error.name().parse(), Ok(*error));
        assert_eq!(error.in_locale(Locale::SOURCE).to_string(), error.to_string());
    }
}
