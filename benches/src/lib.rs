//! What the benchmarks of the workspace share: synthetic pages, and how a figure is measured beside its limit.

pub mod analyzer;
pub mod check;
pub mod clock;
pub mod compile;
pub mod editor;
pub mod full;
pub mod harness;
pub mod instructions;
pub mod pages;
pub mod project;
pub mod shapes;
pub mod table;
