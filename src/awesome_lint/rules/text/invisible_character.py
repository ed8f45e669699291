import unicodedata
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document
from awesome_lint.facts import prose
from awesome_lint.patterns import lazy, unicode_pattern
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Source, Span, within

# Controls but tab and newline, soft hyphen, zero-width and invisible characters, line separators, annotation marks. Those that
# turn the direction of text belong to another rule, as do spaces of other widths.
RANGES = (
    *((0x01, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F)),
    *((0x200B, 0x200D), (0x2028, 0x2029), (0x2060, 0x2064), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB)),
)
INVISIBLE = lazy(rf"(?:[{''.join(f'{chr(first)}-{chr(last)}' for first, last in RANGES)}]|\u00ad\u2010?)+")
# One of these is in every run.
SUSPECTS = frozenset(["\u00ad", *(chr(code) for first, last in RANGES for code in range(first, last + 1))])
# What copying from a PDF makes of a hyphen.
PDF_HYPHEN = "\u00ad\u2010"
# A form feed is a space to HTML.
LINE_SEPARATORS = "\u2028\u2029\x0c"
CONTROL = lazy(r"[\x00-\x1f\x7f-\x9f]")
ZERO_WIDTH_SPACE, NON_JOINER, JOINER = "\u200b", "\u200c", "\u200d"

# Scripts in which a joiner decides how letters are drawn, those without spaces, whose words a zero-width space parts, and the
# emoji that a joiner glues together.
JOINED = (
    r"[\p{Arabic}\p{Syriac}\p{Mandaic}\p{Mongolian}\p{Nko}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Balinese}\p{Javanese}]"
)
UNSPACED = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Javanese}\p{Balinese}]"
EMOJI_BEFORE = r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]"
EMOJI_AFTER = r"\p{Extended_Pictographic}"

# An address that goes on, or one of which the beginning is parted.
ADDRESS_BEFORE = lazy(r"(?:://|\bwww\.)(?:(?!://|\bwww\.)[^ \t\n<>)\]])*\Z")
MAIL_BEFORE = lazy(r"[\w.+-]@[\w.-]*\Z")
# Browsers need no semicolon behind the name of a character.
ENTITY_BEFORE = lazy(r"&#?\w*\Z")
ADDRESS_AFTER = lazy(r"[A-Za-z]*://|w{0,2}\.\w|[\w.+-]*@\w")
# The line below the header of a table.
DEFINITION = lazy(r"^[^\[\]\n]*\[[^\[\]\n]*\]:(?:[ \t]*[^ \t\n]+)?[ \t]*")
DELIMITERS = lazy(r"[ \t|:>]*-[ \t|:-]*")
LONGEST_WORD = 300
COMMENT_MARKS = ("<!--", "-->")
# With a space behind it, this begins an entry or a heading.
MARKER = lazy(r"[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})")

# What stands before the first word of a line.
LINE_BEGINNING = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
# What makes a block of a line.
BLOCK = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|[-=:|_* \t]+$|```|~~~|\[[^\]]*\]:)")
# Next to these nothing becomes markup, a mention or an address when the characters between are gone; next to a letter, neither
# do the marks, since a letter and an invisible character are one to the rules of emphasis.
PLAIN = r"[\p{L}\p{M}\p{Nd}\s,;?%'\"–—-]|[^\x00-\x7f]"
LETTER = r"\p{L}"
MARK_BEFORE = lazy(r"[*_~\[\]()|]")
MARK_AFTER = lazy(r"[*_~\[\]()|]|\.(?!\w)")


class InvisibleCharacter(Rule, frozen=True):
    """Characters that nobody sees: zero-width spaces and joiners, soft hyphens, byte order marks, controls.

    Joiners inside emoji and in scripts that are written with them are left alone, and so is code.

    ## Why

    They come along when text is copied from a PDF or a web page. Searching for the word then fails, sorting and comparing go
    wrong, and nobody sees why.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows a\u200blong the shore.
    ```

    ```markdown
    - **Zero\u00ad\u2010Shot Rowing.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore.
    ```

    ```markdown
    - **Zero-Shot Rowing.** *Ann Bee and Cy Dee.* [paper](https://example.org/1)
    ```

    ## Fix

    Takes the character out, which changes nothing that a reader sees; a line separator between two words becomes a space, and
    a soft hyphen with a hyphen after it a plain `-`. There is no fix inside an address, where a control character may stand
    for a lost letter, and where the text around would become markup or an address, or the line an entry or another block.
    """

    looks_at = Looks.SECTION
    fixable = Applicability.SAFE
    effect = Effect.TEXT

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        found = [span for run in _runs(source) for span in _unwanted(source.text, run)]
        if not found:
            return
        code = document.code
        places = (*(link.url_span for link in document.links), *(each.url_span for each in document.definitions))
        addresses = sorted(place for place in places if place is not None)
        tags = [tag.span for text in document.tags for tag in text]
        comments = tuple(_long_comments(source.text))
        for span in found:
            if any(place.overlaps(span) for place in code):
                continue
            replacement = _replacement(source.text, span)
            is_free = not any(within(each, span) for each in (addresses, tags, comments))
            is_mendable = is_free and _is_mendable(source, span, replacement) and not _makes_markup(source, span, replacement)
            fix = Fix.replace(_with_space(source.text, span), replacement) if is_mendable else None
            yield self.diagnostic(span, _message(source.slice(span), replacement), fix)


def _runs(source: Source) -> Iterator[Span]:
    """Yield the runs of invisible characters."""
    end = 0
    for place in prose.places(source, SUSPECTS):
        match = INVISIBLE.match(source.text, place) if place >= end else None
        if match:
            end = match.end()
            yield Span(*match.span())


def _unwanted(text: str, run: Span) -> Iterator[Span]:
    """Yield the stretches of a run of invisible characters that have no business there."""
    start = run.start
    for at in range(run.start, run.end):
        if _is_wanted(text, at):
            if at > start:
                yield Span(start, at)
            start = at + 1
    if run.end > start:
        yield Span(start, run.end)


def _is_wanted(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character == ZERO_WIDTH_SPACE:
        return bool(unicode_pattern(UNSPACED).match(before) or unicode_pattern(UNSPACED).match(after))
    if character not in (NON_JOINER, JOINER):
        return False
    if unicode_pattern(JOINED).match(before) or unicode_pattern(JOINED).match(after):
        return True
    return character == JOINER and bool(
        unicode_pattern(EMOJI_BEFORE).match(before) and unicode_pattern(EMOJI_AFTER).match(after)
    )


def _long_comments(text: str) -> Iterator[Span]:
    """Yield the comments of more lines than one: what nobody reads there is nobody's trouble."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        if "\n" in text[start:end]:
            yield Span(start, end + 3)
        start = text.find("<!--", end)


def _makes_markup(source: Source, span: Span, replacement: str) -> bool:
    """Whether what is around the characters becomes an entry, an address or a tag, or may become one, when they are gone."""
    line = source.line_span(source.line_number(span.start))
    before = source.text[max(line.start, span.start - LONGEST_WORD) : span.start]
    after = source.text[span.end : min(line.end, span.end + LONGEST_WORD)]
    if DELIMITERS.fullmatch(before + replacement + after):
        return True
    if any(map(DEFINITION.fullmatch, (source.slice(line), before + replacement + after))):
        # One of the two texts may define a link, and the other say something.
        return True
    following = (replacement + after)[:1]
    if MARKER.fullmatch(before) and (not following or following in " \t"):
        return True
    joined = before + replacement + after
    if any(joined.count(mark) != source.slice(line).count(mark) for mark in COMMENT_MARKS if mark in joined):
        return True
    opening = before.rfind("<")
    if before.rfind("](") > before.rfind(")"):
        # GitHub may find a target there where we do not.
        return True
    if opening > before.rfind(">") and not before.startswith(("<!--", "< "), opening):
        return True
    if (replacement + after)[:1].isalnum() and ENTITY_BEFORE.search(before):
        return True
    if after[:4].casefold() == "www.":
        # Behind the character it is none yet.
        return True
    begun = ADDRESS_BEFORE.search(before) or (MAIL_BEFORE.search(before) and after[:1].isalnum())
    return begun is not None or ((replacement + before)[-1:].isalnum() and ADDRESS_AFTER.match(after) is not None)


def _replacement(text: str, span: Span) -> str:
    """Return what belongs in the place of the characters."""
    characters = text[span.start : span.end]
    if characters == PDF_HYPHEN:
        # `Yuan-` was hyphenated already.
        return "" if text[span.start - 1 : span.start] == "-" else "-"
    glues = text[span.start - 1 : span.start].strip() and text[span.end : span.end + 1].strip()
    return " " if glues and any(character in LINE_SEPARATORS for character in characters) else ""


def _is_mendable(source: Source, span: Span, replacement: str) -> bool:
    text = source.text
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if CONTROL.search(source.slice(span)) and before.isalnum() and after.isalnum():
        # `di\x0berent` has lost its `ff`.
        return False
    line = source.line_span(source.line_number(span.start))
    if LINE_BEGINNING.fullmatch(text, line.start, span.start):
        return bool(unicode_pattern(LETTER).match(after))
    if _makes_a_block(source.slice(line), Span(span.start - line.start, span.end - line.start), replacement):
        return False
    if replacement or not after:
        return True
    if unicode_pattern(PLAIN).match(before) and unicode_pattern(PLAIN).match(after):
        return True
    return bool(
        (unicode_pattern(LETTER).match(before) and MARK_AFTER.match(text, span.end))
        or (MARK_BEFORE.match(before) and unicode_pattern(LETTER).match(after))
    )


def _makes_a_block(line: str, span: Span, replacement: str) -> bool:
    """Whether the line begins a block once the characters are gone, such as an entry, and did not before."""
    found = BLOCK.match(line[: span.start] + replacement + line[span.end :])
    return found is not None and found.end() >= span.start and BLOCK.match(line) is None


def _with_space(text: str, span: Span) -> Span:
    """Return the span with the space before it where it ends a line: two spaces there would break the line."""
    start = span.start
    if text[span.end : span.end + 1] in ("", "\n"):
        while start and text[start - 1] in " \t":
            start -= 1
    return Span(start, span.end)


def _message(characters: str, replacement: str) -> str:
    remedy = {"": "remove it", " ": "write a space"}.get(replacement, f"write `{replacement}`")
    found = " and ".join(dict.fromkeys(_name(character) for character in characters))
    return f"Invisible {found}: {remedy}."


def _name(character: str) -> str:
    name = unicodedata.name(character, "control character").lower()
    return f"{name} (U+{ord(character):04X})"
