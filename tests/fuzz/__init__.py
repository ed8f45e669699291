"""Fuzzing: lists by the thousand, real ones taken apart and ones that nobody would write, and a judge of what becomes of them.

`generator` makes the cases, `trial` tries one, `judge` says by means of its own what a reader lost, `shrink` cuts down what
failed. `tests/test_fuzz.py` runs it for a while with every change; `python -m tests.fuzz --minutes 60` for as long as asked.

Not guided by coverage, as atheris and Hypothesis' targets would be: 250 of these lists reach 84 of 100 statements of what
reads, judges and mends a text, 2,000 of them 91, and most of the rest waits for options, not for texts. What went wrong lay on
lines that every list reaches, where two spellings met that nobody had thought of together. For that, many cheap cases with the
pieces that matter are worth more than few dear ones that are led to new lines.
"""
