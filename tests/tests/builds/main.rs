//! Crates that depend on `braze-errors`, built and run as their authors would.

mod crates;
mod project;
mod rebuild;
mod redirect;
