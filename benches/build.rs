//! Writes what the benchmarks are compiled from: synthetic pages for our macro, and the same texts for its peers.

#[path = "src/pages/mod.rs"]
#[expect(unreachable_pub, reason = "the library makes it public")]
mod pages;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use self::pages::Size;

const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/pages");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (rows, locales) in [(22, 5), (1_000, 1), (10_000, 1)] {
        let size = Size { rows, locales };
        let (folder, variable) = (out.join(format!("pages-{rows}")), format!("BRAZE_ERRORS_PAGES_{rows}"));
        size.write(&folder, SEED)?;
        println!("cargo:rustc-env={variable}={}", folder.display());
        fs::write(out.join(format!("catalog-{rows}.rs")), size.call(&variable))?;
        fs::write(out.join(format!("lookups-{rows}.rs")), lookups(&size.texts(SEED)))?;
    }
    peers(&out, Size { rows: 22, locales: 5 })
}

/// The code of each row but the first, which is a class: a status and a message.
fn codes(texts: &[(String, Vec<String>)]) -> BTreeMap<(u16, &str), usize> {
    let mut codes: BTreeMap<(u16, &str), usize> = BTreeMap::new();
    for (index, (code, _)) in texts.iter().enumerate() {
        let code = code.split_once(' ').and_then(|(status, message)| Some((status.parse().ok()?, message)));
        if let Some(code) = code {
            codes.entry(code).or_insert(index);
        }
    }
    codes
}

/// Look-ups of the position of a code's first row: `phf`'s map and a plain match.
fn lookups(texts: &[(String, Vec<String>)]) -> String {
    let (mut map, mut arms) = (String::new(), String::new());
    for ((status, message), index) in codes(texts) {
        let _ = writeln!(map, "    \"{status} {message}\" => {index},");
        let _ = writeln!(arms, "        ({status}, {message:?}) => {index},");
    }
    format!(
        "static PHF: phf::Map<&str, usize> = phf::phf_map! {{\n{map}}};\n\n\
         fn by_match(status: u16, message: &str) -> Option<usize> {{\n    Some(match (status, message) {{\n\
         {arms}        _ => return None,\n    }})\n}}\n"
    )
}

/// A row's key: letters alone, which each peer makes a function's name of.
fn key(row: usize) -> String {
    row.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>() + "_row"
}

/// What each peer reads, and the code that asks it for a text.
fn peers(out: &Path, size: Size) -> Result<(), Box<dyn Error>> {
    // Braces begin a placeholder in most of them.
    let mut texts = size.texts(SEED);
    for text in texts.iter_mut().flat_map(|(_, texts)| texts) {
        *text = text.replace(['{', '}'], "");
    }
    // Of two-letter languages alone, as rosetta-i18n knows no others.
    let tags: Vec<&str> = size.locales().iter().map(|locale| &locale.tag[..2]).collect();
    let (locales, folder) = (tags.len(), out.join("locales"));
    fs::create_dir_all(&folder)?;
    let mut rosetta = rosetta_build::config().fallback("en");
    let (mut fluent, mut typed) = (String::new(), String::from("{\n"));
    for (locale, tag) in tags.iter().enumerate() {
        let (mut json, mut ftl) = (Vec::new(), String::new());
        for (row, (_, texts)) in texts.iter().enumerate() {
            json.push(format!("  \"{}\": \"{}\"", key(row), texts[locale]));
            let _ = writeln!(ftl, "{} = {}", key(row), texts[locale]);
        }
        let file = folder.join(format!("{tag}.json"));
        fs::write(&file, format!("{{\n{}\n}}\n", json.join(",\n")))?;
        rosetta = rosetta.source(*tag, file.to_string_lossy());
        let _ = writeln!(fluent, "    ({tag:?}, {ftl:?}),");
    }
    rosetta.generate()?;
    for (row, (_, texts)) in texts.iter().enumerate() {
        let by_tag: Vec<String> =
            tags.iter().zip(texts).map(|(tag, text)| format!("{tag:?}: \"{text}\"")).collect();
        let end = if row + 1 == size.rows { "" } else { "," };
        let _ = writeln!(typed, "  \"{}\": {{ {} }}{end}", key(row), by_tag.join(", "));
    }
    fs::write(out.join("typed.json"), typed + "}\n")?;

    let mut code = format!("rust_i18n::i18n!({:?});\n", folder.display().to_string());
    let _ = write!(
        code,
        "#[derive(Clone, Copy, Debug, typed_i18n::TypedI18N)]\n\
         #[typed_i18n(filename = {:?})]\n\
         #[typed_i18n(builder = \"static_str\")]\n\
         enum Language {{ En, Pt, Fr, De, Es }}\n\
         const TAGS: [&str; {locales}] = {tags:?};\n\
         const KEYS: [&str; {}] = {:?};\n\
         const FLUENT: [(&str, &str); {locales}] = [\n{fluent}];\n",
        out.join("typed.json").display().to_string(),
        size.rows,
        (0..size.rows).map(key).collect::<Vec<_>>(),
    );
    for (name, language, by) in [("typed", "Language", ""), ("rosetta", "Lang", "&")] {
        let arms: Vec<String> = (0..size.rows)
            .map(|row| format!("        {row} => {language}::{}({by}language),\n", key(row)))
            .collect();
        let _ = write!(
            code,
            "fn {name}_text(language: {language}, row: usize) -> &'static str {{\n    match row {{\n{}        \
             _ => \"\",\n    }}\n}}\n",
            arms.concat()
        );
    }
    fs::write(out.join("peers.rs"), code + &enums(&texts))?;
    Ok(())
}

/// The enums that thiserror and strum derive from, in the one locale that they know.
fn enums(texts: &[(String, Vec<String>)]) -> String {
    let variants = |attribute: &str| {
        let variant = |(row, (_, texts)): (usize, &(String, Vec<String>))| {
            format!(
                "    #[{attribute}({}{:?})]\n    M{row},\n",
                if attribute == "strum" { "message = " } else { "" },
                texts[0]
            )
        };
        texts.iter().enumerate().map(variant).collect::<Vec<_>>().concat()
    };
    let all =
        |name: &str| (0..texts.len()).map(|row| format!("{name}::M{row}")).collect::<Vec<_>>().join(", ");
    // A code that stands more than once can be only one variant's.
    let by_code: Vec<String> = codes(texts)
        .into_iter()
        .map(|((status, message), row)| {
            format!("    #[strum(serialize = \"{status} {message}\")]\n    M{row},\n")
        })
        .collect();
    format!(
        "#[derive(Clone, Copy, Debug, thiserror::Error)]\nenum Error {{\n{}}}\n\
         const ERRORS: [Error; {count}] = [{}];\n\
         #[derive(Clone, Copy, Debug, strum::EnumMessage)]\nenum Strum {{\n{}}}\n\
         const STRUMS: [Strum; {count}] = [{}];\n\
         #[derive(Clone, Copy, Debug, strum::EnumString)]\nenum StrumCode {{\n{}}}\n",
        variants("error"),
        all("Error"),
        variants("strum"),
        all("Strum"),
        by_code.concat(),
        count = texts.len(),
    )
}
