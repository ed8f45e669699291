from collections.abc import Iterator

from msgspec import Struct

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Effect, Fix
from awesome_lint.document import Document, by_stretch
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import BOM, Source, Span

# What Windows shows of the bytes 0x80 to 0x9f, which are controls in Latin-1, as are those five there that it has no character
# for.
WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {character: 0x80 + index for index, character in enumerate(WINDOWS)}
# What the first byte of a character looks like: Latin (LATIN and SIGNS), Greek, Cyrillic, punctuation, Han and Hangul,
# full-width forms, emoji.
LATIN, SIGNS, GREEK, CYRILLIC, PUNCTUATION, EASTERN, FULL_WIDTH, EMOJI = "ÃÄÅ", "Â", "ÎÏ", "ÐÑ", "â", "ãäåæçèéêëìí", "ï", "ð"
LEADS = LATIN + SIGNS + GREEK + CYRILLIC + PUNCTUATION + EASTERN + FULL_WIDTH + EMOJI
# What is not settled after so many passes was never a word.
MOST_PASSES = 30
RUN = lazy(rf"[{WINDOWS}\x80-\xff]{{2,}}")
WORD = lazy(rf"(?:[^\W_]|[{WINDOWS}\x80-\xff])+")
# What fonts of TeX make of a dash when text is copied from a PDF: pages 286ś294.
COPIED_DASH = "ś"
# U+FFFD, and what became of it where it was misread itself.
SIGNS_OF_LOSS = ("\ufffd", "¿")
LOST = lazy(r"(?:\ufffd|ï¿½)+")

# Marks that may follow any letter, so that one of these lets a letter be a letter.
QUOTES_AND_DASHES = "…‘’“”–—«»‹›"
MAY_FOLLOW = QUOTES_AND_DASHES + "™®©†‡•\xa0°¹²³"
MARKS = frozenset("*_~")
OPENING = "«\"'“‘("


class Mojibake(Rule, frozen=True):
    """Characters that were read in a wrong encoding: `Ã©` for `é`, `â€™` for an apostrophe, U+FFFD for a lost one.

    So is the `ś` between the numbers of pages that were copied from a PDF, which was a dash there.

    ## Why

    A text in UTF-8 that a program took for Latin-1 or Windows-1252 shows two or three strange characters for each one that
    is not English. Names of people suffer most, and nobody finds them.

    ## Bad

    ```markdown
    - **Rowing at night.** *JosÃ© LÃ³pez and Ann Bee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **Rowing at night.** *José López and Ann Bee.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes the characters as they were, where that gives letters that belong there. None for U+FFFD, which stands for a
    lost character, nor in a heading that links of the page lead to, since its anchor would change, nor for a mark beside those
    of emphasis, which it would end.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        for span, _ in prose.stretches(document, _lost(document)):
            yield self.diagnostic(span, f"`{source.slice(span)}` stands for a character that was lost: write it anew.")
        for span, _ in prose.stretches(document, _copied_dashes(document)):
            message = f"`{COPIED_DASH}` between the numbers should be a dash, `–`."
            yield self.diagnostic(span, message, None if is_anchor(document, span) else Fix.replace(span, "–"))
        for span, _ in prose.stretches(document, _suspects(document)):
            found = source.slice(span)
            edits = [
                Edit(Span(span.start + match.start(), span.start + match.end()), decoded)
                for match in RUN.finditer(found)
                if (decoded := _decoded(match.group(), _before(found, match.start()), _after(found, match.end())))
                != match.group()
            ]
            if edits:
                expected = _replaced(found, span.start, edits)
                # At the beginning of a file, a byte order mark is none of its text.
                is_text = edits[0].span.start > 0 or not edits[0].text.startswith(BOM)
                is_mendable = (
                    is_text and not is_anchor(document, span) and not any(_turns_marks(source, edit) for edit in edits)
                )
                fix = Fix.of(edits) if is_mendable else None
                yield self.diagnostic(span, f"`{found}` is read in a wrong encoding: write `{expected}`.", fix)


class Piece(Struct, frozen=True):
    """The characters that are the bytes of one, and that one; or a character that is itself."""

    written: str
    character: str


@by_stretch
def _lost(document: Document) -> tuple[Span, ...]:
    """Return where characters are lost next to letters; one that stands alone is what the text is about."""
    text = document.source.text
    if document.source.special_characters.isdisjoint(SIGNS_OF_LOSS):
        return ()
    spans = (Span(*match.span()) for match in LOST.finditer(text))
    return tuple(
        [span for span in spans if text[max(span.start - 1, 0) : span.start].isalnum() or text[span.end :][:1].isalnum()]
    )


@by_stretch
def _copied_dashes(document: Document) -> tuple[Span, ...]:
    text = document.source.text
    places = prose.places(document.source, COPIED_DASH)
    return tuple([Span(at, at + 1) for at in places if text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()])


@by_stretch
def _suspects(document: Document) -> tuple[Span, ...]:
    """Return the words with what may be the first two bytes of a character."""
    return tuple(_words_of_bytes(document.source))


def _words_of_bytes(source: Source) -> Iterator[Span]:
    text = source.text
    end = 0
    for place in prose.places(source, LEADS):
        if place < end or not 0x80 <= BYTES.get(text[place + 1 : place + 2], 0) < 0xC0:
            continue
        start = place
        while start and WORD.match(text, start - 1, start):
            start -= 1
        match = WORD.match(text, start)
        if match:
            end = match.end()
            yield Span(start, end)


def _before(text: str, offset: int) -> str:
    return text[offset - 1 : offset] if offset else ""


def _after(text: str, offset: int) -> str:
    return text[offset : offset + 1]


def _decoded(run: str, before: str, after: str) -> str:
    """Return what a run of characters was before it was misread, as often as it was; doubtful ones as they are.

    `before` and `after` are the characters beside it.
    """
    decoded = run
    for _ in range(MOST_PASSES):
        found = _decoded_once(decoded, before, after)
        if found == decoded or not RUN.fullmatch(found):
            return found
        decoded = found
    return run


def _decoded_once(run: str, before: str, after: str) -> str:
    pieces = list(_pieces(run))
    parts: list[str] = []
    at = 0
    for index, piece in enumerate(pieces):
        end = at + len(piece.written)
        is_decoded = len(piece.written) > 1 and (
            _is_plausible(piece, _before(run, at) or before, _after(run, end) or after) or _has_company(pieces, index)
        )
        parts.append(piece.character if is_decoded else piece.written)
        at = end
    return "".join(parts)


def _pieces(run: str) -> Iterator[Piece]:
    at = 0
    while at < len(run):
        byte = BYTES[run[at]]
        length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC2 else 1
        written = run[at : at + length]
        try:
            character = bytes(map(BYTES.__getitem__, written)).decode("utf-8")
        except UnicodeDecodeError:
            written = character = run[at]
        yield Piece(written, character)
        at += len(written)


def _is_plausible(piece: Piece, before: str, after: str) -> bool:
    """Whether nobody would write these characters there, and the one that they are the bytes of is a usual one."""
    written, character = piece.written, piece.character
    lead, second = written[0], written[1]
    if lead in LATIN:
        if character == "×":
            return before.isdigit()
        if not character.isalpha():
            return False
        # No capital follows a small letter, and no sign parts a capital from the small letters after it.
        if before.islower() or second not in MAY_FOLLOW:
            return True
        is_alone = not before.isalpha()
        return (after.islower() and (is_alone or second not in QUOTES_AND_DASHES)) or (is_alone and second == "\xa0")
    if lead in SIGNS:
        return not before.isupper() and before not in tuple(OPENING)
    if lead in GREEK:
        return character.isalpha() and second not in QUOTES_AND_DASHES
    if lead in PUNCTUATION:
        return "\u2010" <= character <= "\u2bff" and not (second in QUOTES_AND_DASHES and written[2] in QUOTES_AND_DASHES)
    if lead in FULL_WIDTH:
        return "\uff00" <= character <= "\uffef" or character in "\ufe0f\ufeff"
    return lead in EMOJI


def _has_company(pieces: list[Piece], index: int) -> bool:
    """Whether the piece before or after this one is of the same foreign script: one alone may be chance."""
    written, character = pieces[index].written, pieces[index].character
    if written[0] not in CYRILLIC + EASTERN or not character.isalpha():
        return False
    return any(
        len(other.written) == len(written) and other.character.isalpha() and other.written[0] in CYRILLIC + EASTERN
        for other in pieces[max(index - 1, 0) : index + 2]
        if other is not pieces[index]
    )


def _turns_marks(source: Source, edit: Edit) -> bool:
    """Whether marks of emphasis beside the characters would open or close no more, or do so now: beside marks they are none."""
    line = source.line_span(source.line_number(edit.span.start))
    begins_line = not source.text[line.start : edit.span.start].strip() and not edit.text[:1].isalnum()
    if begins_line and source.text[edit.span.end : edit.span.end + 1] in (" ", "\t"):
        # What begins a line decides what block it is.
        return True
    before, after = source.text[max(edit.span.start - 1, 0) : edit.span.start], source.text[edit.span.end : edit.span.end + 1]
    return (before in MARKS and not edit.text[:1].isalnum()) or (after in MARKS and not edit.text[-1:].isalnum())


def _replaced(word: str, offset: int, edits: list[Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (word[position : edit.span.start - offset], edit.text)
        position = edit.span.end - offset
    return "".join((*parts, word[position:]))
