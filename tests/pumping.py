"""What patterns the package has, how each is used, and the texts that would make it slow if it could be."""

import ast
import importlib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import translate
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Any, NamedTuple

import regex
from steps import ONE_CHARACTER, Counter, character_set
from steps import constants as constants

import awesome_lint
from awesome_lint.files import gitignore

ROOT = Path(awesome_lint.__file__).parent
# What stands for the file of an expression that is evaluated here: coverage looks for no file whose name is in brackets.
PLACE = "<evaluated>"
# The patterns whose text is made while the program runs, one for each module and function that makes it: how it is used, and
# what it may be.
MADE_AT_RUN_TIME: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    # What compiles the patterns given to it.
    ("patterns", "regex.compile"): ("search", ()),
    ("patterns", "re.compile"): ("search", ()),
    # The files of a repository, asked for by names that are written there.
    ("cli.init", "re.search"): ("search", ()),
    # Paths that settings and `.gitignore` name, with their stars.
    ("settings", "re.compile"): ("match", tuple(map(translate, ("*a*a*b", "docs/**/*[ab]?.md")))),
    ("files.gitignore", "re.compile"): (
        "fullmatch",
        tuple(gitignore._linear(list(gitignore._translated(line))) for line in ("*a*a*a*b", "**/a*/**/*b*", "[ab]*?*c")),
    ),
    # The quotation marks of titles.
    ("parser.entries.title", "re.compile"): (
        "search",
        (r"”|\"|”(?=[\s.,;:\[(*_）)]|$)", r"」(?=[\s.,;:\[(*_）)]|$)"),
    ),
    ("rules.text.repeated_word", "lazy"): ("finditer", (r"(?<!\S)the +the(?!\S)", r"(?<!\S)a +a(?!\S)")),
    ("export.markdown", "re.sub"): ("sub", (r"(?<!\\)\*", r"(?<!\\)_")),
    ("parser.html", "re.search"): ("search", (r"\bcolspan\s*=\s*[\"']?(\d{1,2})",)),
}
# Patterns that are held together, and how each of them is used.
HELD = {("formatter.left_alone", "OPENINGS"): "match", ("formatter.left_alone", "CLOSINGS"): "match"}
USES = {"search": "search", "match": "match", "fullmatch": "fullmatch"}
METHODS = frozenset([*USES, "finditer", "findall", "sub", "subn", "split"])
MAKERS = frozenset(["lazy", "re.compile", "regex.compile", "unicode_pattern"])
POOL = [chr(code) for code in range(1, 128)] + list(
    "éÉßЖ中あ、，；：。（）【】“”‘’–—…🎉\u00a0\u3000\u200b\u0301\u00ad\u202e\ufe0f\ufffd\x85Ã©ﬁ"
)
MAX_SAMPLES = 8
# A repeat of so many is as good as one without an end.
MANY = 20


@dataclass
class Pattern:
    """A pattern of the package: where it is made, and by which methods it is used."""

    module: str
    name: str
    text: str
    flags: int
    uses: set[str] = field(default_factory=set)

    @property
    def folder(self) -> str:
        """The package that the module is in, or is."""
        return self.module if hasattr(sys.modules.get(self.module), "__path__") else self.module.rpartition(".")[0]

    def __str__(self) -> str:
        return f"{self.module.removeprefix('awesome_lint.')}:{self.name[:40]}"


def modules() -> Iterator[tuple[str, Any, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        if path.name != "__main__.py":
            yield name, importlib.import_module(name), ast.parse(path.read_text("utf-8"))


def parents_of(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    """Return the node that each one below the tree is a part of, parents before their children."""
    found: dict[ast.AST, ast.AST] = {}
    nodes: list[ast.AST] = [tree]
    for parent in nodes:
        for child in ast.iter_child_nodes(parent):
            found[child] = parent
            # What names are loaded or stored with is one node for all of them, and has none below it.
            if not isinstance(child, ast.expr_context | ast.operator | ast.unaryop | ast.cmpop | ast.boolop):
                nodes.append(child)
    return found


def patterns() -> list[Pattern]:
    """Return every pattern of the package; what is made at run time has to be in `MADE_AT_RUN_TIME`."""
    found: list[Pattern] = []
    by_object: dict[int, Pattern] = {}
    read = [(name, module, parents_of(tree)) for name, module, tree in modules()]
    met: set[tuple[str, str]] = set()
    for name, module, parents in read:
        for node in parents:
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            method = called.removeprefix("re.")
            if called not in MAKERS and not (called.startswith("re.") and method in METHODS):
                continue
            use = ""
            written: tuple[str, ...]
            try:
                written = (evaluated(node.args[0], module),)
            except (NameError, SyntaxError):
                place = name.removeprefix("awesome_lint."), called
                assert place not in met, f"two patterns are made at run time by {called} in {name}"
                met.add(place)
                use, written = MADE_AT_RUN_TIME[place]
            flags = flags_of(node, method, module)
            parent = parents.get(node)
            for text in written:
                pattern = Pattern(name, label(node, parent), text, flags)
                found.append(pattern)
                if use or method in METHODS:
                    pattern.uses.add(use or method)
                elif holder := held_by(node, parents, name):
                    pattern.uses.add(holder)
                elif isinstance(parent, ast.Attribute) and parent.attr in METHODS:
                    pattern.uses.add(parent.attr)
                elif isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
                    made_object = vars(module).get(parent.targets[0].id)
                    if made_object is not None:
                        by_object[id(made_object)] = pattern
    for _, module, parents in read:
        seen: set[ast.AST] = set()
        for node in parents:
            if isinstance(node, ast.Attribute):
                # `(ONE if asked else OTHER).match` uses both.
                asked = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
                for value in asked:
                    asked_of = by_object.get(id(looked_up(value, module)))
                    if asked_of is not None:
                        seen.add(value)
                        asked_of.uses.update(METHODS & {node.attr})
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in seen:
                given = by_object.get(id(looked_up(node, module)))
                if given is not None:
                    given.uses.add("finditer")
    assert met == set(MADE_AT_RUN_TIME)
    for pattern in found:
        if not pattern.uses:
            pattern.uses.add("finditer")
    return found


def held_by(node: ast.AST, parents: dict[ast.AST, ast.AST], module: str) -> str:
    """Return how the patterns of the tuple are used in which one is made, or nothing."""
    holder = parents.get(parents[node])
    if not isinstance(holder, ast.Assign) or not isinstance(holder.targets[0], ast.Name):
        return ""
    return HELD.get((module.removeprefix("awesome_lint."), holder.targets[0].id), "")


def evaluated(node: ast.expr, module: Any) -> str:
    value = eval(compile(ast.Expression(node), PLACE, "eval"), vars(module))
    assert isinstance(value, str)
    return value


def flags_of(node: ast.Call, method: str, module: Any) -> int:
    """Return the flags of a call: after the pattern where it is compiled, after the text where it is used at once."""
    given = [keyword.value for keyword in node.keywords if keyword.arg == "flags"]
    if not given and method not in METHODS:
        given = node.args[1:2]
    elif not given and method in ("search", "match", "fullmatch", "findall", "finditer"):
        given = node.args[2:3]
    return int(eval(compile(ast.Expression(given[0]), PLACE, "eval"), vars(module))) if given else 0


def label(node: ast.Call, parent: ast.AST | None) -> str:
    return ast.unparse(parent.targets[0]) if isinstance(parent, ast.Assign) else ast.unparse(node)


def looked_up(node: ast.expr, module: Any) -> Any:
    """Return what a dotted name stands for in a module, or None."""
    if isinstance(node, ast.Name):
        return vars(module).get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(looked_up(node.value, module), node.attr, None) if isinstance(node.value, ast.Name) else None
    return None


def as_re(text: str) -> str:
    """Return a pattern of `regex` as one of `re`: properties such as `\\p{L}` become the ranges that they stand for."""
    # Sets of characters, and what stands outside of them.
    pieces = re.split(r"(\[\^?\]?(?:\\.|[^\]\\])*\])", text)
    for index, piece in enumerate(pieces):
        form = "{}" if index % 2 else "[{}]"
        pieces[index] = re.sub(r"\\[pP]\{[^}]*\}", lambda match, form=form: form.format(ranges(match.group())), piece)
    return "".join(pieces)


@cache
def everything() -> str:
    """Return all characters but the last, which is none."""
    return "".join(map(chr, range(0x10FFFF)))


def ranges(name: str, known: dict[str, str] = {}) -> str:  # noqa: B006 - remembered from call to call
    if name not in known:
        found = [match.group() for match in regex.finditer(f"{name}+", everything())]
        known[name] = "".join(f"\\U{ord(one[0]):08x}-\\U{ord(one[-1]):08x}" for one in found)
    return known[name]


class Pumped(NamedTuple):
    """A text that is one piece again and again, between what leads to it and what ends it."""

    before: str
    unit: str
    after: str

    def text(self, size: int) -> str:
        """Return it at about a size."""
        return self.before + self.unit * (size // len(self.unit)) + self.after

    def __str__(self) -> str:
        return f"{self.before!r} + {self.unit!r} * n + {self.after!r}"


def pumped(counter: Counter) -> Iterator[Pumped]:
    """Yield what may make the pattern of the counter slow."""
    classes = representatives(counter)
    letters = "".join(classes)
    masks = [one.mask(letters, letters) for one in counter.sets]
    strange = next((one for index, one in enumerate(letters) if all(mask[index] == "0" for mask in masks)), "\n")
    units = dict.fromkeys(classes)
    prefixes: dict[str, None] = {"": None}
    for prefix, repeated in repeats(counter.tree, counter.flags, [""], letters):
        units.update(dict.fromkeys(repeated))
        prefixes.update(dict.fromkeys(prefix[:2]))
    units.update(dict.fromkeys(islice(samples(counter.tree, counter.flags, letters), MAX_SAMPLES)))
    for unit in filter(None, units):
        for before in prefixes:
            yield Pumped(before, unit, strange)


def representatives(counter: Counter) -> list[str]:
    """Return characters of which each differs from the others for the pattern."""
    pool = dict.fromkeys("a1A _.-\n")
    pool.update(dict.fromkeys(letters_of(counter.tree)))
    pool.update(dict.fromkeys(POOL))
    masks = [one.mask("".join(pool), pool) for one in counter.sets]
    known: dict[tuple[str, ...], str] = {}
    for index, letter in enumerate(pool):
        known.setdefault(tuple(mask[index] for mask in masks), letter)
    return list(known.values())


def farthest(items: Any) -> int:
    """Return how often a repeat with an end may repeat what is in it, and in that."""
    found = 1
    for op, value in items:
        is_repeat = op in (constants.MAX_REPEAT, constants.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT"
        times = max(value[0], 1 if value[1] is constants.MAXREPEAT else value[1]) if is_repeat else 1
        found = max([found, times, *(times * farthest(inner) for inner in inside(op, value))])
    return found


def letters_of(items: Any) -> Iterator[str]:
    for op, value in items:
        if op in (constants.LITERAL, constants.NOT_LITERAL):
            yield chr(value)
        elif op is constants.IN:
            for kind, what in value:
                if kind is constants.LITERAL:
                    yield chr(what)
                elif kind is constants.RANGE:
                    yield chr(what[0])
        else:
            for inner in inside(op, value):
                yield from letters_of(inner)


def inside(op: Any, value: Any) -> list[Any]:
    """Return the sequences that a node holds."""
    if op is constants.SUBPATTERN:
        return [value[3]]
    if op is constants.BRANCH:
        return list(value[1])
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
        return [value[2]]
    if op in (constants.ASSERT, constants.ASSERT_NOT):
        return [value[1]]
    if str(op) == "ATOMIC_GROUP":
        return [value]
    if op is constants.GROUPREF_EXISTS:
        return [one for one in value[1:] if one is not None]
    return []


def repeats(items: Any, flags: int, before: list[str], letters: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each repeat without an end texts that lead to it, and texts that it repeats."""
    for op, value in items:
        is_repeat = op in (constants.MAX_REPEAT, constants.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT"
        if is_repeat and (value[1] is constants.MAXREPEAT or value[1] > MANY):
            yield before, list(islice(samples(value[2], flags, letters), MAX_SAMPLES))
        for inner in inside(op, value):
            yield from repeats(inner, flags, before, letters)
        following = list(islice(samples([(op, value)], flags, letters), 2))
        before = [one + other for one, other in islice(product(before, following or [""]), 3)]


def samples(items: Any, flags: int, letters: str) -> Iterator[str]:
    """Yield a few texts that the nodes match, as far as that can be told without looking around."""
    parts = [list(islice(node_samples(op, value, flags, letters), 4)) or [""] for op, value in items]
    if not parts:
        yield ""
        return
    for number in range(max(map(len, parts))):
        yield "".join(part[number % len(part)] for part in parts)
    yield "".join(part[-1] for part in parts)


def node_samples(op: Any, value: Any, flags: int, letters: str) -> Iterator[str]:
    if op in ONE_CHARACTER:
        mask = character_set((op, value), flags).mask(letters, letters)
        yield from (letter for letter, does in zip(letters, mask, strict=True) if does == "1")
    elif op is constants.BRANCH:
        found: list[Iterable[str]] = [samples(branch, flags, letters) for branch in value[1]]
        for branch in found:
            yield from islice(branch, 1)
    elif op in (constants.MAX_REPEAT, constants.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
        for one in islice(samples(value[2], flags, letters), 3):
            yield one * max(value[0], 1)
        if not value[0]:
            yield ""
    elif op in (constants.SUBPATTERN, constants.GROUPREF_EXISTS) or str(op) == "ATOMIC_GROUP":
        for inner in inside(op, value)[:1]:
            yield from samples(inner, flags, letters)
