//! Looking ahead in a page without looking twice.
//!
//! What is looked for most is one ASCII character, which the standard library finds many bytes at a time, even where
//! this crate is built without optimisation, as a macro's dependencies are.

/// Where `what`, which begins with an ASCII character, stands first, at or behind `from`.
pub(crate) fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    let first = char::from(*what.as_bytes().first()?);
    let mut at = from;
    loop {
        at += text.get(at..)?.find(first)?;
        if text.as_bytes()[at..].starts_with(what.as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
}

/// Finds the next place of something, and remembers it.
///
/// Asked with offsets that never go back, it reads the text once however often it is asked, so that a page of
/// ten thousand unclosed marks costs no more than one of closed ones.
#[derive(Debug)]
pub(crate) struct Search {
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
    pub(crate) fn new(what: &'static str) -> Self {
        Self { what, next: Next::Unknown }
    }

    /// Where it stands first, at or behind `from`.
    pub(crate) fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        match self.next {
            Next::Nowhere => None,
            Next::At(at) if at >= from => Some(at),
            Next::Unknown | Next::At(_) => {
                let found = find(text, from, self.what);
                self.next = found.map_or(Next::Nowhere, Next::At);
                found
            }
        }
    }
}
