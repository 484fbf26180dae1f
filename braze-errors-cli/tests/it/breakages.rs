//! What happens to pages in everyday work: a writer is told once, in words to act on, and `--fix` mends what has one right
//! answer.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::pages::write;
use crate::support::{Run, command, finish, text};

const ENGLISH: &str = "\
---
nav_title: Errors
---
# Errors

| Code | Description |
|---|---|
| `400 No Label` | The label lacks the `sender`. Print it once more before you hand the parcel over. |
| `404 Not Found` | No depot knows a parcel of this number. |
| `429 Slow Down` | More than 75 calls came within one minute, look at the [limits]({{site.baseurl}}/limits/). |
";

const FRENCH: &str = "\
---
nav_title: Échecs
---
# Réponses et échecs

| Code | Description |
|---|---|
| `400 No Label` | Il manque le `sender` sur l’étiquette. Réimprimez-la avant de déposer le colis. |
| `404 Not Found` | Aucun dépôt ne connaît de colis de ce numéro. |
| `429 Slow Down` | Plus de 75 appels en une minute, voyez les [limites]({{site.baseurl}}/limits/). |
";

const SPANISH: &str = "\
---
nav_title: Errores
---
# Errores

| Código | Descripción |
|---|---|
| `400 No Label` | Falta el `sender` en la etiqueta. Vuelva a imprimirla antes de entregar el paquete. |
| `404 Not Found` | Ningún depósito conoce un paquete con este número. |
| `429 Slow Down` | Más de 75 llamadas en un minuto, consulte los [límites]({{site.baseurl}}/limits/). |
";

const PAGE: &str = "_lang/fr_fr/_api/errors.md";

/// A repository that is laid out as Braze's, with a configuration that was found.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let pages = [("_docs/_api/errors.md", ENGLISH), (PAGE, FRENCH), ("_lang/es/_api/errors.md", SPANISH)];
    write(folder.path(), pages.map(|(path, page)| (path, page.to_owned())));
    let found = braze_errors(folder.path(), &["init", "--yes"]);
    assert_eq!(found.code, Some(0), "{}", found.stderr);
    folder
}

fn braze_errors(folder: &Path, args: &[&str]) -> Run {
    let mut command = command(args);
    command.current_dir(folder).env_remove("BRAZE_ERRORS_DOCS");
    finish(command)
}

/// Something that happens to the French page.
struct Breakage {
    what: &'static str,
    /// What is left of the page.
    page: Vec<u8>,
    /// What a writer is told, and what to do.
    told: &'static str,
    help: &'static str,
    is_mended: bool,
}

fn breakages() -> Vec<Breakage> {
    let is_latin_1 = |char: &char| *char != '’' && u32::from(*char) < 0x100;
    let changed = |before: &str, after: &str| FRENCH.replacen(before, after, 1).into_bytes();
    let row = FRENCH.lines().find(|line| line.contains("404")).expect("it is there").to_owned() + "\n";
    let conflict =
        format!("<<<<<<< HEAD\n{row}=======\n{}>>>>>>> translations\n", row.replace("colis", "paquet"));
    vec![
        Breakage {
            what: "a row is deleted",
            page: changed(&row, ""),
            told: "missing-row: found no row for `404 Not Found`; expected one here",
            help: "translate the source's row:\n\n| `404 Not Found` | No depot knows a parcel of this number. |",
            is_mended: false,
        },
        Breakage {
            what: "a code span is translated",
            page: changed("`sender`", "`expéditeur`"),
            told: "code-span: found the code span `expéditeur`; expected `sender`",
            help: "write the same code spans as in the source, in any order",
            is_mended: true,
        },
        Breakage {
            what: "a code is translated",
            page: changed("404 Not Found", "404 Introuvable"),
            told: "changed-code: found `404 Introuvable`, a code that _docs/_api/errors.md doesn't have; is this `404 Not Found`?",
            help: "write `404 Not Found` as the API answers it, in every language",
            is_mended: true,
        },
        Breakage {
            what: "a number is changed",
            page: changed("75", "80"),
            told: "number: found the number 80; expected 75",
            help: "write the source's numbers, grouped as your language groups them: `1,912`, `1.912`",
            is_mended: true,
        },
        Breakage {
            what: "an editor saves it in Windows' encoding",
            page: FRENCH.chars().map(|char| if is_latin_1(&char) { char as u8 } else { 0x92 }).collect(),
            told: "invalid-utf-8: found a page in windows-1252; expected one in UTF-8",
            help: "save the page as UTF-8, or run `braze-errors check --fix`, which converts it",
            is_mended: true,
        },
        Breakage {
            what: "a tool reads it in another encoding than it is in",
            page: FRENCH.bytes().map(char::from).collect::<String>().into_bytes(),
            told: "mojibake: found a page that was decoded with the wrong encoding as a whole, such as `Ã\u{89}checs`; expected `Échecs`",
            help: "restore the page, or run `braze-errors check --fix`, which mends all of it; then save it as UTF-8",
            is_mended: true,
        },
        Breakage {
            what: "a merge conflicts",
            page: changed(&row, &conflict),
            told: "merge-conflict: found the marks of a merge conflict; expected one text",
            help: "keep the text above `=======`, the one below it, or both, and delete the lines `<<<<<<<`, `=======` and \
                   `>>>>>>>`; nothing else on this page is looked at until then",
            is_mended: false,
        },
        Breakage {
            what: "half a row is left in English",
            page: changed(
                "Réimprimez-la avant de déposer le colis.",
                "Print it once more before you hand the parcel over.",
            ),
            told: "untranslated: found the source's `Print it once more before you hand the parcel over.` in a translated row; \
                   expected a translation of all of it",
            help: "translate this part too",
            is_mended: false,
        },
        Breakage {
            what: "it is another language's page",
            page: SPANISH.as_bytes().to_vec(),
            told: "other-language: found the text of _lang/es/_api/errors.md in the rows; expected a text in `fr`",
            help: "restore the page in `fr`, or translate the source's",
            is_mended: false,
        },
        Breakage {
            what: "a text processor makes quotes typographic",
            page: changed("`sender`", "“sender”"),
            told: "code-span: found “sender” without backticks; expected the code span `sender`",
            help: "put backticks around it, in place of other marks",
            is_mended: true,
        },
    ]
}

#[test]
fn each_breakage_is_told_once_and_mended_where_there_is_one_right_answer() {
    let folder = repository();
    let page = folder.path().join(PAGE);
    let sound = braze_errors(folder.path(), &["check", "--deny", "warnings"]);
    assert_eq!((sound.code, sound.stdout.as_str()), (Some(0), ""));
    let breakages = breakages();
    assert_eq!(breakages.iter().filter(|breakage| breakage.is_mended).count(), 6);
    for Breakage { what, page: broken, told, help, is_mended } in breakages {
        fs::write(&page, broken).expect("it can be written");
        let checked = braze_errors(folder.path(), &["check", "--deny", "warnings", "--format", "json"]);
        assert_eq!(checked.code, Some(1), "{what}");
        let report: Value = serde_json::from_str(&checked.stdout).expect("it is JSON");
        let findings: Vec<[String; 2]> = (report["findings"].as_array().expect("it is a list").iter())
            .map(|finding| {
                [
                    [text(finding, "rule"), text(finding, "message")].join(": "),
                    text(finding, "help").to_owned(),
                ]
            })
            .collect();
        assert_eq!(findings, [[told, help].map(str::to_owned)], "{what}");
        let fixed = braze_errors(folder.path(), &["check", "--fix"]);
        assert_eq!(fixed.stderr.starts_with("fixed _lang/fr_fr/"), is_mended, "{what}: {}", fixed.stderr);
        assert_eq!(fs::read_to_string(&page).is_ok_and(|text| text == FRENCH), is_mended, "{what}");
    }
}
