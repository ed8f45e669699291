"""Counts the steps that a backtracking matcher takes, for `re` tells no one: the tests of growth compare these, not seconds.

`Counter(pattern).find(text, how)` does what `re` does with the same parse tree, in a machine with an explicit stack. A step is
one instruction, or one character that a run such as `\\s*` or the search for a beginning passes over.
"""

import re
import sys
from collections.abc import Iterable
from functools import cached_property
from typing import Any

if sys.version_info >= (3, 11):
    from re import _compiler as compiler
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_compile as compiler
    import sre_constants as constants
    import sre_parse as parser

__all__ = ["ONE_CHARACTER", "Counter", "TooManySteps", "character_set", "constants"]

ONE_CHARACTER = {constants.LITERAL, constants.NOT_LITERAL, constants.ANY, constants.IN}
UNBOUNDED = 1 << 30


class TooManySteps(Exception):  # noqa: N818 - it says what it is
    """A match is not done within the budget."""


# What the machine does. Plain numbers: the machine compares them more often than anything else.
ONE, RUN, LAZY_RUN, SPLIT, JUMP, SAVE, AT, LOOK, BACK, EXISTS, ENTER, REPEAT, FAIL, ATOMIC, DONE = range(15)


class CharacterSet:
    """A part of a pattern that matches one character, judged by `re` itself."""

    def __init__(self, node: Any, flags: int) -> None:
        state = parser.State()
        state.flags = state_flags(flags)
        self._match = compiler.compile(parser.SubPattern(state, [node]), state.flags).match
        self._known: dict[int, str] = {}

    def mask(self, text: str, letters: Iterable[str]) -> str:
        """Return a `1` for each character of the text that matches, a `0` for each other."""
        for letter in letters:
            if ord(letter) not in self._known:
                self._known[ord(letter)] = "1" if self._match(letter) else "0"
        return text.translate(self._known)


def character_set(node: Any, flags: int, known: dict[tuple[str, int], CharacterSet] = {}) -> CharacterSet:  # noqa: B006
    """Return the set of a part of a pattern; most have it in common with others, and it is compiled once."""
    key = repr(node), state_flags(flags)
    if key not in known:
        known[key] = CharacterSet(node, flags)
    return known[key]


def state_flags(flags: int) -> int:
    return flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.ASCII | re.UNICODE)


class Counter:
    """A pattern in the form that the machine runs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        tree = parser.parse(pattern, flags)
        self.flags = tree.state.flags | (0 if tree.state.flags & re.ASCII else re.UNICODE)
        self.tree = tree
        self.sets: list[CharacterSet] = []
        self._numbers: dict[tuple[str, int], int] = {}
        self.loops = 0
        self.code: list[tuple[Any, ...]] = []
        self._sequence(tree, self.flags)
        self.code.append((DONE,))
        self.first = self._first(tree, self.flags)
        self.is_anchored = bool(len(tree)) and tree[0] in (
            (constants.AT, constants.AT_BEGINNING_STRING),
            *(() if self.flags & re.MULTILINE else ((constants.AT, constants.AT_BEGINNING),)),
        )

    def find(self, text: str, how: str = "search", budget: int = UNBOUNDED) -> tuple[list[tuple[int, int]], int]:
        """Return the places that `match`, `fullmatch`, `search` or `finditer` find, and the steps that it took."""
        machine = Machine(self, text, budget)
        places: list[tuple[int, int]] = []
        if how in ("match", "fullmatch"):
            machine.is_full = how == "fullmatch"
            end = machine.run(0)
            return ([(0, end)] if end is not None else []), machine.steps
        position, forbidden = 0, None
        while position <= len(text):
            found = self._search(machine, position, forbidden)
            if found is None:
                break
            places.append(found)
            if how == "search":
                break
            # As in `re`: after an empty match, the next must not be the same.
            position = found[1]
            forbidden = found[1] if found[0] == found[1] else None
        return places, machine.steps

    def _search(self, machine: "Machine", position: int, forbidden: int | None) -> tuple[int, int] | None:
        size = len(machine.text)
        while position <= size:
            if machine.beginnings is not None:
                begin = machine.beginnings.find("1", position)
                machine.steps += (begin if begin >= 0 else size) - position
                if begin < 0:
                    return None
                position = begin
            machine.forbidden = position if forbidden == position else None
            end = machine.run(position)
            if end is not None:
                return position, end
            if self.is_anchored:
                return None
            position += 1
            machine.steps += 1
        return None

    def _set(self, node: Any, flags: int) -> int:
        key = (repr(node), flags)
        if key not in self._numbers:
            self._numbers[key] = len(self.sets)
            self.sets.append(character_set(node, flags))
        return self._numbers[key]

    def _emit(self, *instruction: Any) -> int:
        self.code.append(instruction)
        return len(self.code) - 1

    def _sequence(self, items: Any, flags: int) -> None:
        for node in items:
            self._node(node, flags)

    def _node(self, node: Any, flags: int) -> None:
        op, value = node
        if op in ONE_CHARACTER:
            self._emit(ONE, self._set(node, flags))
        elif op is constants.AT:
            self._emit(AT, at(value, flags))
        elif op is constants.SUBPATTERN:
            group, added, removed, inner = value
            inside = (flags | added) & ~removed
            if group is not None:
                self._emit(SAVE, 2 * group)
            self._sequence(inner, inside)
            if group is not None:
                self._emit(SAVE, 2 * group + 1)
        elif op is constants.BRANCH:
            jumps = []
            for number, branch in enumerate(value[1]):
                is_last = number == len(value[1]) - 1
                split = None if is_last else self._emit(SPLIT)
                self._sequence(branch, flags)
                if not is_last:
                    jumps.append(self._emit(JUMP))
                if split is not None:
                    self.code[split] = (SPLIT, len(self.code))
            for jump in jumps:
                self.code[jump] = (JUMP, len(self.code))
        elif op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            self._repeat(value, op is constants.MAX_REPEAT, flags)
        elif op in (constants.ASSERT, constants.ASSERT_NOT):
            direction, inner = value
            back = inner.getwidth()[0] if direction < 0 else 0
            look = self._emit(LOOK)
            self._sequence(inner, flags)
            self._emit(DONE)
            self.code[look] = (LOOK, op is constants.ASSERT, back, len(self.code))
        elif op is constants.GROUPREF:
            self._emit(BACK, value, bool(flags & re.IGNORECASE))
        elif op is constants.GROUPREF_EXISTS:
            group, yes, no = value
            exists = self._emit(EXISTS)
            self._sequence(yes, flags)
            jump = self._emit(JUMP)
            self.code[exists] = (EXISTS, group, len(self.code))
            self._sequence(no or [], flags)
            self.code[jump] = (JUMP, len(self.code))
        elif str(op) in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
            atomic = self._emit(ATOMIC)
            if str(op) == "ATOMIC_GROUP":
                self._sequence(value, flags)
            else:
                self._repeat(value, True, flags)
            self._emit(DONE)
            self.code[atomic] = (ATOMIC, len(self.code))
        elif op is constants.FAILURE:
            self._emit(FAIL)
        else:
            raise NotImplementedError(op)

    def _repeat(self, value: Any, is_greedy: bool, flags: int) -> None:
        least, most, inner = value
        most = UNBOUNDED if most is constants.MAXREPEAT else most
        if len(inner) == 1 and inner[0][0] in ONE_CHARACTER:
            self._emit(RUN if is_greedy else LAZY_RUN, self._set(inner[0], flags), least, most)
            return
        loop = self.loops
        self.loops += 1
        self._emit(ENTER, loop)
        repeat = self._emit(REPEAT)
        self._sequence(inner, flags)
        self._emit(JUMP, repeat)
        self.code[repeat] = (REPEAT, loop, least, most, is_greedy, len(self.code))

    def _first(self, items: Any, flags: int) -> list[int] | None:
        """Return the sets of which one must match the first character, or None where the pattern may match nothing."""
        for index, (op, value) in enumerate(items):
            if op in ONE_CHARACTER:
                return [self._set((op, value), flags)]
            if op in (constants.AT, constants.ASSERT, constants.ASSERT_NOT):
                continue
            if op is constants.SUBPATTERN:
                first = self._first(value[3], (flags | value[1]) & ~value[2])
                if first is not None or value[3].getwidth()[0]:
                    return first
                return None
            if op is constants.BRANCH:
                found = [self._first(branch, flags) for branch in value[1]]
                return None if any(one is None for one in found) else sorted({number for one in found for number in one or []})
            if op in (constants.MAX_REPEAT, constants.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
                least, _, inner = value
                first = self._first(inner, flags)
                if least:
                    return first
                rest = self._first(list(items)[index + 1 :], flags)
                return None if first is None or rest is None else sorted({*first, *rest})
            if str(op) == "ATOMIC_GROUP":
                return self._first(value, flags)
            return None
        return None


def at(code: Any, flags: int) -> str:
    name = str(code)
    if name in ("AT_BEGINNING", "AT_END") and flags & re.MULTILINE:
        return name + "_LINE"
    if name in ("AT_BOUNDARY", "AT_NON_BOUNDARY") and flags & re.ASCII:
        return name + "_ASCII"
    return name


class Machine:
    """Runs a pattern over one text."""

    def __init__(self, counter: Counter, text: str, budget: int) -> None:
        self.code = counter.code
        self.text = text
        self.sets = counter.sets
        self.loops = counter.loops
        self.groups = 2 * (counter.tree.state.groups + 1)
        self.budget = budget
        self.steps = 0
        self.beginnings: str | None = None
        """A `1` where the pattern may begin to match, or None for everywhere."""
        if counter.first is not None:
            letters = frozenset(text)
            firsts = [self.sets[number].mask(text, letters) for number in counter.first]
            self.beginnings = firsts[0] if len(firsts) == 1 else "".join(map(max, *firsts)) if firsts else "0" * len(text)
        self.forbidden: int | None = None
        self.is_full = False

    # In many texts, no pattern begins to match.
    @cached_property
    def masks(self) -> list[str]:
        letters = frozenset(self.text)
        return [one.mask(self.text, letters) for one in self.sets]

    # Few patterns ask for these, and they take longer than most.
    @cached_property
    def is_word(self) -> str:
        return "".join("1" if letter.isalnum() or letter == "_" else "0" for letter in self.text)

    @cached_property
    def is_ascii_word(self) -> str:
        return "".join("1" if (letter.isalnum() and letter.isascii()) or letter == "_" else "0" for letter in self.text)

    def run(self, position: int) -> int | None:
        """Return where a match that begins here ends."""
        return self._run(0, position, [None] * self.groups, [(0, -1)] * self.loops, True)

    def _run(self, pc: int, position: int, saved: list[int | None], loops: list[tuple[int, int]], is_outer: bool) -> int | None:
        code, masks, text = self.code, self.masks, self.text
        size = len(text)
        stack: list[tuple[Any, ...]] = []
        steps = self.steps
        budget = self.budget
        while True:
            steps += 1
            if steps > budget:
                self.steps = steps
                raise TooManySteps(steps)
            instruction = code[pc]
            op = instruction[0]
            if op == ONE:
                if position < size and masks[instruction[1]][position] == "1":
                    position += 1
                    pc += 1
                    continue
            elif op == RUN:
                mask, least, most = masks[instruction[1]], instruction[2], instruction[3]
                limit = min(size, position + most)
                end = mask.find("0", position, limit)
                if end < 0:
                    end = limit
                steps += end - position
                if end - position >= least:
                    if end - position > least:
                        stack.append((RUN, pc, position + least, end - 1))
                    position = end
                    pc += 1
                    continue
            elif op == LAZY_RUN:
                mask, least, most = masks[instruction[1]], instruction[2], instruction[3]
                end = position + least
                if end <= size and "0" not in mask[position:end]:
                    steps += least
                    if most > least:
                        stack.append((LAZY_RUN, pc, end, position + most))
                    position = end
                    pc += 1
                    continue
            elif op == SPLIT:
                stack.append((SPLIT, instruction[1], position))
                pc += 1
                continue
            elif op == JUMP:
                pc = instruction[1]
                continue
            elif op == SAVE:
                slot = instruction[1]
                stack.append((SAVE, slot, saved[slot]))
                saved[slot] = position
                pc += 1
                continue
            elif op == AT:
                if self._is_at(instruction[1], position):
                    pc += 1
                    continue
            elif op == LOOK:
                _, wanted, back, after = instruction
                self.steps = steps
                inner = list(saved)
                found = None
                if position >= back:
                    found = self._run(pc + 1, position - back, inner, list(loops), False)
                steps = self.steps
                if (found is not None) == wanted:
                    if wanted and inner != saved:
                        stack.append((LOOK, list(saved)))
                        saved[:] = inner
                    pc = after
                    continue
            elif op == BACK:
                start, end = saved[2 * instruction[1]], saved[2 * instruction[1] + 1]
                if start is not None and end is not None:
                    piece = text[start:end]
                    other = text[position : position + len(piece)]
                    steps += len(piece)
                    if piece == other or (instruction[2] and piece.lower() == other.lower()):
                        position += len(piece)
                        pc += 1
                        continue
            elif op == EXISTS:
                pc = pc + 1 if saved[2 * instruction[1] + 1] is not None else instruction[2]
                continue
            elif op == ENTER:
                stack.append((ENTER, instruction[1], loops[instruction[1]]))
                loops[instruction[1]] = (0, -1)
                pc += 1
                continue
            elif op == REPEAT:
                _, loop, least, most, is_greedy, after = instruction
                count, before = loops[loop]
                if count < least:
                    stack.append((ENTER, loop, (count, before)))
                    loops[loop] = (count + 1, position)
                    pc += 1
                    continue
                if count >= most or position == before:
                    pc = after
                    continue
                if is_greedy:
                    stack.append((REPEAT, after, position, loop, (count, before)))
                    loops[loop] = (count + 1, position)
                    pc += 1
                else:
                    stack.append((REPEAT, pc + 1, position, loop, (count + 1, position), (count, before)))
                    pc = after
                continue
            elif op == ATOMIC:
                self.steps = steps
                inner = list(saved)
                found = self._run(pc + 1, position, inner, list(loops), False)
                steps = self.steps
                if found is not None:
                    if inner != saved:
                        stack.append((LOOK, list(saved)))
                        saved[:] = inner
                    position = found
                    pc = instruction[1]
                    continue
            elif op == DONE:
                is_end = not is_outer or ((not self.is_full or position == size) and position != self.forbidden)
                if is_end:
                    self.steps = steps
                    return position
            # Nothing matched: back to the last choice.
            while True:
                if not stack:
                    self.steps = steps
                    return None
                entry = stack.pop()
                kind = entry[0]
                if kind == SAVE:
                    saved[entry[1]] = entry[2]
                elif kind == ENTER:
                    loops[entry[1]] = entry[2]
                elif kind == LOOK:
                    saved[:] = entry[1]
                elif kind == SPLIT:
                    pc, position = entry[1], entry[2]
                    break
                elif kind == RUN:
                    _, at_pc, low, high = entry
                    if code[at_pc + 1][0] == ONE:
                        place = masks[code[at_pc + 1][1]].rfind("1", low, high + 1)
                        steps += high - max(place, low)
                        if place < 0:
                            continue
                    else:
                        place = high
                    if place > low:
                        stack.append((RUN, at_pc, low, place - 1))
                    pc, position = at_pc + 1, place
                    break
                elif kind == LAZY_RUN:
                    _, at_pc, place, limit = entry
                    if place < size and masks[code[at_pc][1]][place] == "1":
                        place += 1
                        if place < limit:
                            stack.append((LAZY_RUN, at_pc, place, limit))
                        pc, position = at_pc + 1, place
                        break
                else:
                    pc, position, loop = entry[1], entry[2], entry[3]
                    if len(entry) == 6:
                        stack.append((ENTER, loop, entry[5]))
                    loops[loop] = entry[4]
                    break

    def _is_at(self, name: str, position: int) -> bool:
        text, size = self.text, len(self.text)
        match name:
            case "AT_BEGINNING" | "AT_BEGINNING_STRING":
                return position == 0
            case "AT_BEGINNING_LINE":
                return position == 0 or text[position - 1] == "\n"
            case "AT_END":
                return position == size or (position == size - 1 and text[position] == "\n")
            case "AT_END_LINE":
                return position == size or text[position] == "\n"
            case "AT_END_STRING":
                return position == size
        words = self.is_ascii_word if name.endswith("_ASCII") else self.is_word
        before = position > 0 and words[position - 1] == "1"
        after = position < size and words[position] == "1"
        return (before != after) == ("NON" not in name)
