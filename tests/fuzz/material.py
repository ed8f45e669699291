"""What generated lists are made of: words, names, addresses, pieces of Unicode, and tokens of odd lines."""

WORDS = (
    *("learning", "Learning", "deep", "neural", "networks", "of", "for", "the", "The", "a", "and", "with", "towards", "via"),
    *("graph", "transformer", "BERT", "GPT-4", "3D", "C++", "C#", "Node.js", "self-supervised", "state of the art", "naïve"),
    *("Vision", "Language", "birds", "survey:", "A survey", "benchmark", "dataset", "sampling", "zero-shot", "low-rank"),
    *("recieve", "teh", "modle", "the the", "Im- proving", "semi -supervised", "Schrödinger", "图像", "データ", "модель"),
    *("x_y", "snake_case_name", "2*3", "O(n log n)", "[draft]", "1.5x", "$x^2$", "100%", "AT&T", "R&D", "-", "–", ":", "e.g.,"),
    *("Tools", "fast", "simple", "library", "command line", "wrapper", "that", "does", "things", "in", "Python", "Rust"),
)
NAMES = (
    *("Ann Lee", "Bob Kim", "Robin Jay", "J. K. Bee", "J.K. Bee", "Bee, J. K.", "van der Berg, H.", "H. van der Berg"),
    *("José Muñoz", "Zoë Müller", 'M{\\"u}ller', "Li Wei", "王伟", "O'Neil", "Smith Jr.", "Ann R Bee", "ann lee", "ANN LEE"),
    *("Daum´e III", "Lee, Ann", "Anna-Maria Ky", "J.Bee", "Mu˜noz", "Google Brain", "the OpenAI team", "Kim B*", "Lee1,2"),
)
VENUES = (
    *("NeurIPS", "CVPR", "ICML", "arXiv", "ACL", "Nature", "In Proc. of ICCV", "CVPR'19", "NIPS", "PhD thesis", "TPAMI"),
    *("Journal of Birds", "ECCV Workshop", "ICLR (oral)", "SIGGRAPH Asia", "arXiv preprint", "IEEE Trans. on Birds", ""),
)
LABELS = (
    *("paper", "pdf", "PDF", "Paper", "code", "Code", "project", "Project Page", "arXiv", "github", "video", "slides"),
    *("dataset", "bibtex", "supp", "website", "papr", "link", "here", "Torch", "TF"),
)
HOSTS = (
    *("https://example.org/{}", "http://example.org/{}", "https://github.com/bird/{}", "http://github.com/bird/{}"),
    *("https://arxiv.org/abs/1706.0{}", "http://arxiv.org/pdf/1706.0{}.pdf", "https://arxiv.org/pdf/1706.0{}v2"),
    *("https://doi.org/10.1000/{}", "http://dx.doi.org/10.1000/{}", "doi:10.1000/{}", "www.example.org/{}"),
    *("https://example.org/a_(b)_{}", "https://example.org/?utm_source=x&id={}", "https://example.org/?a={}&amp;b=2"),
    *("https://www.google.com/url?q=https://example.org/{}&sa=D", "htp://example.org/{}", "https:/example.org/{}", "#{}"),
    *("docs/{}.md", "../x {}.pdf", "mailto:a{}@example.org", "https://例え.jp/{}", "https://example.org/{}%20b", ""),
    *("https://openreview.net/forum?id={}", "https://youtu.be/{}", "https://x.example/{}?ref=awesome#top"),
)

# Letters, marks and spaces that take part in something: width, direction, joining, wrong encodings, lines of their own.
UNICODE = (
    *("\u00a0", "\u2009", "\u200a", "\u202f", "\u3000", "\u2002", "\u205f", "\u1680", "\u180e", "\u2028", "\u2029", "\u0085"),
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c", "\u200e", "\u200f", "\u202a", "\u202e"),
    *("\u202c", "\u2066", "\u2069", "\u0000", "\u0007", "\u001b", "\u001c", "\u001d", "\u001f", "\u007f", "\u000b", "\u000c"),
    *("e\u0301", "\u0301", "\u00b4", "\u02dc", "\u20e3", "\ufe0f", "\ufb01", "\ufb03", "Ã©", "â€™", "â€œ", "\ufffd"),
    *("，", "：", "（", "）", "。", "［", "•", "·", "–", "—", "−", "…", "’", "“", "🔥", "👩\u200d💻", "🇩🇪", "1️⃣", "İ", "ß"),
    *("\U000e0041", "\U0001d400", "﷽", "١", "²", "ⅷ", "㎏", "\ud7ff", "\ue000", "\ufdd0", "\U0010ffff", "ªº", "Ǆ", "ﬅ"),
)
MARKUP = (
    *("*", "**", "***", "_", "__", "`", "``", "~~", "[", "]", "(", ")", "](", "![", "][", "[]", "()", "<", ">", "\\", "|", "!"),
    *("#", "##", "- ", "* ", "+ ", "1. ", "1) ", "> ", ": ", " - ", " -- ", "---", "***\n", "```", "~~~", "    ", "\t", "  \n"),
    *("\\\n", "\n\n", "\n", "[^1]", "[^1]: ", "[x]: ", "[x]", "[x][]", "[ ] ", "[x] ", "{#id}", ":smile:", "$", "$$", "^", "="),
)
HTML = (
    *("<br>", "<br/>", "</br>", "<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>", '<a href="https://example.org/h">', "</a>"),
    *('<a name="x"></a>', '<a id="x">', "<p align=center>", "</p>", "<div>", "</div>", "<details>", "</details>", "<summary>"),
    *(
        "</summary>",
        "<table>",
        "<tr><td>",
        "</td></tr>",
        "</table>",
        "<img src=i.png>",
        '<img src="i.png" alt="A bird">',
        "<h2>",
    ),
    *(
        "</h2>",
        "<hr>",
        "<ul><li>",
        "</li></ul>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<?x",
        "?>",
        "<!X>",
        "<![CDATA[",
        "]]>",
    ),
    *(
        "<kbd>",
        "<font color=red>",
        "</font>",
        "<a href='x'",
        "<script>",
        "</script>",
        "<textarea>",
        "<https://example.org/auto>",
    ),
)
COMMENTS = (
    *("<!-- c -->", "<!--", "-->", "<!-- a\nb -->", "<!---->", "<!-->", "<!-- awesome-lint: ignore et-al -->"),
    *(
        "<!-- awesome-lint: ignore -->",
        "<!-- awesome-lint: ignore layout, et-al -->",
        "<!-- awesome-lint: ignore-file et-al -->",
    ),
    *("<!-- awesome-lint: off -->", "<!-- awesome-lint: on -->", "<!-- awesome-lint: contents -->", "<!-- toc -->"),
    *("<!-- awesome-lint: off layout -->", "<!-- awesome-lint: no-such -->", "<!-- prettier-ignore -->", "<!--lint disable-->"),
)
ENTITIES = (
    *("&amp;", "&lt;", "&gt;", "&nbsp;", "&#42;", "&#x5B;", "&#35;", "&ndash;", "&quot;", "&copy;", "&nope;", "&", "&#0;"),
    *("&#10;", "&#32;", "&lbrack;", "&ast;", "&zwj;", "&shy;", "&lpar;", "&colon;", "&Tab;", "&NewLine;"),
)
FRONT_MATTER = (
    *(
        "---\ntitle: List\n---\n",
        "---\ntitle: 'A: b'\nlayout: page\n---\n\n",
        "+++\ntitle = 'x'\n+++\n",
        "---\n---\n",
        "---\na: b\n",
    ),
    *("{: .no_toc }\n", "---\n\n# not: front\n---\n"),
)
# Lines that are odd each in its own way, beside those that are put together of tokens.
SLIPS = (
    *(
        "- [Jay](https://example.org/x) - \n  A bird.",
        "- [Jay](https://example.org/x)\n– A bird.",
        "![logo](https://example.org/l.png",
    ),
    *("![logo] (https://example.org/logo.png)", "- [Jay] (https://example.org/4)*new* - A bird.", "- ![[]()", "##Tools"),
    *(
        "- <!-- awesome-lint: ignore et-al --> [Jay](https://example.org/5) - A bird.",
        "## <!-- awesome-lint: ignore et-al -->Tools",
    ),
    *(
        "• [One]: https://example.org/1",
        "-[Jay]: https://example.org/4",
        "-[^1]: [Raven](https://example.org/4) - A fourth.",
        "- .",
    ),
    *(
        "- -x",
        "<ﬃr>",
        "Jay (bird)http://arxiv.org/abs/1706.03762]",
        "1.a@b.c [x](https://example.org/m)",
        "[b]: http://c.d",
        "- **",
    ),
    *(
        "[Tools](#tools)",
        "- [Tools](#tools)",
        "[x]: https://example.org/r 'T'",
        "    - deep",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "===",
    ),
    *(
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> main",
        "- [A](http://a.example)http://b.example",
        "1. **** ****",
        "- [ ] ",
        "Setext\n---",
    ),
    *(
        "**Bold line**",
        "*A. Lee, B. Kim*",
        "- **[Title](https://example.org/t)** [[pdf]](x) [code](y)",
        "# Second title",
        "### Deep",
    ),
    *("- [x](<a b>)", "- [x](a b)", "- [x] (https://example.org/s)", "- [x](https://example.org/a](https://example.org/b)"),
    *(
        "**[x](y)",
        "> - quoted",
        "- > quoted",
        "-",
        "*",
        "+",
        "1.",
        "#",
        "######",
        "####### x",
        "\\# x",
        "[a]",
        "[a][b]",
        "![",
        "<!--",
    ),
)
