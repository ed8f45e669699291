"""Lists as people write them, read as a whole: what each entry is called, by whom, where and when, and what it is."""

from typing import NamedTuple

import pytest

from awesome_lint.document import Document, Entry, Section
from awesome_lint.parser import parse
from awesome_lint.source import Source


class Read(NamedTuple):
    """The fields of an entry as text."""

    title: str
    people: tuple[str, ...] = ()
    venue: str | None = None
    year: str | None = None
    description: str | None = None


def entries(section: Section) -> list[Entry]:
    inner = [entry for below in section.sections for entry in entries(below)]
    return [nested for entry in section.entries for nested in entry.walk()] + inner


def document(text: str) -> Document:
    return parse(Source.from_text(text))


def read(text: str) -> list[Read]:
    found = [entry for section in document(text).sections for entry in entries(section)]
    return [
        Read(
            entry.title.value if entry.title else "",
            tuple(person.name for person in entry.authors.people) if entry.authors else (),
            entry.venue.value if entry.venue else None,
            entry.year.value if entry.year else None,
            entry.description.value if entry.description else None,
        )
        for entry in found
    ]


LISTS = {
    "a company beside a date is no venue, and who made the page no entry": (
        "# Papers\n\n"
        "- Contributed by **[Ann Lee](https://example.org/ann)**\n\n"
        "## Speech\n\n"
        "- **VoxNet**: [Nets that speak as cats do](https://example.org/1) (2023-01, Microsoft) [[code](https://example.org/2)]\n"
        "- **VoxTwo**: [Nets that sing as owls do](https://example.org/3) (TASLP 2023, Google) [[code](https://example.org/4)]\n",
        [
            Read("Nets that speak as cats do", year="2023"),
            Read("Nets that sing as owls do", venue="TASLP", year="2023"),
        ],
    ),
    "publishers, towns and pages stand behind all that a citation says": (
        "# Papers\n\n"
        "M. Roe and G. Lee. 2021. NRS: Net Scheduler for resilient cats. In GLOBECOM 2021 - IEEE Global Cat Conf. IEEE, "
        "Madrid, Spain, 1-6.\n\n"
        "M. Roe and G. Lee. 2020. Net Scheduler for resilient dogs. In GLOBECOM 2020.\n\n"
        "E. Chen. 2019. Net Orchestration: A Survey. Springer Int. Publishing, Cham, 221-235\n",
        [
            Read("NRS: Net Scheduler for resilient cats", ("M. Roe", "G. Lee"), "GLOBECOM", "2021"),
            Read("Net Scheduler for resilient dogs", ("M. Roe", "G. Lee"), "GLOBECOM", "2020"),
            Read("Net Orchestration: A Survey", ("E. Chen",), "Springer Int. Publishing", "2019"),
        ],
    ),
    "one person stands before a quoted title, be it bold": (
        "# Papers\n\n"
        '- Ann Lee. "**Nets for planes.**" ICML 2020. [[paper](https://example.org/1)]\n'
        '- Jon Bentley, "Nets that programs write", ICML 2021. [[paper](https://example.org/2)]\n',
        [
            Read("Nets for planes.", ("Ann Lee",), "ICML", "2020"),
            Read("Nets that programs write", ("Jon Bentley",), "ICML", "2021"),
        ],
    ),
    "a paragraph below a name says where and when, before links with labels": (
        "# Papers\n\n"
        "* [Nets that translate cats](https://example.org/1)\n\n"
        "   ACL Findings 2026 [PDF](https://example.org/2) [Code](https://example.org/3)\n\n"
        "   Cited by 2 papers of this list.\n\n"
        "* [Nets that translate dogs](https://example.org/4)\n\n"
        "   Empirical Net Engineering 2025 [Bib](./bibs/dogs.bib)\n\n"
        "* [Nets that translate owls](https://example.org/5)\n\n"
        "   Says in 2025 how owls are read, see the [PDF](https://example.org/6)\n",
        [
            Read("Nets that translate cats", (), "ACL Findings", "2026", "Cited by 2 papers of this list."),
            Read("Nets that translate dogs", (), "Empirical Net Engineering", "2025"),
            Read("Nets that translate owls", (), None, None, "Says in 2025 how owls are read, see the PDF"),
        ],
    ),
    "the first column names what a column of several links is about": (
        "# Studies\n\n"
        "| Subject | Maker | Year | Analysis |\n| --- | --- | --- | --- |\n"
        "| Net One | Cat Software | 2016 | - [A devil in nets](https://example.org/1)<br>- [Study](https://example.org/2) |\n"
        "| Net Two | Dog Software | 2020 | - [What Ann found in the nets](https://example.org/3) |\n"
        "| Net Three | Owl Software | 2019 | - [Behind nets](https://example.org/4)<br>- [End](https://example.org/5) |\n",
        [Read("Net One", year="2016"), Read("Net Two", year="2020"), Read("Net Three", year="2019")],
    ),
    "a short name in bold stands before a title that is written as one, and before a sentence it is the title": (
        "# Papers\n\n"
        "- **DNN**: Deep Neural Networks Segment Membranes [[paper](https://example.org/1)]\n"
        "- **FCN**: Fully Convolutional Networks for Segmentation [[paper](https://example.org/2)]\n"
        "- **U-Net**: Convolutional Networks for Image Segmentation [[note](https://example.org/3)]\n"
        "- **V-Net**: finds what others have not found. [[paper](https://example.org/4)]\n",
        [
            Read("Deep Neural Networks Segment Membranes"),
            Read("Fully Convolutional Networks for Segmentation"),
            Read("Convolutional Networks for Image Segmentation"),
            Read("V-Net", description="finds what others have not found."),
        ],
    ),
    "two words right behind a link describe it where most others are described": (
        "# Blogs\n\n"
        "- [Net One](https://example.org/1): Nets, cats and everything else\n"
        "- [Net Two](https://example.org/2) Net blog\n"
        "- [Net Three](https://example.org/3): Software and nets\n"
        "- [Net Four](https://example.org/4): Software for cats\n"
        "- [Net Five](https://example.org/5) by @netfive\n"
        "- [Net Six](https://example.org/6) (nets alone) : A net that is as fast as a cat.\n",
        [
            Read("Net One", description="Nets, cats and everything else"),
            Read("Net Two", description="Net blog"),
            Read("Net Three", description="Software and nets"),
            Read("Net Four", description="Software for cats"),
            Read("Net Five"),
            Read("Net Six", description="A net that is as fast as a cat."),
        ],
    ),
    "a venue stands in capitals between a title and a year, or before a dash and a link": (
        "# Papers\n\n"
        "- Nets of things: A vision and its directions, FGCS, 2013\n"
        "- Nets of cats: A survey of what was done, IBM, 2015\n"
        "- Nets for dogs that run, SoCC 2016\n"
        "- Nets for elks that hide, OSDI 2014\n"
        "- arXiv -- [Nets as functions](https://example.org/1)\n"
        "- Nature -- [Nets in the wild](https://example.org/2)\n",
        [
            Read("Nets of things: A vision and its directions", venue="FGCS", year="2013"),
            Read("Nets of cats: A survey of what was done", year="2015"),
            Read("Nets for dogs that run", venue="SoCC", year="2016"),
            Read("Nets for elks that hide", venue="OSDI", year="2014"),
            Read("Nets as functions", venue="arXiv"),
            Read("Nets in the wild"),
        ],
    ),
    "a title goes on behind the quotation that it begins with, and what is said of one does not": (
        "# Papers\n\n"
        '- "Why should I trust you?": Explaining the Predictions of Any Net [[paper](https://example.org/1)]\n'
        '- "I am the cat": Different Levels of Autonomy in Cats [[paper](https://example.org/2)]\n'
        '- "Nets for dogs": what was found when dogs were asked [[paper](https://example.org/3)]\n',
        [
            Read('"Why should I trust you?": Explaining the Predictions of Any Net'),
            Read('"I am the cat": Different Levels of Autonomy in Cats'),
            Read("Nets for dogs", description="what was found when dogs were asked"),
        ],
    ),
    "what links are called describes nothing": (
        "# Papers\n\n"
        "- [Nets for cats](https://example.org/1) --- Notes: [diary](https://example.org/2)\n"
        "- [Nets for dogs](https://example.org/3) - [Part 1](https://example.org/4) & [Part 2](https://example.org/5)\n"
        "- Nets for owls - [Part 1](https://example.org/6) & [Part 2](https://example.org/7)\n"
        "- [Nets for elks](https://example.org/8) - [Elk Protocol](https://example.org/9)\n",
        [
            Read("Nets for cats"),
            Read("Nets for dogs"),
            Read("Nets for owls"),
            Read("Nets for elks", description="Elk Protocol"),
        ],
    ),
    "people stand at one end of a title, and a box that is ticked off is no mark": (
        "# Talks\n\n"
        "- [x] [Rob Pike - Nets are not cats](https://example.org/1)\n"
        "- [x] [Martin Fowler - Nets in architecture](https://example.org/2)\n"
        "- [x] [Bob Martin - Nets in a row](https://example.org/3)\n"
        "- [ ] [The joy of nets • Jessica Kerr](https://example.org/4)\n"
        "- [ ] [Founders Talk - Jon Bentley](https://example.org/5)\n",
        [
            Read("Nets are not cats", ("Rob Pike",)),
            Read("Nets in architecture", ("Martin Fowler",)),
            Read("Nets in a row", ("Bob Martin",)),
            Read("The joy of nets", ("Jessica Kerr",)),
            Read("Founders Talk", ("Jon Bentley",)),
        ],
    ),
    "who has P for an initial is somebody, and no page": (
        "# Papers\n\n"
        "- S. Levine, C. Finn, T. Darrell, P. Abbeel. Nets that see and then act, JMLR 2016\n"
        "- L.-J. Lin. Nets for robots that learn. 1993.\n\n"
        "C. Chang, S. Yang, P. Lin, and J. Jeng. 2017. A platform for nets in the cloud. In IEEE Transactions on Nets.\n\n"
        "P. Lin and J. Jeng. 2018. A platform for nets on the ground. In IEEE Transactions on Nets.\n\n"
        "M. Roe and P. Lin. 2019. A platform for nets in the sea. In IEEE Transactions on Nets.\n",
        [
            Read("Nets that see and then act", ("S. Levine", "C. Finn", "T. Darrell", "P. Abbeel"), "JMLR", "2016"),
            Read("Nets for robots that learn", ("L.-J. Lin",), None, "1993"),
            Read(
                "A platform for nets in the cloud",
                ("C. Chang", "S. Yang", "P. Lin", "J. Jeng"),
                "IEEE Transactions on Nets",
                "2017",
            ),
            Read("A platform for nets on the ground", ("P. Lin", "J. Jeng"), "IEEE Transactions on Nets", "2018"),
            Read("A platform for nets in the sea", ("M. Roe", "P. Lin"), "IEEE Transactions on Nets", "2019"),
        ],
    ),
    "where people are from is nobody": (
        "# Talks\n\n"
        "- [Nets that play](https://example.org/1), Pierre Roe, Google Brain\n"
        "- [Nets that fly](https://example.org/2) Ann Lee, Bo Chen | MIT, Google\n"
        "- [Nets that swim](https://example.org/3) Ann Lee, Bo Chen, CVPR 2020 | Stanford University\n"
        "- Nets that people made, Leslie Kaelbling, MIT\n"
        "- Nets that people read, Anca Xyz, UC Berkeley\n"
        "- Nets that people heard, Jin Joo Lee, MIT / Amazon\n"
        "- **[Nets that sing](https://example.org/4)** *OpenAI*\n",
        [
            Read("Nets that play", ("Pierre Roe",)),
            Read("Nets that fly", ("Ann Lee", "Bo Chen")),
            Read("Nets that swim", ("Ann Lee", "Bo Chen"), "CVPR", "2020"),
            Read("Nets that people made", ("Leslie Kaelbling",)),
            Read("Nets that people read", ("Anca Xyz",)),
            Read("Nets that people heard", ("Jin Joo Lee",)),
            Read("Nets that sing", ("OpenAI",)),
        ],
    ),
    "what is said stands behind whoever stands behind a word that says so": (
        "# Texts\n\n"
        "- [Nets for cats](https://example.org/1) by Ann Lee : how nets see cats.\n"
        "- [Nets for dogs](https://example.org/2) by Ann Lee - How nets see dogs.\n"
        "- [Nets for owls](https://example.org/3) by **Bo Chen** [32:55]\n"
        "- [Filets pour chats](https://example.org/4) de Sébastien Roe\n"
        "- [Netze](https://example.org/5) von Thomas Mann\n"
        "- [Outils](https://example.org/6) de Docker Compose\n",
        [
            Read("Nets for cats", ("Ann Lee",), description="how nets see cats."),
            Read("Nets for dogs", ("Ann Lee",), description="How nets see dogs."),
            Read("Nets for owls", ("Bo Chen",)),
            Read("Filets pour chats", ("Sébastien Roe",)),
            Read("Netze", ("Thomas Mann",)),
            Read("Outils", description="de Docker Compose"),
        ],
    ),
    "whom parentheses behind titles hold wrote them, be the titles links or not": (
        "# Books\n\n"
        "- The Secret Net (Donna Tartt)\n"
        "- The Conquest of Nets (Bertrand Russell) ✅\n"
        "- Nets (Frank Herbert)\n"
        "- Nets for cats and dogs (Thomas Cathcart)\n\n"
        "## More\n\n"
        "- [Nets for owls](https://example.org/1) (Oscar Wilde)\n"
        "- [Nets for elks](https://example.org/2) (in German)\n",
        [
            Read("The Secret Net", ("Donna Tartt",)),
            Read("The Conquest of Nets", ("Bertrand Russell",)),
            Read("Nets", ("Frank Herbert",)),
            Read("Nets for cats and dogs", ("Thomas Cathcart",)),
            Read("Nets for owls", ("Oscar Wilde",)),
            Read("Nets for elks"),
        ],
    ),
    "a word is a title where the other links say by whom they are": (
        "# Books\n\n"
        "- [The catcher by Robert Stevenson](https://example.org/1)\n"
        "- [The net and the cat by Robert Stevenson](https://example.org/2)\n"
        "- [What nets can do by Marc-Uwe Kling](https://example.org/3)\n"
        "- [Spinner by Benedict Wells](https://example.org/4)\n",
        [
            Read("The catcher", ("Robert Stevenson",)),
            Read("The net and the cat", ("Robert Stevenson",)),
            Read("What nets can do", ("Marc-Uwe Kling",)),
            Read("Spinner", ("Benedict Wells",)),
        ],
    ),
    "where and when behind a dash describe nothing, and name nobody": (
        "# Papers\n\n"
        "- [Nets for cats](https://example.org/1) - CVPR 2017\n"
        "- [Nets for dogs](https://example.org/2) - ECCV 2018\n"
        "- [Nets for owls](https://example.org/3) - CVPR 2019\n"
        "- [Nets for elks](https://example.org/4) - ICCV 2019\n"
        "- [Nets for ants](https://example.org/5) - ACM Transactions on Graphics (TOG) 2020\n",
        [
            Read("Nets for cats", venue="CVPR", year="2017"),
            Read("Nets for dogs", venue="ECCV", year="2018"),
            Read("Nets for owls", venue="CVPR", year="2019"),
            Read("Nets for elks", venue="ICCV", year="2019"),
            Read("Nets for ants", venue="ACM Transactions on Graphics (TOG)", year="2020"),
        ],
    ),
    "headings that lead back to the contents name no entries": (
        "# Papers\n\n## [Contents](#contents)\n\n- [ICML-2026](#icml-2026)\n- [KDD-2025](#kdd-2025)\n\n"
        "### [ICML-2026](#contents)\n\n1. **Learning from nets of cats** \n\n    *Ann Lee, Bo Chen, Cy Roe*\n\n"
        "1. **Defending nets with other nets** \n\n    *Di Fox, Ed Poe*\n\n"
        "### [KDD-2025](#contents)\n\n1. **Graphs of cats and nets in the wild** \n\n    *Ann Lee, Ed Poe*\n",
        [
            Read("Learning from nets of cats", ("Ann Lee", "Bo Chen", "Cy Roe")),
            Read("Defending nets with other nets", ("Di Fox", "Ed Poe")),
            Read("Graphs of cats and nets in the wild", ("Ann Lee", "Ed Poe")),
        ],
    ),
    "numbers in brackets before a colon are no fields": (
        "# Papers\n\n- [3] : [Nets for cats](https://example.org/3) - CVPR 2019\n"
        "- [11] : [Nets for dogs](https://example.org/11) - ICCV 2019\n",
        [Read("Nets for cats", venue="CVPR", year="2019"), Read("Nets for dogs", venue="ICCV", year="2019")],
    ),
    "a few words in quotation marks are a part of the title": (
        "# Papers\n\n* Nets for cats: A survey (VLDB 2020)\n* Tuning cats by hand (ICDE 2021)\n"
        '* CatNet: A tuning tool that "reads the manual" (SIGMOD 2022)\n',
        [
            Read("Nets for cats: A survey", venue="VLDB", year="2020"),
            Read("Tuning cats by hand", venue="ICDE", year="2021"),
            Read('CatNet: A tuning tool that "reads the manual"', venue="SIGMOD", year="2022"),
        ],
    ),
    "entities in a title behind a linked venue": (
        "# Papers\n\n- [[ICCV2021](https://example.org/1)] Rank &amp; Sort Loss for Cats [[code](https://example.org/c)]\n",
        [Read("Rank & Sort Loss for Cats", venue="ICCV", year="2021")],
    ),
    "initials behind surnames, and links in angle brackets": (
        "# Papers\n\n* <[Games of cats](https://example.org/1)> by Lin X, Beling P A, Cogill R. arXiv, 2014.\n"
        "* <[Games of dogs](https://example.org/2)> by Bogert K, Doshi P. AAMAS, 2014.\n",
        [
            Read("Games of cats", ("Lin X", "Beling P A", "Cogill R."), "arXiv", "2014"),
            Read("Games of dogs", ("Bogert K", "Doshi P."), "AAMAS", "2014"),
        ],
    ),
    "titles in two bold runs": (
        "# Papers\n\n1. **RepeatNet: A Machine for Cats**\n"
        "   **for repeated meals.** AAAI, 2019. [paper](https://example.org/1)\n\n"
        "   *Ann Lee, Bo Chen*\n",
        [Read("RepeatNet: A Machine for Cats for repeated meals.", ("Ann Lee", "Bo Chen"), "AAAI", "2019")],
    ),
    "short names in italics, one of which is called as a venue is": (
        "# Papers\n\n"
        "- **Fast Cats** [[paper](https://example.org/1)] *FastCat*\n"
        "- **Slow Cats** [[paper](https://example.org/2)] *SlowCat*\n"
        "- **Deep Cats** [[paper](https://example.org/3)] *similar to FastCat*\n"
        "- **High-Fidelity Cats** [[paper](https://example.org/4)] *DAC*\n",
        [Read("Fast Cats"), Read("Slow Cats"), Read("Deep Cats"), Read("High-Fidelity Cats")],
    ),
    "one quote below a paragraph describes it": (
        "# Papers\n\n"
        '**[1]** Fang Y, Lin W, et al. "**Search on graphs of cats**." IEEE, 2016. [[pdf]](https://example.org/1)\n\n'
        "> What cats look for.\n\n"
        '**[2]** Korula N, Lattanzi S. "**Reconciling cats**." VLDB, 2013. [[pdf]](https://example.org/2)\n\n'
        "> What cats agree on.\n\n"
        '**[3]** Peng Y, Choi B, et al. "**Colouring cats**." ICDE, 2016. [[pdf]](https://example.org/3)\n\n'
        "> What cats look like.\n",
        [
            Read("Search on graphs of cats", ("Fang Y", "Lin W", "et al."), "IEEE", "2016", "What cats look for."),
            Read("Reconciling cats", ("Korula N", "Lattanzi S."), "VLDB", "2013", "What cats agree on."),
            Read("Colouring cats", ("Peng Y", "Choi B", "et al."), "ICDE", "2016", "What cats look like."),
        ],
    ),
    "a venue of the page at the end of a title": (
        "# Papers\n\n- Enabling cats to do things, KDD 2015\n- Integration of cats and clouds: A survey, -- FGCS 2016\n"
        "- Cats that compute: A survey, FGCS\n- Cats (CTS): A vision and future directions, KDD, 2013\n",
        [
            Read("Enabling cats to do things", venue="KDD", year="2015"),
            Read("Integration of cats and clouds: A survey", venue="FGCS", year="2016"),
            Read("Cats that compute: A survey", venue="FGCS"),
            Read("Cats (CTS): A vision and future directions", venue="KDD", year="2013"),
        ],
    ),
    "where people are from": (
        "# Papers\n\n"
        "- **Nets for dogs**. Ann Lee (MIT), Bo Chen (Somewhere University). ICML 2020. [[pdf](https://example.org/1)]\n"
        "- [Nets for cows](https://example.org/2). Ann Lee (MIT), Bo Chen. ICML 2020\n"
        "- Ann Lee (MIT), Bo Chen (CMU). [Nets for ants](https://example.org/3). ICML 2020\n",
        [
            Read("Nets for dogs", ("Ann Lee", "Bo Chen"), "ICML", "2020"),
            Read("Nets for cows", ("Ann Lee", "Bo Chen"), "ICML", "2020"),
            Read("Nets for ants", ("Ann Lee", "Bo Chen"), "ICML", "2020"),
        ],
    ),
    "surnames alone before a title": (
        "# Papers\n\n- Lee, Chen and Smith. [Nets for owls](https://example.org/1). ICML 2020\n"
        "- Lee. [Nets for bees](https://example.org/2). ICML 2020\n",
        [Read("Nets for owls", ("Lee", "Chen", "Smith"), "ICML", "2020"), Read("Nets for bees", ("Lee",), "ICML", "2020")],
    ),
    "a bold word in a title without a link": (
        "# Papers\n\n1. Nets for **cats** and dogs, ICML 2020\n2. Nets for **birds** and cows, ICML 2021\n"
        "3. Graphs of *birds* and cows, ICML 2021\n",
        [
            Read("Nets for cats and dogs", venue="ICML", year="2020"),
            Read("Nets for birds and cows", venue="ICML", year="2021"),
            Read("Graphs of birds and cows", venue="ICML", year="2021"),
        ],
    ),
    "numbers without a space, which begin no list": (
        "# Papers\n\n1.Nets for cats [[paper](https://example.org/1)]\n\n2.Nets for dogs [[paper](https://example.org/2)]\n\n"
        "3.Nets for owls [[paper](https://example.org/3)]\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for owls")],
    ),
    "items in HTML with people before the link": (
        '# Papers\n\n<ul>\n<li><a href="https://example.org/1">Nets for cats</a>, ICML 2020</li>\n'
        '<li>Ann Lee, Bo Chen: <a href="https://example.org/2">Nets for owls</a> (ICML 2021)</li>\n'
        '<li>Ann Chen, Bo Lee: <a href="https://example.org/3">Nets for elks</a> (KDD 2021)</li>\n</ul>\n',
        [
            Read("Nets for cats", venue="ICML", year="2020"),
            Read("Nets for owls", ("Ann Lee", "Bo Chen"), "ICML", "2021"),
            Read("Nets for elks", ("Ann Chen", "Bo Lee"), "KDD", "2021"),
        ],
    ),
    "notes in quotes below entries": (
        "# Papers\n\n1. Nets for cats (VLDB 2019) [[Paper](https://example.org/1)]\n> * Please refer to Section 4.\n"
        "> * The authors of CatNet wrote it.\n\n2. Nets for dogs (ICSE 2016) [[Paper](https://example.org/2)]\n"
        "3. Nets for owls (IMC 2015) [[Paper](https://example.org/3)]\n> * Step 1 - Graph Construction.\n"
        "4. Nets for elks (FSE 2019)\n",
        [
            Read("Nets for cats", venue="VLDB", year="2019"),
            Read("Nets for dogs", venue="ICSE", year="2016"),
            Read("Nets for owls", venue="IMC", year="2015"),
            Read("Nets for elks", venue="FSE", year="2019"),
        ],
    ),
    "fields below entries that begin with pictures": (
        "# Papers\n\n"
        + "".join(
            f"- [{title}](https://example.org/{number})\n    - Ann Lee, Bo Chen, Cy Roe\n    - 🏛️ Institutions: Unknown\n"
            f"    - 📅 Date: March 2{number}, 2026\n    - 📑 Publisher: {venue}\n    - 🔑 Key: [benchmark]\n"
            f"    - 📖 TLDR: {title} in the wild.\n\n"
            for number, (title, venue) in enumerate([("Nets", "arXiv"), ("Cats", "CVPR 2026"), ("Dogs", "arXiv")])
        ),
        [
            Read("Nets", ("Ann Lee", "Bo Chen", "Cy Roe"), "arXiv", "2026", "Nets in the wild."),
            Read("Cats", ("Ann Lee", "Bo Chen", "Cy Roe"), "CVPR", "2026", "Cats in the wild."),
            Read("Dogs", ("Ann Lee", "Bo Chen", "Cy Roe"), "arXiv", "2026", "Dogs in the wild."),
        ],
    ),
    "people, dates and links in one pair of brackets": (
        "# Papers\n\n"
        "* **Nets for cats** (J. Lee et. al., Feb. 2017., Somewhere., [paper](https://example.org/1))\n"
        "* **Nets for dogs** (Y. Chen et. al., Mar. 2017., Anywhere, [arxiv](https://example.org/2))\n"
        "* **Nets for owls** (M. Roe, Sep. 2019., Anywhere, [arxiv](https://example.org/3))\n",
        [
            Read("Nets for cats", ("J. Lee", "et. al."), None, "2017"),
            Read("Nets for dogs", ("Y. Chen", "et. al."), None, "2017"),
            Read("Nets for owls", ("M. Roe",), None, "2019"),
        ],
    ),
    "where and when, or where from, behind a bar": (
        "# Papers\n\n"
        "- [CatNet](https://example.org/1): Scaling nets of cats to more than one | NSDI' 24\n"
        "- [Scaling nets of dogs beyond a house](https://example.org/2) | ICML 24\n"
        "- [Carbon emissions of owls](https://example.org/3) | Somecorp, ABC\n"
        "- [Pipelines with controllable owls](https://example.org/4) | Sea Owl Lab\n",
        [
            Read("CatNet", venue="NSDI", year="24", description="Scaling nets of cats to more than one"),
            Read("Scaling nets of dogs beyond a house", venue="ICML", year="24"),
            Read("Carbon emissions of owls"),
            Read("Pipelines with controllable owls"),
        ],
    ),
    "numbers in bold titles": (
        "# Papers\n\n**1. Nets for cats**\n\nLink: https://example.org/1\n\nCode: https://example.org/c\n\n"
        "**2. Nets for dogs**\n\nLink: https://example.org/2\n\n**3. Nets for owls**\n\nLink: https://example.org/3\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for owls")],
    ),
    "marks in bold before what is listed": (
        "# Papers of the week\n\n"
        "- **Monday** - [Nets of cats that remember](https://example.org/1) - How they do it.\n"
        "- **Tuesday** - [A model of dogs and of the world](https://example.org/2) - What they know.\n"
        "- **Friday** - [Owls that use tools](https://example.org/3) - With their feet.\n",
        [
            Read("Nets of cats that remember", description="How they do it."),
            Read("A model of dogs and of the world", description="What they know."),
            Read("Owls that use tools", description="With their feet."),
        ],
    ),
    "headings that name tools, with the same labels below them": (
        "# Tools\n\n"
        "## CatNet\n\nReads cats.\n\n- [Java](https://example.org/1)\n- Ann Lee\n"
        "- [Somewhere Laboratory for Cats and Dogs](https://example.org/l)\n\n"
        "## DogNet\n\nReads dogs.\n\n- [Java](https://example.org/2)\n\n"
        "## OwlNet\n\nReads owls.\n\n- [Java](https://example.org/3)\n- [Licence of owls](https://example.org/o)\n",
        [
            Read("CatNet", ("Ann Lee",), description="Reads cats."),
            Read("DogNet", description="Reads dogs."),
            Read("OwlNet", description="Reads owls."),
        ],
    ),
    "words in a column that is called as if it held links": (
        "# Models\n\n| Date | Model | Highlights (from PDF) | Link |\n|---|---|---|---|\n"
        "| 2026-02 | CatNet | Reads cats in the wild, and writes about them. | https://example.org/1 |\n"
        "| 2026-03 | DogNet | Reads dogs in the wild, and barks about them. | https://example.org/2 |\n",
        [
            Read("CatNet", year="2026", description="Reads cats in the wild, and writes about them."),
            Read("DogNet", year="2026", description="Reads dogs in the wild, and barks about them."),
        ],
    ),
    "words in parentheses behind where and when, before the title": (
        "# Papers\n\n"
        "- ICML 2020 (spotlight), Nets for cats, [paper](https://example.org/1)\n"
        "- arXiv 2023.10, Nets for dogs, [paper](https://example.org/2)\n",
        [Read("Nets for cats", venue="ICML", year="2020"), Read("Nets for dogs", venue="arXiv", year="2023")],
    ),
    "commands of LaTeX in titles": (
        "# Papers\n\n* {\\lambda}-Cats: A tuning tool (VLDB 2020)\n* Tuning cats by hand (ICDE 2021)\n"
        "* Sorting cats by hand (KDD 2021)\n",
        [
            Read("{\\lambda}-Cats: A tuning tool", venue="VLDB", year="2020"),
            Read("Tuning cats by hand", venue="ICDE", year="2021"),
            Read("Sorting cats by hand", venue="KDD", year="2021"),
        ],
    ),
    "volumes between a journal and its year": (
        "# Papers\n\n- Nets for cats in the wild<br>\nCAT-NET (1) 2019\n- Nets for dogs in the wild<br>\nICML 2020\n"
        "- Nets for owls in the wild<br>\nKDD 2021\n- Nets for elks in the wild<br>\nKDD 2022\n",
        [
            Read("Nets for cats in the wild", venue="CAT-NET", year="2019"),
            Read("Nets for dogs in the wild", venue="ICML", year="2020"),
            Read("Nets for owls in the wild", venue="KDD", year="2021"),
            Read("Nets for elks in the wild", venue="KDD", year="2022"),
        ],
    ),
    "universities in titles of courses, and terms": (
        "# Courses\n\n- [CS 36 - Nets (with cats) - Spring 2020 - Ann Lee - UC Davis](https://example.org/1)\n"
        "- [CS 37 - Graphs - Fall 2019 - MIT](https://example.org/2)\n- [CS 61](https://example.org/3) *UC Berkeley*\n"
        "- [CS 62](https://example.org/4), Fall 2019\n",
        [
            Read("CS 36 - Nets (with cats) - Spring 2020 - Ann Lee - UC Davis"),
            Read("CS 37 - Graphs - Fall 2019 - MIT"),
            Read("CS 61"),
            Read("CS 62", year="2019"),
        ],
    ),
    "who wrote it in a link behind by": (
        "# Articles\n\n- [Cats in containers](https://example.org/1) by [Ann Lee](https://example.org/ann)\n"
        "- [Dogs in containers](https://example.org/2) by [Bo Chen](https://example.org/bo) using [Owls](https://example.org/owls)\n"
        "- [Owls in containers](https://example.org/3)\n",
        [
            Read("Cats in containers", ("Ann Lee",)),
            Read("Dogs in containers", ("Bo Chen",)),
            Read("Owls in containers"),
        ],
    ),
    "addresses that wait for a place, and journals behind people": (
        "# Papers\n\n- [Cats that reflect light](#) Lee & Chen. Proceedings of the KDD 1994.\n"
        "- [A model of cats](https://example.org/2). Cook & Torrance. Computer Graphics. 14(3), pp. 307-316. 1981.\n"
        "- [Models of dogs](https://example.org/3) - James F. Lee, SIGGRAPH 1977.\n",
        [
            Read("Cats that reflect light", ("Lee", "Chen"), "Proceedings of the KDD", "1994"),
            Read("A model of cats", ("Cook", "Torrance"), None, "1981"),
            Read("Models of dogs", ("James F. Lee",), "SIGGRAPH", "1977"),
        ],
    ),
    "labels and remarks below entries that have others below them": (
        "# Tools\n\n- [CatNet](https://example.org/1)\n    - [GitHub](https://example.org/c)\n"
        "    - [How cats walk at night](https://example.org/2)\n"
        "- [DogNet](https://example.org/3)\n    - The net of dogs. It also [won a prize](https://example.org/p)!\n",
        [
            Read("CatNet"),
            Read("How cats walk at night"),
            Read("DogNet", description="The net of dogs. It also won a prize!"),
        ],
    ),
    "keywords describe what nothing else does": (
        "# Papers\n\n- [Nets for cats](https://example.org/1)\n  - Ann Lee, Bo Chen\n  - Key: cats, nets\n"
        "  - Code: [official](https://example.org/c)\n"
        "- [Nets for dogs](https://example.org/2)\n  - Ann Lee, Cy Roe\n  - Key: dogs\n  - TLDR: Nets that bark.\n",
        [
            Read("Nets for cats", ("Ann Lee", "Bo Chen"), description="cats, nets"),
            Read("Nets for dogs", ("Ann Lee", "Cy Roe"), description="Nets that bark."),
        ],
    ),
    "nothing but titles on a page that calls itself a list": (
        "# Awesome-Cat-Samplers\n\n- Sampling Cats with Nets of Dogs\n- Diffusive Cats\n- CATS: A Sampler Without Equilibrium\n"
        "- Learning the Dynamics of Cats from Samples\n- Improved sampling of cats\n- Annealed Importance Sampling of Owls\n"
        "- Training Neural Samplers with Reverse Cats\n",
        [
            Read("Sampling Cats with Nets of Dogs"),
            Read("Diffusive Cats"),
            Read("CATS: A Sampler Without Equilibrium"),
            Read("Learning the Dynamics of Cats from Samples"),
            Read("Improved sampling of cats"),
            Read("Annealed Importance Sampling of Owls"),
            Read("Training Neural Samplers with Reverse Cats"),
        ],
    ),
    "people of courses in other languages, and where they teach": (
        "# Cursos\n\n* [Curso de redes](https://example.org/1) - Ana Lima e Rui Costa - ITA (Udemy)\n"
        "* [Curso de gatos](https://example.org/2) - José Ortega y Gasset (Udemy)\n"
        "* [Curso de aves](https://example.org/3) - Ana Lima, Rui Costa - ITA (Udemy)\n"
        "* [Curso de peixes](https://example.org/4) - Ana Lima\n* [Curso de rios](https://example.org/5) - Rui Costa\n",
        [
            Read("Curso de redes", ("Ana Lima", "Rui Costa")),
            Read("Curso de gatos", ("José Ortega y Gasset",)),
            Read("Curso de aves", ("Ana Lima", "Rui Costa")),
            Read("Curso de peixes", ("Ana Lima",)),
            Read("Curso de rios", ("Rui Costa",)),
        ],
    ),
    "who wrote it and when in bold names without a link": (
        "# Papers\n\n- **CatNet (Lee et al., 2024)**: A net that reads cats.\n"
        "- **DogNet (Chen and Roe, 2023b)**: A net that reads dogs.\n"
        "- **OwlNet (Poe, et al., 2022)**: A net that reads owls.\n",
        [
            Read("CatNet", ("Lee", "et al."), None, "2024", "A net that reads cats."),
            Read("DogNet", ("Chen", "Roe"), None, "2023", "A net that reads dogs."),
            Read("OwlNet", ("Poe", "et al."), None, "2022", "A net that reads owls."),
        ],
    ),
    "paragraphs that say when, and no more": (
        "# Papers\n\n[Nets for cats](https://example.org/1), ICML 2020\n\n"
        "[Nets for dogs](https://example.org/2), KDD 2021\n\n"
        "[Nets for owls](https://example.org/3), 2016\n\n[Nets for elks](https://example.org/4), KDD 2022\n",
        [
            Read("Nets for cats", venue="ICML", year="2020"),
            Read("Nets for dogs", venue="KDD", year="2021"),
            Read("Nets for owls", year="2016"),
            Read("Nets for elks", venue="KDD", year="2022"),
        ],
    ),
    "links behind a dash that say nothing but what they are": (
        "# Talks\n\n- [Cats at night](https://example.org/1) - [[Video]](https://example.org/v)\n"
        "- [Dogs at night](https://example.org/2) - [Code](https://example.org/c) and [slides](https://example.org/s)\n"
        "- [Owls at night](https://example.org/3) - [The whole story](https://example.org/w)\n",
        [Read("Cats at night"), Read("Dogs at night"), Read("Owls at night", description="The whole story")],
    ),
    "names that end with a colon": (
        "# Systems\n\n- [CatNet:](https://example.org/1) Large Nets Built for Cats | SOSP 23\n"
        "- [DogNet](https://example.org/2): Large Nets Built for Dogs | OSDI' 24\n"
        "- [Nets for owls](https://example.org/3)\n",
        [
            Read("CatNet:", venue="SOSP", year="23", description="Large Nets Built for Cats"),
            Read("DogNet", venue="OSDI", year="24", description="Large Nets Built for Dogs"),
            Read("Nets for owls"),
        ],
    ),
    "people whose surnames stand first": (
        "# Talks\n\n- [Cats at night](https://example.org/1), Lee. A, Chen. B, Roe. C, Poe. D, Doe. EF, 2014\n"
        "- [Dogs at night](https://example.org/2), A. Lee, 2015\n- [Owls at night](https://example.org/3), B. Chen, 2016\n",
        [
            Read("Cats at night", year="2014"),
            Read("Dogs at night", ("A. Lee",), year="2015"),
            Read("Owls at night", ("B. Chen",), year="2016"),
        ],
    ),
    "titles in italics behind people, below a name": (
        "# Papers\n\n* CatNet [[Paper](https://example.org/1)]\n"
        "  * Mike Lee and Kim K. Chen, *Long Nets*, Trans. on Cat Processing 1997\n"
        "* DogNet [[Paper](https://example.org/2)]\n  * Ann Lee and John Smith, *Nets of Long Dogs*, Neural Computation 1998\n",
        [
            Read("CatNet", ("Mike Lee", "Kim K. Chen"), "Trans. on Cat Processing", "1997"),
            Read("DogNet", ("Ann Lee", "John Smith"), "Neural Computation", "1998"),
        ],
    ),
    "links to unfold, with quotes below them": (
        "# Podcasts\n\n"
        + "".join(
            f"<details>\n <summary>\n   <a href='https://example.org/{name}'>{name.title()} on air</a> &nbsp;\n </summary>\n"
            " <p>\n\n"
            f" > About {name}.\n </p>\n</details>\n"
            for name in ("cats", "dogs", "owls")
        )
        + "<details>\n <summary>More</summary>\n\n Words.\n</details>\n",
        [
            Read("Cats on air", description="About cats."),
            Read("Dogs on air", description="About dogs."),
            Read("Owls on air", description="About owls."),
        ],
    ),
    "bullets at the margin below numbers are their fields": (
        "# Tools\n\n"
        + "".join(
            f"{number}. {name} Finder\n- Paper: *Nets that look for {name} in the wild*, https://example.org/{number}p\n"
            f"- Implementation: {code}\n\n"
            for number, name, code in (
                (1, "Cat", "https://example.org/1c"),
                (2, "Dog", "github"),
                (3, "Owl", ""),
            )
        ),
        [Read("Cat Finder"), Read("Dog Finder"), Read("Owl Finder")],
    ),
    "bullets one space further in are fields of what stands above them": (
        "# Papers\n\n- [Deep nets for cats](https://example.org/1)\n - Authors: Ann Lee, Bo Chen\n"
        " - [code](https://example.org/1c)\n"
        "- [Deep nets for dogs](https://example.org/2)\n - They find dogs that nobody has seen.\n"
        "- [Deep nets for owls](https://example.org/3)\n - [Deep nets for more owls](https://example.org/4)\n",
        [
            Read("Deep nets for cats", ("Ann Lee", "Bo Chen")),
            Read("Deep nets for dogs", description="They find dogs that nobody has seen."),
            Read("Deep nets for owls"),
            Read("Deep nets for more owls"),
        ],
    ),
    "quotes right below items say what these are": (
        "# Tools\n\n- [fast](https://example.org/1)\n> A parser that is fast.\n"
        "- [quick](https://example.org/2)\n> A parser that is quick.\n",
        [Read("fast", description="A parser that is fast."), Read("quick", description="A parser that is quick.")],
    ),
    "a quote that stands apart below a list is about nothing in it": (
        "# Tools\n\n- [fast](https://example.org/1)\n- [quick](https://example.org/2)\n\n> All of them are parsers.\n",
        [Read("fast"), Read("quick")],
    ),
    "paragraphs at the margin say what the item above them is": (
        "# Tools\n\n- [fast](https://example.org/1)\n\nA parser that is fast.\n\n"
        "- [quick](https://example.org/2)\n\nA parser that is quick.\n",
        [Read("fast", description="A parser that is fast."), Read("quick", description="A parser that is quick.")],
    ),
    "an address in a column of its own names nothing where something else does": (
        "# Recursos\n\n| Canal | URL | Enfoque |\n| --- | --- | --- |\n"
        + "".join(f"| Pez {name} | https://example.org/{name} | Muy detallado |\n" for name in ("Go", "Lua", "Zig")),
        [Read("Pez Go"), Read("Pez Lua"), Read("Pez Zig")],
    ),
    "addresses alone are names of a kind": (
        "# Pages\n\n| URL |\n| --- |\n| https://example.org/one |\n| https://example.org/two |\n",
        [Read("https://example.org/one"), Read("https://example.org/two")],
    ),
    "paragraphs above items say nothing about the item before": (
        "# Tools\n\nFirst comes one that is fast.\n\n- [fast](https://example.org/1)\n\nThen comes one that is quick.\n\n"
        "- [quick](https://example.org/2)\n\nLast comes one that is small.\n\n- [small](https://example.org/3)\n",
        [Read("fast"), Read("quick"), Read("small")],
    ),
    "who leads it describes nothing, and a measure does": (
        "# Groups\n\n- [Nets in Rome](https://example.org/1)\n  - Leader: Dave\n- [Nets in Bonn](https://example.org/2)\n"
        "  - Leader: Ann Lee\n- [Nets in Bern](https://example.org/3)\n  - Size: 36\n",
        [Read("Nets in Rome"), Read("Nets in Bonn"), Read("Nets in Bern", description="Size: 36")],
    ),
    "an honour stands behind where and when, and a year of two digits behind a venue that is known": (
        "# Papers\n\n- [Nets for cats](https://example.org/1) [CVPR25Highlight]\n"
        "- [Nets for dogs (CVPR24 Oral)](https://example.org/2)\n"
        "- Nets for cows (NIPS24 best paper) [[pdf](https://example.org/3)]\n"
        "- Nets for mice, CVPR 22 [[pdf](https://example.org/4)], Cats-10\n"
        "- [Nets for hens (Room 101 Oral)](https://example.org/5)\n",
        [
            Read("Nets for cats", venue="CVPR", year="25"),
            Read("Nets for dogs", venue="CVPR", year="24"),
            Read("Nets for cows", venue="NIPS", year="24"),
            Read("Nets for mice", venue="CVPR", year="22"),
            Read("Nets for hens (Room 101 Oral)"),
        ],
    ),
    "books behind whose titles people and publishers stand": (
        "# Reading list\n\n"
        "- Cats in Patterns, David H. Lee & Bo Chen, O'Reilly (since August 2016)\n"
        "- Code for Cats, Second Edition, Steve Roe, Microsoft Press (since September 2016)\n"
        "- Cats by Example, Kent Roe, Addison Wesley\n",
        [
            Read("Cats in Patterns", ("David H. Lee", "Bo Chen"), "O'Reilly"),
            Read("Code for Cats, Second Edition", ("Steve Roe",), "Microsoft Press"),
            Read("Cats by Example", ("Kent Roe",), "Addison Wesley"),
        ],
    ),
    "whoever stands where the others name people": (
        "# Books\n\n- Greybeard, Brian Roe\n- The Last Cat, Isaac Lee\n- Flowers for Cats, Daniel Chen\n- 1984, George Lee\n"
        "- The Explorer's guide to cats, Jamed Fadiwan\n- Hard to be a Cat, Boris and Arkady Strugolsky\n"
        "- Cats of Winter, The Trilogy\n- Cats and Dogs: Principles, Patterns and Practices\n",
        [
            Read("Greybeard", ("Brian Roe",)),
            Read("The Last Cat", ("Isaac Lee",)),
            Read("Flowers for Cats", ("Daniel Chen",)),
            Read("1984", ("George Lee",)),
            Read("The Explorer's guide to cats", ("Jamed Fadiwan",)),
            Read("Hard to be a Cat", ("Boris", "Arkady Strugolsky")),
            Read("Cats of Winter, The Trilogy"),
            Read("Cats and Dogs: Principles, Patterns and Practices"),
        ],
    ),
    "surnames between a quoted title and a year in brackets": (
        '# Papers\n\n1. "Nets and Forests" - Breiwan (2001)\n2. "Nets for Cats" - van der Laaten & Chen (2008)\n'
        '3. "Nets for Dogs and Mice" - Lee, Chen & Williams (1986)\n',
        [
            Read("Nets and Forests", ("Breiwan",), year="2001"),
            Read("Nets for Cats", ("van der Laaten", "Chen"), year="2008"),
            Read("Nets for Dogs and Mice", ("Lee", "Chen", "Williams"), year="1986"),
        ],
    ),
    "a short name above several works is that of a group": (
        "# Schedule\n\n* 经典工作\n  * [✓] Nets for Cats and Dogs (2012)\n  * [✗] Nets for Cows (2014)\n"
        "  * [✓] Nets for Mice and Hens (2015)\n",
        [
            Read("Nets for Cats and Dogs", year="2012"),
            Read("Nets for Cows", year="2014"),
            Read("Nets for Mice and Hens", year="2015"),
        ],
    ),
    "names alone below a heading that says that they are read": (
        "# Cats\n\n## Recommended reading\n\n1. Cats Complete\n2. Don't Make Me Purr\n3. Catware\n\n"
        "## Topics\n\n- Calculus\n- Algebra\n- Number Theory\n",
        [Read("Cats Complete"), Read("Don't Make Me Purr"), Read("Catware")],
    ),
    "names alone on a page of books, beside entries": (
        "# My books\n\n## Russian\n\n- [ ] Война и мир\n- [ ] Конец вечности\n- [ ] [Как закалялась сталь](https://example.org/1)\n"
        "- [ ] [Таинственный остров](https://example.org/2)\n\n## Topics\n\n- Calculus\n- Algebra\n- Number Theory\n",
        [Read("Война и мир"), Read("Конец вечности"), Read("Как закалялась сталь"), Read("Таинственный остров")],
    ),
    "names that are headings of the page are its contents, and what begins small is said": (
        "# Books\n\n- History\n- Fiction\n- Science\n\n## History\n\n- read what you like\n- tell us about it\n- be nice\n",
        [],
    ),
    "italics around a name that is a link": (
        "# Tools\n\n- ***[fast](https://example.org/1)***: Un lector que es [bueno](https://example.org/2).\n"
        "- *[quick](https://example.org/3)* - A parser that is quick.\n",
        [Read("fast", description="Un lector que es bueno."), Read("quick", description="A parser that is quick.")],
    ),
    "a picture of a page was meant for a link": (
        "# Tools\n\n- ![fast](https://github.com/o/fast) - A parser that is fast.\n"
        "- ![Nets for cats](https://arxiv.org/abs/2001.00001). Ann Lee, Bo Chen. ICML 2020. [[code](https://example.org/1)]\n"
        "- ![logo](https://example.org/logo) [quick](https://example.org/2) - A parser that is quick.\n"
        "- ![build](https://travis-ci.org/o/r)\n",
        [
            Read("fast", description="A parser that is fast."),
            Read("Nets for cats", ("Ann Lee", "Bo Chen"), "ICML", "2020"),
            Read("quick", description="A parser that is quick."),
        ],
    ),
    "two surnames before a bold title and a dash": (
        "# Papers\n\n* Lee et al. - **Nets for cats and owls** [[pdf](https://example.org/1)]\n"
        "* Simonyan and Chen - **Very deep nets for dogs** [[pdf](https://example.org/2)]\n"
        "* Cats of Rome - **the ones that purr** [[pdf](https://example.org/3)]\n",
        [
            Read("Nets for cats and owls", ("Lee", "et al.")),
            Read("Very deep nets for dogs", ("Simonyan", "Chen")),
            Read("Cats of Rome - the ones that purr"),
        ],
    ),
    "links below names that are called the same each time": (
        "# Books\n\n"
        + "".join(
            f"- **{name}** by Ann Lee\n  - [Click here for more](https://example.org/{len(name)})\n"
            for name in ("War of Cats", "How Dogs win", "The Owls")
        ),
        [Read("War of Cats", ("Ann Lee",)), Read("How Dogs win", ("Ann Lee",)), Read("The Owls", ("Ann Lee",))],
    ),
    "bold names before a colon and labels": (
        "# Papers\n\n- **01.Nets for cats** : [**Paper**](https://example.org/1) || [**Code**](https://example.org/2)\n"
        "- **CatNet:** [paper](https://example.org/3)\n- **DogNet**: [Nets for dogs](https://example.org/4)\n",
        [Read("01.Nets for cats"), Read("CatNet"), Read("Nets for dogs")],
    ),
    "bold brackets behind titles in headings, and notes below them that have parts": (
        "# Papers\n\n#### [Nets for cats](https://example.org/1)**[Decision of Cats 2020]**\n"
        "#### [Nets for dogs](https://example.org/2) **[AAAI 2020]**\n"
        "- **Task** : Finding dogs\n- [Code](https://example.org/3)\n\n"
        "#### [Nets for cows](https://example.org/4) **CoRR 2018**\n- **Note** :\n  - Finds cows\n  - Only in the dark\n",
        [
            Read("Nets for cats", venue="Decision of Cats", year="2020"),
            Read("Nets for dogs", venue="AAAI", year="2020"),
            Read("Nets for cows", venue="CoRR", year="2018"),
        ],
    ),
    "a heading above an address, and one that is no title": (
        "# Papers\n\n## To read\n\n#### Nets for cats: a survey\nhttps://example.org/1\n\n#### Nets for cows and dogs\nhttps://example.org/2\n\n"
        "#### Nets for all the owls\n<https://example.org/3>\n\n### Chat\nhttps://example.org/4\n",
        [
            Read("Nets for cats: a survey"),
            Read("Nets for cows and dogs"),
            Read("Nets for all the owls"),
            Read("https://example.org/4"),
        ],
    ),
    "what goes on is no name": (
        "# Papers\n\n- [Nets for cats](https://example.org/1)\n- [Nets for dogs](https://example.org/2)\n"
        "- [Nets for cows](https://example.org/3)\n- 持续更新中...\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for cows")],
    ),
    "italic titles without links": (
        "# Books\n\n- *The War on Cats* by Andrew Yang\n- _The Mice_ by Unknown Fellow\n- Bob Lee, *The Owls*\n- *Dogs*\n",
        [
            Read("The War on Cats", ("Andrew Yang",)),
            Read("The Mice", ("Unknown Fellow",)),
            Read("The Owls", ("Bob Lee",)),
            Read("Dogs"),
        ],
    ),
    "paragraphs that name books and who wrote them": (
        "# Books\n\nThe War is a Cat - Andrew C. Yang\n\n*The Dogs: A story* by Nick Bostrom\n\n**The Mice**, Martin Fowler\n",
        [
            Read("The War is a Cat", ("Andrew C. Yang",)),
            Read("The Dogs: A story", ("Nick Bostrom",)),
            Read("The Mice", ("Martin Fowler",)),
        ],
    ),
    "paragraphs among words are no books": (
        "# Notes\n\nNets for Cats by Andrew Yang\n\nThat is what we read in the first week of the year.\n\n"
        "Nets for Dogs by Nick Bostrom\n\nThat is what we read in the second week, and nobody liked it.\n\n"
        "Nets for Mice by Martin Fowler\n\nThat is what we shall read.\n",
        [],
    ),
    "Chinese marks around titles": (
        "# 书单\n\n- 《三体》 刘慈欣\n- 《深入理解计算机系统》\n- 《代码大全》 - Steve McConnell\n- 《人月神话》：经典\n",
        [
            Read("三体"),
            Read("深入理解计算机系统"),
            Read("代码大全", ("Steve McConnell",)),
            Read("人月神话", description="经典"),
        ],
    ),
    "labels in paragraphs below, and before a description": (
        "# Papers\n\n- 2018 [Nets for cats](https://example.org/1)\n\n  [开源代码](https://example.org/2)\n"
        "- [DogNet](https://example.org/3) - [demo](https://example.org/4) - [docs](https://example.org/5) - A net for dogs.\n",
        [Read("Nets for cats", year="2018"), Read("DogNet", description="A net for dogs.")],
    ),
    "a title whose bracket nobody closed": (
        "# Papers\n\n- [Nets for cats](https://example.org/1)\n- [Nets for dogs](https://example.org/2)\n"
        "- [Nets for cows](https://example.org/3)\n- [Nets for mice\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for cows"), Read("Nets for mice")],
    ),
    "a row that has nothing but a title, among rows that say more": (
        "# Books\n\n| Author | Title | Notes |\n| --- | --- | --- |\n| Ann Lee | Cats | old |\n| Bo Chen | Dogs | new |\n"
        "| Cy Roe | Owls | new |\n| anonymous | The Perks of Being a Cat | sad |\n| 2/14 | No meeting | - |\n",
        [
            Read("Cats", ("Ann Lee",), description="old"),
            Read("Dogs", ("Bo Chen",), description="new"),
            Read("Owls", ("Cy Roe",), description="new"),
            Read("The Perks of Being a Cat", description="sad"),
        ],
    ),
    "who wrote it in parentheses at the end of titles": (
        "# Reading\n\n"
        "- [Auctions for cats (*Nakao*)](https://example.org/1)\n"
        "- [Dividing fish (*Chen, Ankenman*)](https://example.org/2)\n"
        "- [Voting by owls (*Park et al.*)](https://example.org/3)\n"
        "- [Sealed tenders (Ferreira)](https://example.org/4)\n"
        "- [Sharing a nest (*MIT*)](https://example.org/5)\n",
        [
            Read("Auctions for cats", ("Nakao",)),
            Read("Dividing fish", ("Chen", "Ankenman")),
            Read("Voting by owls", ("Park", "et al.")),
            Read("Sealed tenders", ("Ferreira",)),
            Read("Sharing a nest (MIT)"),
        ],
    ),
    "one pair of people in parentheses is no habit": (
        "# Reading\n\n"
        "- [Auctions for cats (Lee, Chen)](https://example.org/1)\n"
        "- [Dividing fish (Draft)](https://example.org/2)\n"
        "- [Voting by owls](https://example.org/3)\n",
        [Read("Auctions for cats (Lee, Chen)"), Read("Dividing fish (Draft)"), Read("Voting by owls")],
    ),
    "short names behind the titles of nearly all rows": (
        "# Papers\n\n| Paper | Year | Link |\n| --- | --- | --- |\n"
        "| Nets for Cats (CatNet) | 2020 | [link](https://example.org/1) |\n"
        "| Nets for Dogs (DN-2) | 2021 | [link](https://example.org/2) |\n"
        "| Nets for Owls (OWL) | 2022 | [link](https://example.org/3) |\n"
        "| Nets for Mice | 2023 | [link](https://example.org/4) |\n",
        [
            Read("Nets for Cats", year="2020"),
            Read("Nets for Dogs", year="2021"),
            Read("Nets for Owls", year="2022"),
            Read("Nets for Mice", year="2023"),
        ],
    ),
    "a key of a bibliography before a title is no venue": (
        "# Papers\n\n- [ ] @lee2020nets [Nets for cats](https://example.org/1)\n"
        "- [ ] @chen2021nets [Nets for dogs](https://example.org/2)\n",
        [Read("Nets for cats"), Read("Nets for dogs")],
    ),
    "what many sentences are followed by leads somewhere": (
        "# Papers\n\n"
        "- **Nets for cats** (2020) — They see. [details](cats/1.md)\n"
        "- **Nets for dogs** (2021) — They hear. [details](dogs/2.md)\n"
        "- **Nets for owls** (2022) — They sing. [details](owls/3.md)\n",
        [
            Read("Nets for cats", year="2020", description="They see."),
            Read("Nets for dogs", year="2021", description="They hear."),
            Read("Nets for owls", year="2022", description="They sing."),
        ],
    ),
    "a dash parts a name without a link where it parts those with one": (
        "# Tools\n\n"
        + "".join(f"- [Cat{name}](https://example.org/{name}) - A finder of cats.\n" for name in "ABCDEF")
        + "- OwlSim - A simulator of owls in trees [[github](https://github.com/o/r)]\n",
        [
            *(Read(f"Cat{name}", description="A finder of cats.") for name in "ABCDEF"),
            Read("OwlSim", description="A simulator of owls in trees"),
        ],
    ),
    "signs that are typed for bullets before paragraphs": (
        "# Papers\n\n"
        "• [Nets for cats](https://example.org/1)\n\n"
        "• [Nets for dogs](https://example.org/2)\n\n"
        "• [Nets for owls](https://example.org/3)\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for owls")],
    ),
    "signs that are typed for bullets below the names of groups": (
        "# Papers\n\n1. **Pets**\n\n   • [Nets for cats](https://example.org/1)\n\n   • [Nets for dogs](https://example.org/2)\n\n"
        "2. **Birds**\n\n   • [Nets for owls](https://example.org/3)\n",
        [Read("Nets for cats"), Read("Nets for dogs"), Read("Nets for owls")],
    ),
    "names, people and places in brackets behind an emoji": (
        "# Papers\n\n"
        + "".join(
            f":heavy_check_mark: [{text}] [[Paper]](https://example.org/{number}) [[Code (Ann Lee)]](https://example.org/c)\n\n"
            for number, text in enumerate(
                (
                    "Masks and deep nets for cats, Po-Sen Huang, TASLP 2015",
                    "Ratio masking for dogs, DS Williamson, TASLP 2016",
                    "Deep clustering: Parts for owls, JR Hershey, ICASSP 2016",
                    "Deep attractors for mice, Zhuo Chen, ICASSP 2017",
                    "Nets for cows, Y Isik, Interspeech 2016",
                )
            )
        ),
        [
            Read("Masks and deep nets for cats", ("Po-Sen Huang",), "TASLP", "2015"),
            Read("Ratio masking for dogs", ("DS Williamson",), "TASLP", "2016"),
            Read("Deep clustering: Parts for owls", ("JR Hershey",), "ICASSP", "2016"),
            Read("Deep attractors for mice", ("Zhuo Chen",), "ICASSP", "2017"),
            Read("Nets for cows", ("Y Isik",), "Interspeech", "2016"),
        ],
    ),
    "a venue and a short year right before a title": (
        "# Papers\n\n"
        "- [x] TKDE'22 Nets for cats: A Survey [[Paper](https://example.org/1)] [Code]\n"
        "- [ ] WWW'15 LINE: Nets for many dogs [[Paper](https://example.org/2)] [Code]\n",
        [Read("Nets for cats: A Survey", venue="TKDE", year="22"), Read("LINE: Nets for many dogs", venue="WWW", year="15")],
    ),
    "people and a year before a bold title that says how": (
        "# Papers\n\n"
        "- Bengio et al. - 2003 - **Nets that speak as cats** [[pdf]](https://example.org/1)\n"
        "- Chen et al. - 2014 - **NMT by Jointly Learning to Purr** [[pdf]](https://example.org/2)\n"
        "- Ma and Hovy - 2016 - **Labels for dogs** [[pdf]](https://example.org/3)\n",
        [
            Read("Nets that speak as cats", ("Bengio", "et al."), year="2003"),
            Read("NMT by Jointly Learning to Purr", ("Chen", "et al."), year="2014"),
            Read("Labels for dogs", ("Ma", "Hovy"), year="2016"),
        ],
    ),
    "people and a year in bold before a title in italics": (
        "# Philosophy\n\n**Erasmus, D. (1511).** *The praise of cats*.\n\n**Bacon, F. (1620).** *The new cat*.\n\n"
        "**Hobbes, T. (1651).** *Dogs*.\n",
        [
            Read("The praise of cats", ("Erasmus, D.",), year="1511"),
            Read("The new cat", ("Bacon, F.",), year="1620"),
            Read("Dogs", ("Hobbes, T.",), year="1651"),
        ],
    ),
    "a short name in bold brackets before a plain title": (
        "# Papers\n\n- **[PurrE]** Translating purrs for relational data. NeurIPS. 2013. [[paper]](https://example.org/1)\n"
        "  - **[PurrH]** Purrs by translating on trees. AAAI. 2014. [[paper]](https://example.org/2)\n",
        [
            Read("Translating purrs for relational data.", venue="NeurIPS", year="2013"),
            Read("Purrs by translating on trees.", venue="AAAI", year="2014"),
        ],
    ),
    "people and dates where others have descriptions": (
        "# Reading\n\n"
        "- [A million cats](https://example.org/1) &ndash; Jacques Roe, July 24, 2015\n"
        "- [The state of dogs](https://example.org/2) &ndash; Jimmy Breck Lee, December 01, 2014\n"
        "- [Kill your fleas](https://example.org/3) &ndash; Mike Chen, 2016\n",
        [
            Read("A million cats", ("Jacques Roe",), year="2015"),
            Read("The state of dogs", ("Jimmy Breck Lee",), year="2014"),
            Read("Kill your fleas", ("Mike Chen",), year="2016"),
        ],
    ),
    "surnames that nobody knows before the colon of a linked title": (
        "# Papers\n\n"
        "- Kneuss, Kuraj, Kuncak: [Cats modulo functions](https://example.org/1). OOPSLA’13\n"
        "- Polikarpova, Kuraj, Solar-Lezama: [Dogs from types](https://example.org/2). PLDI’16\n"
        "- Albarghouthi, Kincaid: [Recursive owls](https://example.org/3). CAV'13\n",
        [
            Read("Cats modulo functions", ("Kneuss", "Kuraj", "Kuncak"), "OOPSLA", "13"),
            Read("Dogs from types", ("Polikarpova", "Kuraj", "Solar-Lezama"), "PLDI", "16"),
            Read("Recursive owls", ("Albarghouthi", "Kincaid"), "CAV", "13"),
        ],
    ),
    "people surname first before the dash of bold titles": (
        "# Books\n\n"
        "- [x] **Pearl, Judea - Causes of cats** (2nd ed, 2009)\n  - `books/pearl.pdf`\n  - Publisher: Cat Press\n"
        "- [x] **Hernán, Miguel A. & Robins, James M. - What dogs do** (2024)\n  - Publisher: Dog Press\n"
        "- [x] **van der Laan, Mark J. & Rose, Sherri - Owls in flight** (2011)\n  - Publisher: Owl Press\n",
        [
            Read("Causes of cats", ("Pearl, Judea",), "Cat Press", "2009"),
            Read("What dogs do", ("Hernán, Miguel A.", "Robins, James M."), "Dog Press", "2024"),
            Read("Owls in flight", ("van der Laan, Mark J.", "Rose, Sherri"), "Owl Press", "2011"),
        ],
    ),
    "initials of the last of the people before a year": (
        "# Notes\n\n"
        "- [“Cats with diagrams”](https://example.org/1)\n  (John Whaley, Michael Carbin, and Monica S. Lam, 2005)\n"
        "- [“Dogs in trees”](https://example.org/2)\n  (Max Brunsfeld, 2018)\n",
        [
            Read("Cats with diagrams", ("John Whaley", "Michael Carbin", "Monica S. Lam"), year="2005"),
            Read("Dogs in trees", ("Max Brunsfeld",), year="2018"),
        ],
    ),
    "a horizontal bar for a dash": (
        "# Books\n\n- All Quiet in the Barn ― *Erich Lee*\n- The Forty Rules of Cats ― *Elif Roe*\n- Emma ― *Jane Chen*\n",
        [
            Read("All Quiet in the Barn", ("Erich Lee",)),
            Read("The Forty Rules of Cats", ("Elif Roe",)),
            Read("Emma", ("Jane Chen",)),
        ],
    ),
    "a place and a short year at the end of titles": (
        "# Papers\n\n"
        "- [Purring in secret, CRYPTO'95](https://example.org/1)\n"
        "- CAT03: [Extending purrs, SODA'03](https://example.org/2), [slide](https://example.org/3)\n"
        "- [Silver: Silent cats, CCS'21](https://example.org/4)\n",
        [
            Read("Purring in secret", venue="CRYPTO", year="95"),
            Read("Extending purrs", venue="SODA", year="03"),
            Read("Silver: Silent cats", venue="CCS", year="21"),
        ],
    ),
    "where and when at the beginning of descriptions": (
        "# Papers\n\n"
        "- [Nets for cats](https://example.org/1) - Published in arXiv (2026). Remembers what cats did.\n"
        "- [Nets for dogs](https://example.org/2) - Published in MICCAI 2025 (2025). Sees dogs.\n",
        [
            Read("Nets for cats", venue="arXiv", year="2026", description="Remembers what cats did."),
            Read("Nets for dogs", venue="MICCAI", year="2025", description="Sees dogs."),
        ],
    ),
    "two digits behind places in code": (
        "# Papers\n\n"
        "* Nets for driving cats: A review. `EAAI 24` [[Paper](https://example.org/1)]\n"
        "* Vision for driving dogs. `IEEE SPM 20` [[Paper](https://example.org/2)]\n"
        "* Owls with Loihi: An outlook. `Proceedings of the IEEE 21` [[Paper](https://example.org/3)]\n",
        [
            Read("Nets for driving cats: A review.", venue="EAAI", year="24"),
            Read("Vision for driving dogs.", venue="IEEE SPM", year="20"),
            Read("Owls with Loihi: An outlook.", venue="Proceedings of the IEEE", year="21"),
        ],
    ),
    "a field that is a link to where it appeared": (
        "# Papers\n\n"
        '- **"Towards cats"**  \n    **Authors**: _Ann Lee, Bo Chen_ <br>\n'
        "    **Conference**: [NeurIPS 2019](https://example.org/1)  <br>\n    **Summary**: _Finds cats by their parts._\n\n"
        '- **"Bottled dogs"**  \n    **Authors**: _Cy Roe, Di Fox_ <br>\n'
        "    **Conference**: [PMLR 2020](https://example.org/2)  <br>\n    **Summary**: _Puts dogs in bottles._\n",
        [
            Read("Towards cats", ("Ann Lee", "Bo Chen"), "NeurIPS", "2019", "Finds cats by their parts."),
            Read("Bottled dogs", ("Cy Roe", "Di Fox"), "PMLR", "2020", "Puts dogs in bottles."),
        ],
    ),
    "people behind a plain title, the last of them behind `and`": (
        "# Papers\n\n"
        "* [**ECCV'2024**] CatTrack: Cats are Trackers, Zhengbo Zhang, Li Xu, Duo Peng, and Jun Liu. [[paper](https://example.org/1)]\n"
        "* [**ECCV'2024**] DogTrack: A Dataset in the Wild, Dezhao Huang, Evan Ling, and Jun Liu. [[paper](https://example.org/2)]\n",
        [
            Read("CatTrack: Cats are Trackers", ("Zhengbo Zhang", "Li Xu", "Duo Peng", "Jun Liu"), "ECCV", "2024"),
            Read("DogTrack: A Dataset in the Wild", ("Dezhao Huang", "Evan Ling", "Jun Liu"), "ECCV", "2024"),
        ],
    ),
    "names with a dash and a sentence beside bare addresses": (
        "# Links\n\n"
        + "".join(f"- https://example.org/{number}\n" for number in range(6))
        + "".join(f"- Cat{name} - it is a list of things that cats like https://example.org/{name}\n" for name in "ABCDE"),
        [
            *(Read(f"https://example.org/{number}") for number in range(6)),
            *(Read(f"Cat{name}", description="it is a list of things that cats like") for name in "ABCDE"),
        ],
    ),
    "keywords of several words say what a paper is": (
        "# 论文\n\n| 论文 | 会议 | 关键词 | 链接 |\n| --- | --- | --- | --- |\n"
        "| **CatFormer** | CVPR 2024 | 运动学先验 + Transformer | [CVF](https://example.org/1) |\n"
        "| **DogFormer** | ICCV 2023 | 时空扩散，视频姿态估计 | [CVF](https://example.org/2) |\n"
        "| **OwlFormer** | CVPR 2023 | 细粒度文本 Prompt，扩散模型 | [CVF](https://example.org/3) |\n",
        [
            Read("CatFormer", venue="CVPR", year="2024", description="运动学先验 + Transformer"),
            Read("DogFormer", venue="ICCV", year="2023", description="时空扩散，视频姿态估计"),
            Read("OwlFormer", venue="CVPR", year="2023", description="细粒度文本 Prompt，扩散模型"),
        ],
    ),
    "an article is no initial": (
        "# Books\n\n"
        "- [Larry Niven - Inferno](https://example.org/1)\n"
        "- [Frank Herbert - Dune](https://example.org/2)\n"
        "- [Anthony Burgess - A Clockwork Orange](https://example.org/3)\n"
        "- [Herbert Wells - The Invisible Man](https://example.org/4)\n",
        [
            Read("Inferno", ("Larry Niven",)),
            Read("Dune", ("Frank Herbert",)),
            Read("A Clockwork Orange", ("Anthony Burgess",)),
            Read("The Invisible Man", ("Herbert Wells",)),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=list(LISTS))
def test_list(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


def test_ticked_off() -> None:
    """A box that is ticked off before a title that is read together with others is none of its tags."""
    talks = ("Rob Pike - Nets are not cats", "Martin Fowler - Nets in architecture", "Bob Martin - Nets in a row")
    text = "# Talks\n\n" + "".join(f"- [x] [{talk}](https://example.org/{talk[:3]})\n" for talk in talks)
    assert [entry.tags for section in document(text).sections for entry in entries(section)] == [(), (), ()]


NOTHING_LISTED = {
    "contents of other files, in groups": (
        "- Nets\n  - [Speech](./speech.md)\n  - [Vision](./vision.md)\n- Graphs\n  - [Text](text.md)\n"
    ),
    "folders": "- **Cats**: `2025/cats/`, `2026/cats/`\n- **Dogs**: `2025/dogs/`\n",
    "notes that lead somewhere": "## Introduction\n\n- Please check the [NOTES](NOTES.md) for more about this list.\n"
    "- Please read the [guide](CONTRIBUTING.md) before you add something.\n",
    "how to take part": "## Contribute\n\n- To add a talk, add its number to the file of [talks](https://example.org/talks)\n",
    "a group above a name": "* **macOS**\n  * Notes\n",
    "contents of other files": "- [Speech](./speech.md)\n- [Vision](./vision.md)\n- [Text](text/README.md)\n",
    "contents that lead nowhere": "## Contents\n\n- [Introduction]()\n- [Papers]()\n- [Code]()\n",
    "contents of another page": (
        "## Table of Contents\n\n- [Cats](https://example.org/x#cats)\n- [Dogs](https://example.org/x#dogs)\n"
    ),
}


@pytest.mark.parametrize("text", NOTHING_LISTED.values(), ids=list(NOTHING_LISTED))
def test_nothing_is_listed(text: str) -> None:
    assert read(f"# Papers\n\n{text}") == []


def test_files_that_are_described_are_listed() -> None:
    """A link to another file names something where words are said about it, or where its name is as long as titles are."""
    text = "- [Cats](cats.md) - All of them.\n- [Dogs](dogs.md) - Some of them.\n- [Owls](owls.md) - One of them.\n"
    assert [each.title for each in read(f"# Notes\n\n{text}")] == ["Cats", "Dogs", "Owls"]
    text = "".join(f"- [Nets for {name} in the wild](notes/{name}.md)\n" for name in ("cats", "dogs", "owls"))
    assert len(read(f"# Notes\n\n{text}")) == 3


def test_what_is_indented_too_little_is_a_part_of_the_entry() -> None:
    """The entry ends behind its fields, and has their links, wherever they stand."""
    text = "# Tools\n\n1. Cat Finder\n- Paper: https://example.org/1\n- Code: https://example.org/2\n\n2. Dog Finder\n- Paper: https://example.org/3\n"
    found = [entry for section in document(text).sections for entry in entries(section)]
    assert [text[entry.span.start : entry.span.end].count("\n") for entry in found] == [3, 2]
    assert [[link.url[-1] for link in entry.links] for entry in found] == [["1", "2"], ["3"]]
