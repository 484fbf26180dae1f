"use strict";
const assert = require("node:assert/strict");
const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");
const { after, test } = require("node:test");

const root = mkdtempSync(join(tmpdir(), "command-"));
after(() => rmSync(root, { recursive: true }));
const linux = { platform: "linux", arch: "x64" };

// A folder with these files, which are empty or say what is said.
function folder(name, files) {
  for (const [path, text = ""] of files) {
    const file = join(root, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(root, name);
}

test("the settings win, then the npm package, then Python's, then the path", async () => {
  const { find } = await import("../src/command.mjs");
  const manifest = ["node_modules/braze-errors/package.json", "{}"];
  const beside = "node_modules/@braze-errors/linux-x64/braze-errors";
  const inside = `node_modules/braze-errors/${beside}`;
  const npm = folder("npm", [manifest, [beside]]);
  const nested = folder("nested", [manifest, [inside]]);
  const python = folder("python", [[".venv/bin/braze-errors"]]);
  const windows = folder("windows", [[".venv/Scripts/braze-errors.exe"]]);
  const both = folder("both", [manifest, [beside], [".venv/bin/braze-errors"]]);
  const lonely = folder("lonely", [manifest]);

  assert.equal(find("/opt/braze-errors", [npm], linux), "/opt/braze-errors");
  assert.equal(find("", [npm], linux), join(npm, beside));
  assert.equal(find("", [nested], linux), join(nested, inside));
  assert.equal(find("", [lonely, python], linux), join(python, ".venv/bin/braze-errors"));
  assert.equal(find("", [both], linux), join(both, beside));
  assert.equal(find("", [windows], { platform: "win32", arch: "x64" }), join(windows, ".venv/Scripts/braze-errors.exe"));
  assert.equal(find("", [lonely], linux), "braze-errors");
  assert.equal(find("", [], linux), "braze-errors");
});
