"""How titles end."""

from collections.abc import Iterator

from awesome_lint.habits.habit import Sample

# A mark that ends a title ends the sentence too, so that no period follows it.
ENDS_ITSELF = ("?", "!", "…", "。", "？", "！")


def endings(sample: Sample) -> Iterator[str]:
    """Yield how each title of a paper ends: `.`, `outside` of its markup, or nothing."""
    text = sample.source.text
    for entry in sample.papers:
        if entry.title and entry.title_span and not entry.title.value.endswith(ENDS_ITSELF):
            if text.startswith(".", entry.title_span.end):
                yield "outside"
            else:
                yield "." if entry.title.value.endswith(".") else ""
