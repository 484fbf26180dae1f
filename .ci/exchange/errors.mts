// Looks a code up in the constants that `export --format typescript` wrote beside this file.
import { isErrorCode, lookup, source } from "./errors.js";

const code: string = "400 No Recipients";
if (!isErrorCode(code) || isErrorCode("400 Nothing")) throw new Error(code);
const [text, ...more] = lookup("fr", code);
if (text?.status !== "400" || more.length !== 0 || text.text === lookup(source, code)[0]?.text) throw new Error(text?.text);
// @ts-expect-error: there is no such code
const lookUpNothing = () => lookup("fr", "400 Nothing");
// @ts-expect-error: nor such a locale
const lookUpNowhere = () => lookup("tlh", code);
