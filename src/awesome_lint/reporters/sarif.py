"""SARIF 2.1.0, the format of GitHub's code scanning and of many editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from awesome_lint import HOME, __version__
from awesome_lint.diagnostic import Diagnostic, Report
from awesome_lint.registry.discovery import rule_named
from awesome_lint.registry.manual import manual, summary
from awesome_lint.reporters import Display
from awesome_lint.reporters.fingerprints import fingerprints
from awesome_lint.reporters.json import array, encoded, place
from awesome_lint.reporters.places import MOST_RELATED, manual_url, posix, run
from awesome_lint.source import Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = "warning"
# As they are written in the text of a link.
BRACKETS = {"[": "\\[", "]": "\\]"}
# The name under which the fingerprint stands; another number when it is computed in another way. GitHub's own name,
# `primaryLocationLineHash`, is left to its upload action, which warns of every value that it would have computed otherwise.
FINGERPRINT = "awesomeLint/v1"


def render(reports: Sequence[Report], display: Display) -> Iterator[str]:
    names = sorted({diagnostic.rule for report in reports for diagnostic in report.diagnostics})
    driver = {
        "name": "awesome-lint",
        "version": __version__,
        "informationUri": HOME,
        "rules": [_rule(name) for name in names],
    }
    head = f'"tool": {encoded({"driver": driver})}, "columnKind": "unicodeCodePoints"'
    results = (
        encoded(_result(report.source, diagnostic, names.index(diagnostic.rule), fingerprint))
        for report in reports
        for diagnostic, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
    )
    yield from array(results, f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{{head}, "results": ', "}]}")


def _rule(name: str) -> dict[str, Any]:
    rule = rule_named(name)
    if rule is None:
        return {"id": name}
    url = manual_url(name)
    return {
        "id": name,
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": summary(rule)},
        "help": {"text": manual(rule), "markdown": manual(rule)},
        "defaultConfiguration": {"level": LEVEL},
        "properties": {"tags": [rule.group]},
        **({"helpUri": url} if url else {}),
    }


def _result(source: Source, diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": LEVEL,
        "message": {"text": _message(source, diagnostic)},
        "locations": [_location(source, diagnostic.span)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if diagnostic.related:
        found["relatedLocations"] = [
            {"id": number, **_location(source, related.span), "message": {"text": _plain(related.message)}}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix is not None and diagnostic.fix.edits:
        replacements = [
            {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}
            for edit in diagnostic.fix.edits
        ]
        change = {"artifactLocation": {"uri": _uri(source.path)}, "replacements": replacements}
        description = "Safe" if diagnostic.fix.is_safe else "Unsafe: may change words, links or order"
        found["fixes"] = [{"description": {"text": description}, "artifactChanges": [change]}]
    return found


def _message(source: Source, diagnostic: Diagnostic) -> str:
    """Return the message, with a link to each of the other places that it speaks of, as SARIF writes these."""
    folded = run(source, diagnostic)
    message = _plain(f"{diagnostic.message} ({folded})" if folded else diagnostic.message)
    links = [
        f"[{related.message.replace('[', BRACKETS['[']).replace(']', BRACKETS[']'])}]({number})"
        for number, related in enumerate(diagnostic.related[:MOST_RELATED], 1)
    ]
    return f"{message} ({', '.join(links)})" if links else message


def _plain(message: str) -> str:
    """Return the message so that no link is read in it, which even plain text may have: `[words](target)`."""
    return message.replace("[", "\\[").replace("](", "\\](") if "](" in message else message


def _location(source: Source, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(source.path)}, "region": _region(source, span)}}


def _region(source: Source, span: Span) -> dict[str, int]:
    found = place(source, span)
    return {
        "startLine": found["line"],
        "startColumn": found["column"],
        "endLine": found["end_line"],
        "endColumn": found["end_column"],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    name = posix(path)
    return Path(path).as_uri() if os.path.isabs(name) else quote(os.fsencode(name))
