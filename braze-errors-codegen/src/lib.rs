//! The backend of braze-errors.
mod catalog;
mod finding;
mod form;
mod page;
mod source;
pub use catalog::*;
pub use finding::*;
pub use form::*;
pub use page::*;
pub use source::*;
