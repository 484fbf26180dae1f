//! Looking ahead in a page without looking twice.
//!
//! What is looked for most is one ASCII character, which the standard library finds many bytes at a time, even where
//! this crate is built without optimisation, as a macro's dependencies are.

use std::cell::OnceCell;
use std::iter::successors;
use std::ops::Range;

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

/// Where `what`, which begins with an ASCII character, stands, the places that overlap among them.
pub(crate) fn all(text: &str, what: &'static str) -> impl Iterator<Item = Range<usize>> {
    let next = move |from: usize| find(text, from, what).map(|at| at..at + what.len());
    successors(next(0), move |last| next(last.start + 1))
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

/// The places of something in a text, looked up once: for a reader that goes back.
#[derive(Debug)]
pub(crate) struct Places<P = usize> {
    list: fn(&str) -> Vec<P>,
    all: OnceCell<Vec<P>>,
}

impl<P: Clone> Places<P> {
    /// They are found by a function that gives them in the order of the text.
    pub(crate) fn new(list: fn(&str) -> Vec<P>) -> Self {
        Self { list, all: OnceCell::new() }
    }

    /// The first one that isn't in front of `from`, by where each one is.
    pub(crate) fn first(&self, text: &str, from: usize, at: fn(&P) -> usize) -> Option<P> {
        let all = self.all.get_or_init(|| (self.list)(text));
        all.get(all.partition_point(|place| at(place) < from)).cloned()
    }
}
