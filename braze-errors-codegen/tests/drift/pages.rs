//! A small set of pages, and what is found in it.

use std::collections::BTreeMap;
use std::path::Path;

use braze_errors_codegen::{Dialect, Finding, Findings, Levels, Loaded, Locale, Report, Setup, check};

pub(crate) const TAGS: &[&str] = &["en", "de", "en-XA", "fr", "pt-BR"];
pub(crate) const TRANSLATIONS: &[&str] = &["de", "en-XA", "fr", "pt-BR"];

/// The text of a page in each locale.
#[derive(Clone)]
pub(crate) struct Pages {
    pub(crate) texts: BTreeMap<&'static str, String>,
    pub(crate) levels: Levels,
}

impl Pages {
    /// The pages of `tests/drift/pages`.
    pub(crate) fn read() -> Self {
        Self::read_from(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift/pages"), TAGS)
    }

    pub(crate) fn read_from(folder: &Path, tags: &[&'static str]) -> Self {
        let text = |tag: &&str| std::fs::read_to_string(folder.join(tag).join("errors.md")).unwrap();
        let texts = tags.iter().map(|tag| (*tag, text(tag))).collect();
        Self { texts, levels: Levels::default() }
    }

    /// Changes a page, and says which line is the first that is another one now.
    pub(crate) fn edit(&mut self, tag: &str, edit: impl Fn(&str) -> String) -> usize {
        let text = self.texts.get_mut(tag).unwrap();
        let edited = edit(text);
        assert_ne!(*text, edited, "an edit that changes nothing of {tag}");
        let same = text.lines().zip(edited.lines()).take_while(|(before, after)| before == after).count();
        *text = edited;
        same + 1
    }

    /// Loads the pages from a folder of this name, which no other test uses.
    pub(crate) fn load(&self, name: &str) -> Loaded {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drift").join(name);
        for (tag, text) in &self.texts {
            std::fs::create_dir_all(folder.join(tag)).unwrap();
            std::fs::write(folder.join(tag).join("errors.md"), text).unwrap();
        }
        Setup::find(&folder, "errors.md").unwrap().load(&folder, "")
    }

    /// Checks the pages in a folder of this name, which no other test uses.
    pub(crate) fn check(&self, name: &str) -> Report {
        check(&self.load(name), Findings::default(), &self.levels)
    }

    /// What is found, each as `fr:26 number`.
    pub(crate) fn found(&self, name: &str) -> Vec<String> {
        self.check(name).findings.iter().map(in_short).collect()
    }
}

pub(crate) fn in_short(finding: &Finding) -> String {
    let tag = finding.source.path().strip_suffix("/errors.md").unwrap();
    format!("{tag}:{} {}", finding.place().line, finding.rule.name())
}

/// The one finding of a report.
pub(crate) fn only(report: &Report) -> &Finding {
    let findings: Vec<&Finding> = report.findings.iter().collect();
    let [finding] = findings[..] else { panic!("{findings:?}") };
    finding
}

/// What is found in the one row of a page in a locale, and in its English source.
pub(crate) fn in_row(tag: &str, source: &str, translation: &str) -> Report {
    let page = |row: &str| format!("| Code | Description |\n|---|---|\n| `404 Not Found` | {row} |\n");
    in_page(tag, &page(source), &page(translation))
}

/// What is found on a page in a locale, and on its English source.
pub(crate) fn in_page(tag: &str, source: &str, translation: &str) -> Report {
    let locale = |tag: &str| Locale {
        tag: tag.to_owned(),
        docs: Some("https://parcel.example/docs".to_owned()),
        ..Locale::default()
    };
    let setup = Setup {
        locales: vec![locale("en"), locale(tag)],
        file: "{locale}.md".to_owned(),
        markdown: Dialect::Kramdown,
        ..Setup::default()
    };
    let page = |below: &str| Some(if below == "en.md" { source } else { translation }.as_bytes());
    check(&setup.load_files("docs", page), Findings::default(), &Levels::default())
}

/// The rules and messages of a report.
pub(crate) fn messages(report: &Report) -> Vec<String> {
    report.findings.iter().map(|finding| format!("{}: {}", finding.rule.name(), finding.message)).collect()
}

/// A page once its findings' fixes are applied, where there is one.
pub(crate) fn mended(report: &Report) -> Option<String> {
    let finding = report.findings.iter().find(|finding| finding.fix.is_some())?;
    let (mut text, fix) = (finding.source.text().to_owned(), finding.fix.clone()?);
    text.replace_range(fix.span, &fix.text);
    Some(text)
}
