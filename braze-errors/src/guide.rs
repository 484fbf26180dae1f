//! From a response to a sentence: what to do with what the Braze REST API answers.
//!
//! A call ends in a status, headers and a body. This page takes them from there to a typed error, a sentence
//! that its reader understands, and a decision. It needs the features `response` and `http`.
//!
//! # Read the response
//!
//! [`parse`](crate::parse) reads a status and the bytes of a body, whatever they are: a proxy's HTML and a body cut short too.
//! [`parse_parts`](crate::parse_parts) reads the headers as well, of any client, and [`parse_http`](crate::parse_http) a response of the http crate.
//!
//! ```
//! let response = http::Response::builder().status(201).body(
//!     r#"{ "message": "success", "errors": [{ "type": "invalid", "input_array": "events", "index": 0 }] }"#,
//! )?;
//! match braze_errors::parse_http(&response) {
//!     Ok(success) => {
//!         // What no minor error concerns was accepted.
//!         for minor in success.minor_errors() {
//!             eprintln!("{minor}");
//!         }
//!     }
//!     Err(error) => eprintln!("{error}"),
//! }
//! # Ok::<(), http::Error>(())
//! ```
//!
//! A client that has types of its own, such as reqwest, hands over the parts, the body last, as reading it takes the
//! response: `braze_errors::parse_parts(status, &headers, body)`. What a success says beside the fields that all
//! endpoints share, [`Success::json`](crate::Success::json) reads into a type of yours.
//!
//! # Find out what it means
//!
//! The server's message is not always the documented one. [`ApiError::matched`](crate::ApiError::matched) says how the two were brought
//! together, and [`ApiError::causes`](crate::ApiError::causes) has the documented errors that it can be.
//!
//! ```
//! use braze_errors::{FatalError, Match};
//!
//! let error = braze_errors::parse(400, r#"{ "message": "Bad Request: invalid send_at" }"#).unwrap_err();
//! assert_eq!(error.matched(), Match::Prefix);
//! match error.causes() {
//!     [FatalError::BadRequestSendAt] => println!("choose another time"),
//!     [] => println!("not documented: {error}"),
//!     causes => println!("one of {causes:?}"),
//! }
//! ```
//!
//! Endpoints have errors of their own, which say more than the message: [`EndpointError`](crate::EndpointError).
//! [`ApiError::endpoint_errors`](crate::ApiError::endpoint_errors) has those of a response, and
//! [`MinorError::endpoint_error`](crate::MinorError::endpoint_error) that of one entry of its `errors`, a success's too.
//!
//! ```
//! use braze_errors::EndpointError;
//!
//! let body = r#"{ "message": "Invalid Request", "errors": [{ "id": "item-not-found", "message": "no" }] }"#;
//! let error = braze_errors::parse(404, body).unwrap_err();
//! match error.endpoint_errors() {
//!     [EndpointError::ItemNotFound] => println!("create the item"),
//!     [] => println!("only the message says something: {:?}", error.message()),
//!     errors => println!("all of {errors:?}"),
//! }
//! ```
//!
//! # Say it in the reader's language
//!
//! [`Locale::negotiate`](crate::Locale::negotiate) reads what a browser sends, [`Locale::best_for`](crate::Locale::best_for) one tag, and
//! [`ApiError::in_locale`](crate::ApiError::in_locale) has the words: of the endpoint errors, else of
//! the causes, as alternatives where there are several, else what the documentation says of the status. The server's own words, which
//! are English, are not among them. [`ApiError::problem`](crate::ApiError::problem) puts them into a problem detail (RFC 9457).
//!
//! ```
//! use braze_errors::Locale;
//!
//! let error = braze_errors::parse(503, "<h1>Service Unavailable</h1>").unwrap_err();
//! let locale = Locale::negotiate("fr-CH, fr;q=0.9, en;q=0.8");
//! let french = error.in_locale(locale);
//!
//! println!("Content-Language: {locale}\nVary: Accept-Language\n");
//! println!("<p>{}</p>", french.html()); // safe to embed as it is
//! assert!(!french.text().contains("Service Unavailable"));
//! ```
//!
//! # Decide what to do next
//!
//! [`ApiError::retry`](crate::ApiError::retry) knows whether the server allows another attempt, and when. Only the caller knows whether
//! a second attempt could send a message twice, and has to say so before a decision comes out of it;
//! [`RetryAdvice`](crate::RetryAdvice) says why. [`Retry::delay`](crate::Retry::delay) is the decision as a wait.
//!
//! ```
//! use std::time::SystemTime;
//!
//! use braze_errors::{Repeat, Retry};
//!
//! let response = http::Response::builder().status(429).header("Retry-After", "30").body("")?;
//! let error = braze_errors::parse_http(&response).unwrap_err();
//! // This call exports data, and changes nothing.
//! match error.retry(SystemTime::now()).given(Repeat::Safe) {
//!     Retry::Never => println!("give up"),
//!     Retry::WithBackoff => println!("try again, and wait longer each time"),
//!     Retry::At(time) => println!("try again at {time:?}"),
//! }
//! # Ok::<(), http::Error>(())
//! ```
//!
//! # Write it to a log
//!
//! [`ApiError`](crate::ApiError) displays the status, the server's message and its words for each minor error, on one line, and
//! serializes; `{:#}` adds what the documentation says. API keys that the server repeats are masked in all of it; the
//! bytes as they came are in [`ApiError::unmasked_body`](crate::ApiError::unmasked_body) alone.
//!
//! ```
//! let error = braze_errors::parse(401, r#"{ "message": "Invalid API key: 5e0f7a1c" }"#).unwrap_err();
//! assert_eq!(error.to_string(), "401 Invalid API key: [masked]");
//! ```
#![cfg_attr(not(all(feature = "response", feature = "http")), allow(rustdoc::broken_intra_doc_links))]
