"""Slips in the markup of links: what was meant to be a link and is none, and brackets beside links that lack their partner."""

import re
from collections.abc import Iterator, Sequence

from awesome_lint.document import BrokenLink, Fault, Link, LinkKind, LoneBracket
from awesome_lint.parser.tokens.token import Token
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# An address in any brackets, up to what ends it in prose; parentheses in it come in pairs.
PART = r"[^\s<>\[\]()（）]"
TARGET = lazy(rf"(?P<open>[(\[（])(?P<url>(?:https?|ftp)://{PART}+(?:\({PART}*\){PART}*)*)(?P<close>[)\]）]?)")
MORE_WORDS = lazy(r"(?:[ \t]+[^\s()\"'<>]+)+\)")
PUNCTUATION = ".,;:!?"
WRONG_PAIRS = frozenset({"[]", "（）", "(）", "（)"})
TASK_BOXES = frozenset({"x", "X"})
# So long a label is none, and looking further back would take long where many brackets stand open.
MAX_LABEL = 300
MAX_SPACE = 3

# A footnote is no reference, and neither is an address in brackets.
REFERENCE = lazy(r"(?<![\w\\\[\]])\[(?P<label>[^\[\]^][^\[\]]{0,300})\]\[(?P<name>(?!\^|\w+://)[^\[\]]{0,300})\](?![\[(])")

BRACKET = lazy(r"[\[\]()（）]")
NOT_SQUARE = lazy(r"[^\[\]]+")
CLOSING_PARENTHESES = (")", "）")
# Brackets are rarely nested deeper than so.
QUICK_DEPTH = 2
NARROW = {"（": "(", "）": ")"}
TURNED = {"]": "[", ")": "("}
PARTNERS = {"[": "]", "(": ")"}
CLOSERS = frozenset(" \t])）")
# How far before a block a parenthesis may have been opened that closes in it.
NEAR = 1000


def slips(tokens: Sequence[Token], src: str, links: Sequence[Link], begin: int) -> tuple[list[BrokenLink], list[LoneBracket]]:
    """Return the slips in an inline block of `src`, whose own links are given; nothing is open that stands before `begin`."""
    brackets: list[str] = []
    may_be_lone = has_target = False
    previous = ""
    for token in tokens:
        kind = token.type
        if kind == "text" or kind == "text_special":
            content = token.content
            if "[" in content or "]" in content:
                brackets.append(content)
                has_target = has_target or ("][" in content and len(content) > len("[a][]"))
            if previous == "link_close" and content[:1] in CLOSING_PARENTHESES:
                may_be_lone = True
            if "://" in content:
                has_target = True
        previous = kind
    broken = list(_broken_links(tokens, src)) if has_target else []
    if not may_be_lone and (not brackets or _are_paired("".join(brackets))):
        return broken, []
    return broken, list(_lone_brackets(tokens, src, links, begin))


def _are_paired(text: str) -> bool:
    """Whether all brackets of a text are paired, as far as a quick look tells."""
    marks = NOT_SQUARE.sub("", text)
    for _ in range(QUICK_DEPTH):
        marks = marks.replace("[]", "")
    return not marks


# --- what is no link --------------------------------------------------------------------------------------------------


def _broken_links(tokens: Sequence[Token], src: str) -> Iterator[BrokenLink]:
    """Yield what was meant to be a link in runs of text and bare links, which stand for themselves."""
    start = end = -1
    for token in tokens:
        if token.type == "text" or token.markup == "bare":
            if token.start != end:
                yield from _in_run(src, start, end)
                start = token.start
            end = token.end
    yield from _in_run(src, start, end)


def _in_run(src: str, start: int, end: int) -> Iterator[BrokenLink]:
    if src.find("][", start, end) >= 0:
        yield from _undefined(src, start, end)
    if src.find("[", start, end) < 0 or src.find("://", start, end) < 0:
        return
    for match in TARGET.finditer(src, start, end):
        found = _slip(src, start, match)
        if found is None:
            continue
        label = src[found.label.start : found.label.end]
        if found.fault is Fault.NO_LABEL or (any(map(str.isalpha, label)) and label not in TASK_BOXES):
            yield found


def _undefined(src: str, start: int, end: int) -> Iterator[BrokenLink]:
    """Yield the references of a run, which would be no text if something defined them."""
    for match in REFERENCE.finditer(src, start, end):
        label, name = Span(*match.span("label")), Span(*match.span("name"))
        if any(map(str.isalpha, match.group("label"))):
            yield BrokenLink(Fault.UNDEFINED, Span(*match.span()), label, label if name.is_empty else name)


def _slip(src: str, first: int, match: "re.Match[str]") -> BrokenLink | None:
    """Return the link that was meant at the target matched, in a run that begins at `first`; None where that is a link."""
    at, end = match.span()
    url = Span(*match.span("url"))
    pair = match.group("open") + match.group("close")
    label_end = at
    while label_end > first and src[label_end - 1] in " \t":
        label_end -= 1
    before = src[label_end - 1] if label_end > first else ""
    after = src[end : end + 1]
    if before == "]":
        opening = _opening(src, first, label_end - 1)
        if opening is None:
            return None
        label = Span(opening + 1, label_end - 1)
        return _after_label(src, label, url, pair, at - label_end, src[opening - 1 : opening] == "[" and opening > first)
    if label_end < at:
        return None
    if before == ")" and pair == "[]":
        name = _unbracketed(src, first, at - 1)
        if name and src[name.start - 1] == "(":
            return BrokenLink(Fault.BRACKETS, Span(name.start - 1, end), name, url)
    elif before == ")" and pair == "()" and src[at - 2] == "]":
        opening = _opening(src, first, at - 2)
        if opening is not None and opening > first and src[opening - 1] == "(":
            return BrokenLink(Fault.BRACKETS, Span(opening - 1, end), Span(opening + 1, at - 2), url)
    elif before == "[" and pair == "[)" and after == "]":
        return BrokenLink(Fault.NO_LABEL, Span(at, end), Span(at, at), url)
    elif pair == "()" and after == "]" and src[end + 1 : end + 2] != "]":
        name = _unbracketed(src, first, at)
        if name and name.start - 2 >= first and src.startswith("[[", name.start - 2):
            return BrokenLink(Fault.UNCLOSED_LABEL, Span(name.start - 1, end), name, url)
    return None


def _after_label(src: str, label: Span, url: Span, pair: str, space: int, is_wrapped: bool) -> BrokenLink | None:
    """Return what is wrong with a target in a pair of brackets that stands behind a label."""
    start, end = label.start - 1, url.end + len(pair) - 1
    after = src[end : end + 1]
    if space:
        return BrokenLink(Fault.SPACE, Span(start, end), label, url) if pair == "()" and space <= MAX_SPACE else None
    if pair in WRONG_PAIRS:
        return BrokenLink(Fault.BRACKETS, Span(start, end), label, url)
    if pair == "(]" and after not in ("(", "["):
        # The bracket closes the one around the link, or stands for the parenthesis.
        return BrokenLink(Fault.UNCLOSED_TARGET, Span(start, url.end if is_wrapped else end), label, url)
    if pair == "(":
        more = MORE_WORDS.match(src, end)
        if more:
            return BrokenLink(Fault.SPACE_IN_TARGET, Span(start, more.end()), label, Span(url.start, more.end() - 1))
        if not after or after.isspace():
            url = Span(url.start, url.start + len(src[url.start : url.end].rstrip(PUNCTUATION)))
            return BrokenLink(Fault.UNCLOSED_TARGET, Span(start, url.end), label, url)
    return None


def _opening(src: str, first: int, closing: int) -> int | None:
    """Return where the bracket stands whose partner is the one at `closing`, or None where it is too far away."""
    depth = 0
    for offset in range(closing, max(first, closing - MAX_LABEL) - 1, -1):
        if src[offset] == "]":
            depth += 1
        elif src[offset] == "[":
            depth -= 1
            if not depth:
                return offset
    return None


def _unbracketed(src: str, first: int, end: int) -> Span | None:
    """Return the text up to `end`, which follows the last bracket before it."""
    for offset in range(end, max(first, end - MAX_LABEL), -1):
        if src[offset - 1] in "[]()\n":
            return Span(offset, end) if offset < end else None
    return None


# --- brackets beside links --------------------------------------------------------------------------------------------


class _Seen:
    """A bracket as it is read, and what stood before it."""

    __slots__ = ("end", "link", "mark", "start")

    def __init__(self, mark: str, start: int, end: int, link: Link | None) -> None:
        self.mark = mark
        self.start = start
        self.end = end
        self.link = link


def _lone_brackets(tokens: Sequence[Token], src: str, links: Sequence[Link], begin: int) -> Iterator[LoneBracket]:
    """Yield the brackets without a partner that stand before or behind a link.

    What a reader sees is paired, labels and escaped brackets included. Of brackets and parentheses, each is paired on its own.
    A parenthesis may have been opened in a block before.
    """
    by_start = {link.span.start: link for link in links}
    waiting: dict[str, list[_Seen]] = {"[": [], "(": []}
    lone: list[_Seen] = []
    behind: Link | None = None
    inside: Link | None = None
    for token in tokens:
        kind = token.type
        if kind == "link_open" and inside is None:
            inside = by_start.get(token.start)
        elif kind == "link_close" and inside is not None and token.end == inside.span.end:
            behind, inside = inside, None
        elif kind == "text" or kind == "text_special":
            position = 0
            for match in BRACKET.finditer(token.content):
                if behind and not CLOSERS.issuperset(token.content[position : match.start()]):
                    behind = None
                position = match.start()
                mark = NARROW.get(match.group(), match.group())
                start = token.start + match.start() if kind == "text" else token.start
                seen = _Seen(mark, start, token.end if kind == "text_special" else start + 1, None if inside else behind)
                if mark in waiting:
                    waiting[mark].append(seen)
                elif waiting[TURNED[mark]]:
                    waiting[TURNED[mark]].pop()
                else:
                    lone.append(seen)
            if behind and not CLOSERS.issuperset(token.content[position:]):
                behind = None
        elif inside is None:
            behind = None
    unclosed = {seen.end: seen for mark in ("[", "(") for seen in waiting[mark]}
    for seen in lone:
        if seen.link is None or seen.link.kind is not LinkKind.INLINE:
            continue
        partner = unclosed.pop(seen.link.span.start, None) if seen.start == seen.link.span.end else None
        if partner or seen.mark == "]" or not _is_open(src, begin, tokens[0].start):
            yield LoneBracket(Span(seen.start, seen.end), seen.link, PARTNERS[partner.mark] if partner else "")
    for seen in unclosed.values():
        link = by_start.get(seen.end) if seen.mark == "[" else None
        if link and link.kind is LinkKind.INLINE:
            yield LoneBracket(Span(seen.start, seen.end), link)


def _is_open(src: str, begin: int, end: int) -> bool:
    """Whether more parentheses are opened than closed in what stands before a block."""
    before = src[max(end - NEAR, begin) : end]
    depth = 0
    for mark in reversed(before):
        if mark == ")":
            depth += 1
        elif mark == "(":
            depth -= 1
            if depth < 0:
                return True
    return False
