//! The end-to-end tests of the workspace; they are in the folders beside this one.

/// The programs of the README; `docs` beside this crate's manifest holds the pages that they read.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub mod readme {}
