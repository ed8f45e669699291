"""The anchors that GitHub gives headings."""

from awesome_lint.patterns import lazy, unicode_pattern

# GitHub keeps letters, marks, decimal and letter numbers (not `²`), connectors such as `_`, hyphens and spaces.
NOT_IN_SLUG = r"[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]"
NOT_IN_ASCII_SLUG = lazy(r"[^a-z0-9_\- ]")


class Slugs:
    """The anchors of a page, asked for in the order of its headings."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def next(self, text: str) -> str:
        """Return the anchor GitHub makes of a heading; the second of a name gets `-1`, the third `-2`.

        Lower case, only letters, digits, hyphens and underscores, spaces as hyphens. The space beside an image or emoji,
        which count as nothing, stays: `# List ![badge](url)` is `#list-`, `# 🚀 News` is `#-news`.
        """
        not_in_slug = NOT_IN_ASCII_SLUG if text.isascii() else unicode_pattern(NOT_IN_SLUG)
        base = not_in_slug.sub("", text.lower()).replace(" ", "-")
        slug = base
        if base in self._numbers:
            number = self._numbers[base]
            while slug in self._numbers:
                number += 1
                slug = f"{base}-{number}"
            self._numbers[base] = number
        self._numbers[slug] = 0
        return slug
