"""Lists of our own, in the styles in which people keep them."""

from collections.abc import Callable
from random import Random

from .material import HOSTS, LABELS, NAMES, VENUES, WORDS

Style = Callable[[Random], str]


def fresh(random: Random) -> str:
    """Return a list with headings and entries of one style, or of two, and sometimes what stands around them."""
    styles = random.sample(STYLES, 1 if random.random() < 0.7 else 2)
    parts = [f"# {_words(random, 1, 3).title()}\n"]
    if random.random() < 0.3:
        parts.append(f"{_words(random, 4, 9)}.\n")
    headings = [_heading(random) for _ in range(random.choice((1, 1, 2, 3)))]
    if random.random() < 0.3:
        parts.append("## Contents\n")
        parts.append("".join(f"- [{text}](#{text.lower().replace(' ', '-')})\n" for text in headings))
    for text in headings:
        marks = "#" * random.choice((2, 2, 2, 3, 1, 4))
        parts.append(f"{marks} {text}\n")
        style = random.choice(styles)
        if random.random() < 0.15:
            parts.append(_table(random))
        else:
            parts.append("".join(style(random) for _ in range(random.choice((1, 2, 3, 4, 7)))))
    if random.random() < 0.2:
        parts.append(f"[x]: {_url(random)}\n[Tools]: <https://example.org/tools>\n")
    return "\n".join(parts)


def _heading(random: Random) -> str:
    text = _words(random, 1, 3)
    return random.choice((text, text.title(), f"{text} ({random.randint(1, 9)})", f"{text}:", f"🔥 {text}", f"{text}"))


def _words(random: Random, least: int, most: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(least, most)))


def _title(random: Random) -> str:
    title = _words(random, 2, 7)
    if random.random() < 0.5:
        return title.title()
    return title[:1].upper() + title[1:]


def _url(random: Random) -> str:
    return random.choice(HOSTS).format(random.randint(1000, 9999))


def _people(random: Random) -> str:
    names = [random.choice(NAMES) for _ in range(random.randint(1, 4))]
    last = random.choice((", ", " and ", ", and ", " & ", "; "))
    text = random.choice((", ", ", ", "; ", " ,")).join(names[:-1]) + (last if names[:-1] else "") + names[-1]
    return text + random.choice(("", "", " et al.", " et al", ", and others", " et. al."))


def _year(random: Random) -> str:
    return str(random.randint(1998, 2025))


def _links(random: Random) -> str:
    form = random.choice(("[{}]({})", "[[{}]]({})", "[[{}]({})]", "([{}]({}))", "[**{}**]({})"))
    many = random.randint(0, 3)
    return " ".join(form.format(random.choice(LABELS), _url(random)) for _ in range(many))


def _tool(random: Random) -> str:
    dash = random.choice((" - ", " - ", " - ", " – ", " — ", ": ", " : ", " -- ", " "))
    words = _words(random, 2, 8)
    described = random.choice((words, words[:1].upper() + words[1:])) + random.choice((".", ".", "", "!", ".."))
    return f"- [{_words(random, 1, 2)}]({_url(random)}){dash}{described}\n"


def _starred(random: Random) -> str:
    return f"* **[{_words(random, 1, 3)}]({_url(random)})** - {_words(random, 2, 6)} ![stars](https://example.org/s.svg)\n"


def _paper(random: Random) -> str:
    return f"- {_title(random)}. {_people(random)}. {random.choice(VENUES)} {_year(random)}. {_links(random)}\n"


def _bold_paper(random: Random) -> str:
    return f"1. **{_title(random)}.** *{_people(random)}.* {random.choice(VENUES)} {_year(random)}. {_links(random)}\n"


def _linked_paper(random: Random) -> str:
    return f"- [{_title(random)}]({_url(random)}), {_people(random)}, {random.choice(VENUES)}, {_year(random)}\n"


def _wrapped_paper(random: Random) -> str:
    return f"* **{_title(random)}**\n  *{_people(random)}*  \n  {random.choice(VENUES)}, {_year(random)} {_links(random)}\n"


def _broken_paper(random: Random) -> str:
    return f"- {_title(random)} <br> *{_people(random)}* <br> ({random.choice(VENUES)}'{_year(random)[2:]}) {_links(random)}\n"


def _nested_paper(random: Random) -> str:
    return f"- **{_title(random)}**\n  - {_people(random)}\n  - {_links(random)} [{random.choice(VENUES)} {_year(random)}]\n"


def _quoted_paper(random: Random) -> str:
    return f'+ {_people(random)}, "{_title(random)}", {random.choice(VENUES)} {_year(random)}. {_links(random)}\n'


def _tagged_paper(random: Random) -> str:
    return f"- [{random.choice(VENUES)} {_year(random)}] {_title(random)} {_links(random)} `{random.choice(LABELS)}`\n"


def _cited_paper(random: Random) -> str:
    text = f"{_people(random)} ({_year(random)}). {_title(random)}. *{random.choice(VENUES)}*. {_url(random)}"
    return f"{random.randint(1, 12)}. {text}\n"


def _referenced(random: Random) -> str:
    return f"- [{_words(random, 1, 2)}][x] - {_words(random, 2, 5)}, see [Tools] and <{_url(random)}>.\n"


def _bare(random: Random) -> str:
    return f"- {_title(random)} {_url(random)}\n"


def _chinese(random: Random) -> str:
    text = f"《{_title(random)}》，{_people(random)}，{random.choice(VENUES)}（{_year(random)}）。"
    return f"- {text}[论文]({_url(random)}) [代码]({_url(random)})\n"


STYLES: tuple[Style, ...] = (
    *(_tool, _starred, _paper, _bold_paper, _linked_paper, _wrapped_paper, _broken_paper, _nested_paper, _quoted_paper),
    *(_tagged_paper, _cited_paper, _referenced, _bare, _chinese),
)


def clean(random: Random) -> str:
    """Return a tidy list, in which a line added to it is the only odd one."""
    dash = random.choice((" - ", " - ", ": ", " – "))
    count = random.randint(2, 9)
    names = random.sample(CLEAN_NAMES, count)
    entries = [f"- [{name}](https://example.org/{number}){dash}A thing number {number}." for number, name in enumerate(names)]
    middle = count // 2
    parts = ["# Birds", "\n".join(entries[:middle]), "## Tools", "\n".join(entries[middle:])]
    if random.random() < 0.3:
        paper = "1. **{} of Birds.** *Ann Lee, Bob Kim.* ICML {}. [[pdf]](https://example.org/p{})"
        parts += ["## Papers", "\n".join(paper.format(name, 2000 + number, number) for number, name in enumerate(names))]
    return "\n\n".join(parts) + "\n"


CLEAN_NAMES = ("Robin", "Jay", "Raven", "Crow", "Finch", "Heron", "Kite", "Lark", "Owl", "Rook", "Swan", "Tern")


def _table(random: Random) -> str:
    width = random.randint(2, 4)
    rows = [[_words(random, 1, 3) for _ in range(width)] for _ in range(random.randint(2, 5))]
    rows[1:] = [[f"[{random.choice(LABELS)}]({_url(random)})", *row[1:]] for row in rows[1:]]
    lines = [f"| {' | '.join(cell.replace('|', '') for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * width + "|", *lines[1:]]) + "\n"
