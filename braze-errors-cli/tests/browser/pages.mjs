// The pages that the tests report on, and the reports.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const command = process.env.BRAZE_ERRORS ?? join(here, "../../../target/debug/braze-errors");

/** Where the reports and the pictures of them stay for whoever wants to look at them: `target/report`. */
export const shown = join(dirname(command), "../report");
mkdirSync(shown, { recursive: true });

const EDIT_URL = "https://forge.example/parcel/docs/edit/main/{path}#L{line}";

/** Writes files below a folder, each with its path. */
function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs something in a temporary folder, which is called `parcel`. */
function inFolder(run) {
  const above = mkdtempSync(join(tmpdir(), "report-"));
  const folder = join(above, "parcel");
  try {
    mkdirSync(folder);
    return run(folder);
  } finally {
    rmSync(above, { recursive: true });
  }
}

/** Writes the report on a folder's pages, and gives its file and how long that took. */
function report(folder, name, args) {
  const file = join(shown, `${name}.html`);
  const start = performance.now();
  const env = { ...process.env, SOURCE_DATE_EPOCH: "1700000000" };
  const options = ["--format", "html", "--edit-url", EDIT_URL, "--output", file];
  const run = spawnSync(command, ["check", ...args, ...options], { cwd: folder, env, encoding: "utf8" });
  if (run.status !== 1) throw new Error(`${run.status} ${run.error ?? run.stderr}`);
  return { file, milliseconds: performance.now() - start, summary: run.stderr };
}

/** The pages of `tests/drifted`, of which a row has changed in English since all of them were accepted. */
export function drifted() {
  return inFolder((folder) => {
    const tags = ["en", "en-GB", "fr", "de", "pt-BR", "ja", "ar"];
    const pages = tags.map((tag) => [`docs/${tag}/errors.md`, readFileSync(join(here, "../drifted", tag, "errors.md"), "utf8")]);
    const missing = (tag) => (tag === "ja" ? '{ missing = "fallback" }' : "{}");
    const locales = tags.map((tag) => `${tag} = ${missing(tag)}\n`).join("");
    const configuration = `source = "en"\nmarkdown = "kramdown"\npages = "docs/{locale}/errors.md"\nlock = "catalog.lock"\n[locales]\n${locales}`;
    write(folder, { "braze-errors.toml": configuration, ...Object.fromEntries(pages) });
    // What stops the build can't be accepted: the pages are whole for as long.
    const [, german] = pages.find(([path]) => path.includes("/de/"));
    const [, portuguese] = pages.find(([path]) => path.includes("/pt-BR/"));
    const row = german.match(/^.*`403 .*$/m)[0];
    write(folder, { "docs/pt-BR/errors.md": portuguese.replace(/^(?=.*`404 )/m, `${row}\n`) });
    execFileSync(command, ["accept"], { cwd: folder });
    const [, english] = pages[0];
    write(folder, {
      "docs/pt-BR/errors.md": portuguese,
      "docs/en/errors.md": english.replace("Something broke.", "Something went wrong on our side."),
    });
    return report(folder, "drifted", []);
  });
}

const WORDS = {
  en: ["The parcel", "of this request", "was not found at", "the depot. Check"],
  de: ["Das Paket", "dieser Anfrage", "war nicht zu finden in", "dem Lager. Prüfen Sie"],
  fr: ["Le colis", "de cette requête", "ne se trouvait pas dans", "le dépôt. Vérifiez"],
  es: ["El paquete", "de esta petición", "no se encontró en", "el almacén. Compruebe"],
  it: ["Il pacco", "di questa richiesta", "non si trovava nel", "deposito. Controllate"],
  pt: ["O pacote", "deste pedido", "não foi encontrado no", "depósito. Verifique"],
  nl: ["Het pakket", "van dit verzoek", "was niet te vinden in", "het magazijn. Controleer"],
  sv: ["Paketet", "i denna begäran", "kunde inte hittas i", "lagret. Kontrollera"],
  pl: ["Paczka", "z tego żądania", "nie została znaleziona w", "magazynie. Sprawdź"],
  ru: ["Посылка", "из этого запроса", "не найдена на", "складе. Проверьте"],
  ja: ["この荷物は", "リクエストの中で", "見つかりませんでした。", "倉庫を確認して"],
  ar: ["الطرد", "في هذا الطلب", "لم يعثر عليه في", "المستودع. تحقق"],
};

/** 300 rows in 12 locales, of which one in ten has drifted. */
export function large() {
  return inFolder((folder) => {
    for (const [tag, words] of Object.entries(WORDS)) {
      const rows = Array.from({ length: 300 }, (_, row) => {
        const limit = tag !== "en" && (row + tag.charCodeAt(0)) % 10 === 0 ? row + 9 : row + 8;
        const [parcel, request, found, check] = words;
        return `| \`${400 + (row % 30)} parcel_${row}\` | ${parcel} \`p_${row}\` ${request} ${found} ${check} \`depot\` (${limit}). |`;
      });
      write(folder, { [`docs/${tag}/errors.md`]: `# Parcel API\n\n| Code | Description |\n|---|---|\n${rows.join("\n")}\n` });
    }
    return report(folder, "large", ["docs"]);
  });
}
