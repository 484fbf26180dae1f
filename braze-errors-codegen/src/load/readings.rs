//! Pages that are read again and again while somebody edits one of them.

use std::collections::HashMap;
use std::rc::Rc;

use crate::call::Setup;
use crate::page::{Page, Reading, Sought};
use crate::text::source::Source;

/// The pages of a catalog as they were read last: one whose text is the same is not read again.
#[derive(Debug, Default)]
pub struct Readings {
    /// How they were read.
    setup: Setup,
    /// Each by the path that messages name it by.
    by_path: HashMap<String, Reading>,
}

impl Readings {
    /// Begins to read the pages of a setup.
    pub(super) fn begin(&mut self, setup: &Setup) {
        if self.setup != *setup {
            *self = Self { setup: setup.clone(), by_path: HashMap::new() };
        }
    }

    /// The page as it was read last, if its text is the same, or else as it is read now.
    pub(super) fn read(&mut self, source: &Rc<Source>, sought: &Sought<'_>) -> Reading {
        let read = || Page::read_tables(source, self.setup.markdown, sought);
        // Where the call names columns, what is read of a translation hangs on the source's page too.
        if sought.like.is_some() && sought.columns.is_some() {
            return read();
        }
        match self.by_path.get(source.path()) {
            Some(known) if known.page.source.text() == source.text() => known.clone(),
            _ => {
                let reading = read();
                self.by_path.insert(source.path().to_owned(), reading.clone());
                reading
            }
        }
    }
}
