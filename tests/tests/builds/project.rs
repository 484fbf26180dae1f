//! Small crates that the tests build, edit and build again.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Where the copies and their target folder are.
const SCRATCH: &str = env!("CARGO_TARGET_TMPDIR");

/// A copy of a fixture, in a folder of its own.
///
/// All copies share one target folder, so that their dependencies are built once. Cargo's own lock keeps their
/// builds apart, and the names that they are given keep their programs apart.
pub(crate) struct Project {
    folder: PathBuf,
    name: String,
    variables: Vec<(String, OsString)>,
}

impl Project {
    /// Copies `fixtures/<fixture>` and names its package after the case, which no other test has.
    pub(crate) fn new(fixture: &str, case: &str) -> Self {
        Self::below(Path::new(SCRATCH), fixture, case)
    }

    /// Copies `fixtures/<fixture>`, a workspace whose packages have names that no other test has.
    pub(crate) fn workspace(fixture: &str) -> Self {
        Self::copy(Path::new(SCRATCH), fixture, fixture)
    }

    /// Copies `fixtures/<fixture>` into a folder that stands in no workspace.
    pub(crate) fn without_workspace(folder: &Path, fixture: &str, case: &str) -> Self {
        let project = Self::below(folder, fixture, case);
        project.replace("Cargo.toml", "[workspace]\n", "");
        project
    }

    fn below(folder: &Path, fixture: &str, case: &str) -> Self {
        let project = Self::copy(folder, fixture, case);
        project.replace("Cargo.toml", &format!("name = \"{fixture}\""), &format!("name = \"{case}\""));
        project
    }

    fn copy(folder: &Path, fixture: &str, case: &str) -> Self {
        let project = Self { folder: folder.join(case), name: case.to_owned(), variables: Vec::new() };
        copy_folder(&root().join("tests/fixtures").join(fixture), &project.folder);
        fs::copy(root().join("Cargo.lock"), project.path("Cargo.lock")).expect("the workspace has a lock");
        let root = root().display().to_string().replace('\\', "/");
        project.replace("Cargo.toml", "\"../../../", &format!("\"{root}/"));
        project
    }

    /// A path in the copy.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// Replaces a part of a file of the copy.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) {
        replace(&self.path(file), from, to);
    }

    /// Sets an environment variable for the builds from now on.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.unset(name);
        self.variables.push((name.to_owned(), value.into()));
    }

    /// Unsets it again.
    pub(crate) fn unset(&mut self, name: &str) {
        self.variables.retain(|(other, _)| other != name);
    }

    /// Builds the copy.
    pub(crate) fn build(&self) {
        let output = self.cargo("build", &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Builds the copy and runs it with these arguments; returns what it prints.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.cargo("run", &[&["--"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("fixtures print UTF-8")
    }

    /// Builds a package of the workspace and runs it.
    pub(crate) fn run_package(&self, name: &str) {
        let output = self.cargo("run", &["--package", name]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Builds the copy, which must fail; returns the compiler's errors, as it prints them.
    ///
    /// What it says of other packages is none of the copy's business.
    pub(crate) fn fail(&self) -> Vec<String> {
        let output = self.cargo("build", &["--message-format=json"]);
        assert!(!output.status.success(), "the build of {} succeeded", self.folder.display());
        let messages: Vec<Value> =
            serde_json::Deserializer::from_slice(&output.stdout).into_iter().map(Result::unwrap).collect();
        let own = messages.iter().filter(|message| message["target"]["name"] == self.name.as_str());
        own.map(|message| &message["message"])
            .filter(|message| message["level"] == "error" && message["spans"] != json!([]))
            .filter_map(|message| message["rendered"].as_str().map(str::to_owned))
            .collect()
    }

    /// Documents the copy's library, which is called `tickets`; returns one of the pages.
    pub(crate) fn document(&self, page: &str) -> String {
        let output = self.cargo("doc", &["--lib", "--no-deps"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let page = Path::new(SCRATCH).join("target/doc/tickets").join(page);
        fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
    }

    /// Runs a cargo command on the copy, with the network switched off.
    pub(crate) fn cargo(&self, command: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .current_dir(&self.folder)
            .args([command, "--quiet", "--offline", "--color=never"])
            .args(arguments)
            .env("CARGO_TARGET_DIR", Path::new(SCRATCH).join("target"))
            // The build of these tests may be redirected; that of the copy is not.
            .env_remove("BRAZE_ERRORS_DOCS")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("cargo starts")
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the package stands in the workspace")
}

/// Makes `to` a copy of `from`.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != ErrorKind::NotFound => panic!("can't empty {}: {error}", to.display()),
        _ => copy_files(from, to).unwrap_or_else(|error| panic!("can't copy {}: {error}", from.display())),
    }
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // What building a fixture by hand leaves behind.
        if ["target", "Cargo.lock"].iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_files(&entry.path(), &target)?;
        } else {
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

/// Replaces a part of a file, which must hold it.
pub(crate) fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(text.contains(from), "{} doesn't hold {from:?}", path.display());
    fs::write(path, text.replace(from, to)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
