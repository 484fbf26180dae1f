//! What the benchmarks of the workspace share: synthetic pages, and how a figure is measured beside its limit.

pub mod pages;
