//! The catalog as constants of TypeScript.

use std::fmt::Write;

use super::texts::{Texts, VERSION};

/// What is made of the constants, whatever they hold.
const LOOK_UP: &str = "\
export type ErrorLocale = keyof typeof locales;
export type ErrorCode = keyof typeof codes;
export type ErrorName = (typeof codes)[ErrorCode][number];

export interface ErrorText {
  readonly status: string | null;
  readonly text: string;
  readonly html: string;
}

/** Says whether this is a code of the catalog. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.prototype.hasOwnProperty.call(codes, code);
}

/** What an error says, in a locale. */
export function errorText(locale: ErrorLocale, name: ErrorName): ErrorText {
  const texts: Readonly<Record<ErrorName, ErrorText>> = locales[locale];
  return texts[name];
}

/** What a code may mean, in a locale: mostly one text. */
export function lookup(locale: ErrorLocale, code: ErrorCode): readonly ErrorText[] {
  const names: readonly ErrorName[] = codes[code];
  return names.map((name) => errorText(locale, name));
}
";

pub(super) fn typescript(texts: &Texts<'_>) -> String {
    let mut out = format!(
        "// Written by `braze-errors export --format typescript`, version {VERSION} of the format: change the pages instead.\n\n"
    );
    let _ = write!(out, "export const source = {};\n\n", literal(texts.source));
    out.push_str("/** What the API answers, and the names of the errors that it may mean. */\nexport const codes = {\n");
    for (code, variants) in &texts.codes {
        let variants: Vec<String> = variants.iter().map(|variant| literal(variant)).collect();
        let _ = writeln!(out, "  {}: [{}],", key(code), variants.join(", "));
    }
    out.push_str("} as const;\n\n/** What each error says, in each locale. */\nexport const locales = {\n");
    for locale in &texts.locales {
        let _ = writeln!(out, "  {}: {{", key(locale.tag));
        for error in &locale.errors {
            let _ = writeln!(out, "    {}: {{", key(error.variant));
            let status = error.status.as_deref().map_or_else(|| "null".to_owned(), literal);
            let (text, html) = (literal(&error.text), literal(&error.html));
            let _ =
                writeln!(out, "      status: {status},\n      text: {text},\n      html: {html},\n    }},");
        }
        out.push_str("  },\n");
    }
    out.push_str("} as const;\n\n");
    out + LOOK_UP
}

/// A string as TypeScript writes it, which is as JSON does.
fn literal(text: &str) -> String {
    crate::record::json(text).trim_end().to_owned()
}

/// A key; the one that would name an object's prototype is computed.
fn key(text: &str) -> String {
    if text == "__proto__" { format!("[{}]", literal(text)) } else { literal(text) }
}
