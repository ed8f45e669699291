"""Names of fields before a colon, in the languages of lists that were met: `Authors: ...`, `Авторы: ...`."""

from awesome_lint.parser.words import words

KEYS = words(
    """
abstract affiliation affiliations arxiv author authors award blog code codes comment comments conference data dataset
datasets date demo description doi enlace enlaces environment experiment github homepage intro introduction isbn
journal keyphrase keyword keywords lien liens link links model name note notes official paper papers pdf proceedings
project publication published publisher resource resources slides source summary tag tags task tasks title tl;dr tldr
topic topics type url venue video webpage website year youtube ссылка ссылки リンク 代码 作者 关键词 机构 论文 链接
"""
)
AUTHOR_KEYS = words(
    """
auteur auteurs author authors autor autore autores autori lecturer lecturers presenter presenters speaker speakers
автор авторы докладчик 主讲 作者 著者 저자
"""
)
DESCRIPTION_KEYS = words(
    """
abstract abstrakt beschreibung description descrizione intro introduction key keyphrase keyword keywords overview resumen
resumo summary tl;dr tldr aperçu descripción descrição résumé аннотация описание 介绍 关键词 内容 摘要 概要 简介 説明 설명
"""
)
TITLE_KEYS = words(
    """
titel title titolo titre titulo título заголовок название タイトル 标题 標題 論文タイトル 論文名 论文名 论文名称
论文标题 论文题目 題名 題目 题目 제목
"""
)
PAPER_KEYS = words("article paper publication artículo статья 論文 论文 논문")
"""Of these, those behind which a link is called as the work is."""
KEYWORD_KEYS = words("key keyphrase keyword keywords 关键词")
"""Of these, those that describe what nothing else does."""
VENUE_KEYS = words(
    """
anno ano comments conference date editorial jahr journal proceedings publication published publisher venue verlag year
année año éditeur год издательство 会议 出版社 发表 年份 期刊
"""
)
