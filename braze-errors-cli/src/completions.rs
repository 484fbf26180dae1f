//! The subcommand `completions`: what a shell needs to complete the command's words.

use clap::Command;
use clap_complete::Shell;

/// Print the script by which a shell completes what one types
///
/// The shell reads it from where it looks for such scripts: bash from `~/.local/share/bash-completion/completions`,
/// zsh from a folder in `$fpath`, where it is named `_braze-errors`, fish from `~/.config/fish/completions`; elvish
/// and PowerShell from the file that they run when they start.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::example("braze-errors completions fish > ~/.config/fish/completions/braze-errors.fish"))]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

impl Args {
    pub(crate) fn run(&self, mut command: Command) -> String {
        let name = command.get_name().to_owned();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, name, &mut script);
        // clap_complete 4.6.11 spells the name's hyphen in two ways in its script for bash, which then knows no
        // subcommand's options.
        String::from_utf8_lossy(&script).replace("braze__subcmd__errors", "braze__errors")
    }
}
