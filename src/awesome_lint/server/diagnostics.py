"""What is wrong with a list, as a client shows it: what the command line says of the same text, place by place."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from lsprotocol.types import (
    CodeDescription,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)
from lsprotocol.types import Diagnostic as Shown

from awesome_lint.diagnostic import Diagnostic
from awesome_lint.engine.ask import RuleError
from awesome_lint.engine.scope import LAYOUT, Scope, kept
from awesome_lint.files.read_write import FileError
from awesome_lint.reporters.places import manual_url, said
from awesome_lint.reporters.text import visible
from awesome_lint.server.buffer import Buffer
from awesome_lint.server.workspace import Workspace

SOURCE = "awesome-lint"
# Of what is said once for many places, so many more are named.
MOST_PLACES = 50


def found(workspace: Workspace, buffer: Buffer) -> Sequence[Diagnostic]:
    """Return what there is to say of a text; nothing of one that settings exclude. What fails is told instead."""
    if workspace.is_excluded(buffer):
        return ()
    try:
        report = buffer.report()
        scopes = scopes_of(workspace, buffer)
    except (RuleError, FileError) as error:
        workspace.tell(str(error))
        return ()
    return kept(scopes, buffer.document, buffer.rules, report.diagnostics) if scopes else report.diagnostics


def scopes_of(workspace: Workspace, buffer: Buffer) -> Sequence[Scope]:
    """Return what a run over the file would be about, where that is less than all. Raises FileError where it cannot be told."""
    baseline = workspace.baseline(buffer)
    return [baseline] if baseline is not None else []


def shown(workspace: Workspace, buffer: Buffer) -> list[Shown]:
    """Return all that there is to say of a text, as a client shows it."""
    return [as_shown(buffer, diagnostic) for diagnostic in found(workspace, buffer)]


def name_of(found: Sequence[Shown]) -> str:
    """Return a name that diagnostics share with no others."""
    return sha256(repr(found).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def as_shown(buffer: Buffer, diagnostic: Diagnostic) -> Shown:
    """Return a diagnostic as a client shows it."""
    url = manual_url(diagnostic.rule)
    return Shown(
        range=buffer.places.range(diagnostic.span),
        message=visible(said(buffer.source, diagnostic)),
        severity=DiagnosticSeverity.Information if diagnostic.rule == LAYOUT else DiagnosticSeverity.Warning,
        code=diagnostic.rule,
        code_description=CodeDescription(url) if url else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if _is_unnecessary(buffer, diagnostic) else None,
        related_information=list(_related(buffer, diagnostic)) or None,
    )


def _related(buffer: Buffer, diagnostic: Diagnostic) -> Iterator[DiagnosticRelatedInformation]:
    for related in diagnostic.related:
        yield DiagnosticRelatedInformation(Location(buffer.uri, buffer.places.range(related.span)), visible(related.message))
    for place in diagnostic.places[1 : MOST_PLACES + 1]:
        yield DiagnosticRelatedInformation(Location(buffer.uri, buffer.places.range(place)), "here too")


def _is_unnecessary(buffer: Buffer, diagnostic: Diagnostic) -> bool:
    """Whether all of a place, which a reader sees, is to go."""
    if diagnostic.fix is None or not buffer.source.slice(diagnostic.span).strip():
        return False
    return all(not edit.text for edit in diagnostic.fix.edits) and any(
        edit.span.contains(diagnostic.span) for edit in diagnostic.fix.edits
    )
