"""The rules of inline content, each of which places its tokens.

Rules whose tokens have parts (a link's label and target, emphasis marks, bare URLs) are written here, because the place of a
part is only known while it is found; the others are those of markdown-it-py.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import html_inline
from markdown_it.rules_inline.autolink import AUTOLINK_RE, EMAIL_RE
from markdown_it.rules_inline.state_inline import Delimiter

from awesome_lint.parser import autolinks
from awesome_lint.parser.tokens.inlines import inline_tokens
from awesome_lint.parser.tokens.places import shift
from awesome_lint.parser.tokens.tags import TAG
from awesome_lint.parser.tokens.targets import read_target

# A label in which nothing but its closing bracket can end it.
PLAIN_LABEL = re.compile(r"[^\[\]\\`<]*\]")
# `[[label](url)`: the inner link makes the outer bracket text.
LINK_IN_BRACKET = re.compile(r"\[\[[^\[\]\\`<]*\]\([^\s()<>\\]*\)")
# GitHub's limit; without one, many references that are never closed would take quadratic time.
MAX_LABEL = 1000
# What an angle link may look like at most, so that many `<` are not each looked through to the end.
ANGLE_LINK = re.compile(r"<([^<>\x00-\x20]+)>")
# What stands beside a run of `*`: white space or an end, punctuation, anything else.
SPACE_KIND, MARK_KIND, SOLID_KIND = range(3)
Rule = Callable[[Any, bool], bool]


def one_token(rule: Rule) -> Rule:
    """Return a rule of markdown-it-py that makes at most one token, so that it places that token."""

    def placed(state: Any, silent: bool) -> bool:
        at = state.pos
        count = len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > count:
            token = state.tokens[-1]
            token.start, token.end = at, state.pos
        return True

    return placed


def html(state: Any, silent: bool) -> bool:
    # The rule counts `<a>` as a link in which nothing is linked by itself; GitHub's parser does not look into raw HTML.
    at, level = state.pos, state.linkLevel
    if state.src[at + 1 : at + 2] not in ("!", "?") and TAG.match(state.src, at, state.posMax) is None:
        return False
    if not html_inline(state, silent):
        return False
    state.linkLevel = level
    if not silent:
        token = state.tokens[-1]
        token.start, token.end = at, state.pos
    return True


def newline(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    position = at + 1
    limit = state.posMax
    while position < limit and src[position] in " \t":
        position += 1
    if not silent:
        trimmed = at
        if state.text_start != state.text_end:
            while trimmed > state.text_start and src[trimmed - 1] == " ":
                trimmed -= 1
            state.text_end = trimmed
        token = state.push("hardbreak" if at - trimmed >= 2 else "softbreak", "br", 0)
        token.start, token.end = trimmed, position
    state.pos = position
    return True


def emphasis(state: Any, silent: bool) -> bool:
    if silent:
        return False
    at = state.pos
    marker = state.src[at]
    end, opens, closes = _flanks(state, at, marker)
    for mark in range(at, end):
        _push_delimiter(state, mark, marker, opens, closes, end - at)
    state.pos = end
    return True


def tildes(state: Any, silent: bool) -> bool:
    if silent:
        return False
    at = state.pos
    end, opens, closes = _flanks(state, at, "~")
    if end - at > 2:
        state.add_text(at, end)
    else:
        _push_delimiter(state, at, state.src[at:end], opens, closes, 0)
    state.pos = end
    return True


def _flanks(state: Any, at: int, marker: str) -> tuple[int, bool, bool]:
    """Return where the run of marks that begins at `at` ends, and whether it can open and close something."""
    src = state.src
    limit = state.posMax
    end = at + 1
    while end < limit and src[end] == marker:
        end += 1
    before = _character_kind(src[at - 1]) if at else SPACE_KIND
    after = _character_kind(src[end]) if end < limit else SPACE_KIND
    # The kinds are ordered so that a mark leans to the side whose character is the more solid one.
    left = after > SPACE_KIND and (after == SOLID_KIND or before != SOLID_KIND)
    right = before > SPACE_KIND and (before == SOLID_KIND or after != SOLID_KIND)
    if marker != "_":
        return end, left, right
    return end, left and (not right or before == MARK_KIND), right and (not left or after == MARK_KIND)


@cache
def _character_kind(character: str) -> int:
    if isWhiteSpace(ord(character)):
        return SPACE_KIND
    return MARK_KIND if isMdAsciiPunct(ord(character)) or isPunctChar(character) else SOLID_KIND


def _push_delimiter(state: Any, at: int, mark: str, opens: bool, closes: bool, length: int) -> None:
    token = state.push("text", "", 0)
    token.content = mark
    token.start, token.end = at, at + len(mark)
    state.delimiters.append(Delimiter(ord(mark[0]), length, len(state.tokens) - 1, -1, opens, closes))
    state.has_delimiters = True


def footnote_reference(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if not src.startswith("[^", at) or "footnotes" not in state.env:
        return False
    close = src.find("]", at + 2, min(state.posMax, at + 3 + MAX_LABEL))
    label = src[at + 2 : close] if close >= 0 else ""
    if label not in state.env["footnotes"]:
        return False
    end = close + 1
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": label}
        token.start, token.end = at, end
    state.pos = end
    return True


def link(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if at > state.last_target:
        return False
    limit = state.posMax
    plain = PLAIN_LABEL.match(src, at + 1, limit)
    if plain:
        label_end = plain.end() - 1
    elif LINK_IN_BRACKET.match(src, at, limit):
        return False
    else:
        label_end = parseLinkLabel(state, at, True)
        if label_end < 0:
            return False
    target = read_target(state, at + 1, label_end)
    if target is None:
        return False
    href, title, end, url_start, url_end = target
    if not silent:
        state.pos, state.posMax = at + 1, label_end
        opening = state.push("link_open", "a", 1)
        opening.start, opening.end = at, at + 1
        opening.attrs = {"href": href, "title": title} if title else {"href": href}
        opening.markup = "" if url_start >= 0 else "reference"
        opening.url = (url_start, url_end) if url_start >= 0 else None
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        closing = state.push("link_close", "a", -1)
        closing.start, closing.end = label_end, end
    state.pos, state.posMax = end, limit
    return True


def image(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    if at > state.last_target or not src.startswith("![", at):
        return False
    limit = state.posMax
    plain = PLAIN_LABEL.match(src, at + 2, limit)
    label_end = plain.end() - 1 if plain else parseLinkLabel(state, at + 1, False)
    if label_end < 0:
        return False
    target = read_target(state, at + 2, label_end)
    if target is None:
        return False
    href, title, end, url_start, url_end = target
    if not silent:
        token = state.push("image", "img", 0)
        token.start, token.end = at, end
        token.url = (url_start, url_end) if url_start >= 0 else None
        token.attrs = {"src": href, "alt": "", "title": title} if title else {"src": href, "alt": ""}
        token.content = src[at + 2 : label_end]
        token.markup = "" if url_start >= 0 else "reference"
        token.children = inline_tokens(token.content, state.md, state.env, in_image=True)
        shift(token.children, at + 2)
    state.pos, state.posMax = end, limit
    return True


def angle_link(state: Any, silent: bool) -> bool:
    src = state.src
    at = state.pos
    angle = ANGLE_LINK.match(src, at, state.posMax)
    if angle is None:
        return False
    url = angle.group(1)
    close = angle.end(1)
    if AUTOLINK_RE.search(url):
        href = url
    elif EMAIL_RE.search(url):
        href = "mailto:" + url
    else:
        return False
    if not silent:
        _push_autolink(state, (at, at + 1, close, close + 1), href, "autolink")
    state.pos = close + 1
    return True


def autolink(find: Callable[[str, int, int, int], autolinks.Autolink | None]) -> Rule:
    def rule(state: Any, silent: bool) -> bool:
        if silent or state.linkLevel > 0 or state.brackets:
            return False
        at = state.pos
        text_start = state.text_start if state.text_start != state.text_end else at
        found = find(state.src, text_start, at, state.posMax)
        if found is None:
            return False
        if state.text_start != state.text_end:
            state.text_end = found.start
        start, end = found.start, found.end
        _push_autolink(state, (start, start, end, end), found.url, "bare")
        state.pos = end
        return True

    return rule


def _push_autolink(state: Any, places: tuple[int, int, int, int], href: str, markup: str) -> None:
    start, url_start, url_end, end = places
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": href}
    opening.start, opening.end = start, url_start
    opening.url = url_start, url_end
    text = state.push("text", "", 0)
    text.content = state.src[url_start:url_end]
    text.start, text.end = url_start, url_end
    closing = state.push("link_close", "a", -1)
    closing.start, closing.end = url_end, end
    opening.markup = closing.markup = markup
    opening.info = closing.info = "auto"
