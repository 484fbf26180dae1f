//! From what the server wrote to the rows of the endpoints' documentation.

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value};

use super::{InputError, ItemError, MinorError, Said};
use crate::{EndpointError, Match};

/// Where an object can have the code of its error.
const CODES: [&str; 2] = ["error_code", "errorCode"];

/// Where an object that is no known kind of minor error can say what is wrong, what says it best first.
const SAYINGS: [&str; 6] = ["id", "code", "type", "error", "reason", "message"];

/// Finds the rows that say best what an error response means; see
/// [`ApiError::endpoint_errors`](crate::ApiError::endpoint_errors).
pub(super) fn find(said: &Said, kind: Match) -> Vec<EndpointError> {
    let (items, others): (Vec<_>, Vec<_>) =
        said.errors.iter().partition(|minor| matches!(minor, MinorError::Item(_)));
    let of_items = distinct(items);
    if !of_items.is_empty() {
        return of_items;
    }
    if let Some(row) = of_code(&said.fields) {
        return [row].into();
    }
    if matches!(kind, Match::Code | Match::Message | Match::Prefix) {
        return Vec::new();
    }
    match said.message.as_deref().and_then(EndpointError::of_words) {
        Some(row) => [row].into(),
        None => distinct(others),
    }
}

/// The row that the code of an error names.
fn of_code(fields: &Map<String, Value>) -> Option<EndpointError> {
    CODES.iter().filter_map(|name| fields.get(*name)).find_map(EndpointError::of_code)
}

fn distinct(minors: Vec<&MinorError>) -> Vec<EndpointError> {
    let mut rows = Vec::new();
    for row in minors.into_iter().filter_map(MinorError::endpoint_error) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

impl MinorError {
    /// What the endpoint's own documentation says of this, where it does.
    ///
    /// ```
    /// use braze_errors::{EndpointError, Locale};
    ///
    /// let body = r#"{ "message": "success", "errors": ["EMAIL_BAD_FORMAT"] }"#;
    /// for minor in braze_errors::parse(201, body)?.minor_errors() {
    ///     assert_eq!(minor.endpoint_error(), Some(EndpointError::EmailBadFormat));
    ///     match minor.endpoint_error() {
    ///         Some(error) => println!("{}", error.in_locale(Locale::PtBr)),
    ///         None => println!("{minor}"),
    ///     }
    /// }
    /// # Ok::<(), braze_errors::ApiError>(())
    /// ```
    pub fn endpoint_error(&self) -> Option<EndpointError> {
        match self {
            Self::Message(message) => EndpointError::of_words(message),
            Self::Input(error) => error.endpoint_error(),
            Self::Item(error) => error.endpoint_error(),
            Self::Other(value) => {
                let fields = value.as_object()?;
                let mut sayings = SAYINGS.iter().filter_map(|name| fields.get(*name)?.as_str());
                of_code(fields).or_else(|| sayings.find_map(EndpointError::of_words))
            }
        }
    }
}

impl InputError {
    /// What the endpoint's own documentation says of this, where it does.
    ///
    /// ```
    /// use braze_errors::{EndpointError, MinorError};
    ///
    /// let body = r#"{ "errors": [{ "type": "BAD_DEVICE_ID", "input_array": "attributes", "index": 2 }] }"#;
    /// let success = braze_errors::parse(201, body)?;
    /// let [MinorError::Input(error)] = success.minor_errors() else { panic!("it is about an entry") };
    /// assert_eq!((error.index, error.endpoint_error()), (2, Some(EndpointError::BadDeviceId)));
    /// # Ok::<(), braze_errors::ApiError>(())
    /// ```
    pub fn endpoint_error(&self) -> Option<EndpointError> {
        EndpointError::of_words(&self.kind)
    }
}

impl ItemError {
    /// What the endpoint's own documentation says of this, where it does.
    ///
    /// ```
    /// use braze_errors::{EndpointError, MinorError};
    ///
    /// let body = r#"{ "errors": [{ "id": "ids-too-large", "message": "too long", "parameters": ["id"] }] }"#;
    /// let error = braze_errors::parse(400, body).unwrap_err();
    /// let [MinorError::Item(item)] = error.minor_errors() else { panic!("it is about an item") };
    /// assert_eq!(item.endpoint_error(), Some(EndpointError::IdsTooLarge));
    /// ```
    pub fn endpoint_error(&self) -> Option<EndpointError> {
        // An `id` can be an identifier as well.
        EndpointError::of_words(&self.id)
            .or_else(|| of_code(&self.fields))
            .or_else(|| EndpointError::of_words(&self.message))
    }
}
