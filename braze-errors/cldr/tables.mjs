// Writes src/negotiate/tables.rs from CLDR's likely subtags and parent locales.
//
//     node braze-errors/cldr/tables.mjs
//
// Needs Node.js and npm, which fetches the data as the package `cldr-core`. Its version is the one that the `icu_locale`
// of the tests was made from: raise both together. Licence of the data: Unicode-3.0.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSION = "48.1.0";

const folder = mkdtempSync(join(tmpdir(), "cldr-"));
const npm = (...args) => execFileSync("npm", args, { cwd: folder, encoding: "utf8" });
npm("install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, `cldr-core@${VERSION}`);
const read = (name) => JSON.parse(readFileSync(join(folder, "node_modules/cldr-core", name), "utf8"));
const supplemental = (name) => read(`supplemental/${name}.json`).supplemental;
const likelySubtags = supplemental("likelySubtags").likelySubtags;
const parentLocales = supplemental("parentLocales").parentLocales.parentLocale;
const territories = Object.entries(supplemental("territoryInfo").territoryInfo);
const available = read("availableLocales.json").availableLocales.full;
rmSync(folder, { recursive: true });

const UNDETERMINED = "und";

function parse(tag) {
    const [language, ...rest] = tag.split(/[-_]/);
    const script = rest.find((subtag) => subtag.length === 4);
    const region = rest.find((subtag) => /^([A-Z]{2}|[0-9]{3})$/.test(subtag));
    return { language, script, region };
}

// All subtags have one width in the tables, so that comparing them is comparing numbers.
const bytes = (...subtags) => `*b"${subtags.map((subtag = "") => subtag.padEnd(4)).join("")}"`;

// The regions in which CLDR knows of a language.
const regions = new Map();
const know = (language, region) => regions.set(language, (regions.get(language) ?? new Set()).add(region));
for (const [territory, { languagePopulation }] of territories) {
    for (const tag of Object.keys(languagePopulation ?? {})) know(parse(tag).language, territory);
}
for (const tag of available.map(parse)) if (tag.region) know(tag.language, tag.region);

const entries = Object.entries(likelySubtags).map(([from, to]) => ({ from: parse(from), to: parse(to) }));
for (const { to } of entries) know(to.language, to.region);

// Most languages are written in Latin and spoken in one region. Of these nothing has to be known, and they would be
// six sevenths of the table.
const matters = ({ language, script }) => script !== "Latn" || regions.get(language).size > 1;

const tables = [
    {
        name: "LANGUAGES",
        docs: "The script and region of a language: only of those that are not written in Latin, or are spoken in several regions.",
        takes: (from) => !from.script && !from.region && from.language !== UNDETERMINED,
        matters,
        type: "Letters, (Letters, Letters)",
        record: ({ to }) => `${bytes(to.language)}, (${bytes(to.script)}, ${bytes(to.region)})`,
    },
    {
        name: "SCRIPTS_OF_LANGUAGES",
        docs: "The script of a language in a region, where it is not the language's usual one.",
        takes: (from) => !from.script && from.region && from.language !== UNDETERMINED,
        type: "Pair, Letters",
        record: ({ from, to }) => `${bytes(from.language, from.region)}, ${bytes(to.script)}`,
    },
    {
        name: "REGIONS_OF_LANGUAGES",
        docs: "The region of a language in a script that is not its usual one.",
        takes: (from) => from.script && !from.region && from.language !== UNDETERMINED,
        type: "Pair, Letters",
        record: ({ from, to }) => `${bytes(from.language, from.script)}, ${bytes(to.region)}`,
    },
    {
        name: "SCRIPTS_IN_REGIONS",
        docs: "The language that is written in a script in a region, where it is not the script's usual one.",
        takes: (from) => from.script && from.region && from.language === UNDETERMINED,
        type: "Pair, Letters",
        record: ({ from, to }) => `${bytes(from.script, from.region)}, ${bytes(to.language)}`,
    },
    {
        name: "SCRIPTS",
        docs: "The language and region of a script.",
        takes: (from) => from.script && !from.region && from.language === UNDETERMINED,
        type: "Letters, (Letters, Letters)",
        record: ({ from, to }) => `${bytes(from.script)}, (${bytes(to.language)}, ${bytes(to.region)})`,
    },
    {
        name: "REGIONS",
        docs: "The language and script of a region.",
        takes: (from) => !from.script && from.region && from.language === UNDETERMINED,
        type: "Letters, (Letters, Letters)",
        record: ({ from, to }) => `${bytes(from.region)}, (${bytes(to.language)}, ${bytes(to.script)})`,
    },
];

const isTaken = ({ from }) => tables.filter((table) => table.takes(from)).length === 1;
const missed = entries.filter((entry) => !isTaken(entry) && entry.from.language !== UNDETERMINED);
if (missed.length > 0) throw new Error(`found likely subtags of a new shape: ${JSON.stringify(missed[0])}`);

// The usual script goes without saying, in a parent's tag as well as in the child's.
function withoutUsualScript(tag) {
    const likely = (key) => likelySubtags[key] && parse(likelySubtags[key]).script;
    const usual = likely(`${tag.language}-${tag.region}`) ?? likely(tag.language);
    return tag.script === usual ? { ...tag, script: undefined } : tag;
}

// A script that is not the usual one never has a parent, unless CLDR names one: that needs no table.
const parents = Object.entries(parentLocales)
    .map(([child, parent]) => ({ child: withoutUsualScript(parse(child)), parent: withoutUsualScript(parse(parent)) }))
    .filter(({ parent }) => parent.language !== UNDETERMINED);
const isAtHome = ({ child, parent }) => child.language === parent.language;
for (const { child, parent } of parents.filter(isAtHome)) {
    if (child.script || parent.script) throw new Error(`found a parent with a script: ${JSON.stringify({ child, parent })}`);
}

function table(name, docs, type, records) {
    const sorted = records.toSorted();
    const perLine = Math.floor(106 / (sorted[0].length + 4));
    const lines = [];
    for (let at = 0; at < sorted.length; at += perLine) {
        lines.push("    " + sorted.slice(at, at + perLine).map((record) => `(${record}),`).join(" ") + "\n");
    }
    return `\n/// ${docs}\n#[rustfmt::skip]\npub(super) static ${name}: [(${type}); ${sorted.length}] = [\n${lines.join("")}];\n`;
}

const written = tables.map(({ name, docs, takes, matters = () => true, type, record }) =>
    table(name, docs, type, entries.filter(({ from, to }) => takes(from) && matters(to)).map(record)));
written.push(
    table(
        "PARENTS",
        "The region of the parent, where the parent is not the language alone.",
        "Pair, Letters",
        parents
            .filter(isAtHome)
            .map(({ child, parent }) => `${bytes(child.language, child.region)}, ${bytes(parent.region)}`),
    ),
    table(
        "PARENTS_IN_OTHER_LANGUAGES",
        "The language and region of the parent of a language in a script, where it is in another language.",
        "(Letters, Letters), (Letters, Letters)",
        parents
            .filter((entry) => !isAtHome(entry))
            .map(({ child, parent }) =>
                `(${bytes(child.language)}, ${bytes(child.script)}), (${bytes(parent.language)}, ${bytes(parent.region)})`),
    ),
);
writeFileSync(
    new URL("../src/negotiate/tables.rs", import.meta.url),
    `//! CLDR ${VERSION}, written by \`cldr/tables.mjs\`: a key and what follows from it, each table in the order of its keys.

use super::subtags::{Letters, Pair};
${written.join("")}`,
);
