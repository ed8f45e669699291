from collections.abc import Iterator

from awesome_lint.diagnostic import Diagnostic, shortened
from awesome_lint.document import Document, Entry
from awesome_lint.online.known import wanted_of
from awesome_lint.online.link_rule import LinkRule
from awesome_lint.online.matching import plain
from awesome_lint.online.records import Record
from awesome_lint.online.seen import paper_of, places

# In percent: titles of one paper in two versions are seldom less alike than this, and those of two papers seldom more.
ALIKE = 55
LONGEST_TITLE = 80


class WrongPaper(LinkRule, frozen=True):
    """A link to a paper on arXiv that has another title and other authors than the entry.

    Papers change their titles, and entries shorten them: both the title and all the names have to differ. Entries that name
    nobody are left alone, and so are those with several papers.

    ## Why

    A digit of its number is wrong, mostly, and the reader finds a paper about something else.

    ## Fix

    None: `awesome-lint lookup` looks for the paper that was meant.
    """

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for place in places(document):
            number = paper_of(place.url)
            found = self.known.papers.get(number) if number is not None else None
            if found is not None and place.entry is not None and _is_another(place.entry, found):
                message = f"arXiv calls `{number}` `{shortened(found.title, LONGEST_TITLE)}`: link the paper that is listed."
                yield self.diagnostic(place.span, message)


def _is_another(entry: Entry, record: Record) -> bool:
    wanted = wanted_of(entry)
    numbers = {number for link in entry.links if (number := paper_of(link.url)) is not None}
    if wanted is None or not wanted.people or not record.people or len(numbers) != 1:
        return False
    from rapidfuzz import fuzz

    ours = {word for each in wanted.people for word in plain(each.family).split()}
    theirs = {word for each in record.people for word in plain(f"{each.given} {each.family}").split()}
    return not (ours & theirs) and fuzz.token_set_ratio(plain(wanted.title), plain(record.title)) < ALIKE
