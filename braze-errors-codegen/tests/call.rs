//! What a call of `error_catalog!` says, and where its pages are.

use std::path::Path;

use braze_errors_codegen::{Call, Dialect, Folder, workspace_being_built};

const ENUMS: &str = "pub enum ParcelError; pub enum Locale;";
const PAGES: &str = "pages = \"docs/{locale}/errors.md\"";
const LOCALES: &str = "source = \"en\", locales = [\"en\"]";

/// What could be read of a call, and its mistakes.
fn read(call: &str) -> (Option<Call>, Vec<String>) {
    let (call, errors) = Call::parse(call.parse().unwrap());
    (call, errors.iter().map(ToString::to_string).collect())
}

/// The call of which nothing is wrong.
fn call(text: &str) -> Call {
    let (call, mistakes) = read(text);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    call.expect("a call")
}

/// The only mistake of a call.
fn mistake(call: &str) -> String {
    let (_, mistakes) = read(call);
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    mistakes.concat()
}

#[test]
fn the_pages_have_a_folder_and_a_file_around_the_locale() {
    let call = call(&format!("{ENUMS} {PAGES}, {LOCALES}"));
    assert_eq!((call.folder.as_str(), call.setup.file.as_str()), ("docs", "{locale}/errors.md"));
    for path in ["docs/{locale}/", "docs/{locale}/{locale}.md"] {
        let found = mistake(&format!("{ENUMS} pages = \"{path}\", {LOCALES}"));
        assert!(
            found.starts_with("found no file at or below `{locale}`, or `{locale}` twice"),
            "{path}: {found}"
        );
    }
}

#[test]
fn no_part_of_a_path_is_empty() {
    for path in ["docs/{locale}//srv/x.md", "docs/{locale}//errors.md", "docs//{locale}.md", "{locale}//x.md"]
    {
        let found = mistake(&format!("{ENUMS} pages = \"{path}\", {LOCALES}"));
        assert_eq!(
            found,
            "found `//`, an empty name; expected a relative path such as \"docs/{locale}/errors.md\""
        );
    }
    for path in ["docs//srv/catalog.lock", "docs/locks//catalog.lock", "docs/"] {
        let (_, mistakes) = read(&format!("{ENUMS} {PAGES}, {LOCALES}, lock = \"{path}\""));
        let [found] = mistakes.as_slice() else { panic!("{path}: {mistakes:?}") };
        assert!(found.ends_with("expected a path such as \"docs/catalog.lock\""), "{path}: {found}");
    }
}

/// Text in so many brackets of each kind.
fn nested(depth: usize) -> [String; 3] {
    [("[", "]"), ("{", "}"), ("(", ")")].map(|(open, close)| open.repeat(depth) + &close.repeat(depth))
}

#[test]
fn brackets_stand_in_few_others() {
    for depth in [65, 30_000, 300_000] {
        for value in nested(depth) {
            for text in [
                format!("{ENUMS} {PAGES}, source = \"en\", locales = {value}"),
                format!("#[cfg{value}] {ENUMS} {PAGES}, {LOCALES}"),
                value.clone(),
            ] {
                let found = mistake(&text);
                assert!(found.starts_with("found brackets in 64 others; expected "), "{found}");
            }
        }
    }
    let (_, mistakes) = read(&format!("{ENUMS} {PAGES}, source = \"en\", locales = {}", nested(64)[0]));
    assert!(mistakes.iter().all(|mistake| !mistake.contains("others")), "{mistakes:?}");
}

#[test]
fn a_call_is_found_among_whatever_is_nested() {
    let call = format!("error_catalog! {{ {ENUMS} {PAGES}, {LOCALES} }}");
    let arrows = "Option<".repeat(30_000) + "()" + &">".repeat(30_000);
    let [brackets, braces, parentheses] = nested(30_000);
    for rust in [
        format!("const A: X = {brackets}; {call} fn f() {braces} type T = {parentheses};"),
        format!("type T = {arrows}; {call}"),
        format!("{}{call}{}", "mod m { ".repeat(30_000), "}".repeat(30_000)),
        format!("const N: i32 = {}1; {call} fn f() {{ {} }}", "-".repeat(30_000), "a?.".repeat(30_000)),
        format!("other! {{ {braces} }} macro_rules! m {brackets} {call}"),
    ] {
        let calls = Call::find(&rust).unwrap();
        assert!(matches!(calls.as_slice(), [(Some(_), mistakes)] if mistakes.is_empty()), "{}", calls.len());
    }
    assert!(Call::find(&"[".repeat(30_000)).is_err());
}

#[test]
fn the_source_is_one_of_the_locales() {
    let found = mistake(&format!("{ENUMS} {PAGES}, source = \"fr\", locales = [\"en\", \"de\"]"));
    assert_eq!(found, "found the source \"fr\", which is not listed; expected one of \"en\", \"de\"");
    let (_, mistakes) = read(&format!("{ENUMS} {PAGES}, source = \"en\", locales = []"));
    assert!(mistakes.iter().all(|mistake| !mistake.contains("not listed")), "{mistakes:?}");
}

#[test]
fn the_locale_enum_is_as_visible_as_the_error_enum() {
    let keys = format!("{PAGES}, {LOCALES}");
    let found = mistake(&format!("pub enum ParcelError; enum Locale; {keys}"));
    assert!(found.starts_with("found a locale enum that is less visible"), "{found}");
    for enums in ["pub enum ParcelError; pub enum Locale;", "enum ParcelError; enum Locale;"] {
        call(&format!("{enums} {keys}"));
    }
}

#[test]
fn the_locale_enum_can_be_that_of_another_catalog() {
    let keys = format!("{PAGES}, {LOCALES}");
    for path in ["Locale", "crate::Locale", "super::locales::Locale"] {
        let call = call(&format!("pub enum ParcelError; use {path}; {keys}"));
        assert_eq!(call.shared_locale.map(|path| path.to_string().replace(' ', "")).as_deref(), Some(path));
        assert_eq!(call.locale.name.to_string(), "Locale");
    }
    for (enums, expected) in [
        ("pub enum ParcelError; use; ", "expected identifier"),
        ("pub enum ParcelError; use Locale as Tongue; ", "expected `;`"),
        ("pub enum ParcelError; pub use Locale; ", "expected `enum`; expected the locale enum, such as "),
    ] {
        let found = mistake(&format!("{enums} {keys}"));
        assert!(found.starts_with(expected), "{enums}: {found}");
    }
}

#[test]
fn a_locale_has_options() {
    let call = call(&format!(
        "{ENUMS} {PAGES}, source = \"en\",
         locales = [\"en\", \"de\" {{ docs = \"https://example.com/de\", missing = fallback }}]"
    ));
    assert_eq!(call.setup.locales[1].docs.as_deref(), Some("https://example.com/de"));
    let found = mistake(&format!(
        "{ENUMS} {PAGES}, source = \"en\", locales = [\"en\" {{ docs = \"https://a.b\" missing = fallback }}]"
    ));
    assert_eq!(found, "expected `,`");
    let two = "docs = \"https://a.b\" missing = no";
    let (_, mistakes) = read(&format!("{ENUMS} {PAGES}, source = \"en\", locales = [\"en\" {{ {two} }}]"));
    assert_eq!(mistakes.len(), 2, "what follows is read too: {mistakes:?}");
}

#[test]
fn the_pages_are_written_in_one_of_two_dialects() {
    assert_eq!(call(&format!("{ENUMS} {PAGES}, {LOCALES}")).setup.markdown, Dialect::Gfm);
    for (name, dialect) in [("gfm", Dialect::Gfm), ("kramdown", Dialect::Kramdown)] {
        let call = call(&format!("{ENUMS} {PAGES}, markdown = {name}, {LOCALES}"));
        assert_eq!(call.setup.markdown, dialect);
    }
    for (value, message) in [
        ("markdown", "found `markdown`; expected `gfm` or `kramdown`"),
        ("\"gfm\"", "found a text; expected `gfm` or `kramdown`"),
    ] {
        assert_eq!(mistake(&format!("{ENUMS} {PAGES}, markdown = {value}, {LOCALES}")), message);
    }
}

#[test]
fn the_folder_is_where_the_variable_says_if_it_says_something() {
    let call = call(&format!("{ENUMS} {PAGES}, env = \"PARCEL_DOCS\", {LOCALES}"));
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let find = |value: Option<&str>| {
        let variable = |name: &str| value.filter(|_| name == "PARCEL_DOCS").map(str::to_owned);
        Folder::find(&call, manifest, || None, variable)
    };
    for nothing in [None, Some("")] {
        assert_eq!(find(nothing).unwrap().path, manifest.join("docs"));
    }
    assert_eq!(find(Some("/parcels/docs/")).unwrap().shown, "/parcels/docs");
}

#[test]
fn a_relative_folder_is_below_the_workspace() {
    let call = call(&format!("{ENUMS} {PAGES}, env = \"PARCEL_DOCS\", {LOCALES}"));
    let folder = tempfile::tempdir().unwrap();
    let client = folder.path().join("clients/parcel");
    std::fs::create_dir_all(&client).unwrap();
    std::fs::write(client.join("Cargo.toml"), "[package]\nname = \"parcel\"\n").unwrap();
    let find = |workspace: Option<&Path>| {
        let workspace = workspace.map(Path::to_owned);
        Folder::find(&call, &client, || workspace, |_| Some("translated".to_owned()))
    };
    assert_eq!(find(Some(folder.path())).unwrap().path, folder.path().join("translated"));
    // Compiled code couldn't name a folder that the crate doesn't stand in.
    for workspace in [None, Some(Path::new("/nowhere")), Some(Path::new(env!("CARGO_MANIFEST_DIR")))] {
        assert_eq!(
            find(workspace).unwrap_err(),
            "PARCEL_DOCS is `translated`, a relative path, and which workspace it starts from can't be known here; \
             expected an absolute path"
        );
    }
}

#[test]
fn a_crate_knows_the_workspace_that_is_built_or_that_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let client = folder.join("clients/parcel");
    std::fs::create_dir_all(&client).unwrap();
    std::fs::write(client.join("Cargo.toml"), "[package]\nname = \"parcel\"\n").unwrap();
    // Cargo runs the compiler in the workspace's folder, or in the crate's own.
    assert_eq!(workspace_being_built(&client, folder, false).as_deref(), Some(folder));
    assert_eq!(workspace_being_built(&client, &client, true).as_deref(), Some(&*client));
    assert_eq!(workspace_being_built(&client, &client, false), None);
    // It was asked for by its name, from elsewhere.
    std::fs::write(folder.join("Cargo.toml"), "[workspace]\n").unwrap();
    assert_eq!(workspace_being_built(&client, &client, true), None);
    std::fs::remove_file(folder.join("Cargo.toml")).unwrap();
    for file in ["Cargo.toml.orig", ".cargo-ok"] {
        std::fs::write(client.join(file), "").unwrap();
        assert_eq!(workspace_being_built(&client, &client, true), None);
        std::fs::remove_file(client.join(file)).unwrap();
    }
}

#[test]
fn columns_have_roles() {
    let call = call(&format!(
        "{ENUMS} {PAGES}, {LOCALES}, under = \"Errors\", skip = [\"0\", \"200\"],
         columns = {{ code = \"Code\", status = \"Status\", name = \"Code\", description = [\"Meaning\", \"Mend\"] }}"
    ));
    let columns = call.setup.columns.unwrap();
    assert_eq!((columns.code.as_deref(), columns.name.as_deref()), (Some("Code"), Some("Code")));
    assert_eq!(columns.status.as_deref(), Some("Status"));
    assert_eq!(columns.description, ["Meaning", "Mend"]);
    assert_eq!(call.setup.under.as_deref(), Some("Errors"));
    assert_eq!(call.setup.skip, ["0", "200"]);
}

#[test]
fn what_is_said_of_named_columns_wants_columns() {
    for (key, value) in [("under", "\"Errors\""), ("skip", "[\"0\"]")] {
        let expected = format!(
            "found `{key}` without `columns`; expected `columns` beside it, which names the columns of the tables"
        );
        assert_eq!(mistake(&format!("{ENUMS} {PAGES}, {LOCALES}, {key} = {value}")), expected);
    }
}

#[test]
fn columns_that_say_too_little_are_told() {
    for (columns, message) in [
        ("code = \"Code\"", "found no `description`; expected `description = \"Description\"`"),
        ("description = \"Meaning\"", "found neither `code` nor `status`; expected `code = \"Error Code\"`"),
        (
            "code = \" \", description = \"Meaning\"",
            "found no header; expected one of the source page's, such as \"Error Code\"",
        ),
        (
            "code = \"Code\", description = [\"Meaning\", \"\"]",
            "found no header; expected one of the source page's, such as \"Error Code\"",
        ),
        (
            "code = \"Code\", description = []",
            "found no header; expected one of the source page's, such as \"Error Code\"",
        ),
        (
            "code = \"Code\", message = \"Text\", description = \"Meaning\"",
            "found the unknown key `message`; expected one of `code`, `status`, `name`, `description`",
        ),
    ] {
        let found = mistake(&format!("{ENUMS} {PAGES}, {LOCALES}, columns = {{ {columns} }}"));
        assert_eq!(found, message, "{columns}");
    }
}

#[test]
fn a_locale_s_page_is_a_path_below_the_manifest() {
    let locales = |options: &str| {
        format!("{ENUMS} {PAGES}, source = \"en\", locales = [\"en\", \"ja\" {{ {options} }}]")
    };
    for path in ["docs/cn/errors.md", "i18n/ja/docs/errors.md", "errors_CN.md", "../other/errors.md"] {
        call(&locales(&format!("page = \"{path}\", unknown = ignore")));
    }
    for path in
        ["", "/docs/errors.md", "docs//errors.md", "docs\\\\errors.md", "docs/./a.md", "docs/", "c:/a.md"]
    {
        let found = mistake(&locales(&format!("page = \"{path}\"")));
        assert!(found.ends_with("; expected a relative path such as \"docs/cn/errors.md\""), "{found}");
    }
    assert_eq!(mistake(&locales("unknown = x")), "found `x`; expected `ignore` or `refuse`");
}
