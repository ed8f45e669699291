"""Lists and quotes that hold more than text: laid out by mdformat's renderer, every leaf as its author wrote it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from awesome_lint.formatter.leaves import (
    NEW,
    Block,
    as_written,
    heading_line,
    paragraph_lines,
    text_start,
    thematic_break,
    unquoted,
)
from awesome_lint.formatter.lists import STRUCTURE, Plan
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.parser.tokens.token import Token

LEAVES = frozenset({"paragraph_open", "heading_open", "hr", "fence", "code_block", "html_block", "table_open"})
DELIMITERS = "|:- \t"


def mixed_block(
    tokens: Sequence["Token"],
    start: int,
    stop: int,
    first: int,
    end: int,
    lines: Sequence[str],
    plans: Mapping[int, Plan],
    source: Source,
) -> Block:
    """Return a list or quote of any blocks; one with a NUL, or with lines that no token covers, stays as written."""
    # mdformat keeps NUL for marks of its own.
    if any("\0" in line for line in lines[first:end]) or not _is_covered(tokens, start, stop, first, end, lines):
        return as_written(lines, first, end)
    written = render(tokens[start:stop], lines, plans, source)
    return Block(first, end, written, _origins(written, lines, first, end))


def _is_covered(tokens: Sequence["Token"], start: int, stop: int, first: int, end: int, lines: Sequence[str]) -> bool:
    """Whether every line belongs to a block that was parsed: not to a definition, nor deeper than the parser goes."""
    cursor = first
    for index in range(start, stop):
        token = tokens[index]
        if token.type in LEAVES and token.map:
            if not all(STRUCTURE.fullmatch(line) for line in lines[cursor : token.map[0]]):
                return False
            cursor = max(cursor, token.map[1])
    return all(STRUCTURE.fullmatch(line) for line in lines[cursor:end])


def render(tokens: Sequence["Token"], lines: Sequence[str], plans: Mapping[int, Plan], source: Source) -> list[str]:
    """Return the lines of a block laid out by mdformat, every leaf as its author wrote it."""
    # Importing it takes as long as a third of our start and loads the user's plugins, so only files that need it pay.
    from mdformat.renderer import MDRenderer

    extension = _Extension(lines, plans, source)
    options = {"mdformat": {}, "parser_extension": [extension]}
    # mdformat would build a tree of what an inline block holds.
    alone = [token if token.read is None else token.alone() for token in tokens]
    text = MDRenderer().render(alone, options, {}, finalize=False)
    return text.split("\n")


class _Extension:
    """Renderers in place of mdformat's: lists by their plans, leaves verbatim."""

    def __init__(self, lines: Sequence[str], plans: Mapping[int, Plan], source: Source) -> None:
        self.lines = lines
        self.plans = plans
        self.source = source
        self.RENDERERS = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "hr": self.rule,
            "fence": self.fence,
            "code_block": self.code,
            "html_block": self.html,
            "table": self.table,
            "blockquote": self.quote,
            "bullet_list": self.listing,
            "ordered_list": self.listing,
            "list_item": self.item,
        }

    def paragraph(self, node: Any, context: Any) -> str:
        first, end = node.map
        start = text_start(node.children[0].token, self.source)
        text = self.lines[first][start - self.source.line_starts[first] :]
        return "\n".join(paragraph_lines(self.lines, first, end, text, _quotes(node)))

    def heading(self, node: Any, context: Any) -> str:
        first, end = node.map
        inline = node.children[0]
        if node.markup in ("=", "-"):
            lines = [unquoted(line, _quotes(node)).strip(" \t") for line in self.lines[first:end]]
            lines[: end - first - 1] = [line.strip(" \t") for line in inline.content.split("\n")]
            return heading_line(node.markup, lines) or "\n".join(lines)
        return heading_line(node.markup, [f"{node.markup} {inline.content}"]) or ""

    def rule(self, node: Any, context: Any) -> str:
        return thematic_break(self.lines[node.map[0]], node.markup)

    def fence(self, node: Any, context: Any) -> str:
        opening = f"{node.markup}{node.info}".rstrip(" \t")
        code = node.content
        if code and not code.endswith("\n"):
            # The last line of a file may lack its newline.
            code += "\n"
        return f"{opening}\n{code}{node.markup}"

    def code(self, node: Any, context: Any) -> str:
        return "\n".join(f"    {line}" if line else "" for line in node.content.rstrip("\n").split("\n"))

    def html(self, node: Any, context: Any) -> str:
        return str(node.content).strip("\n").lstrip(" \t")

    def table(self, node: Any, context: Any) -> str:
        rows: list[str] = []
        first, end = node.map
        quotes = _quotes(node)
        for index in range(first, end):
            rows.append(unquoted(self.lines[index], quotes).strip(" \t"))
        head = node.children[0].children[0].nester_tokens.opening
        rows[0] = self.source.text[head.start : head.end].rstrip(" \t")
        line = self.lines[first + 1]
        delimiters = line[len(line.rstrip(DELIMITERS)) :].strip(" \t")
        if delimiters:
            rows[1] = delimiters
        return "\n".join(rows)

    def quote(self, node: Any, context: Any) -> str:
        text = "\n\n".join(rendered for child in node.children if (rendered := child.render(context)))
        # mdformat splits at every Unicode line separator, which are characters like any other to GitHub.
        return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))

    def listing(self, node: Any, context: Any) -> str:
        plan = self.plans[id(node.nester_tokens.opening)]
        items: list[str] = []
        for marker, item in zip(plan.markers, node.children, strict=True):
            indent = " " * (len(marker) + 1)
            first, *rest = item.render(context).split("\n")
            lines = [f"{marker} {first}" if first else marker]
            lines += [f"{indent}{line}" if line else "" for line in rest]
            items.append("\n".join(lines))
        return ("\n" if plan.is_tight else "\n\n").join(items)

    def item(self, node: Any, context: Any) -> str:
        plan = self.plans[id(node.parent.nester_tokens.opening)]
        separator = "\n" if plan.is_tight else "\n\n"
        return separator.join(rendered for child in node.children if (rendered := child.render(context)))


def _quotes(node: Any) -> int:
    """Return how many quotes hold the node."""
    count = 0
    while node.parent:
        node = node.parent
        count += node.type == "blockquote"
    return count


def _origins(written: Sequence[str], source: Sequence[str], first: int, end: int) -> list[int]:
    """Return the source line of each written line: the next one with the same text, looked for a few lines ahead."""
    origins: list[int] = []
    cursor = first
    keys = [_key(line) for line in source[first:end]]
    for line in written:
        key = _key(line)
        origin = NEW
        if key:
            for index in range(cursor, min(cursor + 8, end)):
                if keys[index - first] == key:
                    origin = index
                    cursor = index + 1
                    break
        origins.append(origin)
    return origins


def _key(line: str) -> str:
    structure = STRUCTURE.match(line)
    return line[structure.end() if structure else 0 :].rstrip(" \t")
