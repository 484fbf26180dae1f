//! What stands for the module `serde` without the feature: generated code calls these macros all the same,
//! for it can't see the features of this crate.

#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as {
    ($($ignored:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize_from_str {
    ($($ignored:tt)*) => {};
}
