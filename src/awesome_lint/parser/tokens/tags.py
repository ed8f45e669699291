"""Tags of HTML as GitHub's parser takes them: what is white space in one is ASCII, and no part of a value without quotes.

markdown-it-py counts other white space as both, so that it takes quadratic time to find that something is no tag.
"""

import re

_SPACE = r"[ \t\n\x0b\x0c]"
_VALUE = r"""(?:[^ \t\n\x0b\x0c"'=<>`\x00]+|'[^']*'|"[^"]*")"""
_ATTRIBUTE = rf"{_SPACE}+[A-Za-z_:][A-Za-z0-9:._-]*(?:{_SPACE}*={_SPACE}*{_VALUE})?"
_TAG = rf"<(?:/[A-Za-z][A-Za-z0-9-]*{_SPACE}*|[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*{_SPACE}*/?)>"

TAG = re.compile(_TAG)
# A line with one tag and nothing else.
LONE_TAG = re.compile(rf"{_TAG}{_SPACE}*$")
