"""What a reader loses or gets through a fix, by means that share nothing with the check that the fixer makes.

GitHub's parser renders both texts and lxml reads the pages. The layout may change nothing of the tree. What rules may change is
bounded twice: by the effect that they declare, and by what their manuals say of it in words, which `MANUALS` puts in figures.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import etree

from awesome_lint.diagnostic import Effect
from awesome_lint.registry.discovery import own_rules

EXTENSIONS = ["table", "autolink", "strikethrough", "tagfilter", "tasklist"]
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "font", "i", "img", "input", "ins", "kbd", "mark", "s", "small", "span"}
    | {"strike", "strong", "sub", "sup", "tt", "u"}
)
COUNTED = frozenset({"ul", "ol", "li", "tr", "hr", "table", "pre", "blockquote", "input"})
HEADING = re.compile(r"h([1-6])")
SPACE = re.compile(r"[ \t\n\r\f]+")
WORD = re.compile(r"\w+")
FRONT_MATTER = re.compile(r"(-{3,})[ \t]*\n(?:.*\n)*?(?:\1-*|\.\.\.)[ \t]*(?:\n|\Z)")
COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
# What an address begins with is no word of it.
SCHEMES = frozenset({"http", "https", "www"})
DEFINITION = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\[((?:[^\[\]\\]|\\.)+)\]:", re.DOTALL)


@dataclass(frozen=True)
class Manual:
    """What the manual of a rule says that a reader may miss or get, for each place that it mends."""

    letters: int = 0
    """How many letters or digits may go or come."""
    digits: int = 0
    """How many digits may go or come besides."""
    targets: int = 0
    """How many targets of links or images may become others."""
    removed: int = 0
    """How many targets may go."""
    is_repeated: bool = False
    """Whether what goes is still to be read elsewhere on the page, mended perhaps, so that any amount of it may."""
    is_hidden: bool = False
    """Whether what was read may be a part of a target instead."""
    is_linked: bool = False
    """Whether an address that was read may become a link."""
    is_moved: bool = False
    """Whether words may stand in another order."""


# What goes may refer to notes, which are numbered.
REPEATED = Manual(letters=0, digits=9, removed=99, is_repeated=True, is_moved=True)
# A rule that is not here changes no letter but for its case and accents, and no target.
MANUALS: Mapping[str, Manual] = {
    "arxiv-link": Manual(letters=30, targets=1),
    "author-conjunction": Manual(letters=4),
    "author-initials": Manual(),
    "awesome-badge": Manual(letters=5, targets=2),
    "awesome-ci-badge": Manual(letters=40, removed=2),
    "awesome-contents": Manual(letters=400, targets=40, removed=0),
    "awesome-heading": Manual(),
    "broken-link-markup": Manual(letters=20, targets=2, removed=1, is_hidden=True),
    "dead-fragment": Manual(targets=1),
    "doi-link": Manual(letters=30, targets=1),
    # Numbers of ordered lists are no words of the page.
    "doubled-marker": Manual(digits=9),
    "duplicate-entry": REPEATED,
    "empty-link": Manual(letters=30, removed=1),
    # Sections within it go, too, each with its line of the contents.
    "empty-section": Manual(letters=200, removed=9),
    "et-al": Manual(letters=16),
    "insecure-link": Manual(letters=1, targets=1),
    "invisible-character": Manual(letters=1),
    "latex-markup": Manual(letters=6),
    "look-alike-letter": Manual(letters=40),
    # Of an address that ran into others, all are links.
    "malformed-url": Manual(letters=40, targets=3),
    "misspelt-label": Manual(letters=3),
    "misspelt-venue": Manual(letters=8),
    "missing-file": Manual(targets=1),
    # The number of a paper becomes a link to it.
    "missing-link": Manual(targets=1),
    "mojibake": Manual(letters=60),
    # The name of a site behind a title.
    "page-title": Manual(letters=60),
    "pseudo-heading": Manual(),
    # What a tag hid is read once it is none.
    "unknown-html": Manual(letters=200, is_hidden=True),
    "redirect-link": Manual(letters=400, targets=1),
    "repeated-word": REPEATED,
    "article": Manual(letters=2),
    # A word that is misspelt at several places is mended at all of them.
    "spelling": Manual(letters=40),
    "stale-contents": Manual(letters=400, targets=40, removed=1, is_repeated=True, is_moved=True),
    "swallowed-definition": Manual(letters=40, targets=2, removed=1, is_hidden=True),
    # GitHub ticks a box before `[x]`.
    "swallowed-entry": Manual(letters=1, digits=9, is_linked=True),
    "title-acronym": Manual(letters=2),
    "title-hyphenation": Manual(),
    "tracking-parameter": Manual(letters=120, targets=1),
    # Behind the space, an address is one.
    "unmarked-heading": Manual(is_linked=True),
    "unsorted-entries": Manual(is_moved=True),
    # A year may be written out, or cut short, or stand before its venue.
    "venue-style": Manual(digits=4, is_moved=True),
    # `can be found` for `can be find`, `allows you to` for `allows to`.
    "verb-form": Manual(letters=8),
    "wrong-count": Manual(digits=6, targets=2),
    # A word of the phrase is another.
    "wrong-phrase": Manual(letters=8),
}
# The only rule whose business is comments takes those that are addressed to the linter.
OWN_COMMENT = "awesomelint"


class Page:
    """What GitHub shows of a text, and what it hides."""

    def __init__(self, text: str) -> None:
        # The data at the beginning are not for GitHub's Markdown parser.
        match = FRONT_MATTER.match(text)
        self.data = match.group() if match else ""
        text = "\n" * self.data.count("\n") + text[len(self.data) :]
        self.source = text
        page = cmarkgfm.markdown_to_html_with_extensions(text, options=OPTIONS, extensions=EXTENSIONS)
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_blank_text=False)
        self.root = etree.fromstring(f"<html><body>{page}</body></html>".encode(), parser)
        self.html = page
        self.targets: list[str] = []
        self.anchors: Counter[str] = Counter()
        # The tree takes the rest of the page for a comment that does not end.
        self.comments = Counter(said for match in COMMENT.findall(page) if (said := letters(match)))
        self.blocks: Counter[str] = Counter()
        self.headings: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._read(self.root)
        self.words = [word for each in WORD.findall("".join(self._parts)) if (word := letters(each))]

    def _read(self, root: etree._Element) -> None:
        """Take from the tree what is compared; a walk without recursion, since quotes nest deep."""
        opened: list[tuple[int, int]] = []
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                self._parts.append(element.tail or "")
                continue
            name = str(element.tag)
            heading = HEADING.fullmatch(name)
            if event == "start":
                if name not in INLINE:
                    self._parts.append("\n")
                if heading:
                    opened.append((int(heading[1]), len(self._parts)))
                self._enter(name, element)
                self._parts.append(element.text or "")
                continue
            if heading and opened:
                level, start = opened.pop()
                self.headings.append((level, letters("".join(self._parts[start:]))))
            if name not in INLINE:
                self._parts.append("\n")
            self._parts.append(element.tail or "")

    def _enter(self, name: str, element: etree._Element) -> None:
        if name in COUNTED:
            self.blocks[name] += 1
        for key in ("href", "src"):
            if (target := element.get(key)) is not None:
                self.targets.append(target)
        if name == "input" and "checked" in element.attrib:
            self._parts.append(" x ")
        if name == "img":
            self._parts.append(f" {element.get('alt', '')} ")
        for key in ("id", "name"):
            if (anchor := element.get(key)) is not None:
                self.anchors[letters(anchor)] += 1

    @cached_property
    def tree(self) -> Sequence[tuple[str, ...]]:
        """The whole page, each run of white space outside of code as one space."""
        return tuple(_nodes(self.root))

    @cached_property
    def definitions(self) -> Counter[str]:
        """The labels of what looks like definitions of links and footnotes, outside of code."""
        code = "\n".join("".join(each.itertext()) for each in self.root.iter("pre"))
        return _defined(self.source) - _defined(code)


def _defined(text: str) -> Counter[str]:
    return Counter(letters(match[1]) for line in text.split("\n") if (match := DEFINITION.match(line)))


def letters(text: str) -> str:
    """Return the letters and digits of a text, whatever their case and accents, those beside them included."""
    # The dotless letter takes accents as the one with a dot does.
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(
        each for each in unicodedata.normalize("NFKD", plain) if each.isalnum() and unicodedata.category(each) != "Lm"
    )


def _nodes(root: etree._Element) -> Iterator[tuple[str, ...]]:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield (event, " ".join((element.text or "").split()))
        else:
            is_code = element.tag in ("pre", "code")
            depth += is_code if event == "start" else -is_code
            attributes = [f"{key}={value}" for key, value in sorted(element.attrib.items())] if event == "start" else []
            yield (event, str(element.tag), *attributes)
        text = element.text if event == "start" else element.tail
        if text:
            yield ("text", text if depth else SPACE.sub(" ", text))


def layout_differs(before: str, after: str) -> str | None:
    """Return the first thing that the layout changed of a page, or of what it hides, or None."""
    old, new = Page(before), Page(after)
    if old.data != new.data:
        return f"front matter: {old.data!r} became {new.data!r}"
    for was, now in zip(old.tree, new.tree, strict=False):
        if was != now:
            return f"tree: {was} became {now}"
    if len(old.tree) != len(new.tree):
        return f"tree: {len(old.tree)} nodes became {len(new.tree)}"
    if old.definitions != new.definitions:
        return f"definitions: {_shown(old.definitions, new.definitions)}"
    return None


def fixes_differ(before: str, after: str, applied: Mapping[str, int]) -> Iterator[str]:
    """Yield what a reader misses or gets beyond what the manuals of the rules say that made so many fixes."""
    if before == after:
        return
    old, new = Page(before), Page(after)
    budget = _Budget(applied)
    if old.data != new.data:
        yield f"front matter: {old.data!r} became {new.data!r}"
    yield from _words_differ(old, new, budget)
    yield from _targets_differ(old, new, budget)
    yield from _headings_differ(old, new, budget)
    yield from _rest_differs(old, new, budget)


class _Budget:
    """What all fixes of a run together may change."""

    def __init__(self, applied: Mapping[str, int]) -> None:
        rules = own_rules()
        self.applied = applied
        self.places = sum(applied.values())
        self.effect = Effect.NOTHING
        self.letters = self.digits = self.targets = self.removed = 0
        self.is_repeated = self.is_hidden = self.is_linked = self.is_moved = False
        for name, count in applied.items():
            self.effect |= rules[name].effect
            manual = MANUALS.get(name, Manual())
            self.letters += manual.letters * count
            self.digits += manual.digits * count
            self.targets += (manual.targets + manual.removed) * count
            self.removed += manual.removed * count
            self.is_repeated |= manual.is_repeated
            self.is_hidden |= manual.is_hidden
            self.is_linked |= manual.is_linked
            self.is_moved |= manual.is_moved

    def is_exceeded(self, characters: Counter[str]) -> bool:
        """Whether these are more letters and digits than may go or come."""
        digits = sum(count for each, count in characters.items() if each.isdigit())
        return max(characters.total() - digits, 0) + max(digits - self.digits, 0) > self.letters


def _words_differ(old: Page, new: Page, budget: _Budget) -> Iterator[str]:
    if old.words == new.words:
        return
    before, after = Counter(old.words), Counter(new.words)
    lost, gained = before - after, after - before
    # What is a target of a link now was read before, or the other way round.
    hidden = Counter(letters("".join(_minus(new.targets, old.targets))))
    shown = Counter(letters("".join(_minus(old.targets, new.targets))))
    come = Counter("".join(gained.elements()))
    added = come - Counter("".join(lost.elements())) - shown
    if budget.is_hidden:
        written = " ".join(new.targets)
        targets = f"{letters(written)} {letters(unquote(written))}"
        lost = Counter({word: count for word, count in lost.items() if word not in targets})
    if budget.is_repeated:
        read = "".join(new.words)
        known = {word for word in lost if word in SCHEMES or word in read or get_close_matches(word, after)}
        lost = Counter({word: count for word, count in lost.items() if word not in known})
    missing = Counter("".join(lost.elements())) - come - hidden
    if budget.is_exceeded(missing):
        yield f"words lost: {_shown(before, after)}"
    if budget.is_exceeded(added):
        yield f"words gained: {_shown(before, after)}"
    # Only a word that there is one of stands anywhere in particular; a fix may make one here and take one away there.
    single = {word for word, count in before.items() if count == after[word] == 1} - SCHEMES
    orders = [[each for each in page.words if each in single and not each.isdigit()] for page in (old, new)]
    if not budget.is_moved and orders[0] != orders[1] and _moved(*orders) > budget.places:
        yield "words stand in another order"


def _moved(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words would have to go so that the others stand in the same order."""
    places = {word: place for place, word in enumerate(new)}
    # The longest run that grows: `ends` holds the least end of those of each length.
    ends: list[int] = []
    for place in (places[word] for word in old):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(old) - len(ends)


def _targets_differ(old: Page, new: Page, budget: _Budget) -> Iterator[str]:
    before, after = Counter(old.targets), Counter(new.targets)
    lost, gained = before - after, after - before
    if budget.is_repeated:
        lost = Counter({target: count for target, count in lost.items() if target not in after})
    read = "".join(old.words) if budget.is_linked else ""
    # What GitHub puts before `www.` nobody wrote.
    made = [target for target in gained if not read or letters(unquote(target.removeprefix("http://"))) not in read]
    # A definition that is mended changes all links that use it.
    if len(lost) > budget.targets:
        yield f"targets lost: {_shown(before, after)}"
    elif lost.total() - gained.total() > budget.removed:
        yield f"targets removed: {_shown(before, after)}"
    elif len(made) > budget.targets:
        yield f"targets gained: {_shown(before, after)}"


def _headings_differ(old: Page, new: Page, budget: _Budget) -> Iterator[str]:
    if old.headings == new.headings:
        return
    if len(old.headings) != len(new.headings) and not budget.effect & Effect.BLOCKS:
        yield f"{len(old.headings)} headings became {len(new.headings)}"
    levels = [sorted(level for level, _ in page.headings) for page in (old, new)]
    if levels[0] != levels[1] and not budget.effect & (Effect.BLOCKS | Effect.HEADINGS):
        yield f"levels of headings {levels[0]} became {levels[1]}"
    texts = [Counter(text for _, text in page.headings) for page in (old, new)]
    if texts[0] != texts[1] and not budget.letters and not budget.effect & (Effect.TEXT | Effect.BLOCKS):
        yield f"headings: {_shown(*texts)}"


def _rest_differs(old: Page, new: Page, budget: _Budget) -> Iterator[str]:
    for name in COUNTED:
        if old.blocks[name] != new.blocks[name] and not budget.effect & Effect.BLOCKS:
            yield f"{old.blocks[name]} {name} became {new.blocks[name]}"
    lost = {each for each in old.comments - new.comments if not budget.is_repeated or each not in new.comments}
    if "unused-ignore" in budget.applied:
        lost = {each for each in lost if not each.startswith(OWN_COMMENT)}
    if lost and not _are_alike(lost, (new.comments - old.comments).keys()):
        yield f"comments lost: {sorted(lost)}"
    if old.anchors - new.anchors and not budget.effect & (Effect.BLOCKS | Effect.LINKS):
        yield f"anchors lost: {_shown(old.anchors, new.anchors)}"
    undefined = old.definitions - new.definitions
    if undefined and "unused-definition" not in budget.applied and not budget.effect & Effect.BLOCKS and not budget.letters:
        yield f"definitions lost: {_shown(old.definitions, new.definitions)}"


def _are_alike(lost: set[str], gained: Sequence[str] | object) -> bool:
    """Whether as many comments came as went, which some words were mended in."""
    return isinstance(gained, Sequence) and len(gained) >= len(lost)


def _minus(some: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    return (Counter(some) - Counter(others)).elements()


def _shown(old: Counter[str], new: Counter[str]) -> str:
    lost = " ".join(f"-{each!r}" for each in sorted((old - new).elements()))
    gained = " ".join(f"+{each!r}" for each in sorted((new - old).elements()))
    return f"{lost} {gained}"[:400]
