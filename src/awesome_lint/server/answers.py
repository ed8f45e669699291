"""What a client may ask for, and which function answers it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from lsprotocol import types
from msgspec import Struct, ValidationError, convert

from awesome_lint.diagnostic import Edit
from awesome_lint.registry.discovery import discover
from awesome_lint.registry.manual import manual, summary
from awesome_lint.reporters.places import manual_url
from awesome_lint.server import actions, diagnostics, mending
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.edits import as_edits, workspace_edit
from awesome_lint.server.protocol import OutdatedError, RefusedError, Server
from awesome_lint.server.workspace import Workspace


class Chosen(Struct, frozen=True):
    """What an action carries to the client and back, so that its edits are made when somebody chooses it."""

    uri: str
    version: int
    name: str
    arguments: list[Any]


class Answers:
    """Answers the requests of a client."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.texts: Workspace = server.texts
        options = types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True)
        server.answers(types.TEXT_DOCUMENT_CODE_ACTION, self._actions, options, doing="looking for fixes")
        server.answers(types.CODE_ACTION_RESOLVE, self._resolved)
        doing = "laying out the list"
        server.answers(types.TEXT_DOCUMENT_FORMATTING, self._formatted, types.DocumentFormattingOptions(), doing=doing)
        server.answers(
            types.TEXT_DOCUMENT_RANGE_FORMATTING, self._range_formatted, types.DocumentRangeFormattingOptions(), doing=doing
        )
        server.commands(actions.EXPLAIN, self._explain)
        server.commands(actions.FIX_ALL_COMMAND, partial(self._fix_all, unsafe=False))
        server.commands(actions.FIX_ALL_UNSAFE_COMMAND, partial(self._fix_all, unsafe=True))

    def _buffer(self, uri: str) -> Buffer | None:
        """Return what is open under a name, if it may be a list."""
        buffer = self.texts.buffers.get(uri)
        return buffer if buffer is not None and buffer.is_list else None

    # --- actions ------------------------------------------------------------------------------------------------------

    def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        buffer = self._buffer(params.text_document.uri)
        if buffer is None:
            return []
        span = buffer.places.span(params.range)
        only = params.context.only
        told = {(str(each.code), buffer.places.span(each.range)) for each in params.context.diagnostics}
        made = [self._action(buffer, offer, params) for offer in actions.offers(self.texts, buffer, span, only, told)]
        return [each for each in made if each is not None]

    def _action(self, buffer: Buffer, offer: actions.Offer, params: types.CodeActionParams) -> types.CodeAction | None:
        action = types.CodeAction(offer.title, offer.kind, is_preferred=offer.is_preferred or None)
        if offer.about is not None:
            about = diagnostics.as_shown(buffer, offer.about)
            given = [each for each in params.context.diagnostics if (each.code, each.range) == (about.code, about.range)]
            action.diagnostics = given or [about]
        if offer.name == "explain":
            action.command = types.Command(offer.title, actions.EXPLAIN, arguments=list(offer.arguments))
        elif self._resolves:
            chosen = Chosen(buffer.uri, buffer.version, offer.name, list(offer.arguments))
            action.data = {name: getattr(chosen, name) for name in chosen.__struct_fields__}
        else:
            edits = actions.edits_of(self.texts, buffer, offer.name, offer.arguments)
            if not edits:
                return None
            action.edit = self._edit(buffer, edits)
        return action

    def _resolved(self, action: types.CodeAction) -> types.CodeAction:
        try:
            chosen = convert(action.data, Chosen)
        except ValidationError as error:
            raise RefusedError(f"no action of this server: {error}") from None
        buffer = self._buffer(chosen.uri)
        if buffer is None or buffer.version != chosen.version:
            raise OutdatedError
        try:
            edits = actions.edits_of(self.texts, buffer, chosen.name, chosen.arguments)
        except (IndexError, KeyError):
            # Other settings hold than when it was offered.
            raise OutdatedError from None
        action.edit = self._edit(buffer, edits)
        return action

    @property
    def _resolves(self) -> bool:
        """Whether the client asks for the edits of an action when it is chosen."""
        capabilities = self.server.client_capabilities.text_document
        asked = capabilities.code_action.resolve_support if capabilities and capabilities.code_action else None
        return asked is not None and "edit" in asked.properties

    def _edit(self, buffer: Buffer, edits: Sequence[Edit]) -> types.WorkspaceEdit:
        return workspace_edit(buffer, edits, versioned=self.server.knows_versions)

    # --- commands -----------------------------------------------------------------------------------------------------

    async def _fix_all(self, uri: str, *, unsafe: bool) -> None:
        buffer = self._buffer(uri)
        if buffer is None:
            return
        edits = mending.everything(buffer, None, diagnostics.scopes_of(self.texts, buffer), unsafe=unsafe)
        if edits:
            edit = types.ApplyWorkspaceEditParams(self._edit(buffer, edits), label="awesome-lint")
            await self.server.workspace_apply_edit_async(edit)

    async def _explain(self, rule: str) -> str | None:
        """Show the manual of a rule, and return it."""
        kind = discover().get(rule)
        if kind is None:
            return None
        window = self.server.client_capabilities.window
        url = manual_url(rule)
        if url and window and window.show_document and window.show_document.support:
            await self.server.window_show_document_async(types.ShowDocumentParams(url, external=True))
        else:
            text = f"{rule}: {summary(kind)}"
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
        return manual(kind)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _formatted(self, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        buffer = self._buffer(params.text_document.uri)
        return as_edits(buffer, mending.layout(buffer)) if buffer else []

    def _range_formatted(self, params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
        buffer = self._buffer(params.text_document.uri)
        return as_edits(buffer, mending.layout(buffer, buffer.places.span(params.range))) if buffer else []
