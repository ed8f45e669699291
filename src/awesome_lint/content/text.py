"""The text of two pages, read side by side: every difference must be what an edit removed and inserted."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from itertools import chain, product

from awesome_lint.content.page import TAG, TAG_OR_COMMENT, TARGET, Page, bare, halves, targets_of, visible, without_tags
from awesome_lint.content.places import Places
from awesome_lint.content.rendering import Difference, first_mismatch, line_at, normalised, quoted
from awesome_lint.diagnostic import Edit
from awesome_lint.patterns import ESCAPED, lazy

# So many characters before a change in a target tell whether it is the target that is read.
NEAR_TARGET = 4

WORD = lazy(r"\w+")
# What is no text where it begins an item.
LIST_MARKER = lazy(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?=[ \t])", re.MULTILINE)
# The text of an image.
ALTERNATIVE = lazy(r"""\salt="([^"<>]*)\"""")
# What may hide the words that stand in it or behind it.
HIDING = ("<", "]:", "](", "```", "~~~")

# What begins with a mark that makes a block of it, at the start of a line.
MARKER = lazy(r"\s*(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:\s|$)|[ ]*\t|[ ]{4}")
MARKED = lazy(r"(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+\S")

# Text that is rendered as it is written.
PLAIN = lazy(r"(?:[^\W\d_][^\W_]*(?![^\W_])|[ ,.;?!()'\n])*")


def text_explained(before: str, old: Page, new: Page, places: Places) -> Difference | None:
    """Walk both texts; at every mismatch the next edit that has not been used must say what was removed and inserted."""
    if old.text == new.text:
        return None
    unused = places.readable()
    at_old = at_new = 0
    while True:
        equal = first_mismatch(old.text, new.text, at_old, at_new)
        at_old += equal
        at_new += equal
        if at_old >= len(old.text) and at_new >= len(new.text):
            return None
        # An edit that explains nothing here changed nothing that is read, or its change would have been met before.
        found = None
        for edit, is_target in unused:
            if not is_target or _stands_there(before, edit, old.text, at_old):
                found = _change(places, edit, old.text, at_old, new.text, at_new)
            if found and not _hides(places, edit):
                break
            found = None
        if found is None:
            expected, shown = old.text[at_old : at_old + 30], new.text[at_new : at_new + 30]
            return Difference(_line_of_text(before, old, at_old), f"expected {quoted(expected)}, found {quoted(shown)}")
        at_old += len(found[0])
        at_new += len(found[1])


def _change(places: Places, edit: Edit, old: str, at_old: int, new: str, at_new: int) -> tuple[str, str] | None:
    """Return what the edit removed and inserted, as written or as rendered, if that is what differs at these offsets."""
    removed, inserted = places.before[edit.span.start : edit.span.end], edit.text
    written = _trimmed(bare(removed), bare(inserted))
    if not _differ_by(written, old, at_old, new, at_new):
        written = ("", "")
    # What is written says nothing of the marks that a page does not show: of `-- ` that becomes `- `, both dashes go, of `\)`,
    # the backslash, and of a link that is closed, its target.
    is_other = any("](" in piece or MARKED.match(piece) or ESCAPED.search(piece) for piece in (inserted, removed))
    if is_other or (not any(written) and not (PLAIN.fullmatch(removed) and PLAIN.fullmatch(inserted))):
        # In the middle of a line, no marker begins an entry, and no space code; a word that both begin with is trimmed. In a
        # quotation, no box to tick is made of one.
        begins = [piece for piece in (removed, inserted) if MARKER.match(piece) and not piece.startswith("\n")]
        line = places.before[places.before.rfind("\n", 0, edit.span.start) + 1 : edit.span.start]
        leads = ("x ",) if begins and line.strip(" \t>") else ("> ", "") if begins and ">" in line else ("",)
        for lead, (is_row, has_labels) in product(leads, _readings(removed + inserted)):
            pages = [
                visible(places.rendered(lead + piece, is_row=is_row, has_labels=has_labels)) for piece in (removed, inserted)
            ]
            change = _trimmed(*pages)
            if _differ_by(change, old, at_old, new, at_new):
                return change
    return written if any(written) else None


def _readings(piece: str) -> Sequence[tuple[bool | None, bool]]:
    """Return how a piece may be read: as a row, whose bars may be missing, and with labels that refer to something.

    What looks like a definition is none in a row, and in the middle of a paragraph.
    """
    if "|" in piece or "]:" in piece:
        return (False, True), (True, True), (True, False), (False, False)
    return ((None, True), (None, False)) if "[" in piece else ((None, True),)


def _hides(places: Places, edit: Edit) -> bool:
    """Whether words that were read in the edited place are still written there, but read no more.

    No rule may do that, whatever its effect: so becomes text the definition of a link, an unused footnote, a comment, raw HTML
    the language of a code block, or the title of a link. The text of an image counts as read, and so does the target of a
    link, where anything else is read.
    """
    removed, inserted = places.before[edit.span.start : edit.span.end], edit.text
    if not any(mark in inserted for mark in HIDING) or places.defines(edit):
        return False
    page = places.rendered(inserted)
    lost = Counter(_words(places.rendered(removed))) - Counter(_words(page))
    if not lost:
        return False
    read = " ".join((without_tags(page), *ALTERNATIVE.findall(page)))
    # A target is written as it is, or with what stands for some characters.
    targets = (targets_of(page), TARGET.findall(page)) if WORD.search(unescape(read)) else ((),)
    shown = [unescape(" ".join((read, *each))) for each in targets]
    written = unescape(LIST_MARKER.sub("", inserted))
    return any(written.count(word) > max(each.count(word) for each in shown) for word in lost if len(word) > 1)


def _words(html: str) -> list[str]:
    return WORD.findall(unescape(without_tags(html)))


def _differ_by(change: tuple[str, str], old: str, at_old: int, new: str, at_new: int) -> bool:
    return any(change) and _is_rotation(old, at_old, change[0]) and _is_rotation(new, at_new, change[1])


def _stands_there(before: str, edit: Edit, old: str, at: int) -> bool:
    """Whether what stands before the edit is what was read before the offset; hidden targets are passed over by that."""
    removed, inserted = before[edit.span.start : edit.span.end], edit.text
    equal = first_mismatch(removed, inserted, 0, 0)
    start = edit.span.start + equal
    context, cut = bare(before[max(start - NEAR_TARGET, 0) : start]), bare(removed[equal:])
    # What follows may begin as the removed does: of `.pdf.`, the page shows the first period, whichever it was.
    passed = (size for size in range(NEAR_TARGET + 1) if old.endswith(cut[:size], 0, at))
    return any(old.endswith(context, 0, at - size) for size in passed)


def _trimmed(old: str, new: str) -> tuple[str, str]:
    """Return both without what they begin and end with in common."""
    start = first_mismatch(old, new, 0, 0)
    end = 0
    limit = min(len(old), len(new)) - start
    while end < limit and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _is_rotation(text: str, at: int, piece: str) -> bool:
    """Whether the piece stands there, or its characters do: what is cut out of a periodic text shows up rotated."""
    if text.startswith(piece, at):
        return True
    return Counter(text[at : at + len(piece)]) == Counter(piece)


def _line_of_text(before: str, page: Page, at: int) -> int:
    """Return the line whose block holds the character at an offset of the page's text."""
    head, _ = halves(page.html)
    seen = position = 0
    for match in chain(TAG_OR_COMMENT.finditer(head), TAG.finditer(page.html, len(head))):
        seen += len(bare(unescape(page.html[position : match.start()])))
        if seen > at:
            break
        position = match.end()
    return line_at(before, len(normalised(page.html[:position])))
