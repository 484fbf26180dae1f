//! Crates that depend on `braze-errors`, built and run as their authors would.

mod crates;
mod field;
mod project;
mod rebuild;
mod redirect;
