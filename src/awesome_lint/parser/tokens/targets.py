"""Where links lead: destinations, titles and references behind a label."""

import re
from typing import Any

from markdown_it.common.utils import MD_TRIM_CHARS, normalizeReference, unescapeAll
from markdown_it.helpers import parseLinkTitle

MAX_PARENTHESES = 32
# A destination that is what it says, closed at once.
PLAIN_RESOURCE = re.compile(r"\(([^\s()<>\\&]*)\)")
# A label ends at the first bracket, whatever else it stands in.
LABEL = re.compile(r"([^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]", re.DOTALL)
SPACE = re.compile(r"[ \t\n]*")
DESTINATION_STOP = re.compile(r"[\x00-\x20\x7f()\\]")
# GitHub takes a backslash for the escape of a line end, too.
ANGLE_DESTINATION = re.compile(r"<([^<>\n\\]*(?:\\.[^<>\n\\]*)*)>", re.DOTALL)
# White space to markdown-it-py, which GitHub takes for characters like any other.
ODD_SPACE = frozenset(MD_TRIM_CHARS) - frozenset(" \t\n\r")
# What stands for each of them where labels are compared: characters that are for private use, which nobody types.
STANDING_IN = str.maketrans({space: chr(0xF0000 + ord(space)) for space in ODD_SPACE})
Target = tuple[str, str, int, int, int]


def read_target(state: Any, label_start: int, label_end: int) -> Target | None:
    """Return destination, title, end of the whole, and the destination's place, for the label that ends at `label_end`."""
    src = state.src
    after = label_end + 1
    if after < state.posMax and src[after] == "(":
        plain = PLAIN_RESOURCE.match(src, after, state.posMax)
        if plain:
            return plain.group(1), "", plain.end(), plain.start(1), plain.end(1)
        resource = _resource(src, after, state.posMax)
        if resource:
            return resource
    references = state.env.get("references")
    if not references:
        return None
    end = label_end + 1
    label = src[label_start:label_end]
    if after < state.posMax and src[after] == "[":
        written = LABEL.match(src, after + 1, state.posMax)
        # What has brackets in it is no label, so that the text before it may be one.
        if written:
            end = written.end()
            label = written.group(1) if written.group(1).strip(" \t\n") else label
    key = reference_key(label)
    defined = references.get(key)
    if defined is None:
        return None
    state.env["used"].add(key)
    return defined["href"], defined["title"], end, -1, -1


def reference_key(label: str) -> str:
    """Return a label as GitHub compares it with others."""
    return normalizeReference(label.translate(STANDING_IN))


def _resource(src: str, open_parenthesis: int, limit: int) -> Target | None:
    """Return what `( destination "title" )` says, or None where it is no such thing."""
    position = SPACE.match(src, open_parenthesis + 1, limit).end()  # type: ignore[union-attr]
    destination = read_destination(src, position, limit)
    if destination is None:
        return None
    start, stop, end = destination
    href = unescapeAll(src[start:stop])
    position = SPACE.match(src, end, limit).end()  # type: ignore[union-attr]
    title = ""
    if position > end:
        parsed = parseLinkTitle(src, position, limit, None)
        if parsed.ok and position < limit:
            title = parsed.str
            position = SPACE.match(src, parsed.pos, limit).end()  # type: ignore[union-attr]
    if position >= limit or src[position] != ")":
        return None
    return href, title, position + 1, start, stop


def read_destination(src: str, position: int, limit: int) -> tuple[int, int, int] | None:
    """Return where a destination begins and stops, and where what holds it ends.

    For GitHub, which is not of one mind with CommonMark here, a parenthesis that nothing closes may be a part of it.
    """
    if position < limit and src[position] == "<":
        angle = ANGLE_DESTINATION.match(src, position, limit)
        return (angle.start(1), angle.end(1), angle.end()) if angle else None
    start = position
    depth = 0
    while True:
        found = DESTINATION_STOP.search(src, position, limit)
        if found is None:
            position = limit
            break
        position = found.start()
        character = src[position]
        if character == "\\" and position + 1 < limit and src[position + 1] not in " \n":
            position += 2
            continue
        if character == "\\":
            position += 1
            continue
        if character == "(":
            depth += 1
            if depth > MAX_PARENTHESES:
                return None
        elif character == ")" and depth:
            depth -= 1
        else:
            break
        position += 1
    return start, position, position
