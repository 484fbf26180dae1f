//! A text and the places in it, and how texts are read from files, searched and shown.

pub(crate) mod composed;
#[cfg(feature = "check")]
pub(crate) mod encoding;
pub(crate) mod escape;
pub(crate) mod file;
pub(crate) mod number;
pub(crate) mod scan;
pub(crate) mod source;
pub(crate) mod white;
#[cfg(feature = "check")]
pub(crate) mod words;
#[cfg(feature = "draw")]
pub(crate) mod wrap;
