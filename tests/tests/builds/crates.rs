//! Crates that depend on `braze-errors` in ways of their own.

use std::env::consts::EXE_SUFFIX;
use std::path::Path;
use std::process::Command;

use crate::project::Project;

#[test]
fn a_crate_without_std_and_alloc_is_linked() {
    Project::new("no-std", "no-std-build").build();
}

#[test]
fn nothing_but_the_crate_itself_is_there_at_run_time() {
    let tree = Project::new("no-std", "no-std-tree")
        .cargo("tree", &["--edges=normal,no-proc-macro", "--prefix=depth", "--format={lib}"]);
    assert_eq!(String::from_utf8_lossy(&tree.stdout), "0no_std_tree\n1braze_errors\n");
}

#[test]
fn the_dependency_can_be_renamed() {
    assert_eq!(
        Project::new("renamed", "renamed-dependency").run(&[]),
        "409 Sold Out: No seat is left.\n409 Sold Out: No quedan localidades.\n409 Sold Out: No quedan localidades.\n"
    );
}

#[test]
fn the_generated_code_passes_where_every_warning_is_forbidden() {
    assert_eq!(
        Project::new("lints", "forbidden-warnings").run(&[]),
        "409 Sold Out, 410 Over, 422 Odd Seat, 409 Postponed\n"
    );
}

#[test]
fn the_generated_code_passes_every_lint_of_rustc_and_clippy() {
    let project = Project::new("lints", "every-lint");
    let forbidden = lints().into_iter().map(|lint| format!("--forbid={lint}"));
    // Lints of other compilers than this one are listed too.
    let arguments: Vec<String> =
        ["--lib", "--", "--allow=unknown-lints"].map(str::to_owned).into_iter().chain(forbidden).collect();
    let output = project.cargo("clippy", &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The names of all lints that this version of clippy and of the compiler in it have.
fn lints() -> Vec<String> {
    let clippy = Path::new(env!("CARGO")).with_file_name(format!("clippy-driver{EXE_SUFFIX}"));
    let output =
        Command::new(clippy).args(["-W", "help"]).output().expect("clippy is installed beside cargo");
    let help = String::from_utf8(output.stdout).expect("the help is UTF-8");
    // Each has a line with its name, its level and what it is about.
    let lints: Vec<String> = help
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let lint = words.next().filter(|lint| !["unknown-lints", "warnings"].contains(lint))?;
            words.next().filter(|level| ["allow", "warn", "deny"].contains(level)).map(|_| lint.to_owned())
        })
        .collect();
    for lint in ["deprecated", "missing-docs", "clippy::integer-division", "clippy::same-name-method"] {
        assert!(lints.iter().any(|listed| listed == lint), "the help lists {lint}:\n{help}");
    }
    lints
}

#[test]
fn the_documentation_of_a_variant_says_what_its_row_says() {
    let mut project = Project::new("lints", "documented");
    project.set("RUSTDOCFLAGS", "-D warnings -D rustdoc::all");
    let page = project.document("enum.TicketError.html");
    let start = page.find("422 Odd Seat").expect("the variant is documented");
    let cell = page[start..].split("<td>").nth(2).and_then(|cell| cell.split("</td>").next());
    assert_eq!(
        cell.unwrap_or_default(),
        "In <code>A|B</code>, ~~not here~~ but <del>there</del>:<br>- \"row\" --2-- at https://tickets.example...\
         <br>- or <a href=\"./seats\">elsewhere</a>, <a href=\"#seats\"><code>here</code></a>, TicketOffice, \
         ticket_office<br><br>in C:\\seats\\"
    );
}
