//! Reading a page is linear in its size, however the page is written, and so is what is done with the lock.
//!
//! What is counted here is what reading allocates; `examples/reading.rs` counts instructions over the same pages.

mod lock;
mod shapes;

use allocation_counter::{AllocationInfo, measure};
use braze_errors_codegen::{Dialect, Page, Reading, Source};

use self::shapes::SHAPES;

fn allocations(page: String) -> AllocationInfo {
    let source = Source::new("errors.md", page);
    measure(|| drop(Page::read(&source, Dialect::Kramdown)))
}

/// Panics where twice the size allocates much more than twice as much.
fn assert_linear(name: &str, once: &AllocationInfo, twice: &AllocationInfo) {
    for (what, once, twice) in
        [("allocations", once.count_total, twice.count_total), ("bytes", once.bytes_total, twice.bytes_total)]
    {
        // Buffers double, so that what one of them holds may cost twice as much at a stroke.
        assert!(twice <= 3 * once + 1000, "{name}: {once} {what}, then {twice}");
    }
}

#[test]
fn a_page_of_twice_the_size_allocates_twice_as_much() {
    for shape in SHAPES {
        let [once, twice] = [1000, 2000].map(|size| allocations((shape.page)(size)));
        assert_linear(shape.name, &once, &twice);
    }
}

#[test]
fn a_page_of_words_and_code_spans_allocates_what_it_returns() {
    let page = |rows: usize| {
        let row = "| `400 Bad Date` | Words, `code` and **more**. |\n";
        format!("# Errors\n\n| Code | Description |\n|---|---|\n{}", row.repeat(rows))
    };
    let [less, more] = [1000, 2000].map(|rows| allocations(page(rows)).count_total);
    // The line's cells, and for each of them what is read and what is kept of it: lists of nodes, which grow, and
    // their texts; the message; and now and then a buffer.
    let per_row = 19;
    assert!(more - less <= 1000 * per_row + 20, "{} allocations for 1,000 rows", more - less);
}

/// Nor is what was read until then taken for all of it.
#[test]
fn a_text_of_more_marks_than_can_be_paired_is_refused() {
    for name in ["attribute lists in emphasis", "emphasis in links", "nested images"] {
        let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
        let Reading { findings, .. } =
            Page::read(&Source::new("errors.md", (shape.page)(3000)), Dialect::Kramdown);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert!(
            matches!(messages[..], [only] if only.contains("more marks than the reader can pair")),
            "{name}: {messages:?}"
        );
    }
}

/// What takes more than one pass over such pages never ends.
#[test]
fn huge_pages_are_read() {
    for shape in SHAPES {
        let Reading { page, findings } =
            Page::read(&Source::new("errors.md", (shape.page)(10_000)), Dialect::Kramdown);
        assert!(!page.rows.is_empty() || !findings.is_empty(), "{}", shape.name);
    }
    let words = "words ".repeat((8 << 20) / 6);
    let page = format!("{words}\n\n| Code | Description |\n|---|---|\n| `400 Bad Date` | {words} |\n");
    let Reading { page, findings } = Page::read(&Source::new("errors.md", page), Dialect::Kramdown);
    assert!(findings.is_empty());
    assert_eq!(page.rows.len(), 1);
}
