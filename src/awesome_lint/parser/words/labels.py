"""Labels of links, which say what a link leads to and not what that is called."""

from awesome_lint.parser.words import words

LABELS = words(
    """
abs abstract article arxiv award benchmark bib bibtex bilibili blog blogpost book caffe chainer checkpoint checkpoints
citation cite clients code codes colab csdn data dataset datasets demo demos discussion doc docs documentation
download examples github gitlab hf homepage html huggingface implementation install intro jax journal julia keras link
links material materials matlab model models mxnet news notebook notes official openreview page paper papers pdf post
poster ppt pptx preprint presentation proceedings project pub publication publisher python pytorch r readme release
repo repository resource resources review site slide slides source summary supp suppl supplement supplementary talk
tensorflow tf torch tutorial tweet twitter unofficial url version video videos web webpage website weights wiki
workshop youtube zhihu 主页 代码 代码地址 代码链接 原文 官网 开源代码 教程 数据集 文档 源代码 源码 演示
知乎 笔记 视频 解读 论文 论文地址 论文链接 链接 项目 项目主页 项目地址
"""
)
BESIDE_LABELS = words("author authors for full long pre-trained pretrained reference short the")
"""Words that may stand beside a label and leave it one: `official code`, `PyTorch Code`, `project page 2`."""
