//! The configuration file: a catalog without a call, and what is wrong with one.

use braze_errors_codegen::{Call, Configuration, Dialect, Level, Notation, Rule, Setup, Source};

fn parse(text: &str) -> Result<Configuration, Vec<String>> {
    Configuration::parse(&Source::new("braze-errors.toml", text))
}

fn setup(text: &str) -> Setup {
    parse(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}")).setup.expect("it describes a catalog")
}

const BRAZE: &str = r#"
source = "en"
markdown = "kramdown"
pages = "_lang/{locale}/_api/errors.md"
[locales]
en = { page = "_docs/_api/errors.md", docs = "https://www.braze.com/docs" }
fr = { page = "_lang/fr_fr/_api/errors.md", docs = "https://www.braze.com/docs/fr", missing = "fallback" }
de = {}
[columns]
code = "Error Code"
description = ["Description", "Mend"]
[rename]
"404 Not Found" = "UnknownParcel"
"400 Bad Request" = [{ with = "send_at", name = "BadRequestSendAt" }, { with = "id", name = "BadId" }]
[levels]
stale = "deny"
[levels.fr]
stale = "warn"
"#;

#[test]
fn a_file_describes_a_catalog_by_itself() {
    let setup = setup(BRAZE);
    let pages: Vec<String> = setup.locales.iter().map(|locale| setup.page(locale)).collect();
    assert_eq!(pages, ["_docs/_api/errors.md", "_lang/fr_fr/_api/errors.md", "_lang/de/_api/errors.md"]);
    assert_eq!(setup.locales[setup.source].tag, "en");
    assert_eq!(setup.markdown, Dialect::Kramdown);
    assert_eq!(setup.lock.as_deref(), Some("catalog.lock"));
    let names: Vec<&str> = setup.renames.iter().map(|rename| rename.name.as_str()).collect();
    assert_eq!(names, ["UnknownParcel", "BadRequestSendAt", "BadId"]);
    let levels = parse(BRAZE).unwrap().levels;
    assert_eq!(levels.level(Rule::Stale, Some("de")), Level::Deny);
    assert_eq!(levels.level(Rule::Stale, Some("fr")), Level::Warn);
}

/// Both are ways to write one setup: a key of the call that the file doesn't know is seen here.
#[test]
fn a_file_and_a_call_say_the_same() {
    let file = setup(
        r#"
        pages = "{locale}/errors.md"
        lock = "errors.lock"
        path = "/api/errors/"
        markdown = "kramdown"
        source = "en"
        under = "Errors"
        skip = ["0"]
        [locales.en]
        docs = "https://parcel.example"
        [locales.ja]
        docs = "https://parcel.example/ja"
        page = "i18n/ja.md"
        missing = "fallback"
        unknown = "ignore"
        [columns]
        code = "Code"
        status = "Status"
        name = "Name"
        description = ["Meaning", "Mend"]
        [rename]
        "404 Not Found" = { with = "id", name = "UnknownParcel" }
        "#,
    );
    let call = r#"
        enum E; enum L;
        pages = "{locale}/errors.md",
        lock = "errors.lock",
        path = "/api/errors/",
        markdown = kramdown,
        source = "en",
        under = "Errors",
        skip = ["0"],
        locales = [
            "en" { docs = "https://parcel.example" },
            "ja" { docs = "https://parcel.example/ja", page = "i18n/ja.md", missing = fallback, unknown = ignore },
        ],
        columns = { code = "Code", status = "Status", name = "Name", description = ["Meaning", "Mend"] },
        rename = ["404 Not Found" with "id" => UnknownParcel],
    "#;
    let (call, mistakes) = Call::parse(call.parse().unwrap());
    assert!(mistakes.is_empty(), "{mistakes:?}");
    assert_eq!(file, Setup { notation: Notation::File, ..call.unwrap().setup });
}

#[test]
fn the_call_is_named_in_place_of_a_catalog() {
    let file = parse("catalog = \"../src/lib.rs\"\n[levels]\nnumber = \"warn\"\n").unwrap();
    assert_eq!(file.catalog.as_deref(), Some("../src/lib.rs"));
    assert!(file.setup.is_none());
    let file = parse("[levels.fr]\nnumber = \"warn\"\n").unwrap();
    assert!(file.setup.is_none() && file.catalog.is_none());
    assert_eq!(file.level_locales, [("fr".to_owned(), "braze-errors.toml:1:9".to_owned())]);
    assert!(parse("").unwrap().setup.is_none());
}

#[test]
fn what_is_to_be_written_is_shown_as_the_file_writes_it() {
    let page =
        "| Code | Text |\n|---|---|\n| `404 Self` | One. |\n| `400 A` | Two. |\n| `400 A` | Three. |\n";
    let loaded = |rename: &str| {
        let text = format!("pages = \"{{locale}}.md\"\nsource = \"en\"\nlocales = [\"en\"]\n{rename}");
        setup(&text).load_files("", |below| (below == "en.md").then_some(page.as_bytes()))
    };
    let before = loaded("");
    let helps: Vec<&str> = before.findings.iter().map(|finding| finding.help.as_str()).collect();
    let shown = |help: &str| Some(help.split_once("`braze-errors.toml`, below `[rename]`: ")?.1.to_owned());
    let lines: Vec<String> =
        helps.iter().map(|help| shown(help).unwrap_or_else(|| panic!("{help}"))).collect();
    let rename = format!("[rename]\n{}\n", lines.join("\n"));
    assert!(loaded(&rename).findings.is_empty(), "{rename}");
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    let keys = "source = \"en\"\npages = \"{locale}.md\"\nlocales = [\"en\", \"fr\"]\n";
    for (text, expected) in [
        ("sauce = \"en\"\n", "1:1: found the unknown key `sauce`, did you mean `source`?; expected one of "),
        ("env = \"DOCS\"\n", "1:1: found the unknown key `env`"),
        ("crate = \"x\"\n", "1:1: found the unknown key `crate`"),
        ("source = \"en\"\n", "1:1: found no `pages`; expected `pages = \"docs/{locale}/errors.md\"`"),
        (
            "catalog = \"lib.rs\"\nsource = \"en\"\n",
            "2:1: found `source` beside `catalog`; expected one of the two",
        ),
        ("catalog = 1\n", "1:11: found another kind of value; expected a text in quotes"),
        ("levels = 1\n", "1:10: found another kind of value; expected a table of rules"),
        ("[levels]\nnumbr = \"warn\"\n", "2:1: found the unknown rule `numbr`; did you mean `number`?"),
        ("[levels]\nnumber = \"error\"\n", "2:10: found `error`; expected one of `allow`, `warn`, `deny`"),
        ("[levels.fr]\nlnk = \"warn\"\n", "2:1: found the unknown rule `lnk`"),
        ("source = \n", "1:10: "),
        ("KEYS markdown = \"gfmm\"\n", "4:12: found `gfmm`; expected `gfm` or `kramdown`"),
        ("KEYS markdown = true\n", "4:12: found another kind of value; expected `gfm` or `kramdown`"),
        ("KEYS path = \"api\"\n", "4:8: found `api`; expected a path below"),
        ("KEYS skip = [1]\n", "4:9: found another kind of value; expected a text in quotes"),
        ("KEYS skip = \"0\"\n", "4:8: found a text; expected a list"),
        ("KEYS skip = [\"0\"]\n", "4:8: found `skip` without `columns`; expected `columns` beside it"),
        ("KEYS under = \"Errors\"\n", "4:9: found `under` without `columns`; expected `columns` beside it"),
        ("KEYS lock = \"../x.lock\"\n", "4:8: found a lock outside"),
        ("KEYS columns = \"Code\"\n", "4:11: found a text; expected the columns' roles"),
        ("KEYS [columns]\ncod = \"Code\"\n", "5:1: found the unknown key `cod`, did you mean `code`?"),
        ("KEYS [rename]\n\"404\" = 1\n", "5:9: expected codes and names such as { "),
        (
            "KEYS [rename]\n\"404\" = \"not_found\"\n",
            "5:9: found the name `not_found`; expected upper camel case",
        ),
        ("KEYS [rename]\n\"404\" = \"Self\"\n", "5:9: found the name `Self`"),
        (
            "KEYS [rename]\n\"404\" = { with = \"x\" }\n",
            "5:9: found no `name`; expected `name = \"UnknownParcel\"`",
        ),
        ("KEYS [rename]\n\"404\" = [\"X\"]\n", "5:9: expected codes and names such as { "),
    ] {
        let text = text.replace("KEYS ", keys);
        let mistakes = parse(&text).expect_err(&text);
        let expected = format!("braze-errors.toml:{expected}");
        assert!(mistakes[0].starts_with(&expected), "{text}\n{expected}\n{mistakes:#?}");
    }
}

#[test]
fn a_source_and_locales_are_checked_as_in_a_call() {
    let with = |source: &str, locales: &str| {
        let mistakes =
            parse(&format!("pages = \"{{locale}}.md\"\nsource = \"{source}\"\n{locales}\n")).unwrap_err();
        mistakes.join("\n")
    };
    assert_eq!(
        with("pt", "locales = [\"en\", \"pt-BR\"]"),
        "braze-errors.toml:2:10: found the source \"pt\", which is not listed, did you mean `pt-BR`?; expected one of \"en\", \"pt-BR\""
    );
    assert!(with("en", "locales = [\"en\", \"en\"]").contains("3:18: found `en`"));
    assert!(
        with("en", "locales = [\"en\", \"en\"]").contains("(the first one stands at braze-errors.toml:3:12)")
    );
    assert!(
        with("en", "[locales]\nen = {}\nfr_fr = {}").contains("5:1: found \"fr_fr\", which is no BCP 47 tag")
    );
    assert!(
        with("en", "[locales]\nen = {}\nfr = { dcos = \"\" }")
            .contains("5:8: found the unknown key `dcos`, did you mean `docs`?")
    );
    assert!(with("en", "locales = []").contains("3:11: found no locale"));
    assert!(with("en", "locales = \"en\"").contains("3:11: found a text; expected a list of BCP 47 tags"));
    let mistakes = with("en", "locales = [\"en\", 1]\ncolour = 1\nunder = 2");
    assert_eq!(mistakes.lines().count(), 3, "every mistake is told: {mistakes}");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_told_where_it_is_wrong(parts in proptest::collection::vec(0..PARTS.len(), 0..24)) {
        let text: String = parts.iter().map(|part| PARTS[*part]).collect();
        if let Err(mistakes) = parse(&text) {
            assert!(!mistakes.is_empty());
            assert!(mistakes.iter().all(|mistake| mistake.starts_with("braze-errors.toml:")), "{mistakes:?}");
        }
    }
}

/// What files are made of, and what they aren't.
const PARTS: [&str; 34] = [
    "source = \"en\"\n",
    "source = 'é\u{301}\u{202e}'\n",
    "pages = \"docs/{locale}/errors.md\"\n",
    "pages = \"{locale}{locale}\"\n",
    "locales = [\"en\", \"fr\"]\n",
    "locales = [\"en\", 1, [], {}]\n",
    "locales = [{ en = {} }]\n",
    "[locales]\n",
    "[locales.en]\n",
    "[[locales]]\n",
    "en = {}\n",
    "fr = { page = \"../x.md\", missing = \"fallback\" }\n",
    "\"\" = { docs = 2024-01-01 }\n",
    "markdown = \"kramdown\"\n",
    "lock = \"a/b.lock\"\n",
    "path = \"\"\n",
    "skip = [[\"a\"]]\n",
    "under = inf\n",
    "columns = { code = \"Code\", description = [] }\n",
    "[columns]\n",
    "description = [\"A\", 1]\n",
    "[rename]\n",
    "\"404 A\" = \"B\"\n",
    "\"400 A\" = [{ with = \"b\" }, {}]\n",
    "[levels]\n",
    "number = \"deny\"\n",
    "[levels.fr]\n",
    "catalog = \"lib.rs\"\n",
    "a.b.c = 1\n",
    "[",
    "]",
    "=",
    "\"",
    "\u{0}\r\u{feff}",
];
