"""What `spelling` finds in real lists, and what it costs.

    python benchmarks/spelling.py LIST.md...             time, as a share of a bare markdown-it-py parse
    python benchmarks/spelling.py --found LIST.md...     every diagnostic with the text around it, to be judged by eye

Process time, the median of five runs. The dictionary is read once per process, so its time stands apart.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.parser import parse
from awesome_lint.rules.text.spelling import Spelling
from awesome_lint.source import Source

RUNS = 5
BEFORE, AFTER = 40, 25


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the rule `spelling`")
    parser.add_argument("--found", action="store_true", help="print every diagnostic instead of times")
    parser.add_argument("paths", nargs="+", type=Path)
    arguments = parser.parse_args()
    sources = [Source.from_bytes(path.read_bytes(), str(path)) for path in arguments.paths]
    if arguments.found:
        show(sources)
    else:
        measure(sources)


def show(sources: list[Source]) -> None:
    count = 0
    for source in sources:
        for diagnostic in sorted(Spelling().check(parse(source)), key=lambda diagnostic: diagnostic.span):
            for start, end in diagnostic.places:
                around = source.text[max(0, start - BEFORE) : end + AFTER]
                print(f"{source.path}:{source.line_number(start)}: {diagnostic.message} {around!r}")
                count += 1
    print(f"{count} found in {len(sources)} lists")


def measure(sources: list[Source]) -> None:
    start = time.process_time()
    lexicon()
    print(f"dictionary: {(time.process_time() - start) * 1000:.0f} ms, once")
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for source in sources:
        document = parse(source)
        floor = median(lambda text=source.text: markdown.parse(text))  # type: ignore[misc]
        cost = median(lambda document=document: list(Spelling().check(document)))  # type: ignore[misc]
        print(f"{source.path}: parse {floor * 1000:.0f} ms, spelling {cost * 1000:.1f} ms, {cost / floor:.1%}")


def median(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
