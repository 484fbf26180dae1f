// A browser that shows reports.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1400, height: 900 };

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const programs = NAMES.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)));
const executablePath = programs.find((program) => existsSync(program));
if (!executablePath) throw new Error(`found none of ${NAMES.join(", ")}; expected one`);

let browser;
// A container has no room for the namespaces of the sandbox.
before(async () => (browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })));
after(() => browser?.close());

/** Opens a report, and holds that it asks for nothing and complains of nothing. */
export async function open(t, file, { fragment = "", ...options } = {}) {
  const url = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: "light", ...options });
  const page = await context.newPage();
  const found = [];
  page.on("console", (message) => found.push(message.text()));
  page.on("pageerror", (error) => found.push(String(error)));
  page.on("request", (request) => request.url().split("#")[0] === url || found.push(request.url()));
  t.after(async () => {
    await context.close();
    assert.deepEqual(found, []);
  });
  await page.goto(url + fragment);
  return page;
}

/** Opens every row. */
export async function openRows(page) {
  for (const summary of await page.locator(".row summary").all()) await summary.click();
}

/** By how much the page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe complains of. */
export async function complaints(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3).join(" ")}`);
}
