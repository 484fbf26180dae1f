// Packs the npm package and one for each binary that it is given:
//
//   node packages/npm/pack.mjs OUTPUT linux-x64=target/dist/braze-errors …
//
// The name before `=` is Node's of the platform and its architecture; a Linux binary is linked statically, so that one
// does for every C library. Without a binary it packs the package alone.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];
const root = resolve(import.meta.dirname, "../..");
const workspace = readFileSync(join(root, "Cargo.toml"), "utf8");
const key = (name) => workspace.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];

const common = {
  version: key("version"),
  description: "Checks the Markdown pages that document an API's errors, in all their locales",
  license: `(${key("license")})`,
  repository: { type: "git", url: `git+${key("repository")}.git` },
};

const [output, ...binaries] = process.argv.slice(2);
if (!output) {
  console.error("error: found no folder; expected one to write the packages to");
  process.exit(2);
}
mkdirSync(output, { recursive: true });

// Packs a folder of these files, each the name in the package and where it is now.
function pack(manifest, files) {
  const folder = mkdtempSync(join(tmpdir(), "npm-"));
  try {
    const licences = ["LICENSE-APACHE", "LICENSE-MIT"].map((name) => [name, join(root, name)]);
    for (const [name, from] of [...files, ...licences]) {
      copyFileSync(from, join(folder, name));
    }
    chmodSync(join(folder, files[0][0]), 0o755);
    const names = [...files, ...licences].map(([name]) => name);
    const text = JSON.stringify({ ...manifest, ...common, files: names }, null, 2);
    writeFileSync(join(folder, "package.json"), `${text}\n`);
    // On Windows npm is a script, which only a shell runs.
    const npm = { cwd: folder, encoding: "utf8", shell: process.platform === "win32" };
    const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json"], npm));
    copyFileSync(join(folder, filename), join(output, filename));
    console.log(join(output, filename));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const binary of binaries) {
  const [platform, file] = binary.split("=", 2);
  if (!platforms.includes(platform) || !file) {
    console.error(`error: found ${binary}; expected <platform>=<file>, with a platform of ${platforms.join(", ")}`);
    process.exit(2);
  }
  const [os, cpu] = platform.split("-");
  const program = os === "win32" ? "braze-errors.exe" : "braze-errors";
  pack({ name: `@braze-errors/${platform}`, os: [os], cpu: [cpu], preferUnplugged: true }, [[program, file]]);
}
pack(
  {
    name: "braze-errors",
    bin: { "braze-errors": "braze-errors.js" },
    engines: { node: ">=16" },
    optionalDependencies: Object.fromEntries(platforms.map((name) => [`@braze-errors/${name}`, common.version])),
  },
  [
    ["braze-errors.js", join(root, "packages/npm/braze-errors.js")],
    ["README.md", join(root, "braze-errors-cli/README.md")],
  ],
);
