//! The command `braze-errors`.
fn main() {}
