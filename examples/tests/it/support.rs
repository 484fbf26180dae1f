//! The program `web`, running.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The program `web` while it runs.
pub(crate) struct Web {
    child: Child,
    /// Where it listens, with a slash at the end.
    pub(crate) url: String,
}

impl Web {
    pub(crate) fn start() -> Self {
        let mut web = Command::new(env!("CARGO_BIN_EXE_web"));
        let mut child = web.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let mut url = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut url).expect("the program says where it listens");
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
