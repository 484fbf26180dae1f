//! The real kramdown, in a process of Ruby's.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::reading::Shown;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/compare/kramdown.rb");

/// A process that answers what kramdown shows.
pub(crate) struct Kramdown {
    child: Child,
    pages: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Kramdown {
    pub(crate) fn start() -> io::Result<Self> {
        let mut child = Command::new("ruby")
            .args(["-W0", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(pages), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("found no pipe to Ruby"));
        };
        Ok(Self { child, pages, answers: BufReader::new(answers) })
    }

    /// What kramdown shows of each of these pages.
    pub(crate) fn shown(&mut self, pages: &[&str]) -> io::Result<Vec<Shown>> {
        // Ruby reads the whole line before it answers, so neither side waits for the other.
        self.pages.write_all(format!("{}\n", serde_json::to_string(pages)?).as_bytes())?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        if answer.is_empty() {
            let status = self.child.wait()?;
            return Err(io::Error::other(format!("Ruby ended with {status}, asked about {pages:?}")));
        }
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Kramdown {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
