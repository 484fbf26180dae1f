//! Builds the examples, and runs them.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// Builds an example, as Cargo builds none for a single test, and says where it is.
pub(crate) fn example(name: &str) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--locked", "--message-format=json", "--example", name]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("Cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = output.stdout.lines().map_while(Result::ok);
    let mut messages = messages.filter_map(|line| serde_json::from_str::<Value>(&line).ok());
    let path = messages.find_map(|message| {
        (message["target"]["name"] == name).then(|| message["executable"].as_str().map(PathBuf::from))?
    });
    path.expect("the example was built")
}

/// The example `web` while it runs.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) struct Web {
    child: Child,
    /// Where it listens, with a slash at the end.
    pub(crate) url: String,
}

impl Web {
    #[allow(dead_code, reason = "not every test needs it")]
    pub(crate) fn start() -> Self {
        let mut web = Command::new(example("web"));
        let mut child = web.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the example runs");
        let mut url = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut url).expect("the example says where it listens");
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
