//! Where in the catalog a finding stands.

use std::rc::Rc;

use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::page::Page;

impl Catalog {
    /// The locale on whose page a finding stands.
    pub fn locale_of(&self, finding: &Finding) -> Option<usize> {
        self.pages.iter().position(|page| Rc::ptr_eq(&page.source, &finding.source))
    }
}

/// The row of a page that a finding stands in.
pub(super) fn row_of(page: &Page, finding: &Finding) -> Option<usize> {
    let at = finding.span.start;
    let index = page.rows.partition_point(|row| row.span.end <= at);
    page.rows.get(index).filter(|row| row.span.start <= at).map(|_| index)
}
