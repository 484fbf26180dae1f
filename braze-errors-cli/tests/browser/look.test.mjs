// What the report looks like, for people, who find pictures in `target/report`, and for axe.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { DESKTOP, PHONE, complaints, open, openRows } from "./browser.mjs";
import { drifted, large, shown } from "./pages.mjs";

const reports = { drifted: drifted().file, large: large().file };
const picture = async (page, name) => {
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: join(shown, `${name}.png`), fullPage: true });
};

for (const [report, file] of Object.entries(reports)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [PHONE, DESKTOP]) {
      const name = `${report}-${viewport.width}-${colorScheme}`;
      test(name, async (t) => {
        const page = await open(t, file, { viewport, colorScheme });
        await picture(page, name);
        if (report === "drifted") {
          await openRows(page);
          await picture(page, `${name}-open`);
          assert.deepEqual(await complaints(page), []);
        }
      });
    }
  }
}

for (const javaScriptEnabled of [true, false]) {
  test(`on paper, ${javaScriptEnabled ? "with" : "without"} a script`, async (t) => {
    const page = await open(t, reports.drifted, { javaScriptEnabled });
    await page.emulateMedia({ media: "print" });
    await picture(page, `print-${javaScriptEnabled ? "script" : "no-script"}`);
    await page.pdf({ path: join(shown, "print.pdf") });
  });
}
