//! The book and the README: what they say is so.
//!
//! `INSTA_UPDATE=always` writes what follows from the code anew, as it does with snapshots: read the difference.

mod editors;
mod generated;
mod links;
mod pages;
#[cfg(unix)]
mod session;
