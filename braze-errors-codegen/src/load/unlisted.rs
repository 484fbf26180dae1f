//! `unlisted-page`: a page that looks like a locale's and that the catalog doesn't list.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::find::{LOCALE, names};
use super::is_taken;
use super::similar::similar_file;
use crate::call::Setup;
use crate::catalog::Locale;
use crate::finding::{Finding, Findings, Notation, Rule};
use crate::text::source::Source;

/// Finds the locales' pages in a folder that a setup doesn't list, each with the locale's tag; messages are to
/// name the folder `shown`. A folder that is named as some sites name locales (`fr_FR`, `pt_br`) is one too, and so is one
/// whose page has nearly the name that it should have. A page that stands for one which isn't there, under another name of
/// its locale or language, is none: the finding that this one isn't there tells of it.
///
/// A folder that can't be read holds none.
pub fn unlisted_pages(setup: &Setup, folder: &Path, shown: &str) -> Vec<(String, Finding)> {
    let renamed = Renamed::find(setup, folder);
    let names = renamed.names();
    let found = unlisted(setup, folder).into_iter().filter(|found| !names.contains(&found.name));
    let found = found.filter_map(|Unlisted { name, tag, below }| {
        let source = Source::new(super::shown_path(shown, &below), "");
        let finding = Finding::new(Rule::UnlistedPage, &source, 0..0);
        if let Some(locale) = setup.locales.iter().find(|locale| locale.tag == tag && locale.page.is_some()) {
            let own = setup.page(locale);
            // Where that isn't there, its finding tells of this page.
            let finding = finding
                .message(format!("found a page in `{tag}`, whose page is `{}`", super::shown_path(shown, &own)))
                .help(format!("delete the page, or the key `page` of `{tag}`"));
            return folder.join(own).is_file().then_some((tag, finding));
        }
        let expected = setup.file.replace(LOCALE, &tag);
        let finding = if below != setup.file.replace(LOCALE, &name) || name != tag {
            finding
                .message(format!("found a page that looks like one in `{tag}`; expected `{expected}`"))
                .help(format!("rename it if it is the page in `{tag}`, and list it; else leave it out: `--allow unlisted-page`"))
        } else {
            finding
                .message(format!("found a page in `{tag}`, a locale that the catalog doesn't list"))
                .help(match setup.notation {
                    Notation::Call => format!("list it in the call, locales = [\"{tag}\"], or delete the page"),
                    Notation::File => {
                        format!("list it in `braze-errors.toml`, as `\"{tag}\"` in the list `locales` or as `{tag} = {{}}` in the table of that name\nor delete the page")
                    }
                })
        };
        Some((tag, finding))
    });
    found.collect()
}

/// A page that looks like a locale's and that a setup doesn't list.
struct Unlisted {
    /// What stands in the place of the locale.
    name: String,
    /// The locale that this is a name of.
    tag: String,
    /// The page's path below the folder.
    below: String,
}

fn unlisted(setup: &Setup, folder: &Path) -> Vec<Unlisted> {
    // A page in a folder of many, such as `faq.md`, has a name that is no locale's.
    if setup.file.starts_with(LOCALE) && !setup.file.starts_with("{locale}/") {
        return Vec::new();
    }
    let listed: HashSet<String> = setup.locales.iter().map(|locale| setup.page(locale)).collect();
    let names = names(folder, &setup.file).unwrap_or_default();
    let found = names.into_iter().filter_map(|name| {
        let tag = Setup::tag(&name.replace('_', "-"))?;
        let below = setup.file.replace(LOCALE, &name);
        if listed.contains(&below) {
            return None;
        }
        let path = folder.join(&below);
        let found = if path.is_file() { path } else { similar_file(&path)? };
        let below = found.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
        Some(Unlisted { name, tag, below })
    });
    found.collect()
}

/// Pages that aren't there, each with the one that stands under another name of its locale, or of its language.
pub(super) struct Renamed {
    /// The name and its tag, by the tag of the listed locale.
    by_tag: HashMap<String, (String, String)>,
}

impl Renamed {
    pub(super) fn find(setup: &Setup, folder: &Path) -> Self {
        let mut by_tag = HashMap::new();
        let is_gone = |locale: &&Locale| {
            let page = folder.join(setup.page(locale));
            locale.page.is_none() && !locale.lacks_page && !is_taken(&page) && similar_file(&page).is_none()
        };
        let gone: Vec<&str> =
            setup.locales.iter().filter(is_gone).map(|locale| locale.tag.as_str()).collect();
        if gone.is_empty() {
            return Self { by_tag };
        }
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        // Of two that may be meant, nobody knows which one is.
        for key in [&(|tag: &str| tag.to_owned()) as &dyn Fn(&str) -> String, &language] {
            let taken: HashSet<&String> = by_tag.values().map(|(name, _)| name).collect();
            let mut pages: HashMap<String, Vec<Unlisted>> = HashMap::new();
            for page in unlisted(setup, folder).into_iter().filter(|page| !taken.contains(&page.name)) {
                pages.entry(key(&page.tag)).or_default().push(page);
            }
            let mut sought: HashMap<String, Vec<&str>> = HashMap::new();
            for tag in gone.iter().filter(|tag| !by_tag.contains_key(**tag)) {
                sought.entry(key(tag)).or_default().push(tag);
            }
            for (key, tags) in sought {
                if let ([tag], Some([page])) = (tags.as_slice(), pages.get(&key).map(Vec::as_slice)) {
                    by_tag.insert((*tag).to_owned(), (page.name.clone(), page.tag.clone()));
                }
            }
        }
        Self { by_tag }
    }

    fn names(&self) -> HashSet<&String> {
        self.by_tag.values().map(|(name, _)| name).collect()
    }

    /// Adds to the findings that pages aren't there under which names they are.
    pub(super) fn tell(&self, setup: &Setup, shown: &str, findings: &mut Findings) {
        // As far as the locale's name goes, be it a folder's or the page's own.
        let end = setup.file.find(LOCALE).map_or(0, |at| at + LOCALE.len());
        let end = setup.file[end..].find('/').map_or(setup.file.len(), |slash| end + slash);
        let path = |name: &str| super::shown_path(shown, &setup.file[..end].replace(LOCALE, name));
        for (locale, findings) in setup.locales.iter().zip(&mut findings.pages) {
            let Some((name, tag)) = self.by_tag.get(&locale.tag) else { continue };
            for finding in findings.iter_mut().filter(|finding| finding.rule == Rule::UnreadablePage) {
                let or_list = if *tag == locale.tag {
                    String::new()
                } else {
                    format!(", or list `{tag}` in the place of `{}`", locale.tag)
                };
                finding.help = format!("rename `{}` to `{}`{or_list}", path(name), path(&locale.tag));
            }
        }
    }
}
