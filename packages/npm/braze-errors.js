#!/usr/bin/env node
// Runs the binary of this platform, which npm has installed beside this package.
"use strict";
const { spawnSync } = require("node:child_process");

const { platform, arch } = process;
const name = `@braze-errors/${platform}-${arch}`;
let program;
try {
  program = require.resolve(`${name}/braze-errors${platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: found no package ${name}; expected it beside this one, as an optional dependency`);
  console.error("help: install without `--omit=optional`; where there is no such package, `cargo install --locked braze-errors-cli`");
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) throw error;
if (signal) process.kill(process.pid, signal);
process.exitCode = status;
