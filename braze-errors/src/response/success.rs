use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Map, Value};

use super::one_line::one_line;
use super::stored::Stored;
use super::{MinorError, Said, take_number, take_string, without_mark};

/// What a response says that is no error.
///
/// A success means that the request was accepted, and that the messages that no minor error concerns are sent. It
/// displays the status and the server's words on one line, for logs, and serializes without the body, in which
/// nothing is masked.
///
/// ```
/// let success = braze_errors::parse(201, r#"{
///     "message": "success",
///     "attributes_processed": 2,
///     "errors": [{ "type": "'external_id' is required", "input_array": "attributes", "index": 1 }]
/// }"#)?;
/// assert_eq!(success.attributes_processed(), Some(2));
/// for minor in success.minor_errors() {
///     eprintln!("{minor}");
/// }
/// # Ok::<(), braze_errors::ApiError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Success {
    status: u16,
    message: Option<String>,
    send_id: Option<String>,
    dispatch_id: Option<String>,
    attributes_processed: Option<u64>,
    events_processed: Option<u64>,
    purchases_processed: Option<u64>,
    minor_errors: Vec<MinorError>,
    fields: Map<String, Value>,
    body: Vec<u8>,
}

impl Success {
    pub(super) fn new(status: u16, said: Said, body: &[u8]) -> Self {
        let mut fields = said.fields;
        Self {
            status,
            message: said.masked_message,
            send_id: take_string(&mut fields, "send_id"),
            dispatch_id: take_string(&mut fields, "dispatch_id"),
            attributes_processed: take_number(&mut fields, "attributes_processed"),
            events_processed: take_number(&mut fields, "events_processed"),
            purchases_processed: take_number(&mut fields, "purchases_processed"),
            minor_errors: said.errors,
            fields,
            body: body.into(),
        }
    }

    /// Reads the body into a type of the caller's, as the server sent it: nothing in it is masked.
    ///
    /// An empty body reads as `null`. A success that was deserialized has no body any more.
    ///
    /// ```
    /// # use serde::Deserialize;
    /// #[derive(Deserialize)]
    /// struct Deleted {
    ///     deleted: u64,
    /// }
    ///
    /// let success = braze_errors::parse(200, r#"{ "deleted": 2 }"#)?;
    /// assert_eq!(success.json::<Deleted>()?.deleted, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `serde_json` says where the body is not of that type.
    pub fn json<'a, T: Deserialize<'a>>(&'a self) -> serde_json::Result<T> {
        let body = without_mark(&self.body);
        serde_json::from_slice(if body.trim_ascii().is_empty() { b"null" } else { body })
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Says whether the request waits to be processed, and is not processed yet.
    pub fn is_queued(&self) -> bool {
        self.message.as_deref().is_some_and(|message| message.eq_ignore_ascii_case("queued"))
    }

    /// The ID of a send that is tracked.
    pub fn send_id(&self) -> Option<&str> {
        self.send_id.as_deref()
    }

    /// The ID of a dispatch.
    pub fn dispatch_id(&self) -> Option<&str> {
        self.dispatch_id.as_deref()
    }

    /// How many attribute objects were accepted.
    pub fn attributes_processed(&self) -> Option<u64> {
        self.attributes_processed
    }

    /// How many event objects were accepted.
    pub fn events_processed(&self) -> Option<u64> {
        self.events_processed
    }

    /// How many purchase objects were accepted.
    pub fn purchases_processed(&self) -> Option<u64> {
        self.purchases_processed
    }

    /// What was wrong with parts of the request.
    pub fn minor_errors(&self) -> &[MinorError] {
        &self.minor_errors
    }

    /// The fields that no other method gives: unknown ones, and known ones that are not of their type.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }
}

impl fmt::Display for Success {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&one_line(self.status, self.message.as_deref(), &self.minor_errors))
    }
}

/// Leaves the body out, in which nothing is masked.
impl fmt::Debug for Success {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Success")
            .field("status", &self.status)
            .field("message", &self.message)
            .field("send_id", &self.send_id)
            .field("dispatch_id", &self.dispatch_id)
            .field("attributes_processed", &self.attributes_processed)
            .field("events_processed", &self.events_processed)
            .field("purchases_processed", &self.purchases_processed)
            .field("minor_errors", &self.minor_errors)
            .field("fields", &self.fields)
            .finish_non_exhaustive()
    }
}

/// Leaves the body out, in which nothing is masked.
impl Serialize for Success {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut success = serializer.serialize_struct("Success", 9)?;
        success.serialize_field("status", &self.status)?;
        success.serialize_field("message", &self.message)?;
        success.serialize_field("send_id", &self.send_id)?;
        success.serialize_field("dispatch_id", &self.dispatch_id)?;
        success.serialize_field("attributes_processed", &self.attributes_processed)?;
        success.serialize_field("events_processed", &self.events_processed)?;
        success.serialize_field("purchases_processed", &self.purchases_processed)?;
        success.serialize_field("errors", &self.minor_errors)?;
        success.serialize_field("fields", &self.fields)?;
        success.end()
    }
}

impl<'de> Deserialize<'de> for Success {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut stored = Stored::deserialize(deserializer)?;
        Ok(Self {
            status: stored.take("status")?,
            message: stored.take("message")?,
            send_id: stored.take("send_id")?,
            dispatch_id: stored.take("dispatch_id")?,
            attributes_processed: stored.take("attributes_processed")?,
            events_processed: stored.take("events_processed")?,
            purchases_processed: stored.take("purchases_processed")?,
            minor_errors: stored.take("errors")?,
            fields: stored.take("fields")?,
            body: Vec::new(),
        })
    }
}
