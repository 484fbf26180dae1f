//! The catalog as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::texts::{ErrorText, LocaleTexts, Texts, VERSION};

/// The schema of the JSON.
pub(super) const SCHEMA: &str = include_str!("errors.schema.json");

pub(super) fn json(texts: &Texts<'_>) -> String {
    crate::record::json(texts)
}

/// An object whose keys stand in the order of the pages.
struct Object<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for Object<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codes = self.codes.iter().map(|(code, variants)| (code.clone(), variants)).collect();
        let locales = self.locales.iter().map(|locale| (locale.tag.to_owned(), locale)).collect();
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("version", &VERSION)?;
        object.serialize_entry("source", self.source)?;
        object.serialize_entry("codes", &Object(codes))?;
        object.serialize_entry("locales", &Object(locales))?;
        object.end()
    }
}

impl Serialize for LocaleTexts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.errors.iter().map(|error| (error.variant, error)))
    }
}

impl Serialize for ErrorText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(3))?;
        object.serialize_entry("status", &self.status)?;
        object.serialize_entry("text", &self.text)?;
        object.serialize_entry("html", &self.html)?;
        object.end()
    }
}
