//! Catalogs of any locales, for tests that choose them: the enums that the macro makes have theirs at build time.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::str::FromStr;

use braze_errors::{CatalogLocale, UnknownLocaleError};

pub(crate) type Locales = Vec<&'static str>;

thread_local! {
    static LIST: RefCell<Locales> = const { RefCell::new(Vec::new()) };
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// The locale in this place of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Listed(usize);

/// So many locales a list can have.
const MOST: usize = 16;

/// What a header gives among these locales.
pub(crate) fn negotiate(list: &Locales, header: &str) -> &'static str {
    LIST.set(list.clone());
    Listed::negotiate(header).tag()
}

/// What is nearest to a tag among these locales.
pub(crate) fn nearest(list: &Locales, tag: &str) -> Option<&'static str> {
    LIST.set(list.clone());
    Listed::nearest(tag).map(CatalogLocale::tag)
}

/// How often a locale is looked at for a header.
pub(crate) fn looks(list: &Locales, header: &str) -> usize {
    LOOKS.set(0);
    negotiate(list, header);
    LOOKS.get()
}

impl CatalogLocale for Listed {
    const ALL: &'static [Self] = &{
        let mut all = [Self(0); MOST];
        let mut at = 0;
        while at < MOST {
            all[at] = Self(at);
            at += 1;
        }
        all
    };
    const SOURCE: Self = Self(0);

    fn tag(self) -> &'static str {
        LIST.with_borrow(|list| {
            LOOKS.set(LOOKS.get() + usize::from(self.0 < list.len()));
            list.get(self.0).copied().unwrap_or_default()
        })
    }

    /// What is not in the list is as good as hidden.
    fn is_pseudo(self) -> bool {
        LIST.with_borrow(|list| self.0 >= list.len())
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

impl FromStr for Listed {
    type Err = UnknownLocaleError;

    fn from_str(tag: &str) -> Result<Self, UnknownLocaleError> {
        Self::ALL.iter().find(|locale| locale.tag() == tag).copied().ok_or(UnknownLocaleError::new(&[]))
    }
}
