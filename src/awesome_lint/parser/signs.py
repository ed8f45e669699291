"""Signs that people type for bullets before paragraphs and lines: `• [Name](url)`, `✅ Title. [[paper](url)]`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from awesome_lint.parser.inlines import Node, NodeKind
from awesome_lint.patterns import lazy

# A bullet, another sign that is neither a letter nor a mark of Markdown or of a sentence, an emoji by its name.
SIGN = lazy(r"\s*((?:[^\w\s!-/:-@\[-`{-~“”‘’«»（）【】《》「」。，、：；！？…]\ufe0f?){1,2}|:[a-z0-9_+-]{3,40}:)\s+(?=\S)")
# So many paragraphs of a section begin with one.
LEAST_SIGNED = 2


class Signed(NamedTuple):
    """What stands behind a sign."""

    sign: str
    nodes: list[Node]


def signed(nodes: Sequence[Node]) -> Signed | None:
    """Return what stands behind the sign that a text begins with, or None where it begins otherwise, or has no link."""
    first = nodes[0] if nodes else None
    if first is None or first.kind is not NodeKind.TEXT or first.end - first.start != len(first.value):
        return None
    match = SIGN.match(first.value + ("x" if len(nodes) > 1 else ""))
    if match is None or not any(node.kind is NodeKind.LINK or node.children for node in nodes):
        return None
    rest = first.value[match.end() :]
    behind = [Node(NodeKind.TEXT, first.start + match.end(), first.end, rest)] if rest else []
    return Signed(match[1], [*behind, *nodes[1:]])


def sign_of(nodes: Sequence[Node]) -> str | None:
    """Return the sign that a text begins with, if any."""
    found = signed(nodes)
    return found.sign if found is not None else None


def repeated(paragraphs: Iterable[Sequence[Node]]) -> frozenset[str]:
    """Return the signs that several paragraphs begin with."""
    counted = Counter(map(sign_of, paragraphs))
    return frozenset(sign for sign, count in counted.items() if sign is not None and count >= LEAST_SIGNED)
