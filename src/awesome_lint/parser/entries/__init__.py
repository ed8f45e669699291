"""The text of one listed thing into its fields.

The text is taken apart into atoms first (words, links, bold and italic text, brackets), then read from the left: what stands
before the name, the name, what stands after it. Roles are given by shape, then by content; what stays doubtful stays unread.
"""

import re
from collections.abc import Sequence

from awesome_lint.document import EntryKind, Link, LinkKind, Text
from awesome_lint.knowledge.people import is_known
from awesome_lint.parser import bibliography, vocabulary
from awesome_lint.parser.entries.atoms import Atom, Shape, is_linked, without_pictures
from awesome_lint.parser.entries.citation import CITED_YEAR, INITIALED, INVERTED, cited_title, reads_bold_citation
from awesome_lint.parser.entries.cursor import Cursor
from awesome_lint.parser.entries.description import says_where
from awesome_lint.parser.entries.fields import Fields, collect
from awesome_lint.parser.entries.people import CITED_NAME, are_mostly_known, names_in
from awesome_lint.parser.entries.pieces import is_person
from awesome_lint.parser.entries.plain_title import plain_title
from awesome_lint.parser.entries.prefix import read_prefix, skip_number
from awesome_lint.parser.entries.tail import read_tail
from awesome_lint.parser.entries.title import QUOTES, is_quoted, link_title, quoted_title, strong_title, take_title
from awesome_lint.parser.inlines import Node, NodeKind, has_word, visible
from awesome_lint.patterns import lazy
from awesome_lint.source import Span

# Emphasis that CommonMark does not see because of a space inside its marks.
SPACED_STRONG = lazy(r"\s*(\*\*)(?: +(?=\S)|(?=\S[^*]* \*\*))([^*]*[^*\s]) *\*\*")
# Emphasis that CommonMark does not see because its closing marks stand between a mark and a letter: `**标题：**文`.
MARKS = r"!-)+-/:-@\[-`{-~\u2010-\u2027\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65"
MARKED_STRONG = lazy(rf"\s*(\*\*)(?=[^\s*])([^*\n]*[^*\s])([{MARKS}])\*\*([^\W_])")
# Of these, the name needs none, so that they may stand behind its marks.
CLAUSE_MARKS = "，。、；：！？"
SIMPLE_TAIL = lazy(r"( (?:-|–|—) )(\S(?:[^\n]*[\w.!?])?)\s*$")
# Words in quotation marks, and others behind a separator or `by`: `"Nets for cats" - Lee (2016)`.
QUOTED_AND_MORE = lazy(r"[\"“«][^\"“”»]{6,}[\"”»](?:\s+(?:by\b|[-–—―|])|[,.])\s+\w")
# What stands before somebody who is not the first.
LIST_MARK = lazy(r"(?:[,;]\s*(?:(?:and|&)\s+)?|\s(?:and|&)\s+)$")
NAME_END = lazy(r"[,;]\s*(?:(?:and|&)\s+)?|\s(?:and|&)\s|(?<=[^\W\d_]{2})\.\s|:\s")
# What browsers call the page of a repository.
REPOSITORY = lazy(r"(?:GitHub - )?([\w.-]+/[\w.-]+): (?=\S)")
# What begins a link that may hold more than a name.
OPENING = (*QUOTES, "[")
# `1.Title [[paper](url)]`, which is no item of a list without a space.
GLUED_NUMBER = lazy(r"\s*\d{1,3}[.)、．]\s?(?=[^\W\d_a-z])")
NUMBER_ALONE = lazy(r"\d{1,4}[.)]?")
# A short name before the title: `CodeGen: **"CodeGen: An Open Model"**`.
NICK_AND_QUOTE = lazy(r"\s*[\w .+-]{1,40}:\s*[\"“]")
# An address that says nothing of a picture: `https://github.com/o/r`, neither `.../logo.png` nor a badge.
PAGE = lazy(
    r"https?://(?:www\.)?(?!.*(?:shields|badge|img|image|picture|photo|logo|icon|avatar|assets|upload|media|raw|camo|cdn|static|svg|"
    r"png|gif|jpe?g|webp|workflow|action|travis|codecov|visitor|count|star-history|stat|chart|views?\b|/api))"
    r"[\w-]+(?:\.[\w-]+){1,4}(?:/[^\s?#]*)?$",
    re.IGNORECASE,
)

# A title in bold behind people in italics has so many words.
LEAST_TITLE_WORDS = 3
# What a text may begin with that is read as if it were written otherwise.
MENDED = frozenset([NodeKind.STRIKE, NodeKind.EMPHASIS, NodeKind.IMAGE])


def read(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a listed thing, or None where the text lists nothing: prose, a category, a note."""
    if nodes and nodes[0].kind in MENDED:
        nodes = shown_link(_upright(_unstruck(nodes)))
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    found = fields if _read_simple(nodes, fields) else _read(Cursor(unfolded(nodes), fields))
    if found is not None and found.title is not None and ": " in found.title.value and "/" in found.title.value:
        _part_repository(found, found.title)
    return found


def _part_repository(fields: Fields, title: Text) -> None:
    """Part the title of a repository's page, `owner/name: What it is`, where the link leads there."""
    match = REPOSITORY.match(title.value)
    url = fields.links[0].url.rstrip("/").casefold() if fields.links else ""
    if match is None or len(title.value) != title.span.end - title.span.start or not url.endswith(f"/{match[1]}".casefold()):
        return
    start = title.span.start
    fields.title = Text(match[1], Span(start + match.start(1), start + match.end(1)))
    if fields.description is None:
        fields.description = Text(title.value[match.end() :], Span(start + match.end(), title.span.end))


def unfolded(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the nodes of an entry that is bold from end to end without the marks: `**[Title](url). Ann Lee, 2014.**`.

    Nor has anybody marks who is bold among others: `Ann Lee, **Bo Chen**, Cy Roe`.
    """
    for node in nodes:
        if node.kind is NodeKind.STRONG:
            break
    else:
        return nodes
    bold = [index for index, node in enumerate(nodes) if node.kind is NodeKind.STRONG]
    marked = [nodes[index] for index in bold if _is_bold_person(nodes, index)]
    if marked:
        return [part for node in nodes for part in (node.children if node in marked else (node,))]
    if len(nodes) > 1 and nodes[0].kind is NodeKind.TEXT and nodes[1].kind is NodeKind.STRONG:
        # Pictures stand before it.
        rest = unfolded(nodes[1:]) if not without_pictures(nodes[0].value).strip() else nodes[1:]
        return nodes if len(rest) == len(nodes) - 1 else [nodes[0], *rest]
    first = nodes[0] if nodes else None
    if first is None or first.kind is not NodeKind.STRONG or any(has_word(visible([node]).value) for node in nodes[1:]):
        return nodes
    kinds = [child.kind for child in first.children]
    # `**LEE, Ann. *Nets for Cats*. Springer, 2018.**`
    is_cited = kinds[:2] == [NodeKind.TEXT, NodeKind.EMPHASIS] and first.children[0].value.rstrip().endswith((".", ","))
    if is_cited or (kinds and QUOTED_AND_MORE.match(visible(first.children).value)):
        return [*first.children, *nodes[1:]]
    kept = [node for node in first.children if node.kind is not NodeKind.TEXT or node.value.strip()]
    is_led = len(kept) > 1 and kept[0].kind is NodeKind.LINK and not vocabulary.is_label(visible(kept[:1]).value)
    says_more = is_led and kept[1].kind is NodeKind.TEXT and len(kept[1].value.split()) > 1
    return [*first.children, *nodes[1:]] if says_more else nodes


def _is_bold_person(nodes: Sequence[Node], index: int) -> bool:
    """Whether bold words are somebody who is named between commas, with others before or behind."""
    node = nodes[index]
    if index and nodes[index - 1].kind is not NodeKind.TEXT:
        return False
    before = LIST_MARK.search(nodes[index - 1].value) if index else None
    if before is None:
        return _is_first_person(nodes[index:])
    name = visible([node]).value.strip(" ,")
    if not is_person(name) or len(node.children) != 1:
        return False
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    behind = following.value if following is not None and following.kind is NodeKind.TEXT else ""
    beside = [NAME_END.split(nodes[index - 1].value[: before.start()])[-1]]
    if behind[:1] in (",", ";") or behind.startswith((" and ", " & ")):
        beside.append(NAME_END.split(behind.lstrip(" ,;"))[0])
    elif behind.strip(" .*†") and behind[:1] not in (".", "*", "†", "("):
        return False
    return any(is_person(other.strip(' \n*.,"”').removeprefix("and ").strip()) for other in beside)


def _is_first_person(nodes: Sequence[Node]) -> bool:
    """Whether bold words are somebody by what people are called, and so is who follows: `**Ann Lee**, Bo Chen`."""
    behind = nodes[1].value if len(nodes) > 1 and nodes[1].kind is NodeKind.TEXT else ""
    name = visible(nodes[:1]).value.strip(" ,")
    if not behind.startswith((", ", " and ", " & ")) or not _is_called(name):
        return False
    return _is_called(NAME_END.split(behind.lstrip(" ,").removeprefix("and ").removeprefix("& "))[0].strip(" .*"))


def _is_called(name: str) -> bool:
    return is_person(name) and (is_known(name) or CITED_NAME.match(name) is not None)


def _unstruck(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the nodes without the marks that strike out a name and what is said of it: `~~[Name](url) - Description.~~`."""
    first = nodes[0] if nodes else None
    if (
        first is None
        or first.kind is not NodeKind.STRIKE
        or not first.children
        or (len(first.children) == 1 and len(nodes) == 1)
        or first.children[0].kind is not NodeKind.LINK
    ):
        return nodes
    return (*first.children, *nodes[1:])


def _upright(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the nodes without italics around a name that is a link: `*[Name](url)* - Description.`, `***[Name](url)***`."""
    first = nodes[0] if nodes else None
    if first is None or first.kind is not NodeKind.EMPHASIS or len(first.children) != 1:
        return nodes
    only = first.children[0]
    held = only.children[0] if only.kind is NodeKind.STRONG and len(only.children) == 1 else only
    is_name = held.kind is NodeKind.LINK and not vocabulary.is_label(visible([held]).value)
    return (only, *nodes[1:]) if is_name else nodes


def shown_link(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the nodes with a picture that was meant for a link as one: `![Name](https://example.org) - Description.`"""
    first = nodes[0] if nodes else None
    if first is None or first.kind is not NodeKind.IMAGE or first.link is None or not shows_page(first.link):
        return nodes
    others = (visible([node]).value for node in nodes[1:] if node.kind is NodeKind.LINK)
    if not all(vocabulary.is_label(other) or vocabulary.is_address(other) for other in others):
        return nodes
    label = first.link.label
    named = Node(NodeKind.LINK, label.span.start - 1, first.end)
    named.inner_start, named.inner_end = label.span
    named.children = [Node(NodeKind.TEXT, *label.span, label.value)]
    named.link = Link(label, first.link.url, LinkKind.INLINE, named.span, first.link.url_span)
    return (named, *nodes[1:])


def shows_page(image: Link) -> bool:
    """Whether a picture, by its address, is a page that has a name."""
    is_markdown = image.label.span.start == image.span.start + len("![")
    return is_markdown and has_word(image.label.value) and PAGE.match(image.url) is not None


def _read_simple(nodes: Sequence[Node], fields: Fields) -> bool:
    """Read `[Name](url)` and `[Name](url) - Description.` in one step: most entries of most lists."""
    if not 1 <= len(nodes) <= 2 or nodes[0].kind is not NodeKind.LINK:
        return False
    named, text = nodes[0], nodes[-1]
    link = named.link
    if link is None or len(named.children) != 1 or named.children[0].kind is not NodeKind.TEXT:
        return False
    (inner,) = named.children
    label = inner.value
    if not has_word(label) or label[0] in OPENING or label[-1] in ")）." or label != label.strip() or not label[-1].isascii():
        return False
    match = None
    if len(nodes) == 2:
        match = SIMPLE_TAIL.match(text.value) if text.kind is NodeKind.TEXT else None
        if match is None or text.end - text.start != len(text.value) or not has_word(match.group(2)):
            return False
        if bibliography.is_date(match.group(2)) or says_where(match.group(2)):
            return False
    start = text.start
    fields.kind = EntryKind.NAMED
    # Beside a comment, which nobody sees, the label covers more.
    fields.title = link.label if link.label.span == inner.span else Text(label, inner.span)
    fields.title_span = link.span
    if match is None:
        return True
    fields.separator = Text(match.group(1), Span(start + match.start(1), start + match.end(1)))
    fields.description = Text(match.group(2), Span(start + match.start(2), start + match.end(2)))
    return True


def read_paragraph(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a paragraph that is laid out like an entry, or None for prose.

    Prose begins with bold words and links, too; so a name must be followed by a line break, authors, brackets or labelled
    links, not by more words.
    """
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    cursor = Cursor(nodes, fields)
    read_fields = _read(cursor)
    if read_fields is None or not read_fields.is_read or read_fields.broken_title:
        return None
    if not (fields.links or fields.authors):
        return None
    is_cited = bool(fields.authors and fields.year and fields.links) or is_dated_by(nodes, fields)
    return fields if is_cited or _is_laid_out(cursor) else None


def is_dated_by(nodes: Sequence[Node], fields: Fields) -> bool:
    """Whether bold words at the beginning say by whom and when: `**Lee, A. (1511).** *Nets for cats*`."""
    bold = nodes[0] if nodes and nodes[0].kind is NodeKind.STRONG else None
    if bold is None or fields.authors is None or fields.year is None:
        return False
    return bold.span.contains(fields.authors.span) and bold.span.contains(fields.year.span)


def read_heading(nodes: Sequence[Node]) -> Fields | None:
    """Return the fields of a heading that names an entry: all of it is the title where no link or mark ends that.

    But for what is a citation, `Lee, A. (2020). *Nets for cats*`.
    """
    fields = Fields(EntryKind.UNPARSED)
    collect(nodes, fields)
    cursor = Cursor(nodes, fields)
    if not fields.links and CITED_YEAR.search(cursor.text.value):
        cited = _read(Cursor(nodes, Fields(EntryKind.UNPARSED)))
        if cited is not None and cited.authors is not None and cited.year is not None and cited.title is not None:
            return cited
    if fields.links or any(node.kind is NodeKind.BREAK for node in nodes):
        return _read(cursor)
    return fields if _take_all(cursor) else None


def may_begin(nodes: Sequence[Node]) -> bool:
    """Whether a paragraph begins the way entries do: with something bold or linked, or a bracket, after marks at most."""
    if signs_line(nodes):
        return True
    for node in nodes:
        if node.kind is NodeKind.TEXT:
            if node is nodes[0] and GLUED_NUMBER.match(node.value):
                return any(other.kind is NodeKind.LINK for other in nodes)
            rest = without_pictures(node.value).strip(" .,:;|*")
            if rest and not (NUMBER_ALONE.fullmatch(rest) and node is not nodes[-1]):
                return rest[0] in "[("
        elif node.kind is NodeKind.EMPHASIS and is_quoted(visible([node]).value):
            return True
        elif node.kind in (NodeKind.STRONG, NodeKind.LINK):
            return bool(node.children) and (node.kind is NodeKind.STRONG or len(nodes) > 1)
        elif node.kind in (NodeKind.CODE, NodeKind.EMPHASIS, NodeKind.STRIKE):
            return False
    return False


def signs_line(nodes: Sequence[Node]) -> bool:
    """Whether people stand on the first line of a text, and a colon behind them: `Ann Lee, Bo Chen:`, and the title below."""
    first = nodes[0] if len(nodes) > 1 else None
    if first is None or first.kind is not NodeKind.TEXT or not first.value.endswith((":", "：")):
        return False
    if nodes[1].kind is not NodeKind.BREAK and nodes[1].value != " ":
        return False
    names = bibliography.authors(visible([first]).part(0, len(first.value) - 1))
    return names is not None and len(names.people) > 1 and are_mostly_known(names)


def is_wordless(nodes: Sequence[Node]) -> bool:
    """Whether the text has markup but nothing to read, see or click."""
    if any(node.kind in (NodeKind.IMAGE, NodeKind.HTML, NodeKind.CODE) or not is_wordless(node.children) for node in nodes):
        return False
    if any(node.kind is NodeKind.LINK and node.value for node in nodes):
        return False
    text = visible(nodes).value
    return not has_word(text) and not text.strip(" \n*_~[]()|-.")


def _read(cursor: Cursor) -> Fields | None:
    fields = cursor.fields
    skip_number(cursor)
    if cursor.at >= len(cursor.atoms):
        return None
    fields.broken_title = _broken_title(cursor)
    if fields.broken_title is not None:
        return fields
    if _reads_broken_link(cursor):
        cursor.title_end = cursor.at
        read_tail(cursor)
        fields.settle()
        return fields
    cursor.has_prefix = read_prefix(cursor)
    if cursor.at >= len(cursor.atoms) or not _read_title(cursor):
        return fields if fields.links else None
    cursor.title_end = cursor.at
    read_tail(cursor)
    fields.settle()
    if cursor.is_plain and not cursor.has_prefix and not fields.links and not _is_cited(cursor):
        return None
    return fields


def _read_title(cursor: Cursor) -> bool:
    atom = cursor.atoms[cursor.at]
    if atom.shape is Shape.STRONG and cursor.is_placed and _goes_on(cursor):
        return plain_title(cursor)
    if atom.shape is Shape.STRONG:
        return reads_bold_citation(cursor, atom) or _reads_nick(cursor, atom) or strong_title(cursor, atom)
    if atom.shape is Shape.LINK or (atom.shape is Shape.GROUP and atom.is_wrapped):
        return link_title(cursor, atom)
    if atom.shape is Shape.WORDS:
        nick = NICK_AND_QUOTE.match(cursor.text.value, max(atom.start, cursor.offset))
        if nick:
            cursor.move_to(nick.end() - 1)
        return quoted_title(cursor) or plain_title(cursor)
    if atom.shape is Shape.EMPHASIS and _reads_signed(cursor, atom):
        return True
    if (atom.shape is Shape.EMPHASIS and (cursor.has_prefix or is_quoted(cursor.value(atom)))) or (
        atom.shape is Shape.CODE and cursor.starts_separator(cursor.at + 1)
    ):
        cursor.at += 1
        cursor.offset = atom.end
        return take_title(cursor, atom.start, atom.end, atom.node)
    return False


def _reads_signed(cursor: Cursor, atom: Atom) -> bool:
    """Read `*Lee, Chen.* **Nets for cats.**`: people in italics before a title in bold; return whether it is so."""
    following = (other for other in cursor.atoms[cursor.at + 1 :] if has_word(cursor.value(other)))
    title = next(following, None)
    if title is None or title.shape is not Shape.STRONG:
        return False
    names = names_in(cursor, atom)
    is_long = len(cursor.value(title).split()) >= LEAST_TITLE_WORDS
    if names is None or (len(names.people) == 1 and not (is_long and is_known(names.people[0].name))):
        return False
    cursor.move_to(title.end)
    if not take_title(cursor, title.start, title.end, title.node):
        return False
    cursor.fields.authors = names
    cursor.fields.authors_span = atom.node.span if atom.node is not None else names.span
    return True


def _goes_on(cursor: Cursor) -> bool:
    """Whether plain words stand behind a bold beginning of a title, and no link: `**CatNet**: Nets for cats`."""
    following = cursor.atoms[cursor.at + 1] if cursor.at + 1 < len(cursor.atoms) else None
    return following is not None and following.shape is Shape.WORDS and len(cursor.value(following).split()) > 1


def _reads_broken_link(cursor: Cursor) -> bool:
    """Read `[Title] (https://...)`, which is no link because of the space; return whether it is one."""
    name, space, address = (*cursor.atoms[cursor.at : cursor.at + 3], None, None, None)[:3]
    if name is None or space is None or address is None or name.shape is not Shape.GROUP or name.is_wrapped:
        return False
    value = cursor.text.value
    # An image has no visible text.
    begins = value[name.start], value[space.start : space.end].strip(), value[address.start : address.end][:1]
    is_apart = begins == ("[", "", "(")
    inside = [atom for atom in address.inner if has_word(value[atom.start : atom.end])]
    if not (is_apart and len(inside) == 1 and inside[0].shape is Shape.LINK):
        return False
    if not vocabulary.is_address(value[inside[0].start : inside[0].end]) or vocabulary.is_label(value[name.start : name.end]):
        return False
    cursor.move_to(address.end)
    return take_title(cursor, name.start + 1, name.end - 1, inside[0].node)


def _reads_nick(cursor: Cursor, atom: Atom) -> bool:
    """Read `**NICK:** Ann Lee, Bo Chen. "Title."`; return whether it is one."""
    if not cursor.text.value[atom.start : atom.end].rstrip().endswith(":"):
        return False
    place = cursor.at, cursor.offset
    cursor.move_to(atom.end)
    cursor.skip_decoration()
    if cursor.peek() is not None and cited_title(cursor, cursor.offset):
        return True
    cursor.at, cursor.offset = place
    return False


def _is_cited(cursor: Cursor) -> bool:
    """Whether it reads like a citation: with several authors, or "et al.", and where or when it appeared.

    One who is named by initials, surname first, has to have written something that appeared somewhere, once.
    """
    fields = cursor.fields
    people = fields.authors.people if fields.authors else ()
    if len(people) == 1:
        is_surname_first = INITIALED.fullmatch(people[0].name) is not None or INVERTED.fullmatch(people[0].name) is not None
        return is_surname_first and fields.year is not None and fields.venue is not None
    return len(people) > 1 and (fields.year is not None or fields.venue is not None)


def _take_all(cursor: Cursor) -> bool:
    """Take all of the text for the title, number and pictures at its ends aside; return whether that leaves a word."""
    skip_number(cursor)
    return take_title(cursor, cursor.offset, len(cursor.text.value), None)


def _is_laid_out(cursor: Cursor) -> bool:
    """Whether the name is the start of the text and stands apart from what follows it."""
    first = next((atom for atom in cursor.atoms if _is_name(cursor, atom)), None)
    is_led = cursor.has_prefix or bool(cursor.fields.authors) or (cursor.is_numbered and bool(cursor.fields.links))
    if first is None or (first.shape is Shape.WORDS and not is_led):
        return False
    inside = first.node.children if first.node else []
    if first.shape is Shape.LINK and not cursor.is_numbered and not any(node.kind is NodeKind.STRONG for node in inside):
        return False
    for atom in cursor.atoms[cursor.title_end :]:
        value = cursor.text.value[atom.start : atom.end]
        if atom.shape is Shape.IMAGE or (atom.shape is Shape.WORDS and not without_pictures(value).strip(" .,\n:*★|·-–—―")):
            continue
        if atom.shape is Shape.WORDS and first.shape in (Shape.STRONG, Shape.EMPHASIS) and _says_when(cursor, value):
            continue
        if atom.shape is Shape.WORDS:
            has_break = any(other.shape is Shape.BREAK for other in cursor.atoms)
            return bool(cursor.fields.authors or cursor.fields.separator) or (
                has_break and first.shape is Shape.STRONG and is_linked(first)
            )
        return atom.shape is not Shape.LINK or atom.is_wrapped or vocabulary.is_label(value) or bool(bibliography.year(value))
    # Nothing follows it: a bold link, or a link with a number, that stands alone.
    return first.shape is Shape.LINK or is_linked(first)


def _says_when(cursor: Cursor, value: str) -> bool:
    """Whether a few words behind the name say where and when, and nothing else."""
    venue, year = cursor.fields.venue, cursor.fields.year
    rest = value.replace(venue.value if venue else "", "", 1).replace(year.value if year else "", "", 1)
    return year is not None and not has_word(rest)


def _is_name(cursor: Cursor, atom: Atom) -> bool:
    """Whether an atom is more than pictures and the number of a paragraph."""
    if atom.shape is Shape.IMAGE or (cursor.is_numbered and atom.start < cursor.begin and atom.end <= cursor.begin):
        return False
    return has_word(cursor.text.value[atom.start : atom.end])


def _broken_title(cursor: Cursor) -> Text | None:
    """Return the title that was meant to be bold, as it should be written, where its marks do not match."""
    first = next(
        (index for index, node in enumerate(cursor.nodes) if has_word(visible([node]).value) or "*" in node.value), None
    )
    if first is None:
        return None
    node = cursor.nodes[first]
    after = cursor.nodes[first + 1] if first + 1 < len(cursor.nodes) else None
    if node.kind is NodeKind.TEXT:
        is_written_so = node.end - node.start == len(node.value)
        if (
            node.value.strip() == "*"
            and is_written_so
            and node.value.endswith("*")
            and after
            and after.kind is NodeKind.EMPHASIS
        ):
            # `**Title*`
            return Text(f"**{_inner(after)}**", Span(node.end - 1, after.end)) if not _has_marks(after) else None
        match = SPACED_STRONG.match(node.value)
        if match and is_written_so and has_word(match.group(2)):
            # `** Title**` and `**Title **`
            return Text(f"**{match.group(2)}**", Span(node.start + match.start(1), node.start + match.end()))
        match = MARKED_STRONG.match(node.value)
        if match and is_written_so and has_word(match.group(2)):
            # `**标题：**文`, of which the letter is a part: without it, the marks would close
            name, mark, letter = match.group(2, 3, 4)
            written = f"**{name}**{mark}{letter}" if mark in CLAUSE_MARKS else f"**{name}{mark}** {letter}"
            return Text(written, Span(node.start + match.start(1), node.start + match.end()))
    elif node.kind is NodeKind.EMPHASIS and after and after.kind is NodeKind.TEXT and after.value.startswith("*"):
        # `*Title**`
        return Text(f"**{_inner(node)}**", Span(node.start, after.start + 1)) if not _has_marks(node) else None
    return None


def _inner(node: Node) -> str:
    return visible(node.children).value


def _has_marks(node: Node) -> bool:
    """Whether it holds anything but plain text on one line."""
    return any(child.kind is not NodeKind.TEXT for child in node.children) or node.inner_end - node.inner_start != len(
        _inner(node)
    )
