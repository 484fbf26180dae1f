//! The subcommand `man`: the manual's pages, for whoever packs the command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;

use crate::failure::Failure;
use crate::write::{self, Edit};

/// Write the manual's pages, one for the command and one for each subcommand
///
/// `man` finds them in the folder `man1` below those that `manpath` prints.
#[derive(Debug, clap::Args)]
#[command(hide = true, after_help = crate::example("braze-errors man ~/.local/share/man/man1"))]
pub(crate) struct Args {
    /// The folder to write them into
    folder: PathBuf,
}

impl Args {
    pub(crate) fn run(&self, command: Command) -> Result<ExitCode, Failure> {
        let mut command = command.disable_help_subcommand(true);
        command.build();
        let subcommands = command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set());
        let mut pages: Vec<(Option<Vec<u8>>, PathBuf, Vec<u8>)> = Vec::new();
        for command in std::iter::once(&command).chain(subcommands) {
            let man = Man::new(command.clone()).source(concat!("braze-errors ", env!("CARGO_PKG_VERSION")));
            let (path, mut page) = (self.folder.join(man.get_filename()), Vec::new());
            man.render(&mut page)
                .map_err(|error| Failure::trouble(format!("cannot render `{}`: {error}", path.display())))?;
            pages.push((write::read(&path)?, path, page));
        }
        let edits = pages.iter().map(|(old, file, new)| Edit { file, old: old.as_deref(), new });
        write::all(&edits.collect::<Vec<_>>()).map(|()| ExitCode::SUCCESS)
    }
}
