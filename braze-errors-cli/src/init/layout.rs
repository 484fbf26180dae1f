//! How repositories lay pages out by locale, and which pages of a repository are one page in several locales.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::text::tag_of;

/// The part of a path that each locale stands in for.
pub(super) const LOCALE: &str = "{locale}";

/// Folders that hold no pages that anybody writes.
const PASSED_OVER: [&str; 8] =
    ["node_modules", "target", "vendor", "build", "dist", "public", "site", "_site"];

/// How many folders deep pages are looked for.
const DEPTH: usize = 12;

/// Parts of file names that say what pages are about, in the languages whose pages were seen.
const OF_ERRORS: [&str; 10] =
    ["error", "erreur", "fehler", "erro", "fault", "exception", "status", "code", "response", "problem"];

/// One page in several locales, by paths from the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Where the pages stand: `_lang/{locale}/_api/errors.md`.
    pub(super) pattern: String,
    /// The name that stands in the pattern for each locale: `fr_fr`, and its tag: `fr`.
    pub(super) names: Vec<(String, String)>,
    /// The source's page, where that stands elsewhere: `_docs/_api/errors.md`.
    pub(super) source: Option<String>,
}

/// The Markdown pages below a folder whose names say that they are about errors; all of them where none does.
pub(super) fn pages(root: &Path) -> Vec<String> {
    let mut pages = Vec::new();
    walk(root, "", DEPTH, &mut pages);
    pages.sort_unstable();
    let is_of_errors = |page: &String| {
        let name = page.rsplit('/').next().unwrap_or_default().to_lowercase();
        OF_ERRORS.iter().any(|word| name.contains(word))
    };
    if pages.iter().any(is_of_errors) { pages.into_iter().filter(is_of_errors).collect() } else { pages }
}

fn walk(folder: &Path, below: &str, depth: usize, pages: &mut Vec<String>) {
    // What can't be read holds nothing that could be checked.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if kind.is_dir() && depth > 0 && !name.starts_with('.') && !PASSED_OVER.contains(&name.as_str()) {
            walk(&entry.path(), &path, depth - 1, pages);
        } else if kind.is_file() && [".md", ".mdx", ".markdown"].iter().any(|ending| name.ends_with(ending)) {
            pages.push(path);
        }
    }
}

/// The pages that are one page in several locales, with the source's where it stands apart from them.
pub(super) fn groups(pages: &[String]) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for page in pages {
        for (pattern, name, tag) in patterns(page) {
            groups.entry(pattern).or_default().push((name, tag));
        }
    }
    let is_page = |path: &String| pages.binary_search(path).is_ok();
    let group = |(pattern, names): (String, Vec<(String, String)>)| {
        let source = sources(&pattern).into_iter().find(is_page);
        Group { pattern, names, source }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    // A page of its own may be checked too.
    let of_groups = |page: &&String| {
        groups.iter().all(|group| {
            group.source.as_ref() != Some(page)
                && group.names.iter().all(|(name, _)| group.pattern.replace(LOCALE, name) != **page)
        })
    };
    let alone: Vec<Group> = pages.iter().filter(of_groups).map(|page| Group::alone(page)).collect();
    groups.extend(alone);
    groups
}

impl Group {
    /// A page that stands in no locale's place; translations would stand beside it.
    fn alone(page: &str) -> Self {
        let (folder, name) = page.rsplit_once('/').map_or(("", page), |(folder, name)| (folder, name));
        let separator = if folder.is_empty() { "" } else { "/" };
        let pattern = format!("{folder}{separator}{LOCALE}/{name}");
        Self { pattern, names: Vec::new(), source: Some(page.to_owned()) }
    }
}

/// Each way in which a part of a path may be a locale: the pattern, the name and its tag.
fn patterns(page: &str) -> Vec<(String, String, String)> {
    let mut patterns = Vec::new();
    let parts: Vec<&str> = page.split('/').collect();
    for (position, part) in parts.iter().enumerate() {
        let is_file = position + 1 == parts.len();
        let (before, name, behind) = if is_file {
            // `errors.fr.md`, or `fr.md` in a folder of its own.
            let mut words = part.rsplitn(3, '.');
            let (ending, name, stem) = (words.next(), words.next(), words.next());
            let (Some(ending), Some(name)) = (ending, name) else { continue };
            (stem.map(|stem| format!("{stem}.")).unwrap_or_default(), name, format!(".{ending}"))
        } else {
            (String::new(), *part, String::new())
        };
        if let Some(tag) = tag_of(name).filter(|tag| is_language(tag)) {
            let replaced = format!("{before}{LOCALE}{behind}");
            let mut pattern = parts.clone();
            pattern[position] = &replaced;
            patterns.push((pattern.join("/"), name.to_owned(), tag));
        }
    }
    patterns
}

/// Says whether a tag begins with a language that has a code of two letters, as folders that are named `api` or `src` don't.
fn is_language(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    isolang::Language::from_639_1(language).is_some()
}

/// Where the source's page of a pattern may stand apart from the translations.
fn sources(pattern: &str) -> Vec<String> {
    let Some((before, behind)) = pattern.split_once(LOCALE) else { return Vec::new() };
    let mut sources = Vec::new();
    if let Some(page) = behind.strip_prefix('/') {
        // Braze's: `_docs/_api/errors.md`, `_lang/fr_fr/_api/errors.md`.
        if let Some(root) = before.strip_suffix("_lang/") {
            sources.push(format!("{root}_docs/{page}"));
        }
        // Docusaurus's: `docs/errors.md`, `i18n/fr/docusaurus-plugin-content-docs/current/errors.md`.
        let plugin = before.strip_suffix("i18n/").zip(page.strip_prefix("docusaurus-plugin-content-docs/"));
        if let Some((root, page)) = plugin {
            let versioned = page.strip_prefix("current/").map(|page| format!("{root}docs/{page}"));
            sources.push(versioned.unwrap_or_else(|| format!("{root}versioned_docs/{page}")));
        }
        // `docs/errors.md`, `docs/fr/errors.md`.
        sources.push(format!("{before}{page}"));
    } else if let Some(stem) = before.strip_suffix('.') {
        // Hugo's: `content/errors.md`, `content/errors.fr.md`.
        sources.push(format!("{stem}{behind}"));
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups_of(pages: &[&str]) -> Vec<String> {
        let mut pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
        pages.sort_unstable();
        let shown = |group: Group| {
            let tags: Vec<&str> = group.names.iter().map(|(_, tag)| tag.as_str()).collect();
            format!("{} {} {}", group.pattern, tags.join(","), group.source.unwrap_or_default())
        };
        groups(&pages).into_iter().map(shown).collect()
    }

    #[test]
    fn repositories_lay_pages_out_in_known_ways() {
        for (pages, expected) in [
            (
                &["_docs/_api/errors.md", "_lang/fr_fr/_api/errors.md", "_lang/pt_br/_api/errors.md"][..],
                "_lang/{locale}/_api/errors.md fr,pt-BR _docs/_api/errors.md",
            ),
            (&["docs/en/errors.md", "docs/zh_hant/errors.md"], "docs/{locale}/errors.md en,zh-Hant "),
            (&["errors.en.md", "errors.fr.md"], "errors.{locale}.md en,fr "),
            (
                &["content/errors.md", "content/errors.fr.md"],
                "content/errors.{locale}.md fr content/errors.md",
            ),
            (&["content/de/errors.md", "content/en/errors.md"], "content/{locale}/errors.md de,en "),
            (
                &["docs/a/errors.md", "i18n/fr/docusaurus-plugin-content-docs/current/a/errors.md"],
                "i18n/{locale}/docusaurus-plugin-content-docs/current/a/errors.md fr docs/a/errors.md",
            ),
            (&["docs/api/errors.md"], "docs/api/{locale}/errors.md  docs/api/errors.md"),
        ] {
            assert_eq!(groups_of(pages), [expected], "{pages:?}");
        }
    }
}
