use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::one_line::OneLine;
use super::{says_something, take_number, take_string};

/// An entry of a response's `errors`: what was wrong with a part of the request.
///
/// It serializes as the server wrote it, and displays its words in the server's language, which is English, on one
/// line: control characters are escaped.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MinorError {
    /// Words alone.
    Message(String),
    /// An entry of an array of the request, as `/users/track` answers it.
    Input(InputError),
    /// An item of a catalog of the workspace, as the `/catalogs` endpoints answer it.
    Item(ItemError),
    /// Anything else.
    Other(Value),
}

/// What is wrong with one entry of an array of the request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputError {
    /// `type`: what is wrong.
    pub kind: String,
    /// The array: `attributes`, `events`, `purchases`.
    pub input_array: String,
    /// The entry's position in it, from 0.
    pub index: u64,
    /// The fields that are none of these.
    pub fields: Map<String, Value>,
}

/// What is wrong with one item of a catalog of the workspace.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemError {
    /// What kind of error it is: `invalid-fields`.
    pub id: String,
    /// What is wrong, in words.
    pub message: String,
    /// The parameters that it is about, where they are listed.
    pub parameters: Vec<String>,
    /// Their values.
    pub parameter_values: Vec<Value>,
    /// The fields that are none of these.
    pub fields: Map<String, Value>,
}

impl MinorError {
    /// The entries of `errors`, or the one that it is where it is no array; what says nothing is none.
    pub(super) fn all(errors: Value) -> Vec<Self> {
        let errors = match errors {
            Value::Array(errors) => errors,
            error => [error].into(),
        };
        errors.into_iter().filter(says_something).map(Self::new).collect()
    }

    fn new(error: Value) -> Self {
        match error {
            Value::String(message) => Self::Message(message),
            Value::Object(fields) => InputError::new(fields)
                .map(Self::Input)
                .or_else(|fields| ItemError::new(fields).map(Self::Item))
                .unwrap_or_else(|fields| Self::Other(Value::Object(fields))),
            other => Self::Other(other),
        }
    }
}

impl InputError {
    /// Types these fields, or gives them back.
    fn new(mut fields: Map<String, Value>) -> Result<Self, Map<String, Value>> {
        let fits = fields.get("type").is_some_and(Value::is_string)
            && fields.get("input_array").is_some_and(Value::is_string)
            && fields.get("index").is_some_and(Value::is_u64);
        if !fits {
            return Err(fields);
        }
        let kind = take_string(&mut fields, "type").unwrap_or_default();
        let input_array = take_string(&mut fields, "input_array").unwrap_or_default();
        let index = take_number(&mut fields, "index").unwrap_or_default();
        Ok(Self { kind, input_array, index, fields })
    }
}

impl ItemError {
    /// Types these fields, or gives them back.
    fn new(mut fields: Map<String, Value>) -> Result<Self, Map<String, Value>> {
        let fits = fields.get("id").is_some_and(Value::is_string)
            && fields.get("message").is_some_and(Value::is_string);
        if !fits {
            return Err(fields);
        }
        let id = take_string(&mut fields, "id").unwrap_or_default();
        let message = take_string(&mut fields, "message").unwrap_or_default();
        let parameters = take_array(&mut fields, "parameters", |value| value.as_str().map(String::from));
        let parameter_values = take_array(&mut fields, "parameter_values", |value| Some(value.clone()));
        Ok(Self { id, message, parameters, parameter_values, fields })
    }
}

/// Takes a field out if it is an array of such values, and of nothing else.
///
/// An empty one stays, so that what serializes is what came.
fn take_array<T>(fields: &mut Map<String, Value>, key: &str, typed: fn(&Value) -> Option<T>) -> Vec<T> {
    let array = fields.get(key).and_then(Value::as_array);
    let values: Vec<T> = array.and_then(|values| values.iter().map(typed).collect()).unwrap_or_default();
    if !values.is_empty() {
        fields.remove(key);
    }
    values
}

/// Writes the words of the error, and where it says so, which entry of the request they concern.
impl fmt::Display for MinorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(message) => OneLine(message).fmt(f),
            Self::Input(error) => {
                write!(f, "{}[{}]: {}", OneLine(&error.input_array), error.index, OneLine(&error.kind))
            }
            Self::Item(error) => OneLine(&error.message).fmt(f),
            Self::Other(value) => match value.get("message").and_then(Value::as_str) {
                Some(message) => OneLine(message).fmt(f),
                None => OneLine(value).fmt(f),
            },
        }
    }
}

impl Serialize for MinorError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Message(message) => serializer.serialize_str(message),
            Self::Input(error) => {
                let mut map = serializer.serialize_map(Some(3 + error.fields.len()))?;
                map.serialize_entry("type", &error.kind)?;
                map.serialize_entry("input_array", &error.input_array)?;
                map.serialize_entry("index", &error.index)?;
                serialize_entries(map, &error.fields)
            }
            Self::Item(error) => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("id", &error.id)?;
                map.serialize_entry("message", &error.message)?;
                if !error.parameters.is_empty() {
                    map.serialize_entry("parameters", &error.parameters)?;
                }
                if !error.parameter_values.is_empty() {
                    map.serialize_entry("parameter_values", &error.parameter_values)?;
                }
                serialize_entries(map, &error.fields)
            }
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for MinorError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::new)
    }
}

fn serialize_entries<M: SerializeMap>(mut map: M, fields: &Map<String, Value>) -> Result<M::Ok, M::Error> {
    for (key, value) in fields {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
