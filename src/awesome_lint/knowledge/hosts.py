"""Hosts that lists link to, and that are known to serve `https://`."""

# Hosts that serve the same pages through `https://`, and redirect to it or would: each is known to, none is guessed. A page
# under another path of such a host is no exception, since the certificate is the host's. Those of papers come first, as most
# insecure links of lists lead there; then those of code, of media, and of documents.
NAMES = """
aaai.org aclanthology.info aclanthology.org aclweb.org aip.scitation.org arxiv.org biorxiv.org cdn.openai.com ceur-ws.org
citeseerx.ist.psu.edu cv-foundation.org dblp.org dblp.uni-trier.de deeplearningbook.org distill.pub dl.acm.org doi.org
ecva.net eprint.iacr.org export.arxiv.org hal.archives-ouvertes.fr hal.inria.fr hal.science ieeexplore.ieee.org
ijcai.org isca-speech.org jair.org jmlr.org journals.plos.org journals.sagepub.com link.springer.com mdpi.com medrxiv.org
nature.com ncbi.nlm.nih.gov nips.cc ojs.aaai.org onlinelibrary.wiley.com openaccess.thecvf.com openreview.net osf.io
papers.neurips.cc papers.nips.cc papers.ssrn.com paperswithcode.com pdfs.semanticscholar.org pnas.org
proceedings.mlr.press proceedings.neurips.cc pubmed.ncbi.nlm.nih.gov researchgate.net scholar.google.com
science.sciencemag.org sciencedirect.com sciencemag.org semanticscholar.org ssrn.com tandfonline.com usenix.org vldb.org
zenodo.org

badge.fury.io badges.gitter.im bitbucket.org brew.sh ci.appveyor.com circleci.com cocoapods.org codecov.io
codepen.io coveralls.io cran.r-project.org crates.io docker.com docs.docker.com docs.microsoft.com
docs.python.org docs.rs elixir-lang.org gist.github.com git-scm.com github.com gitlab.com gitter.im godoc.org golang.org
goreportcard.com hackage.haskell.org haskell.org hex.pm hexdocs.pm hub.docker.com huggingface.co img.shields.io
jsfiddle.net kaggle.com kotlinlang.org metacpan.org nodejs.org npmjs.com npmjs.org nuget.org opensource.org packagist.org
pecl.php.net php.net pkg.go.dev plugins.jetbrains.com pypi.org pypi.python.org python.org pytorch.org
raw.github.com raw.githubusercontent.com reactjs.org ruby-lang.org rubygems.org rust-lang.org secure.php.net
scala-lang.org sourceforge.net swift.org tensorflow.org travis-ci.com travis-ci.org typescriptlang.org visualstudio.com
webpack.js.org

archive.org askubuntu.com awesome.re bilibili.com blog.csdn.net blogs.msdn.microsoft.com coursera.org creativecommons.org
dev.to developer.android.com developer.apple.com developer.mozilla.org developers.facebook.com developers.google.com
discord.com discord.gg docs.google.com drive.google.com dropbox.com edx.org en.wikipedia.org facebook.com flickr.com
forum.xda-developers.com goodreads.com google.com groups.google.com gumroad.com hackernoon.com infoq.com instagram.com
itunes.apple.com jianshu.com juejin.im juejin.cn kickstarter.com leanpub.com linkedin.com lwn.net manning.com medium.com
meetup.com mitpress.mit.edu mozilla.org msdn.microsoft.com news.ycombinator.com ocw.mit.edu oreilly.com patreon.com
play.google.com plus.google.com quora.com reddit.com research.google.com scribd.com segmentfault.com serverfault.com
sites.google.com slack.com slideshare.net speakerdeck.com stackoverflow.com superuser.com t.me techcrunch.com ted.com
theguardian.com trello.com twitch.tv twitter.com udacity.com udemy.com vimeo.com w3.org web.archive.org x.com youtu.be
youtube.com zhihu.com zhuanlan.zhihu.com
"""
HOSTS = frozenset(NAMES.split())
# Every host below these is served by one provider, through `https://` throughout.
DOMAINS = (
    ".apache.org",
    ".appspot.com",
    ".blogspot.com",
    ".firebaseapp.com",
    ".github.io",
    ".githubusercontent.com",
    ".gitlab.io",
    ".gnu.org",
    ".herokuapp.com",
    ".netlify.app",
    ".netlify.com",
    ".readthedocs.io",
    ".readthedocs.org",
    ".shields.io",
    ".stackexchange.com",
    ".substack.com",
    ".vercel.app",
    ".web.app",
    ".wikibooks.org",
    ".wikimedia.org",
    ".wikipedia.org",
    ".wordpress.com",
)


def known(host: str) -> str | None:
    """Return the host, or the domain that it belongs to, if it is known to serve `https://`, without `www.`."""
    name = host.lower().removeprefix("www.")
    return name if name in HOSTS else next((domain for domain in DOMAINS if f".{name}".endswith(domain)), None)
