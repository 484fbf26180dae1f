//! All rows in all locales, aligned and named.

mod align;
mod docs_url;
mod meant;
mod name;
#[cfg(feature = "check")]
pub(crate) mod order;

use std::collections::HashSet;
use std::rc::Rc;

use oxilangtag::LanguageTag;

use self::align::KeyedPage;
pub(crate) use self::name::{Names, is_variant_name};
use crate::finding::{Finding, Findings, Rule};
use crate::form::{Form, write_rustdoc_cell};
use crate::markdown::{BASE_URL, Description};
use crate::page::{Code, Page, Row, StatusBullet};
use crate::text::source::Source;

/// What a catalog is told of a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// Its BCP 47 tag: `pt-BR`.
    pub tag: String,
    /// The URL of the documentation in this locale, which `{{site.baseurl}}` becomes.
    pub docs: Option<String>,
    /// What becomes of rows that its page lacks.
    pub missing: Missing,
    /// What becomes of rows that its page alone has.
    pub unknown: Unknown,
    /// Its page below the pages' folder, where that is another than its tag says.
    pub page: Option<String>,
    /// Whether it has no page, and the source's text stands in for all rows.
    pub lacks_page: bool,
}

/// What becomes of rows that a translation alone has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They stop the build.
    #[default]
    Refuse,
    /// They are left out.
    Ignore,
}

impl Locale {
    /// Says whether it is made from the source for tests.
    ///
    /// CLDR has the regions `XA` and `XB` for that, as in `en-XA` and `ar-XB`; Windows the private language of `qps-ploc`,
    /// `qps-ploca` and `qps-plocm`; others say it in what is private of a tag: `en-x-pseudo`, `x-pseudo`.
    ///
    /// ```
    /// use braze_errors_codegen::Locale;
    ///
    /// let is_pseudo = |tag: &str| Locale { tag: tag.to_owned(), ..Locale::default() }.is_pseudo();
    /// assert!(["en-XA", "ar-XB", "qps-ploc", "en-x-pseudo"].into_iter().all(is_pseudo));
    /// assert!(!["en", "es-419", "x-klingon"].into_iter().any(is_pseudo));
    /// ```
    pub fn is_pseudo(&self) -> bool {
        LanguageTag::parse_and_normalize(&self.tag).is_ok_and(|tag| {
            matches!(tag.region(), Some("XA" | "XB"))
                || tag.primary_language() == "qps"
                || tag.private_use_subtags().any(|subtag| subtag.starts_with("pseudo"))
        })
    }

    /// Says whether two locales have one language: `en-GB` and `en-XA` have.
    pub fn has_language_of(&self, other: &Self) -> bool {
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        language(&self.tag) == language(&other.tag)
    }
}

/// What becomes of rows that a translation lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They stop the build.
    #[default]
    Refuse,
    /// The source's text stands in for them.
    Fallback,
}

/// A name that a catalog's author gives to a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The code of the row, as the source page writes it.
    pub code: String,
    /// Where the code stands more than once: a code span of the row, or words of its description.
    pub with: Option<String>,
    /// The variant's name.
    pub name: String,
}

/// Why a rename can't be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRename {
    /// Its position among the renames.
    pub index: usize,
    /// What is wrong with it, and what was expected.
    pub message: String,
}

/// All rows in all locales, aligned and named.
#[derive(Debug)]
pub struct Catalog {
    /// The locales, in the order in which they were listed.
    pub locales: Vec<Locale>,
    /// The source's position among them.
    pub source: usize,
    /// The pages, one for each locale.
    pub pages: Vec<Page>,
    /// The rows, in the source page's order.
    pub entries: Vec<Entry>,
}

/// One row in all locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name of its variant.
    pub variant: String,
    /// Its position among each page's rows; `None` where the source stands in.
    pub rows: Vec<Option<usize>>,
}

/// A catalog and what is wrong with its pages.
#[derive(Debug)]
pub struct Alignment {
    /// The catalog, or what could be made of its pages.
    pub catalog: Catalog,
    /// Drift and defects, on each page by place.
    pub findings: Findings,
    /// Renames that can't be followed.
    pub bad_renames: Vec<BadRename>,
}

impl Catalog {
    /// Aligns the pages of all locales, `locales[source]` being the one that is written first, and names
    /// each row's variant.
    ///
    /// # Panics
    ///
    /// Where `source` is no position in `locales`, or there are fewer pages than locales.
    pub fn align(locales: Vec<Locale>, source: usize, pages: Vec<Page>, renames: &[Rename]) -> Alignment {
        let mut findings = Findings::none(pages.len());
        let mut keyed: Vec<KeyedPage<'_>> = pages.iter().map(KeyedPage::new).collect();
        for ((locale, page), findings) in locales.iter().zip(&mut keyed).zip(&mut findings.pages) {
            page.find_duplicates(findings);
            if locale.docs.is_none() {
                base_urls(&locale.tag, page.page, findings);
            }
        }
        let mut entries = Vec::new();
        for row in keyed[source].own_rows() {
            let mut rows = vec![None; pages.len()];
            rows[source] = Some(row);
            entries.push(Entry { variant: String::new(), rows });
        }
        let source_page = keyed.remove(source);
        let translations = (0..pages.len()).filter(|position| *position != source);
        for (position, page) in translations.zip(keyed) {
            let findings = &mut findings.pages[position];
            align::align_page(
                &locales[position],
                position,
                (source, &source_page),
                page,
                &mut entries,
                findings,
            );
        }
        let bad_renames =
            Names::new(&pages[source]).give(renames, source, &mut entries, &mut findings.pages[source]);
        findings.sort();
        Alignment { catalog: Self { locales, source, pages, entries }, findings, bad_renames }
    }

    /// The row that an entry has in a locale, or the source's where that stands in.
    pub fn row(&self, entry: &Entry, locale: usize) -> &Row {
        let (page, row) = match entry.rows[locale] {
            Some(row) => (locale, row),
            None => (self.source, entry.rows[self.source].unwrap_or_default()),
        };
        &self.pages[page].rows[row]
    }

    /// A catalog of the same locales and dialect whose pages are all this file, and that holds no row yet.
    pub(crate) fn without_rows(&self, file: &Rc<Source>) -> Self {
        let pages = self.pages.iter().map(|page| Page::empty(file, page.dialect)).collect();
        Self { locales: self.locales.clone(), source: self.source, pages, entries: Vec::new() }
    }

    /// What the source's rows are called.
    pub(crate) fn names(&self) -> Names<'_> {
        Names::new(&self.pages[self.source])
    }

    /// Names of variants for rows that translations have and no entry holds.
    pub(crate) fn stray_variants(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut taken: HashSet<String> = self.entries.iter().map(|entry| entry.variant.clone()).collect();
        for (position, page) in self.pages.iter().enumerate() {
            let aligned: HashSet<usize> =
                self.entries.iter().filter_map(|entry| entry.rows[position]).collect();
            for (_, row) in page.rows.iter().enumerate().filter(|(index, _)| !aligned.contains(index)) {
                let name = name::of_code(&row.code);
                if name::is_variant_name(&name) && taken.insert(name.clone()) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The code of an entry.
    pub fn code(&self, entry: &Entry) -> &Code {
        &self.row(entry, self.source).code
    }

    /// An entry's description, in a locale and a form.
    pub fn text(&self, entry: &Entry, locale: usize, form: Form) -> String {
        self.written(entry, locale, |description, base_url, published| {
            form.write_published(description, base_url, published)
        })
    }

    /// An entry's description in a locale, for a table's cell in the documentation of a Rust item.
    pub(crate) fn rustdoc_cell(&self, entry: &Entry, locale: usize) -> String {
        self.written(entry, locale, write_rustdoc_cell)
    }

    fn written(
        &self,
        entry: &Entry,
        locale: usize,
        write: impl Fn(&Description, &str, Option<&str>) -> String,
    ) -> String {
        // A text of the source's speaks of the source's documentation.
        let locale_of_text = if entry.rows[locale].is_some() { locale } else { self.source };
        self.write(&self.row(entry, locale).description, locale_of_text, write)
    }

    /// What a bullet of a locale's page says of its status, in a form.
    pub fn status_text(&self, bullet: &StatusBullet, locale: usize, form: Form) -> String {
        self.write(&bullet.description, locale, |description, base_url, published| {
            form.write_published(description, base_url, published)
        })
    }

    /// Writes a text of a locale's page, with the URLs that the catalog knows: of the documentation and of the page.
    fn write(
        &self,
        description: &Description,
        locale: usize,
        write: impl Fn(&Description, &str, Option<&str>) -> String,
    ) -> String {
        let base_url = self.locales[locale].docs.as_deref().unwrap_or_default();
        write(description, base_url, self.pages[locale].published.as_deref())
    }
}

pub(crate) fn base_urls(tag: &str, page: &Page, findings: &mut Vec<Finding>) {
    for row in &page.rows {
        if row.description.holds_base_url() {
            findings.push(
                Finding::new(Rule::UnknownBaseUrl, &page.source, row.description.span.clone())
                    .message(format!(
                        "found `{BASE_URL}`, and the catalog doesn't know the documentation's URL in `{tag}`"
                    ))
                    .help(format!("write the URL in the call: \"{tag}\" {{ docs = \"https://…\" }}")),
            );
        }
    }
}
