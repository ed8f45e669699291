"""Fuzzing: lists by the thousand, real ones taken apart and ones that nobody would write, and a judge of what becomes of them.

`generator` makes the cases, `trial` tries one, `judge` says by means of its own what a reader lost, `shrink` cuts down what
failed. `tests/test_fuzz.py` runs it for a while with every change; `python -m tests.fuzz --minutes 60` for as long as asked.

Not guided by coverage: COVERAGE_NOTE
"""
