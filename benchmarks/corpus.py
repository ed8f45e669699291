"""Fix every list of a folder, and show by other means than ours that nothing was lost.

    python benchmarks/corpus.py FOLDER            fix copies of its Markdown files; print a row per file and every difference
    python benchmarks/corpus.py --rules FOLDER    print how often each rule speaks, and in how many lists

Each file is fixed three times: laid out only, with the safe fixes, and with the unsafe ones too. What GitHub shows of it
before and after is read from the HTML of GitHub's own parser, by code that shares nothing with `awesome_lint.content`. The
layout may change nothing. For the fixes, the same is done with each rule alone: what a rule changes must be of a kind that it
declares, and what no rule changes, alone or once the others are done, is lost. The files of the folder are only read; the
fixes are written to copies.

Exit status: 0 nothing was lost, 1 something was, a fix raised or was not final; a refusal is counted, but is no loss.
"""

import argparse
import gc
import html
import multiprocessing
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import NamedTuple

import cmarkgfm
from cmarkgfm.cmark import Options

from awesome_lint.diagnostic import Diagnostic, Effect, Report
from awesome_lint.document import Document
from awesome_lint.engine.fixer import apply, fix, select
from awesome_lint.engine.linter import lint
from awesome_lint.engine.scope import LAYOUT
from awesome_lint.files import read_write as files
from awesome_lint.parser import parse
from awesome_lint.registry.rule_set import RuleSet
from awesome_lint.source import Source

SUFFIXES = frozenset({".md", ".markdown"})
EXTENSIONS = ["table", "autolink", "strikethrough", "tagfilter", "tasklist"]
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES

LAYOUT_ONLY, SAFE, UNSAFE = "layout", "safe", "unsafe"

TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+")
# Only these end a word; `b` or `code` in its middle does not.
INLINE_TAG = re.compile(r"a|abbr|b|code|del|em|font|i|ins|kbd|mark|s|small|span|strike|strong|sub|sup|tt|u")
HEADING = re.compile(r"h[1-6]")

# What an effect lets a rule change; white space is nobody's concern.
DECLARED = {
    "words": Effect.TEXT | Effect.BLOCKS,
    "marks": Effect.TEXT | Effect.BLOCKS,
    "links": Effect.LINKS | Effect.BLOCKS,
    "images": Effect.LINKS | Effect.BLOCKS,
    "headings": Effect.HEADINGS | Effect.TEXT | Effect.BLOCKS,
    "comments": Effect.TEXT | Effect.BLOCKS,
}
# Mended markup lets an entry be read that could not be read before, so every rule may change what is read.
ENTRIES = "entries"


class Change(NamedTuple):
    """How one kind of what is seen differs: what is gone, what is new, and whether the rest stands in another order."""

    lost: Counter[str]
    gained: Counter[str]
    is_reordered: bool

    def __bool__(self) -> bool:
        return bool(self.lost or self.gained or self.is_reordered)

    def without(self, other: "Change") -> "Change":
        """Return what is left of it when the other is made, too."""
        return Change(self.lost - other.lost, self.gained - other.gained, self.is_reordered and not other.is_reordered)

    @property
    def is_spacing(self) -> bool:
        """Whether all the characters are still there, only grouped into other words."""
        letters = [Counter("".join(counter.elements())) for counter in (self.lost, self.gained)]
        return letters[0] == letters[1] and not self.is_reordered


@dataclass
class Outcome:
    """What one way of fixing did to one file.

    `by_rule` holds what each rule changes alone, by kind, and `added` what several together put in; `remaining` counts the
    diagnostics that are left, and `is_asking` tells whether any of them has a fix that a person has to ask for.
    """

    state: str
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    by_rule: dict[str, dict[str, Change]] = field(default_factory=dict)
    added: dict[str, Change] = field(default_factory=dict)
    remaining: int = 0
    is_asking: bool = False


@dataclass
class Result:
    """All that was found out about one file."""

    name: str
    size: int
    seconds: float = 0.0
    diagnostics: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.diagnostics.values())

    @property
    def is_failed(self) -> bool:
        return any(outcome.faults for outcome in self.outcomes.values())


def main() -> int:
    arguments = _arguments()
    paths = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not paths:
        print(f"{arguments.folder}: no Markdown files", file=sys.stderr)
        return 2
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        copies = [_copied(path, arguments.folder, Path(work)) for path in paths]
        # The largest first, so that no process is left alone with it at the end.
        jobs = sorted(copies, key=lambda copy: -copy.stat().st_size)
        with multiprocessing.get_context("spawn").Pool(arguments.processes, initializer=gc.disable) as pool:
            work_on = _linted if arguments.rules else _fixed
            results = sorted(pool.imap_unordered(work_on, [(Path(work), job) for job in jobs]), key=lambda result: result.name)
    lines = _rule_table(results) if arguments.rules else _file_table(results)
    for line in lines:
        print(line)
    print(f"\n{len(results)} files, {time.monotonic() - started:.0f} s")
    return int(any(result.is_failed for result in results))


def _arguments() -> argparse.Namespace:
    summary, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of lists; the files in it are only read")
    parser.add_argument("--rules", action="store_true", help="only lint, and print counts by rule")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="how many files at a time (2)")
    return parser.parse_args()


def _copied(path: Path, folder: Path, work: Path) -> Path:
    """Return the copy of a file, under `work`, that the fixes are written to."""
    copy = work / path.relative_to(folder)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, copy)
    return copy


# --- one file ---------------------------------------------------------------------------------------------------------


def _linted(job: tuple[Path, Path]) -> Result:
    result, _ = _examined(job)
    return result


def _examined(job: tuple[Path, Path]) -> tuple[Result, "_Alone | None"]:
    work, path = job
    result = Result(path.relative_to(work).as_posix(), path.stat().st_size)
    try:
        report = lint(parse(files.read(path).source), RuleSet.default())
    except files.FileError as error:
        result.outcomes["check"] = Outcome("unreadable", notes=[str(error)])
        return result, None
    except Exception:
        result.outcomes["check"] = Outcome("raised", faults=[traceback.format_exc()])
        return result, None
    result.diagnostics.update(_counts(report.diagnostics))
    return result, _Alone(report)


def _fixed(job: tuple[Path, Path]) -> Result:
    started = time.monotonic()
    result, alone = _examined(job)
    if alone is not None:
        everything = RuleSet.default()
        layout = RuleSet.of(rule for rule in everything if rule.name == LAYOUT)
        result.outcomes[LAYOUT_ONLY] = _outcome(job[1], layout, LAYOUT_ONLY, alone)
        result.outcomes[SAFE] = safe = _outcome(job[1], everything, SAFE, alone)
        # Where no rule asks for consent, before or after, both ways of fixing are the same.
        result.outcomes[UNSAFE] = _outcome(job[1], everything, UNSAFE, alone) if safe.is_asking or alone.asking_rules else safe
    result.seconds = time.monotonic() - started
    # Collecting is off while a file is worked on, as it is when the program itself runs.
    gc.collect()
    return result


def _outcome(path: Path, rules: RuleSet, mode: str, alone: "_Alone") -> Outcome:
    """Fix the file as `awesome-lint --fix` does, write it, read it again, and say what became of it; then put it back."""
    outcome = Outcome("unchanged")
    file = files.read(path)
    try:
        fixed = fix(file.source, rules, unsafe=mode == UNSAFE)
        outcome.remaining = sum(_counts(fixed.remaining.diagnostics).values())
        outcome.is_asking = any(map(_is_asking, fixed.remaining.diagnostics))
        for left in fixed.left_out:
            line = fixed.after.line_number(left.diagnostic.span.start)
            outcome.faults.append(f"left out the fix of {left.diagnostic.rule} on line {line}: {left.reason}")
        if not fixed.is_changed:
            return outcome
        files.write(file, fixed.after.to_bytes())
        outcome.state = "fixed"
        again = files.read(path).source
        if fix(again, rules, unsafe=mode == UNSAFE).is_changed:
            outcome.faults.append("fixing twice is not fixing once")
        _explain(outcome, Seen(again), [name for name in fixed.applied if name != LAYOUT], mode, alone)
    except Exception:
        outcome.state = "raised"
        outcome.faults.append(traceback.format_exc())
    path.write_bytes(file.data)
    return outcome


def _explain(outcome: Outcome, after: "Seen", applied: Sequence[str], mode: str, alone: "_Alone") -> None:
    """Attribute each difference to the rules that make it alone; what is left, or not declared, is a fault."""
    rules = RuleSet.default()
    for kind in (*DECLARED, ENTRIES):
        if (rest := compared(kind, alone.seen, after)) is None:
            continue
        own: Mapping[str, Change] = {}
        # One pass of a rule is cheap and explains nearly everything; what waited for a later pass is looked for if need be.
        for is_final in (False, True):
            own = {name: found for name in applied if (found := alone.change(name, kind, mode == UNSAFE, is_final))}
            rest = compared(kind, alone.seen, after, own.values())
            if not rest:
                break
        for name in applied:
            if not rest:
                break
            more = alone.follow_up(name, kind, mode == UNSAFE, own.get(name))
            if more and (left := rest.without(more)) != rest:
                outcome.by_rule.setdefault(f"{name}, after others", {})[kind] = rest.without(left)
                rest = left
        for name, found in own.items():
            outcome.by_rule.setdefault(name, {})[kind] = found
            if kind != ENTRIES and not rules.effect(name) & DECLARED[kind] and not found.is_spacing:
                outcome.faults.append(f"{name} does not declare that it changes {kind}: {shown(found)}")
        if rest and (mode == LAYOUT_ONLY or rest.lost or rest.is_reordered):
            outcome.faults.append(f"{kind} changed that no rule changes: {shown(rest)}")
        elif rest:
            outcome.added[kind] = rest


class _Alone:
    """What each rule changes in one file when it is the only one."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.seen = Seen(report.source)
        self.asking_rules = frozenset(item.rule for item in report.diagnostics if _is_asking(item))
        self._after: dict[tuple[str, bool, bool], Seen] = {}
        self._left: dict[tuple[str, bool], Source] = {}

    def change(self, name: str, kind: str, unsafe: bool, is_final: bool) -> Change | None:
        """Return what the rule changes of a kind: in its first pass, or when nothing is left that it can mend."""
        # Most rules never ask, and do the same either way.
        unsafe = unsafe and name in self.asking_rules
        key = name, unsafe, is_final
        if key not in self._after:
            self._after[key] = Seen(self._fixed(name, unsafe) if is_final else self._fixed_once(name, unsafe))
        return compared(kind, self.seen, self._after[key])

    def follow_up(self, name: str, kind: str, unsafe: bool, own: Change | None) -> Change | None:
        """Return what a rule changes of a kind once all others are done, beyond its own: contents follow a mended heading.

        A rule that does not declare such changes explains none. What it makes of their result is made by it alone, too.
        """
        if not RuleSet.default().effect(name) & DECLARED.get(kind, ~Effect.NOTHING):
            return None
        before = self._without(name, unsafe)
        after = fix(before, _rules(lambda other: other == name), unsafe=unsafe).after
        change = compared(kind, Seen(before), Seen(after))
        return change.without(own) if change and own else change

    def _without(self, name: str, unsafe: bool) -> Source:
        """Return the text as all other rules leave it."""
        key = name, unsafe
        if key not in self._left:
            self._left[key] = fix(self.report.source, _rules(lambda other: other != name), unsafe=unsafe).after
        return self._left[key]

    def _fixed_once(self, name: str, unsafe: bool) -> Source:
        diagnostics = select([item for item in self.report.diagnostics if item.rule == name], unsafe=unsafe)
        edits = [edit for item in diagnostics if item.fix for edit in item.fix.edits]
        return self.report.source.with_text(apply(self.report.source.text, sorted(edits)))

    def _fixed(self, name: str, unsafe: bool) -> Source:
        return fix(self.report.source, _rules(lambda other: other == name), unsafe=unsafe).after


def _rules(is_wanted: Callable[[str], bool]) -> RuleSet:
    return RuleSet.of(rule for rule in RuleSet.default() if is_wanted(rule.name))


def _is_asking(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and not diagnostic.fix.is_safe


def _counts(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        counts[diagnostic.rule] += diagnostic.count
    return counts


# --- what is seen -----------------------------------------------------------------------------------------------------


class Seen:
    """What a reader sees of a list on GitHub, and what we read of it: texts in order, by kind."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def __getitem__(self, kind: str) -> Sequence[str]:
        return self.entries if kind == ENTRIES else self.page[kind]

    @cached_property
    def entries(self) -> Sequence[str]:
        return tuple(_fields(parse(self.source)))

    @cached_property
    def page(self) -> Mapping[str, Sequence[str]]:
        page = cmarkgfm.markdown_to_html_with_extensions(self.source.text, options=OPTIONS, extensions=EXTENSIONS)
        found: dict[str, list[str]] = {kind: [] for kind in DECLARED}
        parts: list[str] = []
        heading_start = position = 0
        for tag in TAG.finditer(page):
            parts.append(page[position : tag.start()])
            position = tag.end()
            slash, name, attributes = tag.groups()
            if name is None:
                found["comments"].append(" ".join(tag.group().split()))
                continue
            name = name.lower()
            if not INLINE_TAG.fullmatch(name):
                parts.append("\n")
            if HEADING.fullmatch(name):
                if slash:
                    found["headings"].append(f"{name} {_text(parts[heading_start:])}")
                heading_start = len(parts)
            elif not slash and name in ("a", "img"):
                values = {key.lower(): html.unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(attributes)}
                if name == "img":
                    found["images"].append(f"{values.get('src', '')} {values.get('alt', '')}".strip())
                elif "href" in values:
                    found["links"].append(values["href"])
        parts.append(page[position:])
        for token in WORD_OR_MARK.findall(_text(parts)):
            found["words" if WORD.match(token) else "marks"].append(token)
        return found


def _text(parts: Iterable[str]) -> str:
    return " ".join(html.unescape("".join(parts)).split())


def _fields(document: Document) -> Iterator[str]:
    """Yield every field of every entry by its words alone, so that mended punctuation is no difference."""
    for entry in document.entries:
        texts = {"title": entry.title, "venue": entry.venue, "year": entry.year, "description": entry.description}
        for name, text in texts.items():
            if text is not None:
                yield f"{name}: {_words(text.value)}"
        if entry.authors:
            for author in entry.authors.people:
                yield f"author: {_words(author.name)}"
        for link in entry.links:
            yield f"link: {link.url}"


def _words(text: str) -> str:
    return " ".join(WORD.findall(text))


def compared(kind: str, before: Seen, after: Seen, explained: Iterable[Change] = ()) -> Change | None:
    """Return how a kind of what is seen differs, beyond what the explained changes say, if it does."""
    old, new = before[kind], after[kind]
    if old == new:
        return None
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    touched = lost.keys() | gained.keys()
    may_be_reordered = False
    for change in explained:
        lost -= change.lost
        gained -= change.gained
        # What one change takes away and another puts elsewhere is in neither sum.
        touched |= change.lost.keys() | change.gained.keys()
        may_be_reordered |= change.is_reordered
    kept = [[text for text in texts if text not in touched] for texts in (old, new)]
    return Change(lost, gained, kept[0] != kept[1] and not may_be_reordered) or None


# --- tables -----------------------------------------------------------------------------------------------------------


def shown(change: Change) -> str:
    """Return a change on one line: `-gone +new ~reordered`, with the number of times."""
    pieces = [f"{sign}{text!r}{f' x{count}' if count > 1 else ''}" for sign, text, count in _signed(change)]
    return " ".join([*pieces, "~reordered"] if change.is_reordered else pieces)


def _signed(change: Change) -> Iterator[tuple[str, str, int]]:
    for sign, counter in (("-", change.lost), ("+", change.gained)):
        for text, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])):
            yield sign, text, count


def _file_table(results: Sequence[Result]) -> Iterator[str]:
    width = max(len(result.name) for result in results)
    yield f"{'file':{width}} {'kB':>5} {'s':>5} {'found':>6} {'safe':>5} {'all':>5}  layout / safe / unsafe"
    for result in results:
        states = " / ".join(outcome.state for outcome in result.outcomes.values())
        flag = "  FAULT" if result.is_failed else ""
        shares = " ".join(f"{_share(result, mode):>5}" for mode in (SAFE, UNSAFE))
        size = result.size / 1000
        yield f"{result.name:{width}} {size:5.0f} {result.seconds:5.1f} {result.total:6} {shares}  {states}{flag}"
    yield ""
    for result in results:
        yield from _differences(result)
    yield from _totals(results)


def _share(result: Result, mode: str) -> str:
    outcome = result.outcomes.get(mode)
    if outcome is None or outcome.state == "raised":
        return "-"
    return f"{1 - outcome.remaining / result.total:.0%}" if result.total else "100%"


def _differences(result: Result) -> Iterator[str]:
    counts = ", ".join(f"{rule} {count}" for rule, count in result.diagnostics.most_common())
    yield f"{result.name}: {counts or 'nothing found'}"
    told: set[str] = set()
    for mode, outcome in result.outcomes.items():
        for fault in outcome.faults:
            yield f"  {mode}: FAULT: {fault}"
        for note in outcome.notes:
            yield f"  {mode}: {note}"
        for name, changes in outcome.by_rule.items():
            for kind, change in changes.items():
                line = f"{name}: {kind} {shown(change)}"
                # Most rules do the same in both ways of fixing; say it once.
                if line not in told:
                    told.add(line)
                    yield f"  {mode}: {line}"
        for kind, change in outcome.added.items():
            yield f"  {mode}: by several rules together: {kind} {shown(change)}"


def _totals(results: Sequence[Result]) -> Iterator[str]:
    yield ""
    for mode in ("check", LAYOUT_ONLY, SAFE, UNSAFE):
        states = Counter(result.outcomes[mode].state for result in results if mode in result.outcomes)
        if states:
            faults = sum(bool(result.outcomes[mode].faults) for result in results if mode in result.outcomes)
            yield f"{mode}: {', '.join(f'{count} {state}' for state, count in states.most_common())}; {faults} with faults"
    found = sum(result.total for result in results)
    for mode in (SAFE, UNSAFE):
        judged = [
            result for result in results if mode in result.outcomes and result.outcomes[mode].state in ("fixed", "unchanged")
        ]
        total = sum(result.total for result in judged)
        left = sum(result.outcomes[mode].remaining for result in judged)
        yield f"{mode}: {total} found in {len(judged)} files, {left} left ({1 - left / total:.1%} mended)" if total else mode
    yield f"{found} found in all"


def _rule_table(results: Sequence[Result]) -> Iterator[str]:
    """Yield how often each rule speaks, in how many lists, and where most: a rule that shouts in one list shows here."""
    rules = Counter[str]()
    for result in results:
        rules.update(result.diagnostics)
    names = [rule.name for rule in RuleSet.default()]
    width = max(map(len, names), default=4)
    yield f"{'rule':{width}} {'found':>7} {'lists':>6} {'median':>7}  most"
    for name in sorted(names, key=lambda name: (-rules[name], name)):
        counts = sorted(
            ((result.diagnostics[name], result.name) for result in results if result.diagnostics[name]), reverse=True
        )
        middle = median(count for count, _ in counts) if counts else 0
        most = ", ".join(f"{where} {count}" for count, where in counts[:3])
        yield f"{name:{width}} {rules[name]:7} {len(counts):6} {middle:7.0f}  {most}"
    yield f"{'all':{width}} {sum(rules.values()):7} {sum(bool(result.total) for result in results):6}"
    for result in results:
        for outcome in result.outcomes.values():
            yield f"{result.name}: {outcome.state}: {' '.join(outcome.notes + outcome.faults)}"


if __name__ == "__main__":
    sys.exit(main())
