use alloc::string::String;
use alloc::vec::Vec;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Map, Value};

use super::{MinorError, Said, take_number, take_string};

/// What a response says that is no error.
///
/// A success means that the request was accepted, and that the messages that no minor error concerns are sent.
///
/// ```
/// use braze_errors::Response;
///
/// let success = Response::parse(201, r#"{
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
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    status: u16,
    message: &'static str,
    send_id: Option<String>,
    dispatch_id: Option<String>,
    attributes_processed: Option<u64>,
    events_processed: Option<u64>,
    purchases_processed: Option<u64>,
    minor_errors: Vec<MinorError>,
    fields: Map<String, Value>,
}

impl Success {
    pub(super) fn new(status: u16, message: &'static str, said: Said) -> Self {
        let mut fields = said.fields;
        Self {
            status,
            message,
            send_id: take_string(&mut fields, "send_id"),
            dispatch_id: take_string(&mut fields, "dispatch_id"),
            attributes_processed: take_number(&mut fields, "attributes_processed"),
            events_processed: take_number(&mut fields, "events_processed"),
            purchases_processed: take_number(&mut fields, "purchases_processed"),
            minor_errors: said.errors,
            fields,
        }
    }

    /// The status of the response.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Says whether the request waits to be processed, and is not processed yet.
    pub fn is_queued(&self) -> bool {
        self.message == "queued"
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
