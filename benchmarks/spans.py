"""What exact places cost: our tokens against a bare markdown-it-py parse of the same files.

    python benchmarks/spans.py README.md [MORE.md ...]

Both parse each file in turn, again and again, and each pair of runs gives one ratio of processor time; printed is the median,
with the lowest and highest pair beside it. Below 1, we are faster.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from markdown_it import MarkdownIt

from awesome_lint.parser.tokens import tokenize
from awesome_lint.source import Source

PAIRS = 7


def main(paths: list[str]) -> None:
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ratios = []
    for path in paths:
        text = Source.from_bytes(Path(path).read_bytes(), path).text
        found = _ratios(text, tokenize, bare.parse)
        ratios.append(median(found))
        print(f"{median(found):5.2f}  ({min(found):.2f} to {max(found):.2f})  {len(text):9,} characters  {Path(path).name}")
    if len(ratios) > 1:
        print(f"{median(ratios):5.2f}  ({min(ratios):.2f} to {max(ratios):.2f})  median of {len(ratios)} files")


def _ratios(text: str, ours: Callable[[str], object], theirs: Callable[[str], object]) -> list[float]:
    ours(text)
    theirs(text)
    gc.collect()
    return [_seconds(text, ours) / _seconds(text, theirs) for _ in range(PAIRS)]


def _seconds(text: str, parse: Callable[[str], object]) -> float:
    start = process_time()
    parse(text)
    return process_time() - start


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
