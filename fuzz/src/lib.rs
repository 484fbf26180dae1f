//! What the fuzz targets check; each module says what holds of every input.
//!
//! The modules stand beside the tests of the crates that they check, which hold them too.

#[path = "../../braze-errors-codegen/tests/invariants/mod.rs"]
pub mod codegen;
#[path = "../../braze-errors/tests/invariants/headers.rs"]
pub mod headers;
#[path = "../../braze-errors/tests/invariants/response.rs"]
pub mod response;
