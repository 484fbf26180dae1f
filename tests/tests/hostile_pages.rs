//! The tests that `HOSTILE_PAGES.md` names are there.

use std::fs;
use std::path::Path;

#[test]
fn each_test_that_is_named_is_there() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = fs::read_to_string(workspace.join("braze-errors-codegen/HOSTILE_PAGES.md")).unwrap();
    let rows = page.lines().skip_while(|line| *line != "| What | Where |").skip(2);
    let mut named = 0;
    for row in rows.take_while(|line| line.starts_with('|')) {
        let code: Vec<&str> = row.split('`').collect();
        let [.., file, ": ", test, " |"] = code.as_slice() else {
            panic!("found `{row}`; expected `file`: `test` in the last column")
        };
        let tests =
            fs::read_to_string(workspace.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(tests.contains(&format!("fn {test}(")), "found no test `{test}` in {file}");
        named += 1;
    }
    assert!(named > 0, "found no table");
}
