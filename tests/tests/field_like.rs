//! Pages of the shapes that other APIs' have.

use braze_errors::{Status, error_catalog};

error_catalog! {
    /// An error of the Depot API: five columns, two tables, in MDX.
    pub enum DepotError;
    /// A locale of its documentation.
    pub enum DepotLocale;

    pages = "fixtures/field-like/depot/{locale}/errors.mdx",
    source = "en",
    locales = ["en" { page = "fixtures/field-like/depot/errors.mdx" }],
    columns = { code = "No.", status = "HTTP", name = "Name", description = "What happened" },
    skip = ["0"],
    rename = ["-1" => LadderInUse],
}

error_catalog! {
    /// An error of the Mooring API: numbers, a source in Chinese, and pages in odd places.
    pub enum MooringError;
    /// A locale of its documentation.
    pub enum MooringLocale;

    pages = "fixtures/field-like/mooring/intl/{locale}/errors.md",
    source = "zh-TW",
    locales = [
        "zh-TW" { page = "fixtures/field-like/mooring/錯誤.md" },
        "en" { unknown = ignore },
    ],
    columns = { code = "代碼", description = "說明" },
}

#[test]
fn five_columns_in_two_tables_are_one_catalog() {
    use DepotError::*;
    assert_eq!(DepotError::ALL, [ShelfMissing, ShelfFull, LadderInUse, LadderBroken]);
    assert_eq!(DepotError::lookup(404, "4001"), [ShelfMissing]);
    assert_eq!((LadderInUse.status(), LadderInUse.code()), (Status::Any, "-1"));
    assert_eq!(LadderBroken.text(DepotLocale::En), "");
}

#[test]
fn a_source_in_another_script_is_translated_elsewhere() {
    use MooringError::*;
    assert_eq!(MooringError::ALL, [Code131001, Code0x02]);
    assert_eq!(MooringError::lookup_number(400, 131_001), [Code131001]);
    assert_eq!(Code0x02.text(MooringLocale::En), "The rope is too short.");
    assert_eq!(Code0x02.text(MooringLocale::ZhTw), "纜繩太短。");
}
