import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from awesome_lint.diagnostic import Applicability, Diagnostic, Edit, Fix
from awesome_lint.document import Document, LinkKind, Text, of_page, remembered, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_separator, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import EASTERN, is_french
from awesome_lint.facts.spacing import DOUBLED
from awesome_lint.knowledge.spelling import DERIVATIONS, INFLECTIONS, lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

COMMA = lazy(r",(?:(?<=[a-z]{2},)|(?<=[a-z]{3}\),))(?=[A-Za-z]{2})")
# What begins a sentence. Any other word may be the second half of a name: `Boost.Asio`, `http.Handler`.
STARTERS = """
After Also An And As At Because But By Can Each Every Finally First For From Furthermore Have He Here How However If In Is It
Its Moreover Most No Not Note On One Or Our Please She Since So Some Specifically Supports That The Their Then There Therefore
These They This Those Though Thus To Unlike Very We What When Where Which While With You Your
"""
# A list that writes nothing between a comma and a link does so by habit.
COMMA_LINK, LOOSE_COMMA_LINK = lazy(r",(?<=[\w)\]],)(?=\[[^\]\n])"), lazy(r", (?=\[)")
# A full-width mark has its space in it; a bare address behind one needs another.
WIDE_MARK = lazy(
    r" (?<=\w[，。；：、！？] )(?:(?<=[\u4e00-\u9fff]. )(?=[\u4e00-\u9fffA-Za-z])|(?=[\u4e00-\u9fff]))(?!https?:|www\.)"
)
TIGHT_WIDE_MARK = lazy(r"(?<=\w[，。；：、！？])(?=[\u4e00-\u9fffA-Za-z])")
# `SoCC' 15` for `SoCC '15`.
YEAR_MARK = lazy(
    r"['’] (?:(?<=[A-Z][A-Za-z]['’] )|(?<=[a-z][A-Z]['’] )|(?<=[a-z]{4}['’] ))"
    r"(?=(?:[0-3]\d|9\d|(?:19|20)\d\d)(?![\w.%]| [a-z]))"
)
# `LMCF:"Large margin tracking"`.
QUOTE = lazy(r":(?<=[A-Za-z0-9)]:)(?=[\"“][A-Z][A-Za-z])")
STOP = lazy(rf"\.(?<=[a-z]{{3}}\.)(?=(?:{'|'.join(STARTERS.split())}|[AI])[ ][a-z])")
PARENTHESIS = lazy(r"\((?<=[A-Za-z]{2}\()(?=[A-Za-z])")
# Behind a remark of several words or an acronym; `(de)serializer` and `(Vision-)Language` are words.
AFTER_PARENTHESIS = lazy(r"\)(?=[a-z]{3,20} |[A-Z][a-z]{3,20} )")
HELD_BEFORE = lazy(r"(?:(?<= )\([A-Z]{3,8}|\([^()\n]*[A-Za-z]{2},? [^()\n]*[A-Za-z]{2})\Z")
LONGEST_HELD = 80
# Two remarks: `(from Oar)(EuroBoat '23)`; `f(x)(y)` is code.
BETWEEN_PARENTHESES = lazy(r"\)\((?<=[A-Za-z0-9]\)\()(?=[A-Za-z0-9][^()\n]{2,80}\))")
REMARK_BEFORE = lazy(r"(?<=[ ,.])\([^()\n]{3,80}\Z")
LOOSE_PARENTHESIS = lazy(r"\((?<=[\w)] \()(?=[A-Za-z])")
# A box to tick is one by the space behind it.
BEFORE_MARK = lazy(
    r"[ \t](?<=[A-Za-zÀ-ɏ0-9)\]][ \t])(?<!\[[ xX]\][ \t])[ \t]*(?:,(?=[\sA-Za-z])|[;:](?=\s)|[.!?](?=[*_]{0,3}\s*\n|\s+[A-Z]))"
    # Behind an abbreviation: `Lee et al. , 2020`.
    r"|[ \t](?<=[a-z]\.[ \t]),(?=\s)"
)
# Of a dash that stands between words.
DOUBLED_BEHIND_DASH = lazy(r"[ ](?<=\S [-–—] )[ ]{1,2}(?=[\w(\[\"“‘*`&])")
TIGHT_COLON = lazy(r":(?<=[A-Za-zÀ-ɏ0-9)\]]:)(?=\s)")
REMARK_AFTER_LINK = lazy(r"\((?:by|in|for|see|from|with|and|the) [A-Za-z]")
PADDED = lazy(r"\([ ]+(?=\w)|[ ](?<=[\w%\"”] )(?=\))")
# `PGD[Towards Robust Nets](url)`, and `[Oar](url)is a library`.
WORD_BEFORE_LINK, WORD_AFTER_LINK = lazy(r"(?<![\w/.@#-])[A-Za-z][A-Za-z-]*[A-Za-z]\Z"), lazy(r"[a-z]{2,20}(?=[ .,;:\n]|\Z)")
# Which spaces before a tab no one sees: the tab leads to the same column without them.
BEFORE_TAB = lazy(r"(?<! )[ ]+(?=\t)")
TAB = 4
# A table in which more cells have several spaces beside a bar is padded so that its bars stand in a line.
MOST_PADDED = 0.1
ATTRIBUTE = lazy(r"(?<=\s)(?:href|src|alt|title|width|height|align)(?P<sign>[ ]?=[ ]?)(?=[\"'])")
# A list that writes so many, and a greater share, so does it by habit.
MOST_LOOSE, MOST_TIGHT = 0.2, 0.5
LEAST = 5

WORD_BEFORE = lazy(r"(?:^|(?<=[\s(\[“\"'/*]))[A-Za-z][A-Za-z0-9-]*\Z")
# One name, or several words: what an explanation is. `range(start)` and `f(X)` are code, `GPT-4V(ision)` and `word(s)` parts.
HELD = lazy(r"\((?P<held>[^()\n]{2,90})\)(?!\.?[A-Za-z(\[])")
NAME = lazy(r"[A-Z][A-Za-z0-9+-]*[A-Za-z0-9+]")
# What a function is told, which ends a text: `(path, [options], cb)`, `(string, options?)`.
PARAMETER = r"\[?(?:\.{3})?[a-z]\w*\??\]?(?: = [\w.]+)?"
PARAMETERS = lazy(rf"\({PARAMETER}(?:, (?:{PARAMETER}|\.{{3}}\]?))+\)\Z")
STATUS = frozenset(["accepted", "demo", "official", "oral", "poster", "rejected", "spotlight", "unofficial", "workshop"])
LONG_WORD = lazy(r"[A-Za-z]{3,}")
LONGEST_WORD = 40
LAST_WORD = lazy(r"(?<![A-Za-z])[A-Za-z]+\Z")
GLUED_BEFORE, GLUED_AFTER = lazy(r"[A-Za-z]{3}\Z"), lazy(r"[A-Za-z]{3}")
CAMEL = lazy(r"[A-Z][a-z0-9]+[A-Z][A-Za-z0-9]+")


class TextSpacing(Rule, frozen=True):
    """White space that is missing from a text, doubled in it, or before a mark: `file,threads`, `code(GPU only)`, `fast .`.

    So are a space behind a full-width mark, one inside a short year (`SoCC' 15`), two beside a bar of a table that has one
    beside the others and is not padded for the bars to line up, a space before the tab that an item is indented by, and one
    beside the `=` of an attribute in HTML.

    ## Why

    These are slips of typing, and so is a tab in a text. Readers stumble over words that run into each other, and a search for
    the words finds nothing.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore,sails(in  summer only) and dives .
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows along the shore, sails (in summer only) and dives.
    ```

    A list that mostly writes no space before a parenthesis, or one before a colon, does so by habit. So does a page in French
    before `:`, `;`, `!` and `?`.

    ## Fix

    Safe: puts the space in or takes it out. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        judge = _Judge(document)
        for found, message, written in (
            (judge.doubled(" "), "Several spaces: write one.", " "),
            (judge.doubled("\t"), "Tab in the text: write a space.", " "),
            (judge.commas(), "Missing space after `,`: add one.", ", "),
            (judge.links_after_commas(), "Missing space after `,`: add one.", ", "),
            (judge.wide_marks(), "Space after a full-width mark: remove it.", ""),
            (judge.year_marks(), "Space between the apostrophe and its year: move it before the apostrophe.", " '"),
            (judge.quotes(), "Missing space after `:`: add one.", ": "),
            (judge.stops(), "Missing space after `.`: add one.", ". "),
            (judge.parentheses(), "Missing space before `(`: add one.", " ("),
            (judge.after_parentheses(), "Missing space after `)`: add one.", ") "),
            (judge.between_parentheses(), "Missing space between `)` and `(`: add one.", " "),
            (judge.glued_code(), "Missing space beside code: add one.", " "),
            (judge.glued_links(), "Missing space beside the link: add one.", " "),
            (judge.beside_bars(), "Several spaces beside the bar: write one.", " "),
            (judge.padded(), "Space inside parentheses: remove it.", ""),
            (judge.attributes(), "Space beside the `=` of an attribute: remove it.", "="),
            (judge.before_tabs(), "Space before a tab: remove it.", ""),
            *((judge.before_marks(mark), f"Space before `{mark}`: remove it.", "") for mark in ",;:.!?"),
        ):
            # What one text has several of is one slip.
            for _, places in groupby(found, lambda pair: pair[1].span):
                spans = [span for span, _ in places]
                fix = None if is_anchor(document, spans[0]) else Fix.of(Edit(span, written) for span in spans)
                yield message, self.diagnostic(spans[0], message, fix)


class _Judge:
    """Finds white space that is missing or too much."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source

    def doubled(self, kind: str) -> Iterator[tuple[Span, Text]]:
        """Yield the places with more than a space, or with nothing but a tab."""
        for span, text in self._doubled:
            if (self.source.slice(span) == "\t") is (kind == "\t"):
                yield span, text

    @cached_property
    def _doubled(self) -> tuple[tuple[Span, Text], ...]:
        found = sorted([*self._matches(DOUBLED), *self._matches(DOUBLED_BEHIND_DASH)], key=itemgetter(0))
        return tuple(pair for pair in found if not _is_of_others(self.document, pair[0]))

    def commas(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(COMMA):
            if not in_authors(self.document, span) and not EASTERN.search(text.value):
                yield span, text

    def links_after_commas(self) -> Iterator[tuple[Span, Text]]:
        found = _links_after_commas(self.document)
        if found and _is_seldom(self.document, Kind.COMMA_LINK):
            yield from found

    def wide_marks(self) -> Iterator[tuple[Span, Text]]:
        if self.source.special_characters.isdisjoint("，。；：、！？"):
            return
        found = list(self._matches(WIDE_MARK))
        if found and _is_seldom(self.document, Kind.WIDE_MARK):
            yield from found

    def year_marks(self) -> Iterator[tuple[Span, Text]]:
        yield from self._matches(YEAR_MARK)

    def quotes(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(QUOTE):
            if not EASTERN.search(text.value):
                yield span, text

    def stops(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(STOP):
            word = LAST_WORD.search(text.value, 0, span.start - text.span.start)
            if word and lexicon().knows(word.group().lower()):
                yield span, text

    def parentheses(self) -> Iterator[tuple[Span, Text]]:
        for span, text, name in _explanations(self.document):
            if not (name and _is_word(self.document, name)) and _are_explanations_seldom(self.document):
                yield span, text

    def after_parentheses(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(AFTER_PARENTHESIS):
            at = span.start - text.span.start
            opening = text.value.rfind("(", max(at - LONGEST_HELD, 0), at)
            if opening > 0 and not in_authors(self.document, span) and HELD_BEFORE.match(text.value, opening, at):
                yield span, text

    def between_parentheses(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(BETWEEN_PARENTHESES):
            at = span.start - text.span.start
            if REMARK_BEFORE.search(text.value, max(at - LONGEST_HELD - 1, 0), at) and not in_authors(self.document, span):
                middle = span.start + len(")")
                yield Span(middle, middle), text

    def glued_code(self) -> Iterator[tuple[Span, Text]]:
        """Yield the places between code and a word; what follows may be its plural, and two backticks may be quotes."""
        for code in self.document.code:
            beside = self.source.beside(code)
            written = self.source.slice(code)
            if not written.startswith("`") or "\n" in written or written.startswith("``"):
                continue
            if GLUED_BEFORE.search(beside.before):
                place = Span(code.start, code.start)
                yield place, Text("", place)
            if GLUED_AFTER.match(beside.after):
                place = Span(code.end, code.end)
                yield place, Text("", place)

    def glued_links(self) -> Iterator[tuple[Span, Text]]:
        """Yield the places between a link of several words and a word before it, and between a link and a word of English after
        it; `it[s](url)` and `[word](url)s` are one word."""
        if not _glued_links(self.document) or not _is_seldom(self.document, Kind.LINK):
            return
        for place in _glued_links(self.document):
            if not in_authors(self.document, place):
                yield place, Text("", place)

    def padded(self) -> Iterator[tuple[Span, Text]]:
        for span, text in self._matches(PADDED):
            yield (Span(span.start + 1, span.end) if self.source.slice(span).startswith("(") else span), text

    def attributes(self) -> Iterator[tuple[Span, Text]]:
        """Yield the signs between names and values in HTML that have a space beside them, unlike most of the page."""
        loose = [sign for sign in _signs(self.document) if sign.end - sign.start > 1]
        if loose and _is_seldom(self.document, Kind.ATTRIBUTE):
            for sign in loose:
                yield sign, Text("", sign)

    def before_tabs(self) -> Iterator[tuple[Span, Text]]:
        """Yield the spaces before tabs in front of list items that would stand in the same column without them."""
        has_tabs = self.source.last("\t", self.source.end) >= 0
        for item in self.document.items if has_tabs else ():
            indent = self.source.beside(item.marker.span).before
            if " \t" in indent and indent.isspace() and BEFORE_TAB.sub("", indent).expandtabs(TAB) == indent.expandtabs(TAB):
                start = item.marker.span.start - len(indent)
                whole = Text(indent, Span(start, item.marker.span.start))
                for match in BEFORE_TAB.finditer(indent):
                    yield Span(start + match.start(), start + match.end()), whole

    def beside_bars(self) -> Iterator[tuple[Span, Text]]:
        """Yield the spaces too many between a bar and what its cell holds, in tables whose cells have one."""
        for table in self.document.tables:
            cells = [cell.span for row in table.values() for cell in row]
            written = self.source.slice(Span(min(table), cells[-1].end + 3)) if cells else ""
            if "  |" not in written and "|  " not in written:
                continue
            rows = [[side for cell in row if cell.value for side in self._around(cell.span)] for row in table.values()]
            widths = [side.end - side.start for row in rows for side in row]
            several = sum(width > 1 for width in widths)
            if several > MOST_PADDED * len(widths) or widths.count(1) * 2 < len(widths):
                continue
            ends = [{self._column(side.end) for side in row} for row in rows]
            for index, row in enumerate(rows):
                beside = set().union(*ends[max(index - 1, 0) : index], *ends[index + 1 : index + 2])
                for side in row:
                    if side.end - side.start > 1 and self._column(side.end) not in beside:
                        yield side, Text("", side)

    def _around(self, cell: Span) -> Iterator[Span]:
        """Yield the white space between what a cell holds and the bars beside it."""
        beside = self.source.beside(cell)
        before, after = beside.before, beside.after
        start = cell.start - (len(before) - len(before.rstrip()))
        end = cell.end + (len(after) - len(after.lstrip()))
        if before.rstrip().endswith("|"):
            yield Span(start, cell.start)
        if after.lstrip().startswith("|"):
            yield Span(cell.end, end)

    def _column(self, offset: int) -> int:
        return offset - self.source.line_span(self.source.line_number(offset)).start

    def before_marks(self, mark: str) -> Iterator[tuple[Span, Text]]:
        found = [(span, text) for span, text in _before_marks(self.document) if self.source.slice(span)[-1] == mark]
        if not found or (mark not in ",." and is_french(self.document)):
            return
        if mark == ":" and not _is_seldom(self.document, Kind.COLON):
            return
        for span, text in found:
            yield Span(span.start, span.end - 1), text

    def _matches(self, pattern: "re.Pattern[str]") -> Iterator[tuple[Span, Text]]:
        return prose.matches(self.document, pattern)


def _is_of_others(document: Document, span: Span) -> bool:
    """Whether the place is in a field whose own rule looks at its white space, or in a heading for its end."""
    return any(holds(document, span) for holds in (in_title, in_authors, in_separator))


# --- what the page does -----------------------------------------------------------------------------------------------


class Kind(Enum):
    """A place at which pages have a space by habit, or none; which of them it is shows how seldom the other is."""

    ATTRIBUTE = "="
    COLON = ":"
    COMMA_LINK = ",["
    LINK = "["
    WIDE_MARK = "，"


@of_page
def _is_seldom(document: Document, kind: Kind) -> bool:
    """Whether the page does so seldom enough that it is a slip."""
    counts = COUNTS[kind](document)
    odd, share = counts[True], MOST_LOOSE
    if odd < LEAST and kind in (Kind.COLON, Kind.LINK):
        return True
    if odd < LEAST and kind is Kind.WIDE_MARK:
        share = MOST_TIGHT
    return odd <= share * counts.total()


def _counted(odd: int, usual: int) -> Counter[bool]:
    return Counter({True: odd, False: usual})


def _number_of(document: Document, pattern: "re.Pattern[str]") -> int:
    return sum(1 for _ in prose.matches(document, pattern))


@remembered
def _links_after_commas(document: Document) -> Sequence[tuple[Span, Text]]:
    return [pair for pair in prose.matches(document, COMMA_LINK) if not _is_of_others(document, pair[0])]


@summed
def _beside_commas(document: Document) -> Counter[bool]:
    return _counted(len(_links_after_commas(document)), _number_of(document, LOOSE_COMMA_LINK))


@summed
def _beside_wide_marks(document: Document) -> Counter[bool]:
    return _counted(_number_of(document, WIDE_MARK), _number_of(document, TIGHT_WIDE_MARK))


@remembered
def _before_marks(document: Document) -> Sequence[tuple[Span, Text]]:
    """Return the spaces before marks, with these."""
    return [pair for pair in prose.matches(document, BEFORE_MARK) if not _is_of_others(document, pair[0])]


@summed
def _before_colons(document: Document) -> Counter[bool]:
    loose = sum(document.source.slice(span).endswith(":") for span, _ in _before_marks(document))
    return _counted(loose, _number_of(document, TIGHT_COLON))


@remembered
def _signs(document: Document) -> Sequence[Span]:
    """Return the signs between names and values in HTML, with the spaces beside them."""
    places = sorted([*document.html, *(tag.span for tags in document.tags for tag in tags)])
    return [
        Span(place.start + match.start("sign"), place.start + match.end("sign"))
        for place in places
        for match in ATTRIBUTE.finditer(document.source.slice(place))
    ]


@summed
def _of_attributes(document: Document) -> Counter[bool]:
    loose = sum(sign.end - sign.start > 1 for sign in _signs(document))
    return _counted(loose, len(_signs(document)) - loose)


@remembered
def _glued_links(document: Document) -> Sequence[Span]:
    """Return the places between links and words that have no space."""
    source = document.source
    found: list[Span] = []
    for link in document.links:
        start, end = link.span
        before = source.slice(Span(max(start - 1, 0), start))
        after = source.slice(Span(end, end + 1))
        if link.kind is not LinkKind.INLINE or not (before.isalpha() or after.isalpha() or after == "("):
            continue
        beside = source.beside(link.span)
        if before.isalpha() and _is_separate(beside.before[-LONGEST_WORD:], link.label.value):
            found.append(Span(start, start))
        word = WORD_AFTER_LINK.match(beside.after)
        is_word = word and word.group() in lexicon().common and word.group() not in DERIVATIONS | INFLECTIONS
        if is_word or REMARK_AFTER_LINK.match(beside.after):
            found.append(Span(end, end))
    return found


def _is_separate(before: str, label: str) -> bool:
    """Whether a label is no part of the word before it."""
    word = WORD_BEFORE_LINK.search(before)
    if word is None or not label[:1].isupper() or not label[1:2].isalpha() or EASTERN.search(label):
        return False
    return " " in label or (word.group().islower() and word.group() in lexicon().common)


@summed
def _beside_links(document: Document) -> Counter[bool]:
    starts = [link.span.start for link in document.links if link.span.start]
    return _counted(len(_glued_links(document)), sum(document.source.slice(Span(at - 1, at)) == " " for at in starts))


COUNTS: Mapping[Kind, Callable[[Document], Counter[bool]]] = {
    Kind.ATTRIBUTE: _of_attributes,
    Kind.COLON: _before_colons,
    Kind.COMMA_LINK: _beside_commas,
    Kind.LINK: _beside_links,
    Kind.WIDE_MARK: _beside_wide_marks,
}


@remembered
def _explanations(document: Document) -> Sequence[tuple[Span, Text, str]]:
    """Return where parentheses behind a word may hold what explains it, each with the name that both would be, if any."""
    found: list[tuple[Span, Text, str]] = []
    for span, text in prose.matches(document, PARENTHESIS):
        at = span.start - text.span.start
        before = WORD_BEFORE.search(text.value, max(at - LONGEST_WORD, 0), at)
        after = HELD.match(text.value, at)
        if before is None or after is None or EASTERN.search(text.value):
            continue
        word, held = before.group(), after["held"]
        if PARAMETERS.match(text.value, at):
            continue
        if held in STATUS or (" " in held and len(LONG_WORD.findall(held)) > 1):
            found.append((span, text, ""))
        elif NAME.fullmatch(held) and not word[-1].isupper():
            found.append((span, text, word + held))
    return found


@of_page
def _is_word(document: Document, name: str) -> bool:
    """Whether the page has such a word with a capital inside, as `ClojureScript` is one."""
    return name in _inner_capitals(document)


@summed
def _inner_capitals(document: Document) -> Counter[str]:
    return Counter(document.source.slice(span) for span, _ in prose.matches(document, CAMEL))


@of_page
def _are_explanations_seldom(document: Document) -> bool:
    """Whether the page mostly has a space before what explains a word, or not many such places."""
    words = _inner_capitals(document)
    tight = sum(count for name, count in _explained(document).items() if name not in words)
    return tight < LEAST or tight <= MOST_TIGHT * (tight + _loose_parentheses(document)[True])


@summed
def _explained(document: Document) -> Counter[str]:
    return Counter(name for _, _, name in _explanations(document))


@summed
def _loose_parentheses(document: Document) -> Counter[bool]:
    return Counter({True: _number_of(document, LOOSE_PARENTHESIS)})
