//! Crates that are made to be built, all below the target directory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// The workspace's target directory.
pub fn target() -> PathBuf {
    // The program lies in `<target>/<profile>/`.
    let program = env::current_exe().unwrap_or_default();
    program.ancestors().nth(2).unwrap_or(Path::new("target")).to_owned()
}

/// Where everything goes that is made here.
pub fn workshop() -> PathBuf {
    target().join("benches")
}

/// The workspace's folder.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// `cargo`, with this target directory.
pub fn cargo(target: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Runs a command to its end, and gives what it wrote to standard output.
///
/// # Errors
///
/// It can't be run or fails; with what it wrote to standard error.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("can't run {command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A crate in the workshop.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    /// The file that it is made of: `src/lib.rs` or `src/main.rs`.
    file: PathBuf,
}

impl Project {
    /// Writes a crate of one file.
    ///
    /// # Errors
    ///
    /// The workshop can't be written to.
    pub fn write(name: &str, dependencies: &str, file: &str, code: &str) -> Result<Self, String> {
        let folder = workshop().join("crates").join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}\n\n[profile.release]\nstrip = true\n"
        );
        let project = Self { file: folder.join(file), folder };
        let written = fs::create_dir_all(project.folder.join("src"))
            .and_then(|()| fs::write(project.folder.join("Cargo.toml"), manifest))
            .and_then(|()| fs::write(&project.file, code));
        written.map_err(|error| format!("can't write the crate {name}: {error}"))?;
        // The workspace's versions, as far as it has them.
        let _ = fs::copy(workspace().join("Cargo.lock"), project.folder.join("Cargo.lock"));
        Ok(project)
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Sets an environment variable of its builds.
    ///
    /// # Errors
    ///
    /// The workshop can't be written to.
    pub fn set(&self, variable: &str, value: &Path) -> std::io::Result<()> {
        let folder = self.folder.join(".cargo");
        fs::create_dir_all(&folder)?;
        fs::write(
            folder.join("config.toml"),
            format!("[env]\n{variable} = {{ value = {:?}, force = true }}\n", value.display().to_string()),
        )
    }

    /// Builds it in a target directory of this name in the workshop; what is built there already stays.
    ///
    /// # Errors
    ///
    /// It doesn't build.
    pub fn build(&self, target: &str, arguments: &[&str]) -> Result<(), String> {
        run(cargo(&workshop().join(target)).args(arguments).arg("--quiet").current_dir(&self.folder))
            .map(drop)
    }

    /// Builds it again, but none of its dependencies.
    ///
    /// # Errors
    ///
    /// It doesn't build.
    pub fn build_again(&self, arguments: &[&str]) -> Result<(), String> {
        let now = std::time::SystemTime::now();
        let file = fs::File::options().append(true).open(&self.file);
        file.and_then(|file| file.set_modified(now)).map_err(|error| error.to_string())?;
        self.build("target", arguments)
    }

    /// The names and versions of the crates that it is built from, without itself.
    ///
    /// # Errors
    ///
    /// cargo can't tell.
    pub fn dependencies(&self) -> Result<Vec<String>, String> {
        let tree = run(cargo(&workshop().join("target"))
            .args(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
            .current_dir(&self.folder))?;
        let mut crates: Vec<String> =
            tree.lines().skip(1).map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
        crates.sort_unstable();
        crates.dedup();
        Ok(crates)
    }
}
