import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from itertools import groupby
from operator import itemgetter

from awesome_lint.diagnostic import Applicability, Diagnostic, Effect, Fix
from awesome_lint.document import Document, EntryKind, by_stretch, of_page, remembered, summed
from awesome_lint.facts import prose
from awesome_lint.facts.anchors import is_anchor
from awesome_lint.facts.fields import in_authors, in_label, in_title
from awesome_lint.facts.folding import folded
from awesome_lint.facts.languages import EASTERN, ENGLISH
from awesome_lint.facts.words import counted, people, places_of, present, uses, words
from awesome_lint.knowledge.spelling import lexicon
from awesome_lint.patterns import lazy
from awesome_lint.rule import Looks, Rule
from awesome_lint.source import Span, occurrences, within

# Names that are written in one way by those whose they are, and that are no words in other capitals.
NAMES = """
ActiveMQ AngularJS AppVeyor ArangoDB AsciiDoc AutoML BigQuery BitTorrent ByteDance CentOS ChatGPT CircleCI ClickHouse
ClojureScript CloudFormation CloudFront CockroachDB CocoaPods CodeMirror CodeSandbox CoffeeScript CommonMark CouchDB
CPython DataCamp DeepL DeepMind DeepSeek DevOps DigitalOcean DuckDB DynamoDB ESLint FastAPI FreeBSD FreeCAD FreeRTOS
GeoJSON GitBook GitHub GitKraken GitLab GitOps GlusterFS GnuPG GoLand GraalVM GraphQL gRPC HackerOne HAProxy HomeKit
HubSpot iCloud ImageMagick ImageNet InDesign IndexedDB InfluxDB IntelliJ IoT iPad iPhone iPod IPython IronPython iTunes
JavaScript JetBrains jQuery JRuby JSDoc JUnit JupyterLab KeePass LabVIEW LangChain LastPass LaTeX LeetCode LevelDB
LibreOffice LinkedIn LlamaIndex MacBook macOS MapReduce MariaDB MemSQL MongoDB MXNet MySQL NetBSD NumPy OAuth OneNote
OpenAI OpenBSD OpenCL OpenCV OpenGL OpenSSH OpenSSL OpenStack OpenStreetMap OpenTelemetry OpenVPN
OpenWrt PageRank PayPal PhantomJS PhoneGap PhpStorm PlantUML PlayStation PostGIS PostgreSQL PowerPoint PowerShell PubMed
PyCharm PyPI PyPy PyQt PyTorch QuickTime RabbitMQ RequireJS ResNet RocksDB RStudio RubyGems SageMaker SaltStack SciPy
ScyllaDB SendGrid SharePoint SketchUp SoundCloud SourceForge SQLAlchemy SQLite StackBlitz SwiftUI TensorFlow TikTok
TimescaleDB TypeORM TypeScript UltiSnips VirtualBox VMware WebAssembly WebDriver WebGL WebRTC WebSocket WebStorm WebVR
WebXR WeChat WhatsApp WireGuard WooCommerce WordPress XPath XQuery YouTube
"""
# How other names are written wrongly.
OTHERS = {
    "BitBucket": "Bitbucket",
    "CloudFlare": "Cloudflare",
    "Css": "CSS",
    "Csv": "CSV",
    "Html": "HTML",
    "Http": "HTTP",
    "Json": "JSON",
    "Newrelic": "New Relic",
    "NewRelic": "New Relic",
    "OSX": "OS X",
    "Pdf": "PDF",
    "Php": "PHP",
    "ReCaptcha": "reCAPTCHA",
    "Recaptcha": "reCAPTCHA",
    "Restful": "RESTful",
    "Sql": "SQL",
    "StackOverflow": "Stack Overflow",
    "Stackoverflow": "Stack Overflow",
    "Url": "URL",
    "Ghz": "GHz",
    "KHz": "kHz",
    "Khz": "kHz",
    "Mhz": "MHz",
    "VScode": "VS Code",
    "Vscode": "VS Code",
    "Xml": "XML",
    "Yaml": "YAML",
    "Zookeeper": "ZooKeeper",
    "html5": "HTML5",
    "mongoDB": "MongoDB",
    "Actionscript": "ActionScript",
    "AirBnB": "Airbnb",
    "AirBnb": "Airbnb",
    "Applescript": "AppleScript",
    "Autocad": "AutoCAD",
    "Bibtex": "BibTeX",
    "Browserstack": "BrowserStack",
    "Cakephp": "CakePHP",
    "Catboost": "CatBoost",
    "Cloudwatch": "CloudWatch",
    "Codeigniter": "CodeIgniter",
    "Codepen": "CodePen",
    "DockerHub": "Docker Hub",
    "Dockerhub": "Docker Hub",
    "Duckduckgo": "DuckDuckGo",
    "Ebay": "eBay",
    "FFMPEG": "FFmpeg",
    "FFMpeg": "FFmpeg",
    "Ffmpeg": "FFmpeg",
    "Gitbook": "GitBook",
    "GraphViz": "Graphviz",
    "Gstreamer": "GStreamer",
    "HackerNews": "Hacker News",
    "Hackernews": "Hacker News",
    "Hackerrank": "HackerRank",
    "Hashicorp": "HashiCorp",
    "Huggingface": "Hugging Face",
    "Ios": "iOS",
    "Javafx": "JavaFX",
    "LLama": "Llama",
    "Labview": "LabVIEW",
    "Lightgbm": "LightGBM",
    "MacOSX": "Mac OS X",
    "MatPlotLib": "Matplotlib",
    "Mathjax": "MathJax",
    "MatplotLib": "Matplotlib",
    "Mediawiki": "MediaWiki",
    "Nativescript": "NativeScript",
    "NoSql": "NoSQL",
    "NodeJs": "Node.js",
    "Nosql": "NoSQL",
    "Onedrive": "OneDrive",
    "OpenWRT": "OpenWrt",
    "OpenApi": "OpenAPI",
    "Openapi": "OpenAPI",
    "Opencl": "OpenCL",
    "Openid": "OpenID",
    "Openmp": "OpenMP",
    "Openshift": "OpenShift",
    "Openwrt": "OpenWrt",
    "PHPStorm": "PhpStorm",
    "Phpunit": "PHPUnit",
    "PostgresSQL": "PostgreSQL",
    "PowerBI": "Power BI",
    "Powerbi": "Power BI",
    "Purescript": "PureScript",
    "Pymongo": "PyMongo",
    "Pyqt": "PyQt",
    "Pyspark": "PySpark",
    "SolR": "Solr",
    "StackExchange": "Stack Exchange",
    "Stackexchange": "Stack Exchange",
    "Starcraft": "StarCraft",
    "Teamcity": "TeamCity",
    "Tensorboard": "TensorBoard",
    "VueJS": "Vue.js",
    "VueJs": "Vue.js",
    "WebPack": "webpack",
    "Webgpu": "WebGPU",
    "Webkit": "WebKit",
    "Websockets": "WebSockets",
    "XGboost": "XGBoost",
    "Xampp": "XAMPP",
    "Xgboost": "XGBoost",
    "Zeromq": "ZeroMQ",
    "iOs": "iOS",
    "CouchBase": "Couchbase",
    "DropBox": "Dropbox",
    "ElasticSearch": "Elasticsearch",
    "FaceBook": "Facebook",
    "FireFox": "Firefox",
    "LUA": "Lua",
    "MapBox": "Mapbox",
    "Node.JS": "Node.js",
    "NodeJS": "Node.js",
    "Nodejs": "Node.js",
    "PhotoShop": "Photoshop",
    "XCode": "Xcode",
    "angularJS": "AngularJS",
    "requireJS": "RequireJS",
    "RaspberryPi": "Raspberry Pi",
    "Raspberrypi": "Raspberry Pi",
    "EdX": "edX",
    "Edx": "edX",
    "Siggraph": "SIGGRAPH",
    "JavaDoc": "Javadoc",
    "LogStash": "Logstash",
    "MailChimp": "Mailchimp",
    "Matlab": "MATLAB",
    "MatLab": "MATLAB",
    "NextJS": "Next.js",
    "NextJs": "Next.js",
    "RedHat": "Red Hat",
    "SnapChat": "Snapchat",
    "SpeakerDeck": "Speaker Deck",
    "TravisCI": "Travis CI",
    "WikiData": "Wikidata",
    "WikiPedia": "Wikipedia",
    "Cuda": "CUDA",
    "Gcc": "GCC",
    "Gif": "GIF",
    "Gpl": "GPL",
    "Jpeg": "JPEG",
    "Lstm": "LSTM",
    "Mnist": "MNIST",
    "Png": "PNG",
    "Svg": "SVG",
    "Tcp": "TCP",
    "Udp": "UDP",
    "Usb": "USB",
    "Api": "API",
    "Apis": "APIs",
    "Gpu": "GPU",
    "Gpus": "GPUs",
    "Cpu": "CPU",
    "Dns": "DNS",
    "Faq": "FAQ",
    "Rss": "RSS",
    "Sdk": "SDK",
    "Ssh": "SSH",
    "Ssl": "SSL",
    "Vpn": "VPN",
    "Wifi": "Wi-Fi",
    "GnuPlot": "Gnuplot",
    "ASCIIDoc": "AsciiDoc",
    "Vuejs": "Vue.js",
    "Threejs": "Three.js",
    "ThreeJS": "Three.js",
    "AngularJs": "AngularJS",
    "BackboneJS": "Backbone.js",
    "Postgresql": "PostgreSQL",
    "PostGreSQL": "PostgreSQL",
    "PostgreSql": "PostgreSQL",
    "MySql": "MySQL",
    "MongoDb": "MongoDB",
    "Dynamodb": "DynamoDB",
    "Gitlab": "GitLab",
    "GITHUB": "GitHub",
    "GitHUB": "GitHub",
    "AirTable": "Airtable",
    "DotNet": ".NET",
    "Minio": "MinIO",
    "Mkdocs": "MkDocs",
    "Nuget": "NuGet",
    "NeoVim": "Neovim",
    "NGinx": "Nginx",
    "NginX": "Nginx",
    "PlayStore": "Play Store",
    "SpaCy": "spaCy",
    "Spacy": "spaCy",
    "TailWind": "Tailwind",
    "AutoCad": "AutoCAD",
    "Solidworks": "SolidWorks",
    "Usenix": "USENIX",
}
# Names and acronyms that are no words in small letters, and no commands that a description may mean. In a list that mostly
# writes them with their capitals, what has none is a slip.
FIRM = """
2D 3D AI Android Ansible API APIs ASR AWS CLI Clojure CMS CNN CNNs CPU CRM CSRF CSS CSV Debian Discord Django DNN DNNs DNS
Docker DSL DSLs Elasticsearch Elixir Erlang ERP Facebook FFT Firefox Flask Flutter FPGA FPGAs GAN GANs GIS Google GPU GPUs GUI
Haskell HTML HTTP HTTPS IDE Java Jenkins JSON JVM Kafka Keras Kotlin Kubernetes Laravel Linux LLM LLMs LSTM NLP OCR ORM PaaS
PCA PCB PDF PHP Python Redis RNN RNNs RPC Ruby Rust SaaS SDK SEO SIEM SLAM SMTP SQL SSH SSL SVG SVM Symfony TCP Terraform TLS
TTS Twitter Ubuntu UDP UI URL URLs USB UX Vagrant VoIP VPN VR Wikipedia Xcode XML XSS YAML
"""
# Languages, what is of a country, and what is called after somebody, which English writes with a capital.
LANGUAGES = """
african american arabic argentinian asian australian austrian bavarian belarusian belgian brazilian british bulgarian canadian
catalan chilean chinese colombian croatian czech danish dutch egyptian english estonian european filipino finnish french
georgian german greek hebrew hindi hungarian icelandic indonesian iranian iraqi irish israeli italian japanese kenyan korean
latvian lithuanian malaysian mexican moroccan nigerian norwegian pakistani peruvian persian portuguese romanian russian
scottish serbian singaporean slovak slovenian spanish swedish syrian taiwanese thai tibetan tunisian turkish ukrainian
venezuelan vietnamese welsh
australia brazil canada denmark finland france germany india indonesia italy japan norway poland russia spain sweden switzerland
thailand ukraine vietnam
january february april june july september october november december monday tuesday wednesday thursday friday saturday sunday
bayesian bernoulli boltzmann cauchy chebyshev dirichlet euclidean fourier galerkin gaussian gaussians hadamard hebbian hilbert
kalman krylov lagrangian langevin laplacian lipschitz markov markovian newtonian pareto poisson riemannian shapley sobolev
turing wasserstein
"""
OF_LANGUAGES = frozenset(LANGUAGES.split())
# What is called so in small letters: a fuzzer.
CALLED = lazy(r" fuzzy lop\b")

NAMED = {name.lower(): name for name in NAMES.split()} | {word: word.capitalize() for word in OF_LANGUAGES} | OTHERS


def _slips() -> Iterator[str]:
    """Yield how these names are written wrongly: `Github`, `MacOS`, `MySql`, `LUA`, `english`."""
    yield from OF_LANGUAGES
    yield from OTHERS
    for name in NAMES.split():
        yield name[0].upper() + name[1:].lower()
        yield name[0].upper() + name[1:]
        if name[-3:].isupper():
            yield name[:-3] + name[-3:].capitalize()


# `Latex` is a word as well.
SLIPS = sorted({*_slips()} - {*NAMED.values(), "Latex"})
# What databases of papers make of a title: `a survey of javascript tools`. Elsewhere, packages are called so.
SMALL = frozenset(name.lower() for name in NAMES.split()) - {"latex"}
FORMS = SMALL.union(SLIPS)
# What they make of these, which are no words in small letters: `relation extraction with lstms`, `Sgd in small steps`.
LOWERED_NAMES = """
2D 3D AI Android API APIs ASR CNN CNNs CPU CPUs DDoS DNN DNNs DNS ECG EEG Facebook FPGA FPGAs GCN GCNs GNN GNNs GPT GPU GPUs
HTTP HTTPS IoT Linux LLM LLMs LSTM LSTMs MIMO MRI NLP OCR RDF RGB RNN RNNs SGD SPARQL SQL SVM SVMs TCP TLS TTS Twitter UAV
UAVs VAE VAEs VQA Wikipedia XML GAN GANs
"""
# `Gan` and `Ai` are names of people, too.
VOWEL = lazy(r"[aeiou]")
LOWERED = {
    form: name
    for name in LOWERED_NAMES.split()
    for form in (name.lower(), name.capitalize())
    if form != name and (form.islower() or not VOWEL.search(form))
}
# They take the capitals of nearly all words but of the first one, and of those behind a colon.
INNER_WORD = lazy(r"(?<=[^\s:.?!–—-] )[\"“'‘(]?([^\W\d_]+)")
MOST_INNER_CAPITALS = 0.15
LEAST_INNER_WORDS = 3
LEAST_PHRASE_WORDS = 3
PHRASE_WORD = lazy(r"[^\W\d_]+")
LEAST_TITLE_WORDS = 2
LEAST_WORK_WORDS = 4
# What is written with its capitals so often, and mostly.
WITH_CAPITALS = {name.lower(): name for name in (*NAMES.split(), *FIRM.split()) if name.lower() not in ("devops", "latex")}
LEAST_WITH_CAPITALS = 5
SHARE_WITH_CAPITALS = 0.8
# These are no names of packages or commands: what the page does hardly matters.
PROPER = """
2d 3d android api apis aws chatgpt clojure cpu css csv debian erlang facebook firefox github gitlab google gpu gpus graphql
haskell html http ipad iphone java javascript json kotlin kubernetes linkedin linux llm llms macos mongodb mysql nlp openai
openstreetmap pdf php postgresql powershell pubmed pytorch saas soundcloud sourceforge sql tensorflow tiktok twitter
typescript ubuntu ui url urls ux voip websocket wechat whatsapp wikipedia wordpress xml yaml youtube
"""
NEVER_SMALL = frozenset(PROPER.split())
LEAST_OF_NAMES = 1
SHARE_OF_NAMES = 0.5
# Nobody means anything else by these.
ALONE = frozenset(["facebook", "jquery", "javascript", "linkedin", "typescript", "wikipedia", "wordpress", "youtube"])
# On a page with such a share of English words, a text is English without those that tell it.
MOSTLY_ENGLISH = 0.7
# Languages that are commands as well.
TOLD = "github python ruby"
LEAST_TOLD = 2
# Names of the list's own: so often they are written in one way, and so seldom in another.
LEAST_OWN, LEAST_OWN_LETTERS = 4, 3
SHARE_OWN = 0.8
# Of what the list is about, less is enough.
SHARE_SUBJECT = 0.6
# Without a mark behind it.
LEAST_BARE = 2
MOST_OTHER, SHARE_OTHER = 5, 0.05
MIDST = lazy(r" (?:(?<=[a-z]{2} )|(?<=[a-z]{2}, ))\Z")
# Beside these, a word is what a program is told: `the sqlite package`, `docker push`, `import json`.
CODE = """
call called cargo command commands crate gem import imports install keyword module modules named namespace package packages pip
"""
VERBS = "build compose exec images plan ps pull push run swarm up"
CODE_BEFORE = lazy(rf"\b(?:{'|'.join(CODE.split())}|tag|type) [\"“'‘*_]*\Z", re.IGNORECASE)
CODE_AFTER = lazy(rf"[\"”'’*_]* (?:{'|'.join([*CODE.split(), *VERBS.split()])})\b|[\[(=`$:]")
# The whole word is looked for, no part of an address, a package or a longer name.
# `Javascript-based` is the name, `Github-Actions` is not, nor `json-ld`.
BEHIND = "based compatible flavored flavoured friendly inspired integrated like only powered ready style styled written"
JOINED = rf"[\w/@+]|\.\w|-(?!(?:{'|'.join(BEHIND.split())})\b)"
JOINS_BEFORE, JOINS_AFTER = lazy(r"[\w./@#:+-]"), lazy(JOINED)
# By their first letters, a pattern looks for words several times as fast.
INITIALS = "|".join(
    f"{letter}(?:{'|'.join(word[1:] for word in names)})" for letter, names in groupby(sorted(WITH_CAPITALS), itemgetter(0))
)
TITLE_WORD = lazy(rf"(?<![\w./@#:+-])[A-Za-z0-9]+(?!{JOINED})")
SMALL_NAME = lazy(rf"[ (]({INITIALS})(?!{JOINED})")


class NameCase(Rule, frozen=True):
    """A well-known name with a capital in the wrong place: `Github`, `LUA`; or one that lacks it: `english`, `gaussian`.

    Names in nothing but small letters are left alone where packages and commands are called so (`redis`, `docker`), except
    in titles of papers where the list writes them with their capitals elsewhere, and in the prose of a list that does so
    nearly always, five times and more, and in titles that have lost their capitals (`extraction with lstms`). Of others,
    such as `json`, one `JSON` in two is enough, and of `javascript` nothing else. What has several capitals, or is what the
    list is about by its title, is a name of the list's own where it is nearly always written so: `a lilypond editor` among
    four of `LilyPond`. Otherwise titles and the labels of links are left alone, where others decide how a name is written,
    but for those that are mostly words in small letters: `lectures on Youtube`.

    ## Why

    Readers who know how these names are written take anything else for a slip.

    ## Bad

    ```markdown
    - [Oar](https://example.org/oar) - Rows in Javascript, with a mirror on Github.
    ```

    ## Good

    ```markdown
    - [Oar](https://example.org/oar) - Rows in JavaScript, with a mirror on GitHub.
    ```

    ## Fix

    Safe: writes the name as it is; unsafe where it is in small letters in prose, which may mean a command. None in a heading
    that links of the page lead to, since its anchor would change.
    """

    fixable = Applicability.SAFE
    effect = Effect.TEXT
    looks_at = Looks.SECTION

    def check(self, document: Document) -> Iterator[Diagnostic]:
        yield from folded(self._found(document))

    def _found(self, document: Document) -> Iterator[tuple[Hashable, Diagnostic]]:
        known = [(span, word, found) for word, span, found in self._known(document)]
        yield from ((word, found) for _, word, found in known)
        taken = {span for span, _, _ in known}
        for span, text in prose.stretches(document, sorted(_whole(document, tuple(_own(document))))):
            word = document.source.slice(span)
            name = _own(document)[word]
            if span in taken or in_authors(document, span) or _is_code(document, span):
                continue
            if within(_papers(document), span) or within(_works(document), span):
                # Titles have capitals of their own, and authors write `Wasm` as they like, but hardly anyone `wasm`.
                if name[1:].islower() or (name.isupper() and not word.islower()):
                    continue
            elif not ENGLISH.search(text.value) or in_title(document, span) or in_label(document, span):
                continue
            fix = None if is_anchor(document, span) else Fix.replace(span, name, Applicability.UNSAFE)
            yield word, self.diagnostic(span, f"`{word}` should be `{name}`, as elsewhere in this list.", fix)

    def _known(self, document: Document) -> Iterator[tuple[str, Span, Diagnostic]]:
        """Yield what is known to be wrong in any list, or in one that nearly always writes it otherwise."""
        small = [span for span in _small(document) if _is_firm(document, document.source.slice(span))]
        lowered = frozenset(_lowered(document))
        whole = {*_whole(document, _written(document)), *small, *lowered}
        found = list(prose.stretches(document, sorted(whole))) if whole else []
        for span, text in found:
            word = document.source.slice(span)
            name = NAMED.get(word) or NAMED.get(word.lower()) or LOWERED.get(word) or WITH_CAPITALS[word]
            in_paper = word in SMALL and within(_papers(document), span)
            if span in lowered:
                in_paper = True
            elif in_paper:
                if not _is_spelt_so(document, NAMED[word]):
                    continue
            elif word in WITH_CAPITALS or word in SMALL:
                is_english = ENGLISH.search(text.value) or (word in ALONE and _is_mostly_english(document))
                is_name = _is_firm(document, word) and is_english and not EASTERN.search(text.value)
                if not is_name or in_title(document, span) or in_label(document, span) or _is_code(document, span):
                    continue
            elif word in OF_LANGUAGES:
                # A tag, or a text in another language, is not English.
                if not ENGLISH.search(text.value) or CALLED.match(document.source.beside(span).after):
                    continue
            elif (in_title(document, span) or in_label(document, span)) and not (
                # Of what is called in one word and what is called in two, others make one: `StackOverflow answers`.
                " " not in name and _is_in_phrase(document, span)
            ):
                continue
            if in_authors(document, span):
                continue
            applicability = (
                Applicability.SAFE if in_paper or word[0].isupper() or word in OF_LANGUAGES else Applicability.UNSAFE
            )
            fix = None if is_anchor(document, span) else Fix.replace(span, name, applicability)
            yield word, span, self.diagnostic(span, f"`{word}` should be `{name}`.", fix)


@of_page
def _written(document: Document) -> tuple[str, ...]:
    """Return which wrong forms are written somewhere on the page, by themselves or before a hyphen."""
    beginnings = frozenset(word.partition("-")[0] for word in counted(document) if "-" in word)
    return tuple(sorted(present(document, FORMS) | (beginnings & FORMS)))


@of_page
def _is_spelt_so(document: Document, word: str) -> bool:
    """Whether the page has a word, in these capitals."""
    return words(document).has(word)


@of_page
def _is_mostly_english(document: Document) -> bool:
    return words(document).english >= MOSTLY_ENGLISH


@of_page
@remembered
def _own(document: Document) -> dict[str, str]:
    """Return forms of names that a page nearly always writes otherwise, and how it writes them.

    A name has several capitals, or it is what the list is about, by its title, and has one behind words in small letters.
    """
    subjects = frozenset(document.headings[0].text.value.split()) if document.headings else frozenset()
    by_subject = {name.lower() for name in subjects}
    all_words, named = words(document), people(document)
    usual = lexicon().usual
    found: list[tuple[int, str, dict[str, int]]] = []
    # A subject is written in more ways: `DropWizard`.
    shaped: defaultdict[str, set[str]] = defaultdict(set)
    with_capitals = _with_capitals(document)
    for name in [name for name in with_capitals if name.lower() in by_subject]:
        if not name.isupper():
            shaped[name.lower()].add(name)
    for name in [name for name, bare in with_capitals.items() if bare >= LEAST_BARE]:
        small = name.lower()
        if small in usual or small in named:
            continue
        has_capitals = not name[1:].islower()
        forms = {small, small.capitalize()} if has_capitals else {small}
        if small in WITH_CAPITALS:
            forms.discard(small)
        is_subject = name in subjects
        if is_subject:
            forms |= shaped.get(small, set())
        forms.discard(name)
        others = {form: uses(document, form) for form in forms if all_words.has(form)}
        if not others:
            continue
        count, total = uses(document, name), sum(others.values())
        share, most = (SHARE_SUBJECT, count) if is_subject else (SHARE_OWN, max(MOST_OTHER, count * SHARE_OTHER))
        if count < LEAST_OWN or total > most or count < share * (count + total):
            continue
        if has_capitals or (is_subject and _stands_as_name(document, name)):
            found.append((count, name, others))
    # Of two names that a form may be meant for, the one that is written more often counts.
    return {form: name for _, name, others in sorted(found) for form in others}


@summed
def _with_capitals(document: Document) -> Counter[str]:
    """Return how often each word of some letters is written that has a capital."""
    return Counter(
        {
            word: count
            for word, count in counted(document).items()
            if len(word) >= LEAST_OWN_LETTERS and not word.islower() and word.isascii() and word.isalpha()
        }
    )


def _stands_as_name(document: Document, name: str) -> bool:
    """Whether a word has its capital behind words in small letters, where no sentence begins, in descriptions."""
    source = document.source
    starts = (start + 1 for start in occurrences(source.text, f" {name}"))
    return sum(1 for start in starts if MIDST.search(source.beside(Span(start, start)).before)) >= LEAST_OWN


@of_page
def _is_firm(document: Document, word: str) -> bool:
    """Whether the page nearly always writes with capitals what it has in small letters, too."""
    name = WITH_CAPITALS.get(word)
    if name is None:
        return False
    with_capitals = uses(document, name)
    if word in ALONE:
        return True
    least, share = (LEAST_OF_NAMES, SHARE_OF_NAMES) if word in NEVER_SMALL else (LEAST_WITH_CAPITALS, SHARE_WITH_CAPITALS)
    if word in TOLD.split():
        least, share = LEAST_TOLD, SHARE_OF_NAMES
    return with_capitals >= max(least, share * (with_capitals + uses(document, word)))


@by_stretch
def _small(document: Document) -> tuple[Span, ...]:
    """Return where what has capitals elsewhere stands by itself in small letters, behind a space or a bracket.

    Without these, addresses would be searched, where most are found.
    """
    return tuple([Span(*match.span(1)) for match in SMALL_NAME.finditer(document.source.text)])


def _is_code(document: Document, span: Span) -> bool:
    beside = document.source.beside(span)
    return bool(CODE_BEFORE.search(beside.before) or CODE_AFTER.match(beside.after))


@by_stretch
def _papers(document: Document) -> tuple[Span, ...]:
    """Return where the titles of papers are that have some words."""
    entries = (entry for entry in document.entries if entry.kind is EntryKind.PAPER)
    return tuple(
        sorted(entry.title.span for entry in entries if entry.title and entry.title.value.count(" ") >= LEAST_TITLE_WORDS - 1)
    )


@by_stretch
def _works(document: Document) -> tuple[Span, ...]:
    """Return where the titles are of what appeared somewhere, with its authors or without."""
    entries = (entry for entry in document.entries if entry.kind is not EntryKind.PAPER and (entry.venue or entry.year))
    return tuple(
        sorted(entry.title.span for entry in entries if entry.title and entry.title.value.count(" ") >= LEAST_WORK_WORDS - 1)
    )


def _is_in_phrase(document: Document, span: Span) -> bool:
    """Whether a span is in a title, or a label of a link, that is mostly words in small letters: `lectures on Youtube`; or in
    such a label in the midst of a sentence, with any word in small letters."""
    if within(_phrases(document), span):
        return True
    index = bisect_right(document.links, span.start, key=lambda link: link.span.start) - 1
    link = document.links[index] if index >= 0 else None
    if link is None or not link.label.span.contains(span) or in_title(document, span):
        return False
    is_phrase = any(map(str.islower, PHRASE_WORD.findall(link.label.value)))
    return is_phrase and MIDST.search(document.source.beside(link.span).before) is not None


@by_stretch
def _phrases(document: Document) -> tuple[Span, ...]:
    """Return where titles and labels are that say something in several words, most of them in small letters."""
    texts = {entry.title.span: entry.title.value for entry in document.entries if entry.title}
    texts |= {link.label.span: link.label.value for link in document.links}
    phrases: list[Span] = []
    for span in sorted(span for span, text in texts.items() if text.count(" ") >= LEAST_PHRASE_WORDS - 1):
        if phrases and phrases[-1].overlaps(span):
            continue
        words_of = PHRASE_WORD.findall(texts[span])
        if len(words_of) >= LEAST_PHRASE_WORDS and sum(map(str.islower, words_of)) >= len(words_of) / 2:
            phrases.append(span)
    return tuple(phrases)


@by_stretch
def _lowered(document: Document) -> tuple[Span, ...]:
    """Return where names stand without their capitals in the titles of papers and other works that have lost theirs."""
    found: list[Span] = []
    for title in sorted({*_papers(document), *_works(document)}):
        text = document.source.slice(title)
        places = [match.span() for match in TITLE_WORD.finditer(text) if match.group() in LOWERED]
        if places and _has_lost_capitals(text):
            found += [Span(*place).moved(title.start) for place in places]
    return tuple(found)


def _has_lost_capitals(title: str) -> bool:
    inner = INNER_WORD.findall(title)
    return len(inner) >= LEAST_INNER_WORDS and sum(map(str.istitle, inner)) <= MOST_INNER_CAPITALS * len(inner)


@by_stretch
def _whole(document: Document, slips: tuple[str, ...]) -> tuple[Span, ...]:
    """Return where one of the slips stands by itself."""
    text = document.source.text
    return tuple(
        [
            span
            for span in places_of(document, slips)
            if not (JOINS_BEFORE.match(text, max(span.start - 1, 0), span.start) or JOINS_AFTER.match(text, span.end))
        ]
    )
