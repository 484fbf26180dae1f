//! The format XLIFF, 2.0 and the older 1.2, in which what is no words is protected.
//!
//! ```
//! use braze_errors_codegen::exchange::xliff::{self, Version};
//! use braze_errors_codegen::exchange::{Exchange, Mark};
//!
//! let file = xliff::write(&Exchange { source: "en", tag: "de", units: Vec::new() }, Version::V2_0);
//! assert!(file.contains("srcLang=\"en\" trgLang=\"de\""));
//!
//! let unit = "<unit id=\"NotFound\"><segment state=\"initial\"><source>None.</source><target>Keins.</target></segment></unit>";
//! let translated = xliff::read(&file.replace("</file>", &format!("{unit}</file>"))).unwrap();
//! assert_eq!((translated.units[0].target.as_str(), translated.units[0].mark), ("Keins.", Mark::NotDone));
//! ```

mod piece;
mod read;
mod write;

pub use self::read::read;
pub use self::write::write;

/// A version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1.2, which older tools read.
    V1_2,
    /// 2.0.
    V2_0,
}
