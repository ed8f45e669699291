"""What two pages hold, compared kind by kind: what differs must be what the edits between them declare."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from awesome_lint.content.page import Page, bare, page_of, target_of, targets_of, visible
from awesome_lint.content.places import LABEL, SCHEME, TARGET_END, Places, label_of
from awesome_lint.content.rendering import Difference, definitions_of, line_holding, quoted, render
from awesome_lint.content.text import text_explained
from awesome_lint.diagnostic import Edit, Effect
from awesome_lint.patterns import ESCAPED, lazy

BLOCK_NAMES = {"li": "list items", "tr": "rows", "hr": "rules", "table": "tables", "pre": "code blocks", "input": "task boxes"}

# What a target ends at, in Markdown, in HTML, and where HTML needs no quotes around it; other white space is a part of it.
AROUND_TARGETS = lazy(r"[ \t\n()<>\"']+")
AROUND_PLAIN_TARGETS = lazy(r"[ \t\n()<>\"]+")
AROUND_BARE_TARGETS = lazy(r"[ \t\n()<>\"']+|\b(?:href|src)=")
# What stands in front of a line, and each mark in it that makes an item.
BEGINNING = lazy(r"^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+", re.MULTILINE)
MARKER = lazy(r"[-*+.)]")
# An ampersand that refers to no character in Markdown.
NO_REFERENCE = lazy(r"&(?!#?\w+;)")
# What may stand right before a bare address.
BESIDE = "*_~(,;:`"
# Shorter than this, a target may be written anywhere by chance.
LEAST_TOLD = 7
# What may be addresses in one piece, each up to its end, of which so many are looked at.
MOST_ADDRESSES = 8


def explain(before: str, after: str, edits: Sequence[tuple[Effect, Edit]]) -> Difference | None:
    """Return the first thing that differs beyond what the edits declare, or None; see `content.explained`."""
    places = Places(before, edits)
    old, new = _with_definitions(before, places), page_of(after)
    return (
        _definitions_explained(before, old, new, places)
        or _headings_explained(before, old, new, places)
        or _targets_explained(before, old, new, places)
        or _blocks_explained(old, new, places)
        or text_explained(before, old, new, places)
    )


def _with_definitions(before: str, places: Places) -> Page:
    """Return the page of the text before as it would be if it had the definitions that the edits make of text."""
    made = [line for edit in places.having(Effect.DEFINITIONS) for line in definitions_of(edit.text)]
    page = page_of(before)
    if not made:
        return page
    # In front, no comment that stays open hides them; but of two for one label, the first counts.
    labels = Counter(_label(line) for line in definitions_of(before))
    is_single = all(labels[_label(line)] <= 1 for line in made)
    return replace(page_of("\n".join((*made, "", before) if is_single else (before, "", *made))), hidden=page.hidden)


def _definitions_explained(before: str, old: Page, new: Page, places: Places) -> Difference | None:
    if old.hidden == new.hidden:
        return None
    lost = Counter(old.hidden) - Counter(new.hidden)
    gained = Counter(new.hidden) - Counter(old.hidden)
    removed, inserted = (bare("\n".join(side)) for side in _whole_lines(places))
    for written in lost:
        if bare(written) not in removed:
            kind = "comment" if written.startswith("<!--") else "definition"
            return Difference(line_holding(before, written), f"expected {quoted(written)}, found no such {kind}")
    for written in gained:
        if bare(written) not in inserted:
            return Difference(1, f"expected no {quoted(written)}, found one")
    made = bare("\n".join(edit.text for edit in places.having(Effect.DEFINITIONS)))
    # A definition that is mended was none of what is read.
    mended = {_label(written) for written in lost}
    for written in gained:
        # What was read may become no definition, whatever else its place becomes.
        if (
            _label(written) not in mended
            and bare(written) in removed
            and bare(written) not in made
            # In the middle of a paragraph it is text still.
            and bare(written) not in new.text
            and not visible(render(written))
        ):
            return Difference(line_holding(before, written), f"expected {quoted(written)} to be read, found a definition")
    return None


def _label(written: str) -> str:
    """Return the label of a definition, with the colon that other text lacks."""
    label, colon, _ = written.partition("]:")
    return label_of(label) + colon


def _whole_lines(places: Places) -> tuple[list[str], list[str]]:
    """Return the lines that the edits touch, before and after; whoever edits a part of a definition changes the whole."""
    before = places.before
    old: list[str] = []
    new: list[str] = []
    last_end = -1
    for _, edit in places.edits:
        start = before.rfind("\n", 0, edit.span.start) + 1
        end = before.find("\n", edit.span.end)
        end = len(before) if end < 0 else end
        if start < last_end:
            # A second edit of the same line: its text is appended as it will stand.
            tail = new[-1]
            new[-1] = tail[: len(tail) - (last_end - edit.span.start)] + edit.text + before[edit.span.end : end]
            old[-1] += before[last_end:end]
        else:
            old.append(before[start:end])
            new.append(before[start : edit.span.start] + edit.text + before[edit.span.end : end])
        last_end = end
    return old, new


def _headings_explained(before: str, old: Page, new: Page, places: Places) -> Difference | None:
    if old.headings == new.headings:
        return None
    texts = Effect.TEXT | Effect.LINKS | Effect.BLOCKS
    if len(old.headings) != len(new.headings) and Effect.BLOCKS not in places.effects:
        return Difference(1, f"expected {len(old.headings)} headings, found {len(new.headings)}")
    lost = Counter(text for _, text in old.headings) - Counter(text for _, text in new.headings)
    if lost and not places.effects & texts:
        return _heading_lost(before, next(iter(lost)))
    if lost and not places.effects & (Effect.TEXT | Effect.LINKS):
        removed = page_of(places.lines(Effect.BLOCKS)[0])
        known = {text for _, text in removed.headings}
        for text in lost:
            if text not in known and text not in removed.text:
                return _heading_lost(before, text)
    if Effect.HEADINGS in places.effects:
        return None
    levels = {text: level for level, text in new.headings}
    for (level, text), _ in (Counter(old.headings) - Counter(new.headings)).items():
        if text not in lost and level != levels[text]:
            message = f"expected {quoted(text)} as a heading of level {level}, found level {levels[text]}"
            return Difference(line_holding(before, text), message)
    return None if places.effects & texts else Difference(1, "expected the headings in their order, found another order")


def _heading_lost(before: str, text: str) -> Difference:
    return Difference(line_holding(before, text), f"expected the heading {quoted(text)}, found none")


def _targets_explained(before: str, old: Page, new: Page, places: Places) -> Difference | None:
    if old.targets == new.targets:
        return None
    removed, inserted = places.wide(Effect.LINKS | Effect.BLOCKS)
    for edit in places.having(Effect.LINKS | Effect.BLOCKS):
        # What stands beside a bare address may be no part of it.
        removed.append(before[edit.span.start : edit.span.end])
        inserted.append(edit.text)
    touched_old, touched_new = _touched(removed, places), _touched(inserted, places)
    lost = Counter(old.targets) - Counter(new.targets)
    gained = Counter(new.targets) - Counter(old.targets)
    touched_old.update(target for target in lost if _is_odd_and_holds(target, removed))
    touched_new.update(target for target in gained if _is_odd_and_holds(target, inserted))
    if any(not TARGET_END.isdisjoint(target) for target in (*lost, *gained)):
        # A bare address goes on over what ends the target of a link.
        before_words, after_words = (
            [*words, *(target_of(ESCAPED.sub(r"\1", word)) for word in words if word)] for words in places.words(Effect.LINKS)
        )
        touched_old.update(target for target in lost if any(target in word for word in before_words))
        touched_new.update(target for target in gained if any(target in word for word in after_words))
    for target in lost:
        if target not in touched_old:
            return Difference(line_holding(before, target), f"expected a link to {quoted(target)}, found none")
    # A definition made of text may hold more of an address than GitHub saw in the text.
    makes_definitions = Effect.DEFINITIONS in places.effects
    real = set(page_of(before).targets) if makes_definitions else lost
    hidden = _hidden(
        [each for each in lost if each in real], new.targets, new.targets if makes_definitions else gained, inserted
    )
    if hidden:
        return Difference(line_holding(before, hidden), f"expected a link to {quoted(hidden)}, found what hides it")
    for target in gained:
        if target not in touched_new:
            return Difference(line_holding(before, target), f"expected no link to {quoted(target)}, found one")
    touched = touched_old | touched_new
    old_rest = [target for target in old.targets if target not in touched]
    new_rest = [target for target in new.targets if target not in touched]
    for old_target, new_target in zip(old_rest, new_rest, strict=True):
        if old_target != new_target:
            message = f"expected a link to {quoted(old_target)} here, found one to {quoted(new_target)}"
            return Difference(line_holding(before, old_target), message)
    return None


def _hidden(lost: Iterable[str], targets: Sequence[str], longer: Iterable[str], inserted: Sequence[str]) -> str | None:
    """Return a target that is still written in an edited place, but leads nowhere any more, or None."""
    for target in lost:
        is_written = len(target) >= LEAST_TOLD and TARGET_END.isdisjoint(target) and any(target in piece for piece in inserted)
        if is_written and target not in targets and not any(target in other for other in longer):
            return target
    return None


def _is_odd_and_holds(target: str, pieces: Sequence[str]) -> bool:
    """Whether a target that its author did not mean, such as `a](https://b`, holds one of the pieces."""
    if TARGET_END.isdisjoint(target) and not _closes_more(target):
        return False
    parts = (part.lstrip(BESIDE) for piece in pieces for part in (piece, *AROUND_TARGETS.split(piece)))
    return any(len(part) >= LEAST_TOLD and (part in target or target_of(part) in target) for part in parts)


def _closes_more(target: str) -> bool:
    """Whether a parenthesis closes none before it."""
    depth = 0
    for character in target:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return False


def _touched(slices: Sequence[str], places: Places) -> set[str]:
    """Return every target that stands in the slices: as links, bare, as plain text between brackets, or by a label."""
    text = "\n\n".join(slices)
    found = set(targets_of(places.rendered(text)))
    if "\\|" in text:
        # In a cell, the backslash is none of the target.
        found.update(targets_of(places.rendered(text.replace("\\|", "|"), is_row=False)))
    if NO_REFERENCE.search(text):
        # Browsers take `&copy` for a character, Markdown does not.
        plain = NO_REFERENCE.sub("&amp;", text)
        found.update(target_of(piece) for piece in AROUND_TARGETS.split(plain) if piece)
    for piece in AROUND_TARGETS.split(text):
        # A bare address may follow other characters than these, and what looks like another.
        addresses = (piece[address.start() :] for address in islice(SCHEME.finditer(piece), MOST_ADDRESSES))
        parts = (piece, piece.lstrip(BESIDE), *addresses)
        found.update(target_of(part) for part in parts if part)
    found.update(target_of(piece) for piece in slices if piece)
    if "\\" in text:
        found.update(target_of(ESCAPED.sub(r"\1", piece)) for piece in slices if "\\" in piece)
    found.update(target_of(piece.rstrip(".,;:!?*_")) for piece in slices if piece.rstrip(".,;:!?*_"))
    labels = "\n\n".join(f"[{label}]" for label in LABEL.findall(text) if label_of(label) in places.definitions)
    if labels:
        found.update(targets_of(places.rendered(labels)))
    found.update(target_of(f"#fn-{label[1:]}") for label in LABEL.findall(text) if label.startswith("^") and len(label) > 1)
    if "'" in text:
        # In HTML it ends a target, in Markdown it is a part of one.
        found.update(target_of(piece) for piece in AROUND_PLAIN_TARGETS.split(text) if piece)
    if "href=" in text or "src=" in text:
        # HTML needs no quotes around a target.
        found.update(target_of(piece) for piece in AROUND_BARE_TARGETS.split(text) if piece)
    if "" not in found and "]()" in text:
        found.add("")
    return found


def _blocks_explained(old: Page, new: Page, places: Places) -> Difference | None:
    if old.blocks == new.blocks:
        return None
    removed, inserted = places.lines(Effect.BLOCKS)
    room = 0
    if Effect.BLOCKS in places.effects:
        # A mark in front of a line makes or ends one block of a kind, so no kind may change more often than lines are touched,
        # or than lines that are touched have such marks.
        marks = sum(len(MARKER.findall(begin)) for side in (removed, inserted) for begin in BEGINNING.findall(side))
        room = max(removed.count("\n") + inserted.count("\n") + len(places.edits) + 1, marks)
    for name, noun in BLOCK_NAMES.items():
        was, now = old.blocks.get(name, 0), new.blocks.get(name, 0)
        if abs(was - now) > room:
            line = _line_of_first_edit(places)
            return Difference(line, f"expected {was} {noun}, found {now}")
    return None


def _line_of_first_edit(places: Places) -> int:
    return places.before.count("\n", 0, places.edits[0][1].span.start) + 1 if places.edits else 1
