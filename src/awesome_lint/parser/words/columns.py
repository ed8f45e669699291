"""Words in the headings of tables."""

from awesome_lint.parser.words import words

TITLE_COLUMNS = words(
    """
algorithm api article benchmark book course dataset datasets framework library method methods model models name
package paper papers project projects repo repository resource system title titles tool tools work 名称 标题 论文 论文名
论文题目 项目 题目
"""
)
AUTHOR_COLUMNS = words("author authors by who 作者")
VENUE_COLUMNS = words(
    """
conf conference journal proceedings pub publication publish published publisher source venue venues where 会议 发表 期刊 来源
"""
)
YEAR_COLUMNS = words("date publish-date published-date time when year years 年份 日期 时间")
LINK_COLUMNS = words(
    """
arxiv code codes data demo download github homepage implementation link links materials official page pdf repo
resources source url video web website 代码 源码 链接 项目地址
"""
)
DESCRIPTION_COLUMNS = words(
    """
about abstract comment comments description details intro introduction note notes summary tldr 备注 描述 摘要 简介 说明
"""
)
