"""Bare URLs and e-mail addresses that GitHub turns into links.

The extended autolinks of the GitHub Flavored Markdown specification, section 6.9, https://github.github.com/gfm/#autolinks-extension-,
with the habits of GitHub's own parser that the text leaves out: no autolink inside an open bracket, any letter before a scheme
spoils it, an underscore in the last two parts of a domain is forgiven where it has more than ten dots, and only a space, a
tab and a newline end a URL.
"""

import re
from collections.abc import Iterator
from unicodedata import category

from msgspec import Struct

from awesome_lint.patterns import lazy

SCHEME_TAIL = lazy(r"(?:https?|ftp)$", re.IGNORECASE)
URL = lazy(r"[^ \t\n\r<]*")
# A domain is looked at up to its first character beyond ASCII; an escaped character counts as itself.
DOMAIN = lazy(r"(?:[A-Za-z0-9._\x00-\x08\x0e-\x1f\x7f-]|\\[A-Za-z0-9._\x00-\x08\x0e-\x1f\x7f-])*")
EMAIL_DOMAIN = lazy(r"(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))*")
# An address of the Jabber protocol may name a resource.
XMPP_DOMAIN = lazy(r"(?:[A-Za-z0-9_/-]|\.(?=[A-Za-z0-9]))*")

BEFORE_WWW = frozenset(" \t\n\r*_~(")
LOCAL_PART = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-_")
TRAILING = frozenset("?!.,:*_~'\"")
LENIENT_DOTS = 10


class Autolink(Struct, frozen=True):
    """Where a bare link begins and ends, and its target."""

    start: int
    end: int
    url: str


def at_colon(src: str, text_start: int, colon: int, limit: int) -> Autolink | None:
    """Return the link whose scheme ends before the colon, if its scheme lies in the text that begins at `text_start`."""
    host = colon + 3
    if not src.startswith("://", colon) or host >= limit or not _may_begin_host(src[host]):
        return None
    scheme = SCHEME_TAIL.search(src, max(text_start, colon - 5), colon)
    if scheme is None or (scheme.start() > 0 and _is_letter(src[scheme.start() - 1])):
        return None
    if _dots(src, host, limit) is None:
        return None
    end = _trimmed(src, colon, URL.match(src, host, limit).end())  # type: ignore[union-attr]
    return Autolink(scheme.start(), end, src[scheme.start() : end])


def at_www(src: str, text_start: int, start: int, limit: int) -> Autolink | None:
    """Return the link that begins with `www.` at `start`."""
    if not src.startswith("www.", start) or (start > 0 and src[start - 1] not in BEFORE_WWW):
        return None
    if not _dots(src, start, limit):
        return None
    end = _trimmed(src, start, URL.match(src, start, limit).end())  # type: ignore[union-attr]
    return Autolink(start, end, "http://" + src[start:end])


def addresses(text: str) -> Iterator[Autolink]:
    """Yield the links of the e-mail addresses in a run of plain text."""
    position = 0
    while (at := text.find("@", position)) >= 0:
        start, scheme = _address_start(text, position, at)
        if start == at:
            position = at + 1
            continue
        domain = XMPP_DOMAIN if scheme == "xmpp:" else EMAIL_DOMAIN
        end = domain.match(text, at + 1).end()  # type: ignore[union-attr]
        if text.startswith("@", end):
            position = at + 1
            continue
        position = end
        if "." in text[at + 1 : end] and _is_letter(text[end - 1]):
            yield Autolink(start, end, text[start:end] if scheme else "mailto:" + text[start:end])


def _address_start(text: str, first: int, at: int) -> tuple[int, str]:
    """Return where the address around the `@` begins, not before `first`, and the scheme that it names itself, if any."""
    start = at
    scheme = ""
    while start > first:
        character = text[start - 1]
        if character not in LOCAL_PART:
            named = _scheme_before(text, first, start) if character == ":" else ""
            if not named:
                break
            # An address after both schemes is the Jabber protocol's, as for GitHub's parser.
            scheme = named if scheme != "xmpp:" else scheme
        start -= 1
    return start, scheme


def _scheme_before(text: str, first: int, end: int) -> str:
    for scheme in ("mailto:", "xmpp:"):
        start = end - len(scheme)
        if start >= first and text.startswith(scheme, start) and not (start > first and _is_letter_or_digit(text[start - 1])):
            return scheme
    return ""


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_letter_or_digit(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _may_begin_host(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or (character < " " and character not in "\t\n\f\r") or character == "\x7f"
    return category(character) != "Zs" and not category(character).startswith("P")


def _dots(src: str, start: int, limit: int) -> int | None:
    """Return the number of dots of the domain, or None where an underscore in its last two parts forbids the link."""
    # GitHub's parser looks at neither the first nor the very last character.
    domain = DOMAIN.match(src, start + 1, max(start + 1, limit - 1)).group().replace("\\", "")  # type: ignore[union-attr]
    dots = domain.count(".")
    if dots <= LENIENT_DOTS and "_" in "".join(domain.rsplit(".", 2)[-2:]):
        return None
    return dots


def _trimmed(src: str, start: int, end: int) -> int:
    """Return the end of the URL without the punctuation that belongs to the sentence around it."""
    surplus: int | None = None
    while end > start:
        last = src[end - 1]
        if last in TRAILING:
            end -= 1
        elif last == ")":
            if surplus is None:
                surplus = src.count(")", start, end) - src.count("(", start, end)
            if surplus <= 0:
                break
            surplus -= 1
            end -= 1
        elif last == ";":
            name = end - 1
            while name > start and _is_letter(src[name - 1]):
                name -= 1
            end = name - 1 if start < name < end - 1 and src[name - 1] == "&" else end - 1
        else:
            break
    return end
