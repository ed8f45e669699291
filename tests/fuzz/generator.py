"""Cases: a text and the way to try it, each made by its seed and number alone, so that any can be made again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from awesome_lint.registry.discovery import own_rules

from .lists import clean, fresh
from .material import COMMENTS, ENTITIES, FRONT_MATTER, HTML, MARKUP, SLIPS, UNICODE, WORDS

RULE_CASES = Path(__file__).parent.parent / "rules"
LONGEST = 6_000
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Mode:
    """A way to try a text: only judged, or mended, by which rules, and whether with unsafe fixes."""

    name: str
    rules: str = "default"
    """`default`, `ALL`, or names with commas between them."""
    is_unsafe: bool = False

    def __str__(self) -> str:
        return self.name


LINT = Mode("lint", "ALL")
SAFE = Mode("safe")
SAFE_ALL = Mode("safe-all", "ALL")
UNSAFE_ALL = Mode("unsafe-all", "ALL", True)
LAYOUT = Mode("layout", "layout")
MODES = (LINT, SAFE, SAFE_ALL, UNSAFE_ALL, LAYOUT)
# Judging alone is a part of every other way.
SHARES = (1, 4, 4, 4, 4)


def alone(rules: str) -> Mode:
    """Return the way to try a text with one rule, or a few with commas between them, which may make all of their fixes."""
    return Mode(f"alone:{rules}", rules, True)


def mode_called(name: str) -> Mode:
    """Return the mode of this name. Raises KeyError for one that there is not."""
    known = {mode.name: mode for mode in MODES}
    return known[name] if name in known else alone(name.removeprefix("alone:"))


@dataclass(frozen=True)
class Case:
    seed: str
    number: int
    text: str
    mode: Mode


class Generator:
    """Makes the cases of a seed."""

    def __init__(self, seed: str, corpus: Path | None = None, only: str = "") -> None:
        self.seed = seed
        self.only = only
        self.rules = sorted(name for name, rule in own_rules().items() if rule.fixable and name != LAYOUT.rules)
        self.cases = _read(RULE_CASES)
        self.corpus = _read(corpus) if corpus else ()

    def case(self, number: int) -> Case:
        random = Random(f"{self.seed}:{number}")
        mode = alone(random.choice(self.rules)) if random.random() < 0.2 else random.choices(MODES, SHARES)[0]
        if self.only:
            mode = alone(self.only)
        text = self._odd(random) if random.random() < 0.4 else self._mutated(random)
        return Case(self.seed, number, _sound(text)[:LONGEST], mode)

    def _odd(self, random: Random) -> str:
        lines = clean(random).split("\n")
        for _ in range(random.choice((1, 1, 2, 3))):
            lines.insert(random.randint(0, len(lines)), self._odd_line(random))
        return "\n".join(lines)

    def _odd_line(self, random: Random) -> str:
        if random.random() < 0.25:
            line = random.choice(SLIPS)
            return _with_piece(random, line, _any_piece(random)) if random.random() < 0.3 else line
        kinds = random.sample((MARKUP, HTML, COMMENTS, ENTITIES, UNICODE, WORDS, ADDRESSES), random.randint(1, 4))
        start = random.choice(("", "", "- ", "- [Jay](https://example.org/x)", "## ", "1. ", "| ", "> ", "*", "-"))
        return start + "".join(random.choice(random.choice(kinds)) for _ in range(random.randint(1, 8)))

    def _mutated(self, random: Random) -> str:
        text = self._window(random)
        if random.random() < 0.25:
            text = _spliced(random, text, self._window(random))
        for _ in range(random.choice((0, 1, 1, 2, 2, 3, 5))):
            text = random.choice(MUTATIONS)(random, text)
        return text

    def _window(self, random: Random) -> str:
        """Return some lines: of a real list, of a case of the rules, or of a list of our own."""
        kind = random.random()
        if self.corpus and kind < 0.5:
            lines = random.choice(self.corpus)
            length = random.choice((2, 4, 8, 15))
            start = random.randint(0, max(0, len(lines) - length))
            return "\n".join(lines[start : start + length]) + "\n"
        if kind < 0.75:
            return "\n".join(random.choice(self.cases))
        return fresh(random)


ADDRESSES = (
    "http://example.org/a",
    "https://arxiv.org/abs/1706.03762",
    "www.example.org",
    "a@b.c",
    "http://",
    "://x",
    "#tools",
)


def _read(folder: Path) -> tuple[Sequence[str], ...]:
    paths = sorted(path for path in folder.rglob("*.md") if path.is_file())
    texts = (path.read_bytes().decode("utf-8", "replace") for path in paths)
    return tuple(text.replace("\r\n", "\n").split("\n") for text in texts)


def _sound(text: str) -> str:
    """Return the text without halves of characters, which no file holds."""
    return text.encode("utf-8", "ignore").decode("utf-8")


# --- mutations --------------------------------------------------------------------------------------------------------

Mutation = Callable[[Random, str], str]


def _any_piece(random: Random) -> str:
    return random.choice(random.choice((UNICODE, MARKUP, HTML, COMMENTS, ENTITIES)))


def _with_piece(random: Random, text: str, piece: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + piece + text[at:]


def _scattered(pieces: Sequence[str]) -> Mutation:
    """Return the mutation that puts some of the pieces anywhere."""

    def scatter(random: Random, text: str) -> str:
        for _ in range(random.choice((1, 1, 2, 4, 8))):
            text = _with_piece(random, text, random.choice(pieces))
        return text

    return scatter


def _by_lines(change: Callable[[Random, list[str]], list[str]]) -> Mutation:
    """Return the mutation of a text that changes its lines so."""
    return lambda random, text: "\n".join(change(random, text.split("\n")))


def _by_tokens(change: Callable[[Random, list[str]], list[str]]) -> Mutation:
    """Return the mutation of a text that changes the tokens of one line so."""

    def mutate(random: Random, text: str) -> str:
        lines = text.split("\n")
        at = random.randrange(len(lines))
        lines[at] = "".join(change(random, TOKEN.findall(lines[at]) or [""]))
        return "\n".join(lines)

    return mutate


def _spliced(random: Random, text: str, other: str) -> str:
    """Return both, one after the other, one in the middle of the other, or line by line."""
    if random.random() < 0.3:
        return text + other
    if random.random() < 0.5:
        return _with_piece(random, text, other)
    lines = text.split("\n")
    for line in other.split("\n"):
        lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def _shuffled(random: Random, lines: list[str]) -> list[str]:
    start = random.randint(0, len(lines))
    end = min(len(lines), start + random.choice((2, 4, 99)))
    window = lines[start:end]
    random.shuffle(window)
    return [*lines[:start], *window, *lines[end:]]


def _dropped(random: Random, parts: list[str]) -> list[str]:
    gone = random.randrange(len(parts))
    return parts[:gone] + parts[gone + random.choice((1, 1, 3)) :]


def _doubled(random: Random, parts: list[str]) -> list[str]:
    at = random.randrange(len(parts))
    return [*parts[: at + 1], *parts[at:]]


def _swapped(random: Random, parts: list[str]) -> list[str]:
    first, second = random.randrange(len(parts)), random.randrange(len(parts))
    parts[first], parts[second] = parts[second], parts[first]
    return parts


def _joined(random: Random, lines: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], random.choice(("", " ")).join(lines[at : at + 2]), *lines[at + 2 :]]


def _parted(random: Random, parts: list[str]) -> list[str]:
    at = random.randrange(len(parts) + 1)
    return [*parts[:at], random.choice(("\n", "\n\n", "  \n", "\\\n", "\n  ", "\n    ", "\n- ", "<br>\n")), *parts[at:]]


def _indented(random: Random, lines: list[str]) -> list[str]:
    by = random.choice((" ", "  ", "   ", "    ", "\t", "> ", "- ", "  - "))
    return [by + line if random.random() < 0.3 else line for line in lines]


def _outdented(random: Random, lines: list[str]) -> list[str]:
    return [line.lstrip() if random.random() < 0.5 else line for line in lines]


def _remarked(random: Random, lines: list[str]) -> list[str]:
    """Return the lines with other markers of lists and headings."""
    markers = ("- ", "* ", "+ ", "1. ", "7) ", "-", "•", "·", "– ", "## ", "#", "", "- - ", "-\t", "-\u00a0", "\\- ", "0. ")
    pattern = re.compile(r"^(\s*)(?:[-*+]|\d+[.)]|#+) ")
    return [
        pattern.sub(lambda match: match[1] + random.choice(markers), line) if random.random() < 0.3 else line for line in lines
    ]


def _quoted(random: Random, lines: list[str]) -> list[str]:
    start = random.randrange(len(lines))
    end = start + random.choice((1, 3, 99))
    return [*lines[:start], *(random.choice(("> ", ">", ">> ", "> ")) + line for line in lines[start:end]), *lines[end:]]


def _tabled(random: Random, lines: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    rows = [f"| {line} | {random.choice(WORDS)} |" for line in lines[at : at + random.choice((1, 2, 4))]]
    return [
        *lines[:at],
        "",
        "| a | b |",
        random.choice(("|---|---|", "|:-|-:|", "|---|", "---|---")),
        *rows,
        *lines[at + len(rows) :],
    ]


def _fenced(random: Random, lines: list[str]) -> list[str]:
    start = random.randrange(len(lines))
    end = start + random.choice((1, 3))
    opening, closing = random.choice(
        (("```", "```"), ("~~~ py", "~~~"), ("```", ""), ("<pre>", "</pre>"), ("<details>\n", "\n</details>"))
    )
    return [*lines[:start], opening, *lines[start:end], closing, *lines[end:]]


def _commented(random: Random, lines: list[str]) -> list[str]:
    start = random.randrange(len(lines))
    end = start + random.choice((1, 1, 3))
    return [
        *lines[:start],
        "<!--" + random.choice((" ", "\n", "")) + "\n".join(lines[start:end]) + random.choice((" -->", "\n-->", "")),
        *lines[end:],
    ]


def _headed(random: Random, text: str) -> str:
    return random.choice(FRONT_MATTER) + text


def _newlined(random: Random, text: str) -> str:
    """Return the text with other newlines, perhaps of several kinds, and perhaps a byte order mark."""
    kinds = random.choice((("\r\n",), ("\r",), ("\n", "\r\n"), ("\n", "\r"), ("\n", "\r\n", "\r")))
    return random.choice(("", "", "\ufeff")) + "".join(random.choice(kinds) if each == "\n" else each for each in text)


def _spaced(random: Random, text: str) -> str:
    """Return the text with other white space at some places that have some."""
    others = ("", "  ", "\u00a0", "\t", "   ", "\u3000", " \u200b")
    return "".join(random.choice(others) if each == " " and random.random() < 0.1 else each for each in text)


def _recased(random: Random, tokens: list[str]) -> list[str]:
    return [random.choice((str.upper, str.lower, str.title))(token) for token in tokens]


def _misread(random: Random, tokens: list[str]) -> list[str]:
    """Return the tokens as a wrong encoding shows them."""
    return [token.encode("utf-8").decode("cp1252", "replace") for token in _with_accent(random, tokens)]


def _with_accent(random: Random, tokens: list[str]) -> list[str]:
    at = random.randrange(len(tokens))
    return [*tokens[:at], random.choice(("é", "’", "ü", "“", "–", "ñ", "…")), *tokens[at:]]


MUTATIONS: tuple[Mutation, ...] = (
    *(_scattered(pieces) for pieces in (UNICODE, MARKUP, HTML, COMMENTS, ENTITIES, MARKUP, UNICODE)),
    *(_by_lines(change) for change in (_shuffled, _dropped, _doubled, _swapped, _joined, _indented, _outdented, _remarked)),
    *(_by_lines(change) for change in (_quoted, _tabled, _fenced, _commented)),
    *(_by_tokens(change) for change in (_dropped, _doubled, _swapped, _parted, _recased, _misread)),
    *(_headed, _newlined, _spaced),
)
