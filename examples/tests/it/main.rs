//! The programs, run as a reader of the README runs them.

mod played;
mod sdk;
mod send;
mod support;
mod web;
