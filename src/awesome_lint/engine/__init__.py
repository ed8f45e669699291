"""Rules over a document: what they say, what of it is said, and how it is mended.

Who decides what: `linter` asks the rules (`ask`, one by one) and says the rest; `ignores` and `scope` what of it is not said at
all; `doubts` which fixes are not offered, since a program may read the text otherwise; `fixer` which fixes are made together,
in which order; `refused_fixes` which of them are not made, since they would change more than they may, and why; `session`
keeps what was said of stretches that stayed as they were.
"""
