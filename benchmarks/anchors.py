"""Measure how often a place within a page is rightly called gone: on manuals in HTML, as projects publish them.

    python benchmarks/anchors.py FOLDER [STEP]

FOLDER holds pages (`*.html`) that lead to each other, such as those of packages with documents; one of STEP is read (1).
What a list would hear of the links from them to places in other pages is compared with what lxml finds there, which shares
nothing with what is measured. Each page is led into once more, to a place that no page has.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from awesome_lint.online.exchange import ANCHORED_BYTES, Ended, Exchange, Request
from awesome_lint.online.link_rule import knowing
from awesome_lint.online.pages import is_place, page_of, reduced
from awesome_lint.online.rules.dead_anchor import DeadAnchor
from awesome_lint.online.seen import Seen
from awesome_lint.online.verdicts import of_page
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

NOWHERE = "a-place-that-no-page-has"
ADDRESS = "https://manual.example/page"
SHOWN = 20


def main(arguments: Sequence[str]) -> int:
    folder, step = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    pages = sorted(path.resolve() for path in folder.rglob("*.html") if path.is_file())[::step]
    led_into: defaultdict[Path, set[str]] = defaultdict(set)
    for path in pages:
        for target, fragment in _links(path):
            led_into[target].add(fragment)
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for target, fragments in sorted(led_into.items()):
        if not target.is_file() or target.suffix != ".html":
            continue
        there = _places(target)
        asked = sorted(fragments)
        gone = _said(target, [*asked, NOWHERE])
        if gone is None:
            count["pages that are not judged"] += 1
            continue
        count["pages"] += 1
        count["places that no page has, said"] += NOWHERE in gone
        for fragment in asked:
            is_there = bool({fragment, unquote(fragment)} & there)
            count["links"] += 1
            count["said"] += fragment in gone
            count["gone"] += not is_there
            count["said and gone"] += fragment in gone and not is_there
            if fragment in gone and is_there:
                wrong.append(f"{target}#{fragment}")
    print(dict(count))
    for each in wrong[:SHOWN]:
        print(f"  said, and there: {each}")
    return 0


def _tree(path: Path) -> "html.HtmlElement | None":
    content = path.read_bytes()
    return html.document_fromstring(content) if content.strip() else None


def _links(path: Path) -> set[tuple[Path, str]]:
    """Return the places in other pages that a page leads to."""
    found: set[tuple[Path, str]] = set()
    tree = _tree(path)
    for link in tree.iter("a") if tree is not None else ():
        name, _, fragment = (link.get("href") or "").partition("#")
        if name and "://" not in name and is_place(fragment) and not set(fragment) & set(" <>()\\"):
            found.add((Path(os.path.normpath(path.parent / unquote(name))), fragment))
    return found


def _places(path: Path) -> set[str]:
    tree = _tree(path)
    elements = [each for each in tree.iter() if isinstance(each.tag, str)] if tree is not None else []
    return {name for each in elements for name in (each.get("id"), each.get("name") if each.tag == "a" else None) if name}


def _said(path: Path, fragments: Sequence[str]) -> set[str] | None:
    """Return the places of which a list would hear that they are gone, or None where nothing is said of any."""
    content = path.read_bytes()
    request = Request(ADDRESS, most=ANCHORED_BYTES, is_anchored=True)
    headers = (("content-type", "text/html; charset=utf-8"),)
    seen, is_whole = content[:ANCHORED_BYTES], len(content) <= ANCHORED_BYTES
    answer = reduced(Exchange(request, Ended.ANSWERED, status=200, body=seen, headers=headers, is_whole=is_whole))
    if page_of(answer).anchors is None:
        return None
    source = Source.from_text("# Manuals\n\n" + "".join(f"- [Page](<{ADDRESS}#{each}>) - Says it.\n" for each in fragments))
    (rule,) = knowing(RuleSet.of([DeadAnchor()]), Seen(pages={ADDRESS: of_page(answer)}), 0)
    return {source.slice(each.span).partition("#")[2] for each in rule.check(parse(source))}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
