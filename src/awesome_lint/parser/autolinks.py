"""Bare URLs and e-mail addresses that GitHub turns into links.

The extended autolinks of the GitHub Flavored Markdown specification, section 6.9, https://github.github.com/gfm/#autolinks-extension-,
with the two habits of GitHub's own parser that the text leaves out: no autolink inside an open bracket, and a scheme may
follow any character that is not a letter.
"""

import re
from typing import NamedTuple

SCHEME_TAIL = re.compile(r"(?:https?|ftp)$", re.IGNORECASE)
URL = re.compile(r"[^\s<]*")
DOMAIN = re.compile(r"[^\s<>!\"#$%&'()*+,/:;=?@\[\\\]^`{|}~]*")
EMAIL_LOCAL = re.compile(r"[A-Za-z0-9.+_-]+$")
EMAIL_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
ENTITY_TAIL = re.compile(r"&[A-Za-z0-9]+;$")

BEFORE_WWW = frozenset(" \t\n*_~(")
TRAILING = "?!.,:*_~'\""


class Autolink(NamedTuple):
    """Where a bare link begins and ends, and its target."""

    start: int
    end: int
    url: str


def at_colon(src: str, text_start: int, colon: int, limit: int) -> Autolink | None:
    """Return the link whose scheme ends before the colon, if its scheme lies in the text that begins at `text_start`."""
    if not src.startswith("://", colon):
        return None
    scheme = SCHEME_TAIL.search(src, max(text_start, colon - 5), colon)
    if scheme is None or (scheme.start() > text_start and _is_letter(src[scheme.start() - 1])):
        return None
    domain = DOMAIN.match(src, colon + 3, limit)
    if domain is None or not _is_domain(domain.group(), dots=0):
        return None
    end = _trimmed(src, colon + 3, URL.match(src, colon, limit).end())  # type: ignore[union-attr]
    return Autolink(scheme.start(), end, src[scheme.start() : end])


def at_www(src: str, text_start: int, start: int, limit: int) -> Autolink | None:
    """Return the link that begins with `www.` at `start`."""
    if not src.startswith("www.", start) or (start > 0 and src[start - 1] not in BEFORE_WWW):
        return None
    domain = DOMAIN.match(src, start, limit)
    if domain is None or not _is_domain(domain.group(), dots=1):
        return None
    end = _trimmed(src, start, URL.match(src, start, limit).end())  # type: ignore[union-attr]
    return Autolink(start, end, "http://" + src[start:end])


def at_sign(src: str, text_start: int, at: int, limit: int) -> Autolink | None:
    """Return the link of the e-mail address around the `@`, if its first part lies in the text that begins at `text_start`."""
    # Longer than any address may be (RFC 5321 section 4.5.3.1.1), so that a long line stays linear.
    local = EMAIL_LOCAL.search(src, max(text_start, at - 64), at)
    domain = EMAIL_DOMAIN.match(src, at + 1, limit)
    if local is None or domain is None:
        return None
    end = domain.end()
    if src[end - 1] in "-_":
        return None
    return Autolink(local.start(), end, "mailto:" + src[local.start() : end])


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_domain(domain: str, dots: int) -> bool:
    """Whether it may be a domain: enough dots, and no underscore in its last two parts."""
    parts = domain.split(".")
    return bool(domain) and len(parts) > dots and not any("_" in part for part in parts[-2:])


def _trimmed(src: str, start: int, end: int) -> int:
    """Return the end of the URL without the punctuation that belongs to the sentence around it."""
    surplus = None
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
            entity = ENTITY_TAIL.search(src, max(start, end - 32), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return end
