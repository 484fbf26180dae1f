//! What holds of every input, whatever it is: shared by the property tests and the fuzz targets.
//!
//! Each module has a function `check` that takes any bytes and panics where something doesn't hold.

pub mod call;
pub mod configuration;
pub mod forms;
pub mod grammar;
pub mod lock;
pub mod page;
pub mod pseudo;
