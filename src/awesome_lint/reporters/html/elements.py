"""Elements of a page: those that a list may have, read from what GitHub's parser makes of it, and written so that none acts.

What a list holds is text and the elements named here, with the attributes named here. Everything else is left out, and its text
stays. Nothing is fetched: an image is shown by its description.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct, field

from awesome_lint.patterns import lazy
from awesome_lint.reporters.text import visible

TAG = lazy(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?![a-zA-Z0-9-])([^<>]*)>")
ATTRIBUTE = lazy(r"""([a-zA-Z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=`]+))?""")
LINES = lazy(r"(\d+):\d+-(\d+):\d+")
# Where a link of a list may lead.
ADDRESS = lazy(r"(?:https?://|mailto:)[!-~\u00a1-\U0010ffff]+", re.IGNORECASE)
# What joins characters to one, and chooses its form: an emoji is full of them, and without them another one.
JOINING = lazy("[\u200c\u200d\u180b-\u180f\ufe00-\ufe0f]+")
SPACE = lazy(r"[\t\r\f]")

VOID = frozenset({"br", "hr"})
# Of a page, not of a list.
ENDLESS = VOID | {"input"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset({"a", "b", "strong", "em", "i", "code", "del", "ins", "s", "sub", "sup", "kbd", "span", "q", "u"})
BLOCKS = frozenset(
    {"p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "details", "summary"}
)
KEPT = VOID | HEADINGS | INLINE | BLOCKS | {"div"}
# Those that mean something only inside others, and what they are elsewhere.
INSIDE = {
    "li": ({"ul", "ol"}, "div"),
    "thead": ({"table"}, "div"),
    "tbody": ({"table"}, "div"),
    "tr": ({"table", "thead", "tbody"}, "div"),
    "td": ({"tr"}, "span"),
    "th": ({"tr"}, "span"),
    "summary": ({"details"}, "div"),
}
ALIGNMENTS = frozenset({"left", "center", "right"})
ALIGNED = HEADINGS | {"p", "div", "td", "th"}
NUMBER = lazy(r"[0-9]{1,9}")
SAME_AS = {"center": "div", "section": "div", "strike": "s", "tt": "code"}
# Those that hold no text of their own; what stands there is an item, or nothing.
LISTS = frozenset({"ul", "ol"})
# The headings of a list stand below that of its file.
HIGHEST, LOWEST = 3, 6

Child: TypeAlias = "Element | str"


class Element(Struct):
    """An element and what is in it; `first` and `last` are the lines of the list that it was made from, from 1."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def add_class(self, name: str) -> None:
        self.attributes["class"] = f"{self.attributes['class']} {name}" if "class" in self.attributes else name


def element(name: str, /, *children: "Child | Iterable[Child]", **attributes: str) -> Element:
    """Return an element; an attribute `class_` is a class, `aria_label` a label, and text is text."""
    found: list[Child] = []
    for child in children:
        if isinstance(child, (str, Element)):
            found.append(child)
        else:
            found += child
    return Element(name, {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}, found)


def escaped(text: str) -> str:
    """Return text as a page shows it and nobody obeys it: neither a browser nor a runner that reads a log."""
    if text.isascii() and text.isalnum():
        return text
    parts: list[str] = []
    position = 0
    for match in JOINING.finditer(text):
        parts += [_escaped(text[position : match.start()]), *(f"&#x{ord(each):x};" for each in match[0])]
        position = match.end()
    return "".join([*parts, _escaped(text[position:])])


def _escaped(text: str) -> str:
    shown = "\n".join(visible(SPACE.sub(" ", line)) for line in text.split("\n"))
    # `::` at the beginning of a line, and `##[`, are commands of runners.
    return escape(shown).replace("::", ":&#58;").replace("#[", "#&#91;").replace("##", "#&#35;")


# --- written ----------------------------------------------------------------------------------------------------------


def written(root: Element) -> Iterator[str]:
    """Yield the pieces of an element as HTML; what is within it may be nested to any depth."""
    # What is left to write: an element, text, or the end tag of an element that was begun.
    left: list[tuple[Child, str | None]] = [(root, None)]
    while left:
        child, ends = left.pop()
        if ends is not None:
            yield ends
        elif isinstance(child, str):
            yield escaped(child)
        else:
            attributes = "".join(f' {name}="{escaped(value)}"' for name, value in child.attributes.items())
            yield f"<{child.name}{attributes}>"
            if child.name in ENDLESS:
                continue
            left.append(("", f"</{child.name}>"))
            left += [(each, None) for each in reversed(child.children)]


# --- read -------------------------------------------------------------------------------------------------------------


class Names(Struct, frozen=True):
    """Where on the page the fragments of a list lead: the ids by the names of its headings and notes."""

    prefix: str
    anchors: frozenset[str] = frozenset()


def read(html: str, names: Names) -> Element:
    """Return the page of a list as an element, with nothing in it that could act."""
    root = Element("div")
    reader = _Reader(root, names)
    for text, tag in _pieces(html):
        if text:
            reader.text(unescape(text))
        if tag is not None:
            is_end, name, rest = tag
            reader.tag(name, rest, is_end=is_end)
    _set_right(root)
    return root


def _pieces(html: str) -> Iterator[tuple[str, tuple[bool, str, str] | None]]:
    """Yield each stretch of text with the tag behind it: whether it is an end tag, its name and its attributes."""
    start = position = 0
    has_comments = has_declarations = True
    while (at := html.find("<", position)) >= 0:
        end = -1
        tag = None
        if html.startswith("<!--", at) and has_comments:
            end = html.find("-->", at + 2) + 2
            has_comments = end > 1
        elif html.startswith(("<!", "<?"), at) and has_declarations:
            end = html.find(">", at)
            has_declarations = end >= 0
        elif match := TAG.match(html, at):
            end, tag = match.end() - 1, (bool(match[1]), match[2].lower(), match[3])
        if end <= at:
            position = at + 1
            continue
        yield html[start:at], tag
        start = position = end + 1
    yield html[start:], None


class _Reader:
    """Puts elements into those that are open, and ends those that an end tag ends."""

    def __init__(self, root: Element, names: Names) -> None:
        # What is open, with the name that ends it: a link that leads nowhere is another element by now.
        self.open = [("", root)]
        self.counts: Counter[str] = Counter()
        self.names = names
        self.used: set[str] = set()

    def text(self, text: str) -> None:
        self.open[-1][1].children.append(text)

    def tag(self, name: str, rest: str, *, is_end: bool) -> None:
        name = SAME_AS.get(name, name)
        if is_end:
            self.end(name)
            return
        attributes = {key.lower(): unescape(value.strip("\"'")) for key, value in ATTRIBUTE.findall(rest)}
        if name == "img":
            self.open[-1][1].children.append(_picture(attributes))
        elif name == "input":
            is_done = "checked" in attributes
            box = {"class": "box", "role": "img", "aria-label": "done" if is_done else "to do"}
            self.open[-1][1].children.append(Element("span", box, ["☑" if is_done else "☐"]))
        elif name in KEPT:
            self.begin(name, attributes)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("href", "")
        if name == "a" and (self.counts["a"] or not self._is_address(target)):
            found = Element("span", {"class": "elsewhere", "title": target} if target else {})
        else:
            found = Element(name, dict(self._kept(name, attributes)))
        if lines := LINES.fullmatch(attributes.get("data-sourcepos", "")):
            found.first, found.last = int(lines[1]), int(lines[2])
        self.open[-1][1].children.append(found)
        if name not in VOID:
            self.open.append((name, found))
            self.counts[name] += 1

    def end(self, name: str) -> None:
        if not self.counts[name]:
            return
        while True:
            ended, _ = self.open.pop()
            self.counts[ended] -= 1
            if ended == name:
                return

    def _is_address(self, target: str) -> bool:
        return target[1:] in self.names.anchors if target.startswith("#") else ADDRESS.fullmatch(target) is not None

    def _kept(self, name: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes that stay."""
        if name == "a":
            target = attributes["href"]
            yield "href", f"#{self.names.prefix}{target[1:]}" if target.startswith("#") else target
            yield "rel", "noopener noreferrer nofollow"
        if attributes.get("align") in ALIGNMENTS and name in ALIGNED:
            yield "align", attributes["align"]
        if name in ("td", "th"):
            yield from ((key, attributes[key]) for key in ("colspan", "rowspan") if NUMBER.fullmatch(attributes.get(key, "")))
        if name == "ol" and NUMBER.fullmatch(attributes.get("start", "")):
            yield "start", attributes["start"]
        place = attributes.get("id", "")
        if name in ("li", "a") and place in self.names.anchors and place not in self.used:
            self.used.add(place)
            yield "id", self.names.prefix + place


def _picture(attributes: dict[str, str]) -> Element:
    words = " ".join(attributes.get("alt", "").split()) or "picture"
    found = {"class": "picture", "role": "img", "aria-label": words}
    if attributes.get("src"):
        found["title"] = attributes["src"]
    return Element("span", found, [words])


# --- set right --------------------------------------------------------------------------------------------------------


def _set_right(root: Element) -> None:
    """Make elements others where they would mean nothing: an item outside of a list, a heading without a word."""
    worded = _with_words(root)
    level = HIGHEST - 1
    left: list[tuple[Element, str]] = [(root, "")]
    while left:
        each, around = left.pop()
        # What a comment stood between is one text: a runner reads it as that.
        each.children = [
            part
            for is_text, group in groupby(each.children, _is_text)
            for part in (["".join(map(str, group))] if is_text else group)
        ]
        parents, instead = INSIDE.get(each.name, (frozenset(), ""))
        if parents and around not in parents:
            each.name = instead
        if each.name in LISTS or each.name in ("table", "thead", "tbody", "tr"):
            _set_children_right(each)
        if each.name in HEADINGS:
            each.add_class(f"was-{each.name}")
            if id(each) in worded:
                level = min(level + 1, LOWEST, max(HIGHEST, int(each.name[1]) + HIGHEST - 1))
                each.name = f"h{level}"
            else:
                each.name = "div"
        elif each.name == "a" and id(each) not in worded:
            each.children.append(each.attributes["href"])
        left += [(child, each.name) for child in reversed(each.children) if isinstance(child, Element)]


def _is_text(child: Child) -> bool:
    return isinstance(child, str)


def _set_children_right(parent: Element) -> None:
    """Make items of what stands in a list beside its items, and leave out text beside the rows and cells of a table."""
    found: list[Child] = []
    for child in parent.children:
        if isinstance(child, str):
            if parent.name in LISTS and child.strip():
                found.append(Element("li", {}, [child]))
        elif parent.name in LISTS and child.name != "li":
            found.append(Element("li", {}, [child]))
        elif parent.name == "tr" and child.name not in ("td", "th"):
            found.append(Element("td", {}, [child]))
        else:
            found.append(child)
    parent.children = found


def _with_words(root: Element) -> set[int]:
    """Return the identities of the elements in which a reader finds a word or a picture."""
    found: set[int] = set()
    # What is within an element comes before it.
    for each in reversed([*walk(root)]):
        if any(id(child) in found if isinstance(child, Element) else child.strip() for child in each.children):
            found.add(id(each))
    return found


def walk(root: Element) -> Iterator[Element]:
    """Yield an element and every element within it, in the order of the page."""
    left = [root]
    while left:
        each = left.pop()
        yield each
        left += [child for child in reversed(each.children) if isinstance(child, Element)]
