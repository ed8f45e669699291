"""Where programs do not agree about what a text says, so that no fix there is certain."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from awesome_lint.diagnostic import Diagnostic, Edit, Effect
from awesome_lint.document import Block, Document, remembered
from awesome_lint.parser.rereading import Change, Reading
from awesome_lint.patterns import lazy
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source, Span

# To some a space, to others a part of an address, and NUL is replaced with another character.
CONTROLS = frozenset(map(chr, (*range(0x09), *range(0x0B, 0x20), 0x7F)))
CONTROL = lazy(r"[\x00-\x08\x0b-\x1f\x7f]")
# Who takes these away, or knows what they were, may do so, and everything else waits for that.
MENDING = frozenset({"invisible-character", "ligature", "mojibake"})
LONGEST_WORD = 1000
SPACE = lazy(r"[ \t\n]")
# The layout is proved block by block where it is made.
LAYOUT = "layout"

# What is of these alone, between two of these, gives nothing around it another meaning.
PLAIN = lazy(r"(?:[^\W_]|[ ,.;/?=#%'\"-])*")
BESIDE = frozenset(" ,.;:/?%'\"()")
# So far into a line something may still become its marker.
MARKER_END = 80
# Fixes of one block judged at most, each alone, where all together give something around them another meaning.
MOST_JUDGED = 32


def without_doubt(document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the same without fixes that touch a word with a control character, or a comment that a block cuts off.

    Nor does one touch front matter, take a comment away in the middle of words, or give what stands beside it another meaning.
    """
    found = _leaving_the_rest(document, rules, found)
    source = document.source
    controls: list[int] = []
    if not CONTROLS.isdisjoint(source.special_characters):
        controls = [match.start() for match in CONTROL.finditer(source.text)]
    has_comments = "<!--" in source.text
    comments = list(_open_comments(document)) if has_comments else []
    data = _end_of_front_matter(document)
    if not controls and not has_comments and not data:
        return found
    left: list[Diagnostic] = []
    for each in found:
        if each.fix and each.rule != LAYOUT:
            spans = [edit.span for edit in each.fix.edits]
            is_doubtful = any(span.start < data or _is_cut_off(comments, span) for span in spans)
            if not is_doubtful and has_comments and not rules.effect(each.rule) & Effect.BLOCKS:
                is_doubtful = any(_loses_comment(source, edit) for edit in each.fix.edits)
            if not is_doubtful and controls:
                # Others may find a target there where we do not.
                is_mending = each.rule in MENDING
                suspects = [span for span in spans if not is_mending or _is_in_parentheses(source.before(span.start))]
                is_doubtful = any(_is_beside_control(source.text, controls, span) for span in suspects)
            if is_doubtful:
                each = replace(each, fix=None)
        left.append(each)
    return left


def _end_of_front_matter(document: Document) -> int:
    """Return where the data end that programs read at the beginning of a page, or 0 where there are none."""
    first = next(iter(document.apart[0].document.blocks), None)
    if first is None or first.type != "front_matter" or first.map is None:
        return 0
    return document.source.line_span(first.map[1]).end


def _loses_comment(source: Source, edit: Edit) -> bool:
    """Whether an edit takes a comment away that it does not begin with, as those do that are about comments."""
    removed = source.slice(edit.span)
    return removed.count("<!--") > edit.text.count("<!--") and not removed.lstrip().startswith("<!--")


def _is_in_parentheses(before: str) -> bool:
    """Whether parentheses behind a label are open at the end of what stands before something in its line."""
    return before.rfind("](") > before.rfind(")")


def _is_beside_control(text: str, controls: Sequence[int], span: Span) -> bool:
    """Whether one of the control characters stands in a span or with no space between."""
    index = bisect_left(controls, span.start)
    if index < len(controls) and (controls[index] < span.end or _is_one_word(text, span.end, controls[index])):
        return True
    return index > 0 and _is_one_word(text, controls[index - 1], span.start)


def _is_one_word(text: str, start: int, end: int) -> bool:
    return end - start <= LONGEST_WORD and SPACE.search(text, start, end) is None


def _is_cut_off(comments: Sequence[Span], span: Span) -> bool:
    """Whether a span stands in one of the comments, which are in source order and apart, or touches one."""
    index = bisect_right(comments, span.end, key=lambda comment: comment.start) - 1
    return index >= 0 and span.start <= comments[index].end


def _open_comments(document: Document) -> Iterator[Span]:
    """Yield what browsers take for a comment whose block of HTML ended before it did, up to the end of the next such block.

    Behind the list item or the blank line that ended the block, Markdown goes on with entries, which nobody sees: a `-->` among
    them is text, which ends no comment.
    """
    text = document.source.text
    blocks = document.html
    end = 0
    for number, block in enumerate(blocks):
        start = max(block.start, end)
        while (start := text.find("<!--", start, block.end)) >= 0:
            close = text.find("-->", start + len("<!"), block.end)
            end = close + len("-->")
            if close < 0:
                later = (blocks[index] for index in range(number + 1, len(blocks)))
                end = next((each.end for each in later if "-->" in document.source.slice(each)), len(text))
                yield Span(start, end)
            start = end


# --- what stands beside an edit ---------------------------------------------------------------------------------------


def _leaving_the_rest(document: Document, rules: RuleSet, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the same without fixes after which the text around them is read otherwise, as far as that shows in their block."""
    source = document.source
    suspects = [
        number
        for number, each in enumerate(found)
        if each.fix
        and each.rule != LAYOUT
        and not rules.effect(each.rule) & Effect.BLOCKS
        and not all(_is_plain(source, edit, has_labels=bool(document.definitions)) for edit in each.fix.edits)
    ]
    if not suspects:
        return found
    by_block: dict[tuple[int, int], list[int]] = {}
    for number in suspects:
        at = found[number].span.start
        part, start, _ = document.stretch_at(at)
        index = bisect_right(_inline_blocks(part), at - start, key=_begin) - 1
        by_block.setdefault((start, index), []).append(number)
    doubtful: set[int] = set()
    labels = tuple([each.label.value for each in document.definitions])
    for (start, index), numbers in by_block.items():
        if index >= 0:
            part = document.stretch_at(start).document
            changes = tuple([_change(found[number], -start) for number in numbers])
            known = _judged(part)
            key = index, labels, changes
            if key not in known:
                block, is_paragraph = _inline_blocks(part)[index]
                reading = Reading(part.source, block, document.definitions, is_paragraph=is_paragraph)
                known[key] = tuple(_guilty(reading, changes))
            doubtful.update(numbers[place] for place in known[key])
    if not doubtful:
        return found
    return [replace(each, fix=None) if number in doubtful else each for number, each in enumerate(found)]


@remembered
def _judged(_document: Document) -> dict[tuple[int, tuple[str, ...], tuple[Change, ...]], tuple[int, ...]]:
    """Return which changes of a block were found to be guilty, to be gone on with: by the number of the block, the labels that
    are defined on the page, and the changes."""
    return {}


@remembered
def _inline_blocks(document: Document) -> list[tuple[Block, bool]]:
    """Return the blocks of text that Markdown marks up, in source order, and whether each is a paragraph."""
    return [
        (block, before.type == "paragraph_open")
        for before, block in pairwise(document.blocks)
        if block.type == "inline" and block.content
    ]


def _begin(found: tuple[Block, bool]) -> int:
    block, _ = found
    return block.start


def _is_plain(source: Source, edit: Edit, *, has_labels: bool) -> bool:
    """Whether an edit is one of words between words, or of an address inside of it, as nearly all are; not of a label."""
    start, end = edit.span
    beside = source.text[max(start - 1, 0) : start] + source.text[end : end + 1]
    if not all(each.isalnum() or each in BESIDE for each in beside):
        return False
    before = source.before(start)
    return (
        any(map(str.isalpha, before[:MARKER_END]))
        and not (has_labels and before.rfind("[") > before.rfind("]"))
        and not _is_in_parentheses(before)
        and PLAIN.fullmatch(source.text, start, end) is not None
        and PLAIN.fullmatch(edit.text) is not None
    )


def _change(diagnostic: Diagnostic, by: int) -> Change:
    """Return the edits of a diagnostic, and the place that it speaks of, which its fix may give another meaning, moved."""
    edits = tuple([Edit(edit.span.moved(by), edit.text) for edit in diagnostic.fix.edits]) if diagnostic.fix else ()
    places = [edit.span for edit in edits]
    if not diagnostic.run:
        places.append(diagnostic.span.moved(by))
    return Span(min(place.start for place in places), max(place.end for place in places)), edits


def _guilty(reading: Reading, changes: Sequence[Change]) -> Iterator[int]:
    """Yield the numbers of the changes that do not leave the rest as it is read."""
    in_order = sorted(changes, key=lambda change: change[0])
    if all(first[0].end <= second[0].start for first, second in pairwise(in_order)) and reading.is_same_after(in_order):
        return
    for number, change in enumerate(changes):
        if number >= MOST_JUDGED or not reading.is_same_after([change]):
            yield number
