// Holds what Mozilla's Fluent reads of `fr.ftl` beside what `errors.json` says.
import { readFileSync } from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const bundle = new FluentBundle("fr", { useIsolating: false });
const errors = bundle.addResource(new FluentResource(readFileSync("fr.ftl", "utf8")));
if (errors.length > 0) throw errors[0];
for (const [name, { text, html }] of Object.entries(JSON.parse(readFileSync("errors.json", "utf8")).locales.fr)) {
  const { value, attributes } = bundle.getMessage(name);
  for (const [pattern, expected] of [[value, text], [attributes.html, html]]) {
    const found = bundle.formatPattern(pattern);
    if (found !== expected) throw new Error(`${name}: found ${found}; expected ${expected}`);
  }
}
