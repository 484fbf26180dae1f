// Which command is run.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Finds the command for these folders: that of the npm package, else that of a virtual environment of Python, else the one
 * on the path.
 *
 * @param {string} path what the settings say
 * @param {string[]} folders the folders that are open
 */
export function find(path, folders, { platform, arch } = process) {
  if (path) return path;
  const program = platform === "win32" ? "braze-errors.exe" : "braze-errors";
  for (const folder of folders) {
    const found = ofPackage(folder, `@braze-errors/${platform}-${arch}/${program}`);
    if (found) return found;
    const scripts = join(folder, ".venv", platform === "win32" ? "Scripts" : "bin", program);
    if (existsSync(scripts)) return scripts;
  }
  return "braze-errors";
}

// The binary of the npm package that a folder depends on, which stands beside the package.
function ofPackage(folder, binary) {
  try {
    const launcher = createRequire(join(folder, "package.json")).resolve("braze-errors/package.json");
    return createRequire(launcher).resolve(binary);
  } catch {
    return undefined;
  }
}
