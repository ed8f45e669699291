"""White space that is a slip wherever it stands."""

from awesome_lint.patterns import lazy

DOUBLED = lazy(r"[ \t](?<=[\w,;&+)\]\"”’'*_`][ \t])(?:[ \t]{1,2}|(?<=\t))(?=[\w(\[\"“‘*`&])")
"""Spaces too many between words or fields, or a tab.

Two after the end of a sentence are how some people type; more than three may be a drawing, or a table of sorts.
"""
