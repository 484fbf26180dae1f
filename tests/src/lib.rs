//! The end-to-end tests of the workspace; they are in the folders beside this one.

/// The programs of the README and of the book; `docs` beside this crate's manifest holds the pages that they read.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub mod readme {}

#[cfg(doctest)]
#[doc = include_str!("../../book/src/guide/rust.md")]
pub mod rust {}

#[cfg(doctest)]
#[doc = include_str!("../../book/src/guide/own.md")]
pub mod own {}
