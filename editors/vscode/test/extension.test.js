// The bundle, as the editor loads it, beside the server itself: an editor session, but for the window.
"use strict";
const assert = require("node:assert/strict");
const { mkdtempSync, mkdirSync, rmSync, writeFileSync, statSync } = require("node:fs");
const Module = require("node:module");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { after, test } = require("node:test");
const { editor } = require("./support/vscode.js");

const bundle = require.resolve("../dist/extension.js");
const command = process.env.BRAZE_ERRORS && resolve(process.env.BRAZE_ERRORS);

const folder = mkdtempSync(join(tmpdir(), "vscode-"));
after(() => rmSync(folder, { recursive: true }));
const page = (row) => `| Status and message | What to do |\n|---|---|\n| \`400 Too Many\` | ${row} |\n`;
const german = join(folder, "docs/de/errors.md");
for (const [path, text] of [
  ["braze-errors.toml", 'source = "en"\npages = "docs/{locale}/errors.md"\nlocales = ["en", "de"]\n'],
  ["docs/en/errors.md", page("Name no more than 80 parcels.")],
  ["docs/de/errors.md", page("Nennen Sie höchstens 80 Pakete.")],
]) {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

// Loads the extension anew, into an editor.
function load(settings) {
  const state = editor(folder, settings);
  const { _load } = Module;
  Module._load = (name, ...rest) => (name === "vscode" ? state.module : _load(name, ...rest));
  try {
    delete require.cache[bundle];
    return [state, require(bundle)];
  } finally {
    Module._load = _load;
  }
}

// Waits for the diagnostics of the page to be so.
function until(state, is) {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`found ${JSON.stringify([...state.diagnostics])}`)), 10_000);
    const look = () => {
      const found = state.diagnostics.get(german) ?? [];
      if (!is(found)) return;
      clearTimeout(late);
      done(found);
    };
    state.changes.event(look);
    look();
  });
}

test("the bundle is small", () => {
  assert.ok(statSync(bundle).size < 500_000);
});

test("a command that is not there is told, with what installs it", async () => {
  const [state, extension] = load({ path: join(folder, "none") });
  await extension.activate({ subscriptions: [] });
  assert.equal(state.errors.length, 1);
  assert.match(state.errors[0], /found no command `.*none` that starts: .*; expected one: `pip install braze-errors`/);
});

test("a finding is shown at the keystroke that causes it", { skip: !command && "BRAZE_ERRORS names no command" }, async (context) => {
  const [state, extension] = load({ path: command });
  context.after(() => extension.deactivate());
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(state.errors, []);
  assert.ok(state.commands.has("braze-errors.restart"));
  state.open(german, page("Nennen Sie höchstens 80 Pakete."));

  state.write(page("Nennen Sie höchstens 75 Pakete."));
  const [finding] = await until(state, (found) => found.length === 1);
  assert.match(finding.message, /found the number 75; expected 80/);
  assert.deepEqual([finding.range.start.line, finding.range.start.character], [2, 40]);
  assert.match(finding.code.target.href, /rules\/number\.md$/);

  state.write(page("Nennen Sie höchstens 80 Pakete."));
  await until(state, (found) => found.length === 0);
});
