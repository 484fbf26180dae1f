//! The subcommand `lsp`: a language server, which shows in an editor what `check` finds, as one types.
//!
//! It speaks the [Language Server Protocol] over standard input and output, and serves the Markdown pages of every catalog
//! that a `braze-errors.toml` describes, or the call that it names: the one that is nearest above each folder of the editor
//! and above each document that is open. What a page is, and what is found in it, the command's own check says; the server
//! has no second idea of either. It gives it the texts that the editor holds in place of the files, and what it finds is what
//! `check` would find once they are saved.
//!
//! [Language Server Protocol]: https://microsoft.github.io/language-server-protocol/
//!
//! Messages go through these modules, each of which uses those above it alone:
//!
//! | module | what it is about |
//! |---|---|
//! | `message` | reading and writing messages, also what is none |
//! | `position` | bytes of a text, and places as an editor counts them |
//! | `location` | paths, and URIs |
//! | `capabilities` | what client and server tell of themselves |
//! | `documents` | the texts that the editor holds |
//! | `edited_catalog` | a catalog, checked with these texts |
//! | `workspace` | which catalogs there are, and what has changed in them |
//! | `diagnostic` | findings as diagnostics |
//! | `here` | the row that the cursor stands in |
//! | `hover`, `navigation`, `completion` | what is shown of a row, where it leads, and which rows are missing |
//! | `action` | what can be done about findings |
//! | `server` | the protocol's course |
//!
//! Whatever changes is taken down at once and checked when no other message follows: so quick keystrokes are checked
//! together, and a question is answered about the texts as they are. A check reads again what describes the catalog, the lock,
//! and each page that isn't open. All that is kept is what a text has told: how it is read as a page, and the languages and
//! sentences of its rows (`Readings` and `Memory` of the backend). Without that, a check would take five times as long.
//!
//! The configuration file and the lock are read from the disk also where the editor holds them. What can't be described, for a
//! mistake in the configuration file, is a diagnostic on that file.
//!
//! Nothing that a client sends ends the server but `exit`, and the end of its input. `tests/it/lsp` speaks the protocol to the
//! command, and `.ci/lsp` plays editors.

mod action;
mod capabilities;
mod completion;
mod diagnostic;
mod documents;
mod edited_catalog;
mod here;
mod hover;
mod location;
mod message;
mod navigation;
mod position;
mod server;
mod workspace;

use std::io::{self, BufWriter};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use self::server::{Next, Server};
use crate::failure::Failure;

/// How long no message must come before what has changed is checked.
const QUIET: Duration = Duration::from_millis(5);

/// How long it is put off at most.
const PATIENCE: Duration = Duration::from_millis(100);

/// Serve an editor, which shows what `check` finds as one types
///
/// An editor starts it, and speaks to it over standard input and output. It serves the Markdown pages that a
/// `braze-errors.toml` describes: what `check` finds in them, what mends it, where each row's source stands, and the rows that
/// are missing.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors lsp"))]
pub(crate) struct Args {}

/// Serves the editor on standard input and output until it ends.
///
/// # Errors
///
/// Says why it can't be answered any more.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    // A channel without bounds, so that the client is read from while it is written to: neither waits for the other.
    let (sender, messages) = mpsc::channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(message)) = message::read(&mut input) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    let mut server = Server::new(BufWriter::new(io::stdout().lock()));
    let lost = |error| Failure::trouble(format!("cannot write to standard output: {error}"));
    let mut changed_at = None;
    loop {
        let incoming = if server.has_changed() {
            let since = changed_at.get_or_insert_with(Instant::now).elapsed();
            messages.recv_timeout(QUIET.min(PATIENCE.saturating_sub(since)))
        } else {
            changed_at = None;
            messages.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match incoming {
            Ok(incoming) => {
                if let Next::Exit(code) = server.receive(incoming).map_err(lost)? {
                    return Ok(code);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                server.publish().map_err(lost)?;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(server.exit_code()),
        }
    }
}
