//! Synthetic pages: as many rows and locales as are asked for, with the shapes that real pages have.
//!
//! A row says the same in every locale: its code spans, numbers and links are the source's, and its words are made
//! of the locale's own syllables. A seed names its pages: the same seed gives the same bytes.

mod dice;
mod locale;
mod row;
mod words;

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use self::dice::Dice;
use self::locale::Tongue;
pub use self::locale::{LOCALES, Locale};
use self::row::PlannedRow;

/// How many pages, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The rows of each page.
    pub rows: usize,
    /// The locales, of [`LOCALES`] from the first on.
    pub locales: usize,
}

impl Size {
    /// The locales that have a page.
    pub fn locales(self) -> &'static [Locale] {
        &LOCALES[..self.locales.min(LOCALES.len())]
    }

    /// Writes `<folder>/<locale>/errors.md` for each locale, and `<folder>/catalog.rs` with the call that reads them.
    ///
    /// # Errors
    ///
    /// The folder can't be written to.
    pub fn write(self, folder: &Path, seed: u64) -> io::Result<()> {
        let rows = PlannedRow::all(self.rows, &mut Dice::new(seed));
        for locale in self.locales() {
            let folder = folder.join(locale.tag);
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("errors.md"), page(&rows, &Tongue::new(locale, seed)))?;
        }
        std::fs::write(folder.join("catalog.rs"), self.call(FOLDER))
    }

    /// What the pages say: each row's code, and its description in each locale.
    pub fn texts(self, seed: u64) -> Vec<(String, Vec<String>)> {
        let tongues: Vec<Tongue> = self.locales().iter().map(|locale| Tongue::new(locale, seed)).collect();
        let texts = |row: &PlannedRow| tongues.iter().map(|tongue| row.description(tongue)).collect();
        let rows = PlannedRow::all(self.rows, &mut Dice::new(seed));
        rows.iter().map(|row| (row.code().to_owned(), texts(row))).collect()
    }

    /// A call of `error_catalog!` for the pages in the folder that this environment variable names.
    pub fn call(self, variable: &str) -> String {
        let mut call = format!(
            "braze_errors::error_catalog! {{\n    \
             /// A synthetic error.\n    pub enum PageError;\n    \
             /// A locale of the synthetic pages.\n    pub enum PageLocale;\n\n    \
             pages = \"pages/{{locale}}/errors.md\",\n    markdown = kramdown,\n    env = \"{variable}\",\n    \
             source = \"{}\",\n    locales = [\n",
            LOCALES[0].tag
        );
        for Locale { tag, .. } in self.locales() {
            let _ = writeln!(call, "        \"{tag}\" {{ docs = \"https://docs.example/{tag}\" }},");
        }
        call.push_str("    ],\n}\n");
        call
    }
}

/// The environment variable that tells the call in `catalog.rs` where the pages are.
pub const FOLDER: &str = "BRAZE_ERRORS_PAGES";

fn page(rows: &[PlannedRow], tongue: &Tongue) -> String {
    let words = |words: std::ops::Range<usize>| {
        words.map(|word| tongue.word(word)).collect::<Vec<_>>().join(tongue.space())
    };
    let mut page = format!(
        "---\nnav_title: {title}\npage_order: 2.3\n\n---\n# {title}\n\n{{% raw %}}\n\n{intro}\n\n\
         ```json\n{{\n  \"message\" : \"success\"\n}}\n```\n\n## {heading}\n\n",
        title = words(14..19),
        intro = words(19..40),
        heading = words(40..43),
    );
    for (indent, status) in
        [("", "2XX"), ("", "4XX"), ("", "5XX"), ("  ", "502"), ("  ", "503"), ("  ", "504")]
    {
        let _ = writeln!(page, "{indent}- **{status} {}** {}", words(43..44), words(44..54));
    }
    let _ = write!(
        page,
        "\n### {} {{#fatal-errors}}\n\n{{% endraw %}}\n\n\
         {{% alert warning %}}\n{}\n{{% endalert %}}\n\n| {} | {} |\n|---|---|\n",
        words(54..56),
        words(56..66),
        words(66..67),
        words(67..68),
    );
    for row in rows {
        row.write(tongue, &mut page);
    }
    page.push_str("{: .reset-td-br-1 .reset-td-br-2 role=\"presentation\" }\n");
    page
}
