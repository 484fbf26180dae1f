"""Plays editors on copies of the bundled pages: pytest-lsp opens, edits and mends, as Emacs, Neovim and VS Code would.

BRAZE_ERRORS names the command, and BRAZE_ERRORS_PAGES the pages. What a server may not tell a client of these
capabilities is a failure.
"""

import json
import os
import pathlib
import shutil
import subprocess
import time

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

COMMAND = os.environ["BRAZE_ERRORS"]
PAGES = pathlib.Path(os.environ["BRAZE_ERRORS_PAGES"])
EDITORS = ["emacs", "neovim", "visual-studio-code"]

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")]


@pytest.fixture
def folder(tmp_path):
    """The pages of all locales, of which all is accepted."""
    tags = sorted(page.parent.name for page in PAGES.glob("*/errors.md"))
    for tag in tags:
        (tmp_path / "docs" / tag).mkdir(parents=True)
        shutil.copy(PAGES / tag / "errors.md", tmp_path / "docs" / tag)
    described = f"source = 'en'\npages = 'docs/{{locale}}/errors.md'\nmarkdown = 'kramdown'\nlocales = {tags}\n"
    (tmp_path / "braze-errors.toml").write_text(described)
    subprocess.run([COMMAND, "accept"], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest_asyncio.fixture(params=EDITORS)
async def editor(request, folder):
    client = make_test_lsp_client()
    # lsprotocol 2025.0.0 takes an action that has a command for that command.
    converter = client.protocol._converter
    converter.register_structure_hook(
        types.Command | types.CodeAction, lambda action, _: converter.structure(action, types.CodeAction)
    )
    await client.start_io(COMMAND, "lsp")
    params = types.InitializeParams(
        capabilities=client_capabilities(request.param),
        workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="pages")],
    )
    result = await client.initialize_session(params)
    yield Editor(client, folder, result.capabilities.position_encoding or "utf-16")
    await client.shutdown_session()


class Editor:
    """An editor that shows pages, and the findings on them."""

    def __init__(self, client: LanguageClient, folder: pathlib.Path, encoding: str):
        self.client, self.folder, self.encoding = client, folder, encoding
        self.texts: dict[str, str] = {}
        self.version = 0

    def page(self, tag: str) -> pathlib.Path:
        return self.folder / "docs" / tag / "errors.md"

    def open(self, tag: str):
        uri, text = self.page(tag).as_uri(), self.page(tag).read_text()
        self.texts[uri] = text
        document = types.TextDocumentItem(uri=uri, language_id="markdown", version=self.version, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))

    def position(self, uri: str, at: int) -> types.Position:
        before = self.texts[uri][:at].split("\n")
        units = before[-1].encode("utf-8" if self.encoding == "utf-8" else "utf-16-le")
        size = 1 if self.encoding == "utf-8" else 2
        return types.Position(line=len(before) - 1, character=len(units) // size)

    def offset(self, uri: str, position: types.Position) -> int:
        lines = self.texts[uri].split("\n")[: position.line + 1]
        name, size = ("utf-8", 1) if self.encoding == "utf-8" else ("utf-16-le", 2)
        before = lines[-1].encode(name)[: position.character * size].decode(name)
        return sum(len(line) + 1 for line in lines[:-1]) + len(before)

    def type_over(self, uri: str, start: int, end: int, text: str):
        change = types.TextDocumentContentChangePartial(
            range=types.Range(start=self.position(uri, start), end=self.position(uri, end)), text=text
        )
        self.texts[uri] = self.texts[uri][:start] + text + self.texts[uri][end:]
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.version)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        )

    def replace(self, tag: str, old: str, new: str):
        uri = self.page(tag).as_uri()
        start = self.texts[uri].index(old)
        self.type_over(uri, start, start + len(old), new)

    def apply(self, edit: types.WorkspaceEdit):
        edits = dict(edit.changes or {})
        for change in edit.document_changes or []:
            assert change.text_document.version == self.version
            edits[change.text_document.uri] = change.edits
        for uri, edits_of_page in edits.items():
            for one in sorted(edits_of_page, key=lambda one: self.offset(uri, one.range.start), reverse=True):
                self.type_over(
                    uri, self.offset(uri, one.range.start), self.offset(uri, one.range.end), one.new_text
                )

    async def settle(self):
        """Asks for what is about the texts as they are, which is answered once they are checked."""
        await self.client.text_document_hover_async(self.at("en", "| `400"))

    def at(self, tag: str, text: str) -> types.HoverParams:
        uri = self.page(tag).as_uri()
        found = self.texts.get(uri, "").find(text)
        position = self.position(uri, found) if found >= 0 else types.Position(line=0, character=0)
        return types.HoverParams(text_document=types.TextDocumentIdentifier(uri=uri), position=position)

    async def found(self, tag: str) -> list[types.Diagnostic]:
        await self.settle()
        return list(self.client.diagnostics.get(self.page(tag).as_uri(), []))

    async def rules(self, tag: str) -> list[str]:
        return [diagnostic.code for diagnostic in await self.found(tag)]

    async def actions(self, tag: str, diagnostic: types.Diagnostic) -> dict[str, types.CodeAction]:
        actions = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                text_document=types.TextDocumentIdentifier(uri=self.page(tag).as_uri()),
                range=diagnostic.range,
                context=types.CodeActionContext(diagnostics=[diagnostic]),
            )
        )
        return {action.title: action for action in actions}

    def checked(self) -> list[tuple]:
        """What `check` finds in the files."""
        run = subprocess.run([COMMAND, "check", "--format", "json"], cwd=self.folder, capture_output=True, text=True)
        findings = json.loads(run.stdout)["findings"]
        return sorted((one["path"], one["line"], one["rule"], f"{one['message']}\nhelp: {one['help']}") for one in findings)

    def told(self) -> list[tuple]:
        """What the editor shows."""
        return sorted(
            (uri.removeprefix(self.folder.as_uri() + "/"), one.range.start.line + 1, one.code, one.message)
            for uri, found in self.client.diagnostics.items()
            for one in found
        )


async def test_a_session(editor):
    """A finding appears at the keystroke that causes it; actions mend it, and none is left."""
    editor.open("en")
    editor.open("fr")
    await editor.settle()
    assert editor.told() == []

    # One keystroke in French: `75` becomes `7`.
    editor.replace("fr", "plus de 75", "plus de 7")
    [number] = await editor.found("fr")
    assert (number.code, number.severity) == ("number", types.DiagnosticSeverity.Error)
    assert number.related_information[0].location.uri == editor.page("en").as_uri()
    actions = await editor.actions("fr", number)
    editor.apply(actions["Write `75`"].edit)
    assert await editor.rules("fr") == []

    # One in English concerns all translations; from then to the last finding is what somebody waits for.
    began = time.monotonic()
    editor.replace("en", "more than 75 ", "more than 750 ")
    await editor.settle()
    waited = time.monotonic() - began
    for tag in ("de", "fr", "ja"):
        assert await editor.rules(tag) == ["stale", "number"]
    print(f"findings on all pages after {waited * 1000:.0f} ms")

    # The French page follows, and is accepted.
    editor.replace("fr", "plus de 75", "plus de 750")
    [stale] = await editor.found("fr")
    hover = await editor.client.text_document_hover_async(editor.at("fr", "plus de 750"))
    assert "`75` became `750`" in hover.contents.value
    accept = (await editor.actions("fr", stale))["Accept this row in `fr`"].command
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command=accept.command, arguments=accept.arguments)
    )
    assert await editor.rules("fr") == []

    # The same texts in files say the same.
    for tag in ("en", "fr"):
        editor.page(tag).write_text(editor.texts[editor.page(tag).as_uri()])
    await editor.settle()
    assert editor.told() == editor.checked() != []


async def test_a_row_is_written_where_it_is_missing(editor):
    editor.open("en")
    editor.open("fr")
    uri = editor.page("fr").as_uri()
    start = editor.texts[uri].index("| `400 No Recipients`")
    end = editor.texts[uri].index("\n", start)
    source = next(line for line in editor.page("en").read_text().split("\n") if line.startswith("| `400 No Recipients`"))
    editor.type_over(uri, start, end, "| ")
    items = await editor.client.text_document_completion_async(
        types.CompletionParams(
            text_document=types.TextDocumentIdentifier(uri=uri), position=editor.position(uri, start + 2)
        )
    )
    items = items if isinstance(items, list) else items.items
    assert [(item.label, item.text_edit.new_text) for item in items] == [("400 No Recipients", source)]
    editor.apply(types.WorkspaceEdit(changes={uri: [items[0].text_edit]}))
    assert await editor.rules("fr") == ["untranslated"]
    at = editor.at("fr", "No Recipients")
    [definition] = [await editor.client.text_document_definition_async(
        types.DefinitionParams(text_document=at.text_document, position=at.position)
    )]
    assert definition.uri == editor.page("en").as_uri()


async def test_a_page_that_goes_is_missed(editor):
    editor.open("en")
    editor.page("ja").unlink()
    changes = [types.FileEvent(uri=editor.page("ja").as_uri(), type=types.FileChangeType.Deleted)]
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=changes))
    assert await editor.rules("ja") == ["unreadable-page"]
    assert editor.told() == editor.checked()
