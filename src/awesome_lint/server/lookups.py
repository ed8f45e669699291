"""What a client may ask of a list without changing it, and headings that are renamed."""

from collections.abc import Sequence

from lsprotocol import types

from awesome_lint.server import completion, hints, hovers, navigation, settings_file, symbols
from awesome_lint.server.edits import workspace_edit
from awesome_lint.server.library import Library, Listed
from awesome_lint.server.protocol import RefusedError, Server


class Lookups:
    """Answers what a client asks of a list."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.library = Library(server.texts)
        answers = server.answers
        answers(types.TEXT_DOCUMENT_HOVER, self._hover)
        answers(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self._outline)
        answers(types.WORKSPACE_SYMBOL, self._search, types.WorkspaceSymbolOptions(), doing="reading the lists")
        answers(types.TEXT_DOCUMENT_FOLDING_RANGE, self._foldings)
        answers(types.TEXT_DOCUMENT_DOCUMENT_LINK, self._links, types.DocumentLinkOptions())
        answers(types.TEXT_DOCUMENT_DEFINITION, self._definition)
        answers(types.TEXT_DOCUMENT_REFERENCES, self._references)
        answers(types.TEXT_DOCUMENT_PREPARE_RENAME, self._prepared)
        answers(types.TEXT_DOCUMENT_RENAME, self._renamed, types.RenameOptions(prepare_provider=True))
        answers(types.TEXT_DOCUMENT_COMPLETION, self._completions, types.CompletionOptions(completion.TRIGGERS))
        answers(types.TEXT_DOCUMENT_INLAY_HINT, self._hints)

    def _listed(self, identifier: types.TextDocumentIdentifier) -> Listed | None:
        return self.library.of(identifier.uri)

    def _offset(self, listed: Listed, position: types.Position) -> int:
        return listed.places.offset(position)

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        buffer = self.server.texts.buffers.get(params.text_document.uri)
        if buffer is None:
            return None
        offset = buffer.places.offset(params.position)
        listed = self._listed(params.text_document)
        found = hovers.hover(self.library, listed, offset) if listed else settings_file.hover(buffer, offset)
        if found is None:
            return None
        kind = types.MarkupKind.Markdown if self._reads_markdown else types.MarkupKind.PlainText
        text = found.text if self._reads_markdown else hovers.without_marks(found.text)
        return types.Hover(types.MarkupContent(kind, text), buffer.places.range(found.span))

    @property
    def _reads_markdown(self) -> bool:
        capabilities = self.server.client_capabilities.text_document
        formats = capabilities.hover.content_format if capabilities and capabilities.hover else None
        return formats is not None and types.MarkupKind.Markdown in formats

    def _outline(
        self, params: types.DocumentSymbolParams
    ) -> Sequence[types.DocumentSymbol] | Sequence[types.SymbolInformation] | None:
        listed = self._listed(params.text_document)
        if listed is None:
            return None
        capabilities = self.server.client_capabilities.text_document
        asked = capabilities.document_symbol if capabilities else None
        return symbols.outline(listed) if asked and asked.hierarchical_document_symbol_support else symbols.flat(listed)

    def _search(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return symbols.search(self.library, params.query)

    def _foldings(self, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        listed = self._listed(params.text_document)
        return symbols.foldings(listed.document) if listed else []

    def _links(self, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        listed = self._listed(params.text_document)
        return list(navigation.links(listed)) if listed else []

    def _definition(self, params: types.DefinitionParams) -> types.Location | None:
        listed = self._listed(params.text_document)
        return navigation.definition(listed, self._offset(listed, params.position)) if listed else None

    def _references(self, params: types.ReferenceParams) -> list[types.Location]:
        listed = self._listed(params.text_document)
        if listed is None:
            return []
        offset = self._offset(listed, params.position)
        return list(navigation.references(self.library, listed, offset, itself=params.context.include_declaration))

    def _prepared(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        listed = self._listed(params.text_document)
        heading = navigation.renamed(listed.document, self._offset(listed, params.position)) if listed else None
        if listed is None or heading is None:
            return None
        written = listed.document.source.slice(heading.text.span)
        return types.PrepareRenamePlaceholder(listed.places.range(heading.text.span), written)

    def _renamed(self, params: types.RenameParams) -> types.WorkspaceEdit:
        buffer = self.server.texts.buffers.get(params.text_document.uri)
        listed = self._listed(params.text_document)
        heading = navigation.renamed(listed.document, self._offset(listed, params.position)) if listed else None
        if buffer is None or listed is None or heading is None:
            raise RefusedError("there is no heading here")
        try:
            edits = navigation.rename(listed.document, heading, params.new_name, buffer.settings.style)
        except navigation.RenameError as error:
            raise RefusedError(str(error)) from None
        return workspace_edit(buffer, edits, versioned=self.server.knows_versions)

    def _completions(self, params: types.CompletionParams) -> list[types.CompletionItem]:
        buffer = self.server.texts.buffers.get(params.text_document.uri)
        if buffer is None:
            return []
        offset = buffer.places.offset(params.position)
        listed = self._listed(params.text_document)
        return completion.completions(listed, offset) if listed else settings_file.completions(buffer, offset)

    def _hints(self, params: types.InlayHintParams) -> list[types.InlayHint]:
        listed = self._listed(params.text_document)
        if listed is None or not self.server.texts.options.inlay_hints:
            return []
        return list(hints.hints(listed, listed.places.span(params.range)))
