//! Which pages a report is about, and when it was made.

use std::env;
use std::path::Path;
use std::time::{Duration, SystemTime};

use humantime::format_rfc3339_seconds;

use super::super::repository::Repository;
use crate::git;
use crate::text::{escape_line, shown};

/// The last second of the year 9999: a later one has no date of this form.
const LAST: u64 = 253_402_300_799;

/// What a report's head says of the pages.
pub(super) struct Stamp {
    /// The pages' folder, from the repository's root.
    pub(super) folder: String,
    /// The repository's revision, if the folder is in one.
    pub(super) revision: Option<String>,
    /// When the report was made.
    pub(super) date: Option<Date>,
}

/// A date and a time.
pub(super) struct Date {
    /// `2026-11-26T19:24:11Z`
    pub(super) machine: String,
    /// `2026-11-26 19:24 UTC`
    pub(super) human: String,
}

impl Stamp {
    pub(super) fn new(folder: &Path, repository: &Repository) -> Self {
        let describe = ["describe", "--always", "--exclude=*", "--abbrev=12", "--dirty= and changes"];
        let revision = git::ask(folder, &describe).ok();
        Self {
            folder: escape_line(&name(folder, repository)),
            revision: revision.map(|text| String::from_utf8_lossy(&text).trim().to_owned()),
            date: Date::of_report(),
        }
    }
}

/// The folder's path from the repository's root; its own name where that says nothing.
fn name(folder: &Path, repository: &Repository) -> String {
    const HERE: &str = ".";
    let given = Some(shown(folder)).filter(|given| !given.is_empty()).unwrap_or_else(|| HERE.to_owned());
    let path = repository.path(&given);
    if !path.is_empty() && path != HERE {
        return path;
    }
    let real = Path::new(&given).canonicalize().ok();
    let name = real.as_deref().and_then(Path::file_name);
    name.map_or(path, |name| name.to_string_lossy().into_owned())
}

impl Date {
    /// Now, or the date that `SOURCE_DATE_EPOCH` names so that the same pages give the same report; none where it is no
    /// number of seconds.
    fn of_report() -> Option<Self> {
        let seconds = match env::var_os("SOURCE_DATE_EPOCH") {
            Some(seconds) => seconds.to_str()?.parse().ok()?,
            None => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs(),
        };
        let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?;
        let machine = (seconds <= LAST).then(|| format_rfc3339_seconds(time).to_string())?;
        let human = format!("{} UTC", machine.get(..16)?.replace('T', " "));
        Some(Self { machine, human })
    }
}
