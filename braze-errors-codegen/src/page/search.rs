//! Looking ahead in a page without looking twice.

/// Finds the next place of something, and remembers it.
///
/// Asked with offsets that never go back, it reads the text once however often it is asked, so that a page of
/// ten thousand unclosed marks costs no more than one of closed ones.
#[derive(Debug)]
pub(super) struct Search {
    what: &'static str,
    next: Next,
}

#[derive(Debug)]
enum Next {
    Unknown,
    At(usize),
    Nowhere,
}

impl Search {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, next: Next::Unknown }
    }

    /// Where it stands first, at or behind `from`.
    pub(super) fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        match self.next {
            Next::Nowhere => None,
            Next::At(at) if at >= from => Some(at),
            _ => {
                let found = text.get(from..).and_then(|rest| rest.find(self.what)).map(|at| from + at);
                self.next = found.map_or(Next::Nowhere, Next::At);
                found
            }
        }
    }
}
