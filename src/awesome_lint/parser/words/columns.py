"""Words in the headings of tables, in the languages of lists that were met."""

from awesome_lint.parser.words import words

TITLE_COLUMNS = words(
    """
ad algorithm api application article benchmark book course dataset datasets extension framework game library method methods
model models name nazwa nom nombre nome package paper papers plugin project projects repo repository
resource system talk theme titel title titles titolo titre tool tools work başlık título имя название عنوان نام
პოდკასტი სათაური სახელი タイトル 名前 名称 标题 論文 论文 论文名 论文题目 題名 项目 题目 이름 제목
"""
)
AUTHOR_COLUMNS = words(
    """
auteur auteurs author authors autor autore autores autori by instructor instructors lecturer lecturers presenter presenters
professor speaker speakers teacher verfasser who yazar yazarlar автор
авторы مؤلف نویسنده ავტორი წამყვანი 作者 著者 작성자 저자
"""
)
VENUE_COLUMNS = words(
    """
conf conference conferencia journal konferenz proceedings pub publication publish published
publisher revista source venue venues where zeitschrift журнал конференция 会議 会议 发表 学会 掲載 收录 期刊 来源 저널
학회
"""
)
YEAR_COLUMNS = words(
    """
anno ano date jahr publish-date published-date rok time when year years année año yıl год дата سال
წელი 公開年 年 年份 日期 时间 発表年 날짜 연도
"""
)
LINK_COLUMNS = words(
    """
arxiv code codes data demo download enlace enlaces github homepage implementation lien liens link
links materials odkaz official page pdf repo resources source url video web website bağlantı ссылка
ссылки لینک ბმული პლატფორმები リンク 代码 源码 論文リンク 链接 项目地址 링크
"""
)
SETTING_COLUMNS = words(
    """
arg argument arguments command commands env environment flag flags key keybinding option options param parameter parameters
params properties property setting settings shortcut switch variable variables
опция параметр параметры 参数 选项 配置项 매개변수 옵션
"""
)
"""Of the first column: what is set or typed, no thing that is listed."""
TAG_COLUMNS = words("keyword keywords tag tags 关键词 标签")
DESCRIPTION_COLUMNS = words(
    """
about abstract beschreibung comment comments contribution contributions description descrizione details highlight highlights
intro introduction note notes opis popis purpose remark remarks resumen summary takeaway takeaways tldr usage use uso
utilidad zweck açıklama descripción descrição résumé назначение описание توضیحات وصف აღწერა 作用 备注 描述 摘要 概要 用途
简介 説明 说明 설명 요약
"""
)
