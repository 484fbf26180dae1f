//! The command, run as a user runs it.

mod accept;
mod breakages;
mod bundled;
mod check;
mod command;
mod completions;
mod configuration;
mod dialect;
mod diff;
mod exchange;
mod explain;
mod export;
mod field;
mod formats;
mod hostile;
mod html;
mod init;
#[cfg(unix)]
mod killed;
mod list;
mod locale;
mod lsp;
mod manager;
mod opened;
mod sarif;
mod support;
mod sync;
#[cfg(unix)]
mod terminal;
mod two_folders;
mod watch;
