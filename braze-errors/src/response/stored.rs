//! What a response was serialized as, to be read again.

use alloc::string::String;

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::{Map, Value};

pub(super) struct Stored(Map<String, Value>);

impl Stored {
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self)
    }

    /// Takes a field, of which a missing one is `null`.
    pub(super) fn take<T: DeserializeOwned, E: Error>(&mut self, name: &'static str) -> Result<T, E> {
        let value = self.0.remove(name).unwrap_or_default();
        serde_json::from_value(value).map_err(|error| E::custom(format_args!("{name}: {error}")))
    }
}
