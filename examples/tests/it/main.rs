//! The programs, run as a reader of the README runs them.

mod send;
mod support;
mod web;
