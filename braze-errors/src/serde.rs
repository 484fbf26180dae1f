//! Serialization as text.

use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::{CatalogError, Localized, Status, StatusText};

#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_as {
    ($type:ty, $method:ident) => {
        impl $crate::__private::serde_core::Serialize for $type {
            fn serialize<S: $crate::__private::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde_core::Serializer::serialize_str(serializer, Self::$method(*self))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __deserialize_from_str {
    ($type:ty, $expected:literal) => {
        impl<'de> $crate::__private::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer, $expected)
            }
        }
    };
}

/// Reads what `FromStr` reads; `expected` says what was expected where there is no text at all.
///
/// # Errors
///
/// What `FromStr` or the deserializer says.
pub fn deserialize<'de, T, D>(deserializer: D, expected: &'static str) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    struct FromStrVisitor<T> {
        expected: &'static str,
        read: PhantomData<T>,
    }

    impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for FromStrVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expected)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(FromStrVisitor { expected, read: PhantomData })
}

/// Serializes the text.
impl<E: CatalogError> Serialize for Localized<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.error().text(self.locale()))
    }
}

/// Serializes the plain text.
impl Serialize for StatusText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer, "a status such as `400` or `5XX`")
    }
}
