import unicodedata
from collections.abc import Iterator

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, EntryKind
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "d": "\u0323",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
    "v": "\u030c",
}
LETTERS = {
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "dh": "ð",
    "dj": "đ",
    "l": "ł",
    "L": "Ł",
    "o": "ø",
    "O": "Ø",
    "oe": "œ",
    "OE": "Œ",
    "ss": "ß",
    "th": "þ",
    "textdegree": "°",
}
GREEK = "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega"
DOTLESS = {"\\i": "i", "\\j": "j"}

# An accent with its letter: `{\"{u}}`, `{\'\i}`, `{\v s}`, `\"{u}`; a letter of its own or a Greek one: `{\o}`, `\ss{}`.
# Without braces `\"u` may be an escaped quote, so that it has to stand inside a word.
ACCENT = r"(?P<{0}>[\"'`^~=.]\s?|[cdHkruv](?:\s|(?=\{{)))"
BASE = r"(?P<{0}>\\[ij]|[A-Za-z])"
# Without braces a space ends the command: `\L ukasz`, `\c Sen`, `Erd\H os`. In front of a short word it may be another escape.
LONGER = r"(?=[^\W\d_]{2})"
SPACED = (
    rf"\\(?P<l3>aa|AA|ae|AE|l|L|o|O|oe|OE|ss)[ ]{LONGER}|\\(?P<a4>[cHkruv])[ ](?P<b5>[A-Za-z]){LONGER}"
    r"|(?<=[^\W\d_])\\(?P<l4>aa|ae|l|o|oe|ss)[ ](?=[a-z])|(?<=[^\W\d_])\\(?P<a5>[cHkruv])[ ](?P<b6>[A-Za-z])"
)
COMMAND = lazy(
    rf"\{{\\{ACCENT.format('a1')}(?:\{{{BASE.format('b1')}\}}|{BASE.format('b2')})\}}"
    rf"|\\{ACCENT.format('a2')}\{{{BASE.format('b3')}\}}"
    rf"|(?<=[^\W\d_])\\(?P<a3>[\"'^~])(?P<b4>[A-Za-z])(?![\"'])"
    rf"|\{{\\(?P<l1>{'|'.join(LETTERS)}|{GREEK})\s?\}}|\\(?P<l2>{'|'.join(LETTERS)}|{GREEK})\{{\}}"
    rf"|{SPACED}"
)
LONGEST_WORD = 40
# What begins every command but for a brace; to look for a backslash is quicker than to try the whole pattern everywhere.
BEGINNING = lazy(r"\\[\"'`^~=.a-zA-Z]")
# What BibTeX keeps the capitals of.
BRACES = lazy(r"(?<![\\$\w{])\{\{?([A-Z][A-Za-z0-9-]+|[A-Z](?=\}\}?[a-z]))\}\}?(?![{}$_^])")
# A field of BibTeX.
FIELD = lazy(r"^\s*@\w+\{|\w\s*=\s*[\"{]")


class LatexMarkup(Rule, frozen=True):
    r"""Accents and braces of LaTeX outside of formulas: `{\"u}`, `\'e`, `{BERT}`.

    ## Why

    They come from a bibliography. GitHub draws formulas between `$` signs and nothing else of LaTeX, so that readers see
    `{"u}`, and nobody finds the name.

    ## Bad

    ```markdown
    - **{BERT} in boats.** *Ekin Aky{\"{u}}rek and Andr{\'e} Bee.* [paper](https://example.org/1)
    ```

    ## Good

    ```markdown
    - **BERT in boats.** *Ekin Akyürek and André Bee.* [paper](https://example.org/1)
    ```

    ## Fix

    Safe: writes the letter, or takes the braces away that keep the capitals of a title. None in a heading that links of the
    page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        source = document.source
        if "\\" in source.text:
            letters = dict(_letters(document))
            for last, _ in prose.stretches(document, letters):
                span, letter = letters[last]
                yield self._diagnostic(document, span, letter)
        if "{" in source.text:
            for span, letters_inside in _braces(document):
                yield self._diagnostic(document, span, letters_inside)

    def _diagnostic(self, document: Document, span: Span, expected: str) -> Diagnostic:
        # An escape before it would be one of the letter.
        is_escaped = document.source.text[max(span.start - 1, 0) : span.start] == "\\"
        fix = None if is_escaped or is_anchor(document, span) else Fix.replace(span, expected)
        return self.diagnostic(span, f"LaTeX `{document.source.slice(span)}` should be `{expected}`.", fix)


def _letters(document: Document) -> Iterator[tuple[Span, tuple[Span, str]]]:
    """Yield the last character of each command, which has to be prose (the first is an escape), its place, and its letter."""
    source = document.source
    end = line_end = 0
    field = None
    for beginning in BEGINNING.finditer(source.text):
        place = beginning.start() - source.text.startswith("{", beginning.start() - 1)
        match = COMMAND.match(source.text, place) if place >= end else None
        if match is None:
            continue
        end = match.end()
        found = {name[0]: value for name, value in match.groupdict().items() if value}
        if "l" in found:
            letter = LETTERS.get(found["l"]) or _greek(found["l"])
        else:
            base = DOTLESS.get(found["b"], found["b"])
            letter = unicodedata.normalize("NFC", base + ACCENTS[found["a"].strip()])
        if (match["l3"] or match["l4"] or match["a4"] or match["a5"]) and not _may_be_name(document, Span(*match.span())):
            continue
        if len(letter) > 1 or (match.group("b4") and found["a"] == "'" and not _is_name(document, Span(*match.span()))):
            continue
        if match.start() >= line_end:
            line = source.line_span(source.line_number(match.start()))
            line_end = max(line.end, match.start() + 1)
            field = FIELD.search(source.text, line.start, line.end)
        if field is None or field.end() > match.start():
            yield Span(match.end() - 1, match.end()), (Span(*match.span()), letter)


def _greek(name: str) -> str:
    return unicodedata.lookup(f"GREEK SMALL LETTER {name.replace('lambda', 'lamda').upper()}")


def _may_be_name(document: Document, span: Span) -> bool:
    r"""Whether a command without braces stands in an entry, and not in a path: `C:\o\l`."""
    before = document.source.text[max(span.start - LONGEST_WORD, 0) : span.start].rpartition(" ")[2]
    return ":" not in before and "\\" not in before and any(entry.text_span.contains(span) for entry in document.entries)


def _is_name(document: Document, span: Span) -> bool:
    r"""Whether the accent is one of a name: `P\'erez`. Elsewhere the backslash may escape an apostrophe, and in `O\'Neill`."""
    if document.source.text[span.end - 1] not in "aeiou":
        return False
    return any(entry.authors_span is not None and entry.authors_span.contains(span) for entry in document.entries)


def _braces(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield the braces around words in titles of papers, or around a first letter in any title, and what they hold."""
    source = document.source
    for entry in document.entries:
        title = entry.title
        if title is not None and "{" in title.value and "$" not in title.value:
            for match in BRACES.finditer(source.text, *title.span):
                is_capital = entry.kind is EntryKind.PAPER or len(match.group(1)) == 1
                if is_capital and match.group().count("{") == match.group().count("}"):
                    yield Span(*match.span()), match.group(1)
