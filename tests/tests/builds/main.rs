//! Crates that depend on `braze-errors`, built and run as their authors would.

mod project;
mod rebuild;
mod redirect;
