// A stand-in for the module `vscode`, as far as the extension and its language client ask: documents that the test opens and
// changes, and the diagnostics that come of them. What nothing depends on does nothing.
"use strict";
const { pathToFileURL, fileURLToPath } = require("node:url");

const disposable = { dispose() {} };

// What is not known of a namespace is an event or a registration.
const namespace = (known) =>
  new Proxy(known, { get: (target, name) => (name in target ? target[name] : typeof name === "string" ? () => disposable : undefined) });

class EventEmitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = self ? listener.bind(self) : listener;
    this.listeners.add(bound);
    return { dispose: () => this.listeners.delete(bound) };
  };
  fire(event) {
    for (const listener of this.listeners) listener(event);
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(href) {
    this.href = href;
    this.scheme = new URL(href).protocol.slice(0, -1);
    this.fsPath = this.path = this.scheme === "file" ? fileURLToPath(href) : new URL(href).pathname;
  }
  static file = (path) => new Uri(pathToFileURL(path).href);
  static parse = (href) => new Uri(href);
  toString = () => this.href;
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end, line, character) {
    if (typeof start === "number") [start, end] = [new Position(start, end), new Position(line, character)];
    Object.assign(this, { start, end });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class Disposable {
  constructor(dispose) {
    this.dispose = dispose;
  }
}

class CodeActionKind {
  static Empty = new CodeActionKind("");
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
  cancel() {}
  dispose() {}
}

/** An editor with a folder, with settings of the extension, and with what the test does in it. */
function editor(folder, settings = {}) {
  const events = { opened: new EventEmitter(), changed: new EventEmitter() };
  const documents = [];
  const state = { diagnostics: new Map(), changes: new EventEmitter(), errors: [], commands: new Map() };

  state.open = (path, text) => {
    const document = { uri: Uri.file(path), languageId: "markdown", version: 1, isClosed: false, isDirty: false, getText: () => text };
    // As if all of it had been selected and typed over.
    state.write = (now) => {
      const lines = text.split("\n");
      const range = new Range(0, 0, lines.length - 1, lines.at(-1).length);
      const change = { range, rangeOffset: 0, rangeLength: text.length, text: now };
      text = now;
      document.version++;
      document.isDirty = true;
      events.changed.fire({ document, contentChanges: [change], reason: undefined });
    };
    documents.push(document);
    events.opened.fire(document);
    return document;
  };

  const collection = {
    set(uri, diagnostics) {
      state.diagnostics.set(uri.fsPath, diagnostics ?? []);
      state.changes.fire();
    },
    get: (uri) => state.diagnostics.get(uri.fsPath),
    delete: (uri) => state.diagnostics.delete(uri.fsPath),
    clear: () => state.diagnostics.clear(),
    dispose() {},
    forEach() {},
  };
  const matches = (selector, document) => (document.languageId === "markdown" && selector.length > 0 ? 10 : 0);
  const configuration = { get: (key, fallback) => settings[key] ?? fallback, has: (key) => key in settings, inspect: () => undefined };
  const known = {
    EventEmitter, Uri, Position, Range, Diagnostic, Disposable, CodeActionKind, CancellationTokenSource,
    version: "1.91.0",
    env: namespace({ appName: "stand-in", language: "en", onDidChangeTelemetryEnabled: () => disposable }),
    commands: namespace({
      registerCommand(name, run) {
        state.commands.set(name, run);
        return disposable;
      },
    }),
    window: namespace({
      createOutputChannel: () => namespace({}),
      showErrorMessage(words) {
        state.errors.push(words);
        return Promise.resolve(undefined);
      },
      visibleTextEditors: [],
      activeTextEditor: undefined,
      tabGroups: namespace({ all: [] }),
    }),
    languages: namespace({ createDiagnosticCollection: () => collection, match: matches }),
    workspace: namespace({
      workspaceFolders: [{ uri: Uri.file(folder), name: "pages", index: 0 }],
      textDocuments: documents,
      notebookDocuments: [],
      getConfiguration: () => configuration,
      onDidOpenTextDocument: events.opened.event,
      onDidChangeTextDocument: events.changed.event,
      createFileSystemWatcher: () => namespace({}),
      isTrusted: true,
    }),
  };
  // Whatever else is asked for is a class or a list of names.
  state.module = new Proxy(known, { get: (target, name) => (target[name] ??= class {}) });
  return state;
}

module.exports = { editor };
