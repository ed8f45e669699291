"""Names of fields before a colon: `Authors: ...`."""

from awesome_lint.parser.words import words

KEYS = words(
    """
abstract affiliation affiliations arxiv author authors award blog code codes comment comments conference data dataset
datasets date demo description doi environment experiment github homepage intro introduction journal keyphrase keyword
keywords link links model name note notes official paper papers pdf proceedings project publication published
publisher resource resources slides source summary tag tags task tasks title tl;dr tldr topic topics type url venue
video webpage website year youtube 代码 作者 关键词 机构 论文 链接
"""
)
AUTHOR_KEYS = words("author authors 作者")
DESCRIPTION_KEYS = words(
    """
abstract description intro introduction keyphrase keyword keywords summary tl;dr tldr 关键词
"""
)
VENUE_KEYS = words(
    """
comments conference date journal proceedings publication published publisher venue year
"""
)
