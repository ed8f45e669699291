import re
from collections import Counter
from collections.abc import Iterator, Sequence

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, Text, of_page, remembered, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.languages import ENGLISH
from awesome_lint.facts.words import phrases_of, places_of
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span

# What people write, and what they mean. Nothing is here that may be right somewhere.
PHRASES = """
a another -> another
a bunches of -> a bunch of
a collections of -> a collection of
a curated collections of -> a curated collection of
a curated lists of -> a curated list of
a large collections of -> a large collection of
a lists of -> a list of
a lots of -> lots of
a wide arrange of -> a wide range of
a selected readings -> selected readings
according the -> according to the
advices -> advice
aircrafts -> aircraft
all kind of -> all kinds of
all sort of -> all sorts of
all the kind of -> all kinds of
all type of -> all types of
alongwith -> along with
alot -> a lot
an another -> another
and etc -> etc
are use to -> are used to
arent -> aren't
as a results -> as a result
as follow: -> as follows:
aswell -> as well
at glance -> at a glance
at lest -> at least
atleast -> at least
bare in mind -> bear in mind
benchmark suit of -> benchmark suite of
better then -> better than
by the mean of -> by means of
can not -> cannot
capable to -> able to
commands line -> command line
compatible to -> compatible with
comprises of -> comprises
consists in of -> consists of
contribution are welcome -> contributions are welcome
contributions is welcome -> contributions are welcome
cope up with -> cope with
could of -> could have
could of been -> could have been
couldnt -> couldn't
casual inference -> causal inference
casual relation with -> causal relation with
course grained -> coarse grained
course-grained -> coarse-grained
criterias -> criteria
datas -> data
depending of -> depending on
depends of -> depends on
despite of -> despite
didnt -> didn't
differents -> different
discuss about -> discuss
documentations -> documentation
doesnt -> doesn't
don not -> do not
dont -> don't
each others -> each other
eachother -> each other
easy to used -> easy to use
equipments -> equipment
eventhough -> even though
everytime -> every time
faster then -> faster than
feedbacks -> feedback
feel free to contributing -> feel free to contribute
firmwares -> firmware
for free of charge -> free of charge
general-propose -> general-purpose
general-proposed -> general-purpose
hadnt -> hadn't
hand-on -> hands-on
hardwares -> hardware
has been build -> has been built
hasnt -> hasn't
have been build -> have been built
havent -> haven't
heres -> here's
higher then -> higher than
how does it works -> how does it work
how to building -> how to build
how to creating -> how to create
how to getting -> how to get
how to learning -> how to learn
how to making -> how to make
how to using -> how to use
how to writing -> how to write
hte -> the
i cant -> I can't
in contrary to -> contrary to
in more details -> in more detail
in other to -> in order to
in recent year -> in recent years
in the other hand -> on the other hand
incase -> in case
infact -> in fact
informations -> information
inorder to -> in order to
inspired from -> inspired by
inspite of -> in spite of
is base on -> is based on
is compose of -> is composed of
is consist of -> consists of
is consists of -> consists of
is use to -> is used to
isnt -> isn't
it wont -> it won't
it's ability -> its ability
it's dependencies -> its dependencies
it's features -> its features
it's name -> its name
it's own -> its own
it's predecessor -> its predecessor
it's purpose -> its purpose
it's successor -> its successor
it's syntax -> its syntax
it's users -> its users
its a -> it's a
its also -> it's also
its an -> it's an
its based on -> it's based on
its been -> it's been
its built on -> it's built on
its designed -> it's designed
its easy to -> it's easy to
its just a -> it's just a
its not a -> it's not a
its possible to -> it's possible to
its written in -> it's written in
knowledges -> knowledge
large languages models -> large language models
larger then -> larger than
latests -> latest
less then -> less than
let you to -> let you
let's you -> lets you
lets you to -> lets you
let’s you -> lets you
longer then -> longer than
look likes -> looks like
looking forward to hear from -> looking forward to hearing from
lot of people has -> lots of people have
make easier to -> make it easier to
make easy to -> make it easy to
make possible to -> make it possible to
make use off -> make use of
makes easier to -> makes it easier to
makes easy to -> makes it easy to
makes possible to -> makes it possible to
malwares -> malware
manipulating with -> manipulating
many kind of -> many kinds of
many type of -> many types of
more better -> better
more detail information -> more detailed information
more detail informations -> more detailed information
more easier -> easier
more faster -> faster
more then -> more than
most of the times -> most of the time
nobel price -> Nobel Prize
none english -> non-English
noone -> no one
on other hand -> on the other hand
on the otherhand -> on the other hand
open sources project -> open-source project
open sources projects -> open-source projects
open sources tools -> open-source tools
opensource -> open-source
other then -> other than
others awesome -> other awesome
others frameworks -> other frameworks
others libraries -> other libraries
others projects -> other projects
others resources -> other resources
others tools -> other tools
out of box -> out of the box
out the box -> out of the box
part of speeches -> parts of speech
peace of code -> piece of code
phenomenons -> phenomena
pr are welcome -> PRs are welcome
pre-train language model -> pre-trained language model
pre-train language models -> pre-trained language models
pre-train model -> pre-trained model
pre-train models -> pre-trained models
proof of concepts of -> proofs of concept of
prove of concept -> proof of concept
pulitzer price -> Pulitzer Prize
pull request are welcome -> pull requests are welcome
rather then -> rather than
ready to used -> ready to use
related with -> related to
responsible of -> responsible for
same than -> same as
should of been -> should have been
shouldnt -> shouldn't
similar as -> similar to
similar with -> similar to
smaller then -> smaller than
softwares -> software
spacecrafts -> spacecraft
state of art -> state of the art
state of the arts -> state of the art
state-of-art -> state-of-the-art
state-of-the-arts -> state-of-the-art
step by steps -> step by step
stuffs -> stuff
such us -> such as
surveys papers -> survey papers
table of content -> table of contents
tables of content -> tables of contents
teh -> the
test suit for -> test suite for
thanks you -> thank you
thats -> that's
the emerging of -> the emergence of
their are -> there are
their is -> there is
there is many -> there are many
there is several -> there are several
there is various -> there are various
there own -> their own
theres -> there's
these kind of -> these kinds of
these type of -> these types of
they provides -> they provide
theyre -> they're
those kind of -> those kinds of
to be update soon -> to be updated soon
todays -> today's
up-to date -> up to date
upto -> up to
various kind of -> various kinds of
various type of -> various types of
wasnt -> wasn't
we provides -> we provide
we uses -> we use
welcome to contributing -> welcome to contribute
well suit for -> well suited for
well-know -> well-known
werent -> weren't
whats -> what's
will be update -> will be updated
worse then -> worse than
would of -> would have
wouldnt -> wouldn't
you cant -> you can't
you needs -> you need
you wont -> you won't
youre -> you're
"""
MEANT = dict(line.split(" -> ") for line in PHRASES.strip().splitlines())
# What tells that there are several of what follows.
SEVERAL = (
    *("a few", "many", "numerous", "several", "various"),
    *("collection of", "compilation of", "list of", "lists of", "number of", "range of", "selection of", "series of", "set of"),
    "variety of",
)
THINGS = """
algorithm app application approach article blog book challenge component dataset example extension feature framework function
implementation library link method model module package paper plugin post problem project question repo repository resource
script service site technique tool topic tutorial website
"""
# No description of a thing that there are several of.
OTHERS = """
a all an and any at both by each every find for from how in like my no of on one or our per that the this to use what which with
your
"""
# Before anything else it may belong to what follows: `a collection of paper boats`.
ONE = lazy(
    rf" (?:(?!(?:{'|'.join(OTHERS.split())})\b)[A-Za-z][\w+#-]*(?<!s) ){{0,3}}(?:{'|'.join(THINGS.split())})"
    r"(?= (?:about|for|from|in|on|that|using|which)\b|[.;:!?]?(?:\s*\n|\Z)|[.;!?] )",
    re.IGNORECASE,
)
# Things that no word does, in the plural: `this links to` and `a script posts to` are right.
NO_VERBS = """
algorithms applications apps articles datasets extensions frameworks libraries modules papers plugins repositories resources
tools tutorials websites
"""
PLURALS = tuple(f" {word}" for word in NO_VERBS.split())
# One of them: `a fast tools for`, and `this tools`.
NUMBERS = "couple|dozen|few|great|host|hundred|lot|many|million|number|thousand|ton"
OF_ONE = lazy(
    rf"(?<![\w'’.-])(?:[Aa]n? (?:(?!(?:{'|'.join(OTHERS.split())}|{NUMBERS})\b)[a-z][\w-]*(?<!s) ){{0,2}}|[Tt]his )\Z"
)
AFTER_ONE = lazy(r"(?= (?:about|for|from|that|to|using|which|with|written)\b|[.;:!?]?(?:\s*\n|\Z)|[.;!?] )")
# What comes behind `this tools` tells which of them is wrong. Behind a noun, it is another slip: `this tools purpose`.
THIS = "this "
DOES, DO = r" (?:[a-z]+ly )?(?:does|has|is|was|[a-z]{3,}(?<![isu])s)\b", r" (?:are|do|have|were)\b"
ONE_DOES, SEVERAL_DO = lazy(DOES), lazy(DO)
MAY_FOLLOW = "and|as|at|by|can|could|for|from|if|in|may|of|on|or|should|that|to|when|which|will|with|would|you"
AFTER_THIS = lazy(rf"{DOES}|{DO}| (?:{MAY_FOLLOW})\b|[.,;:!?)]|\s*\n|\Z")
LONGEST_BEFORE = 60
NEAR = lazy(r"[Aa](?<!\w[Aa])n?(?: |\Z)|his\Z")
# What is one among several.
ONE_AMONG = ("one of the", "some of the")
# It is not counted: `a software that`; `Platform as a Service software` is.
SOFTWARE = lazy(r" software(?= (?:designed|for|that|to|used|which|written)\b|[,.;](?!\w)|\s*\n)")
A_SOFTWARE = lazy(r"(?<![\w'’.-])(?<!\bas )[Aa]n? (?:(?!(?:bit|kind|lot|of|piece|type)\b)[a-z][a-z-]* ){0,2}\Z")
# What is cut short ends with a period; who wrote a paper is for the rule of this name.
ET_AL = lazy(r" et al(?=[ ,;)\]](?!\.)|\s*\n)")
# `etc` ends with a period where the page mostly writes one.
ETC = lazy(r"etc(?<=\betc)(?<![\s(]/etc)(?<!and etc)(?![\w/-])")
LEAST_ETC, SHARE_ETC = 2, 0.6
# What ends with a period of its own.
ABBREVIATION = lazy(r"(?<![\w.&])(?:e\.g|i\.e)(?=,|[ ][\w\"'`]|\)|:)")
JOINS_BEFORE, JOINS_AFTER = lazy(r"(?:[^\W_]|['’./@#-])\Z"), lazy(r"[^\W_]|['’/@-]|\.\w")
# `As similar as possible` compares nothing.
SIMILAR_AS, AS_BEFORE, AS_POSSIBLE = "similar as", lazy(r"\b[Aa]s \Z"), lazy(r" possible\b")
# `It can not only row but sail, too.`
CAN_NOT, NOT_ONLY = "can not", lazy(r" (?:just|merely|only|simply)\b")
THATS = "thats"
# In Malay the first is tea.
THES, TEA = frozenset(["teh", "hte"]), lazy(r" (?:botol|halia|o|peng|tarik)\b")
VERB_AFTER = lazy(r" (?!its\b|this\b|always\b|perhaps\b|plus\b)[a-z]{3,}(?<![isu])s\b")


class WrongPhrase(Rule, frozen=True):
    """Words that are right by themselves and wrong together (`table of content`, `more then`), and `e.g` without its period.

    So is one thing where words tell of several, and several where they tell of one: `many tool for`, `a list of paper`, `a fast
    tools for`, `this libraries`, and `a software`, which is not counted. Titles and names are left alone there. `et al` lacks
    its period, and `etc` does where the page mostly writes it.

    ## Why

    They are slips that no dictionary finds, since each word is in it.

    ## Bad

    ```markdown
    ## Table of Content

    - [Oar](https://example.org/oar) - A course-grained library that is faster then rowing.
    ```

    ## Good

    ```markdown
    ## Table of Contents

    - [Oar](https://example.org/oar) - A coarse-grained library that is faster than rowing.
    ```

    ## Fix

    Unsafe: writes what is meant. None in a heading that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.UNSAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for span, _ in prose.matches(document, ABBREVIATION):
            found = document.source.slice(span)
            fix = None if is_anchor(document, span) else Fix.insert(span.end, ".", Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{found}.`.", fix)
        yield from self._and_so_on(document)
        yield from self._and_others(document)
        yield from self._software(document)
        places = [(span, document.source.slice(span).lower()) for span in phrases_of(document, (*MEANT, *SEVERAL, *ONE_AMONG))]
        yield from self._meant(document, [span for span, phrase in places if phrase in MEANT])
        yield from self._of_several(document, [span for span, phrase in places if phrase not in MEANT])
        yield from self._of_one(document)

    def _and_so_on(self, document: Document) -> Iterator[Diagnostic]:
        """Yield where `etc` has no period, on a page that mostly writes one."""
        found = [span for span, _ in _without_period(document)]
        if not found or not _has_period_mostly(document):
            return
        for span in found:
            if not in_title(document, span) and not in_label(document, span):
                fix = None if is_anchor(document, span) else Fix.insert(span.end, ".", Applicability.UNSAFE)
                yield self.diagnostic(span, "`etc` should be `etc.`, as elsewhere in this list.", fix)

    def _and_others(self, document: Document) -> Iterator[Diagnostic]:
        """Yield where `et al` has no period in a text that names a work in passing."""
        for span, text in prose.matches(document, ET_AL):
            if ENGLISH.search(text.value) and not (in_authors(document, span) or in_title(document, span)):
                place = Span(span.start + 1, span.end)
                fix = None if is_anchor(document, place) else Fix.insert(place.end, ".", Applicability.UNSAFE)
                yield self.diagnostic(place, "`et al` should be `et al.`.", fix)

    def _software(self, document: Document) -> Iterator[Diagnostic]:
        """Yield where software is counted: `a software that rows`."""
        for span, text in prose.matches(document, SOFTWARE):
            before = A_SOFTWARE.search(f"{document.source.beside(span).before[-LONGEST_BEFORE:]} ")
            if before is None or in_title(document, span) or in_label(document, span) or not ENGLISH.search(text.value):
                continue
            place = Span(span.start + 1 - len(before.group()), span.end)
            found = document.source.slice(place)
            rest = found.partition(" ")[2]
            expected = rest[0].upper() + rest[1:] if found[0].isupper() else rest
            fix = None if is_anchor(document, place) else Fix.replace(place, expected, Applicability.UNSAFE)
            yield self.diagnostic(place, f"`{found}` should be `{expected}`, which is not counted.", fix)

    def _of_one(self, document: Document) -> Iterator[Diagnostic]:
        """Yield where several things stand behind what tells of one: `a fast tools for`, `this libraries`."""
        places: list[Span] = []
        for place in places_of(document, PLURALS):
            # Most have nothing of the kind before them, which costs least to see in the text.
            if not NEAR.search(document.source.slice(Span(max(0, place.start - LONGEST_BEFORE), place.start))):
                continue
            beside = document.source.beside(place)
            before = OF_ONE.search(f"{beside.before[-LONGEST_BEFORE:]} ")
            if before and (AFTER_THIS if before.group().lower() == THIS else AFTER_ONE).match(beside.after):
                places.append(Span(place.start + 1 - len(before.group()), place.end))
        for span, text in prose.stretches(document, places):
            if in_title(document, span) or in_label(document, span) or not ENGLISH.search(text.value):
                continue
            found = document.source.slice(span)
            one, meant = _of_one_thing(found), ""
            if not found.lower().startswith(THIS) or ONE_DOES.match(after := document.source.beside(span).after):
                meant = one
            elif SEVERAL_DO.match(after):
                meant = _these(found)
            expected = f"`{meant}`" if meant else f"`{one}` or `{_these(found)}`"
            fix = Fix.replace(span, meant, Applicability.UNSAFE) if meant and not is_anchor(document, span) else None
            yield self.diagnostic(span, f"`{found}` should be {expected}.", fix)

    def _meant(self, document: Document, places: Sequence[Span]) -> Iterator[Diagnostic]:
        """Yield where one of the phrases stands, and what is meant by it."""
        for span, text in prose.stretches(document, places):
            found, beside = document.source.slice(span), document.source.beside(span)
            if found.isupper() or JOINS_BEFORE.search(beside.before) or JOINS_AFTER.match(beside.after):
                continue
            if found.lower() in THES and (not found.islower() or not ENGLISH.search(text.value) or TEA.match(beside.after)):
                continue
            if found.lower() == CAN_NOT and NOT_ONLY.match(beside.after):
                continue
            if found.lower() == SIMILAR_AS and (AS_BEFORE.search(beside.before) or AS_POSSIBLE.match(beside.after)):
                continue
            expected = _in_case_of(found, MEANT[found.lower()])
            if found.lower() == THATS and VERB_AFTER.match(beside.after):
                # `a tool thats supports boats`.
                expected = expected[: -len("'s")]
            if found[0].isupper() and expected.replace("'", "") == found and in_title(document, span):
                # Papers have been published under such titles.
                continue
            fix = None if is_anchor(document, span) else Fix.replace(span, expected, Applicability.UNSAFE)
            yield self.diagnostic(span, f"`{found}` should be `{expected}`.", fix)

    def _of_several(self, document: Document, places: Sequence[Span]) -> Iterator[Diagnostic]:
        """Yield where one thing stands behind words for several: `many tool for`, `a list of paper.`."""
        for span, _ in prose.stretches(document, places):
            if in_title(document, span) or in_label(document, span) or in_authors(document, span):
                continue
            beside = document.source.beside(span)
            one = ONE.match(beside.after)
            if one is None or beside.before[-1:].isalnum() or beside.before.endswith("-"):
                continue
            whole = Span(span.start, span.end + one.end())
            found = document.source.slice(whole)
            several = f"{found[:-1]}ies" if found.endswith("y") else f"{found}s"
            fix = None if is_anchor(document, whole) else Fix.replace(whole, several, Applicability.UNSAFE)
            yield self.diagnostic(whole, f"`{found}` should be `{several}`.", fix)


def _these(found: str) -> str:
    return f"{found[0]}hese{found[len('this') :]}"


def _of_one_thing(found: str) -> str:
    """Return several things behind an article as one: `a fast libraries` as `a fast library`."""
    return f"{found[: -len('ies')]}y" if found.endswith("ies") else found.removesuffix("s")


@remembered
def _without_period(document: Document) -> Sequence[tuple[Span, Text]]:
    return [pair for pair in prose.matches(document, ETC) if not document.source.beside(pair[0]).after.startswith(".")]


@of_page
def _has_period_mostly(document: Document) -> bool:
    counts = _etc(document)
    return counts[True] >= max(LEAST_ETC, SHARE_ETC * counts.total())


@summed
def _etc(document: Document) -> Counter[bool]:
    """Return how many `etc` of the page have a period, and how many have none."""
    without = len(_without_period(document))
    return Counter({True: sum(1 for _ in prose.matches(document, ETC)) - without, False: without})


def _in_case_of(found: str, meant: str) -> str:
    """Return what is meant with the capitals of what was found: `Table of Content`, `Course-Grained`."""
    words = found.split()
    if len(words) > 1 and words[-1][0].isupper():
        return " ".join(word if word in ("a", "of", "the", "in") else word.capitalize() for word in meant.split())
    if found[0].isupper():
        capital = "-".join(map(str.capitalize, meant.split("-"))) if found.count("-") and found.istitle() else ""
        return capital or meant[0].upper() + meant[1:]
    return meant
