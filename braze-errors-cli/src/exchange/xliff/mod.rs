//! The format XLIFF, 2.0 and the older 1.2, in which what is no words is protected.

mod piece;
mod read;
mod write;

pub(crate) use self::read::read;
pub(crate) use self::write::write;

/// A version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V1_2,
    V2_0,
}
