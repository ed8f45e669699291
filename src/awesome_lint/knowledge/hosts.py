"""Hosts that lists link to, and that are known to serve `https://`."""

# Hosts that serve the same pages through `https://`, and redirect to it or would: each is known to, none is guessed. A page
# under another path of such a host is no exception, since the certificate is the host's. Those of papers come first, as most
# insecure links of lists lead there; then universities; then those of code, of media, and of documents; then of much else.
NAMES = """
aaai.org academic.oup.com aclanthology.info aclanthology.org aclweb.org acm.org ai.google ai.googleblog.com
aip.scitation.org ams.org annualreviews.org arxiv.org auai.org bair.berkeley.edu biorxiv.org
bmcbioinformatics.biomedcentral.com cacm.acm.org cambridge.org cdn.openai.com ceur-ws.org citeseerx.ist.psu.edu
cocodataset.org cv-foundation.org cvlibs.net datatracker.ietf.org dblp.org dblp.uni-trier.de deeplearningbook.org
deepmind.com degruyter.com direct.mit.edu distill.pub dl.acm.org doi.org dropbox.com dspace.mit.edu ecva.net
elifesciences.org elsevier.com eprint.iacr.org epubs.siam.org escholarship.org export.arxiv.org frontiersin.org
genomebiology.biomedcentral.com hal.archives-ouvertes.fr hal.inria.fr hal.science hindawi.com iclr.cc icml.cc ieee.org
ieeexplore.ieee.org ietf.org ijcai.org image-net.org iopscience.iop.org isca-speech.org jair.org jamanetwork.com
jmlr.org journals.elsevier.com journals.plos.org journals.sagepub.com jstor.org kdd.org link.springer.com mdpi.com
medrxiv.org merl.com microsoft.com mitpressjournals.org nature.com nber.org ncbi.nlm.nih.gov neurips.cc nips.cc
ojs.aaai.org onlinelibrary.wiley.com openaccess.thecvf.com openai.com openreview.net osf.io papers.neurips.cc
papers.nips.cc papers.ssrn.com paperswithcode.com pdfs.semanticscholar.org philpapers.org plos.org pnas.org
proceedings.mlr.press proceedings.neurips.cc projecteuclid.org publications.rwth-aachen.de pubmed.ncbi.nlm.nih.gov
research.fb.com research.googleblog.com research.microsoft.com researchgate.net rfc-editor.org
royalsocietypublishing.org scholar.google.com science.sciencemag.org sciencedirect.com sciencemag.org scitepress.org
semanticscholar.org siam.org spectrum.ieee.org springer.com ssrn.com tandfonline.com tools.ietf.org usenix.org
vldb.org zenodo.org

ai.stanford.edu berkeley.edu cam.ac.uk cis.upenn.edu cl.cam.ac.uk cmu.edu columbia.edu comp.nus.edu.sg
courses.cs.washington.edu cs.brown.edu cs.cmu.edu cs.columbia.edu cs.cornell.edu cs.huji.ac.il cs.illinois.edu
cs.nyu.edu cs.ox.ac.uk cs.princeton.edu cs.rochester.edu cs.stanford.edu cs.toronto.edu cs.ubc.ca cs.ucla.edu
cs.umass.edu cs.umd.edu cs.unc.edu cs.utexas.edu cs.utoronto.ca cs.virginia.edu cs.washington.edu cs.wisc.edu
cs.yale.edu cs224d.stanford.edu cs231n.stanford.edu csail.mit.edu cseweb.ucsd.edu eecs.berkeley.edu epfl.ch ethz.ch
graphics.stanford.edu groups.csail.mit.edu harvard.edu hexhive.epfl.ch homes.cs.washington.edu illinois.edu
inf.ethz.ch introcs.cs.princeton.edu iro.umontreal.ca isabelle.in.tum.de mit.edu ox.ac.uk pages.cs.wisc.edu
people.cs.umass.edu people.csail.mit.edu people.eecs.berkeley.edu princeton.edu robots.ox.ac.uk seas.upenn.edu
see.stanford.edu snap.stanford.edu soft.vub.ac.be stanford.edu tum.de ucla.edu users.ece.cmu.edu uwaterloo.ca
washington.edu web.mit.edu web.stanford.edu yale.edu

akka.io angularjs.org appium.io arduino.cc asciidoctor.org astropy.org aws.amazon.com babeljs.io backbonejs.org
badge.fury.io badges.gitter.im bioconductor.org biopython.org bitbucket.org boost.org bower.io brew.sh cakephp.org
ci.appveyor.com circleci.com clang.llvm.org clojure.org cloudfoundry.org cocoapods.org code.google.com codecov.io
codeforces.com codeigniter.com codepen.io conda.io coveralls.io cplusplus.com cppreference.com cran.r-project.org
crates.io cucumber.io cypress.io cython.org d3js.org django-rest-framework.org djangoproject.com doc.rust-lang.org
docker.com docs.djangoproject.com docs.docker.com docs.microsoft.com docs.oracle.com docs.pytest.org
docs.python-guide.org docs.python.org docs.rs docs.spring.io doctrine-project.org doxygen.org dpdk.org drupal.org
eclipse.org elixir-lang.org elm-lang.org emberjs.com en.cppreference.com erlang.org eslint.org ethereum.org
expressjs.com fishshell.com freebsd.org gcc.gnu.org getbootstrap.com getcomposer.org ghost.org gist.github.com
git-scm.com github.com gitlab.com gitter.im gnu.org go.dev godoc.org godotengine.org gohugo.io golang.org
goreportcard.com gradle.org graphql.org graphviz.org gruntjs.com guides.rubyonrails.org gulpjs.com hackage.haskell.org
haskell.org haxe.org hex.pm hexdocs.pm hibernate.org hub.docker.com huggingface.co igraph.org imagemagick.org
img.shields.io ionicframework.com isocpp.org janusgraph.org jekyllrb.com joomla.org jquery.com jsfiddle.net
json-schema.org json.org jsonplaceholder.typicode.com julialang.org junit.org kaggle.com keras.io kernel.org kivy.org
kotlinlang.org laravel.com leafletjs.com lesscss.org libsdl.org linuxfromscratch.org llvm.org lodash.com love2d.org
lua.org magento.com mariadb.org mathworks.com matplotlib.org maven.org memcached.org metacpan.org meteor.com
mochajs.org momentjs.com mongodb.com msgpack.org mybatis.org mysql.com neo4j.com neovim.io netbeans.org nginx.org
nltk.org nmap.org nodejs.org npmjs.com npmjs.org nshipster.com nuget.org numba.pydata.org numpy.org nvidia.com
ocaml.org odoo.com ogre3d.org ohmyz.sh opencv.org openmp.org opensource.org openssl.org openstack.org oracle.com
owasp.org packagist.org palletsprojects.com pandas.pydata.org pecl.php.net perl.org phoenixframework.org php.net
phptherightway.com phpunit.de pkg.go.dev playframework.com plone.org plot.ly plotly.com plugins.jetbrains.com
pointclouds.org postgresql.org projecteuler.net pygame.org pypi.org pypi.python.org python.org pythonhosted.org
pytorch.org pyyaml.org qt.io r-project.org rabbitmq.com racket-lang.org raw.github.com raw.githubusercontent.com
reactjs.org redis.io reportlab.com requirejs.org ros.org ruby-lang.org rubygems.org rubyonrails.org rust-lang.org
sass-lang.com scala-lang.org scikit-learn.org scipy.org scons.org scrapy.org seaborn.pydata.org secure.php.net
selenium.dev seleniumhq.org sfml-dev.org sinatrarb.com slimframework.com sourceforge.net sourceware.org sphinx-doc.org
spring.io sqlalchemy.org sqlite.org stardog.com sublimetext.com svelte.dev swagger.io swift.org swig.org symfony.com
tailwindcss.com tensorflow.org threejs.org tokio.rs tour.golang.org travis-ci.com travis-ci.org tryton.org
typescriptlang.org typo3.org unity.com unity3d.com unrealengine.com vagrantup.com valgrind.org vertx.io videolan.org
vim.org visualstudio.com vlfeat.org vuejs.org webpack.js.org wiki.ros.org wireshark.org wxwidgets.org xmpp.org
yarnpkg.com yeoman.io yiiframework.com zend.com zeromq.org zsh.org

agner.org amazon.co.uk amazon.com amazon.de apple.com archive.org askubuntu.com awesome.re bbc.co.uk bbc.com beej.us
bilibili.com blog.csdn.net blog.google blogs.msdn.microsoft.com book.douban.com cnblogs.com coursera.org
creativecommons.org crummy.com css-tricks.com dev.to developer.android.com developer.apple.com developer.mozilla.org
developers.facebook.com developers.google.com discord.com discord.gg docs.google.com douban.com drive.google.com
ebay.com economist.com edx.org en.wikipedia.org exploringjs.com facebook.com flickr.com forum.xda-developers.com
fsf.org goalkicker.com goodreads.com google.com greenteapress.com groups.google.com gumroad.com hackernoon.com
i.creativecommons.org i.imgur.com ibm.com imgur.com infoq.com instagram.com itunes.apple.com jianshu.com
joelonsoftware.com juejin.cn juejin.im kancloud.cn khanacademy.org kickstarter.com leanpub.com linkedin.com
linuxcommand.org linuxfoundation.org lwn.net manning.com mashable.com medium.com meetup.com
mirrors.creativecommons.org mitpress.mit.edu mozilla.org msdn.microsoft.com netflix.com news.ycombinator.com
newyorker.com npr.org nytimes.com ocw.mit.edu open.spotify.com openstreetmap.org oreilly.com packtpub.com patreon.com
pinboard.in play.google.com plus.google.com pragprog.com quora.com reddit.com research.google.com scribd.com
segmentfault.com serverfault.com sites.google.com slack.com slideshare.net smashingmagazine.com soundcloud.com
speakerdeck.com spotify.com stackoverflow.com steampowered.com store.steampowered.com stroustrup.com superuser.com
t.me techcrunch.com ted.com theguardian.com tldp.org trello.com tumblr.com tutorialspoint.com twitch.tv twitter.com
udacity.com udemy.com v2ex.com vimeo.com w3.org w3schools.com web.archive.org weibo.com wiki.openstreetmap.org
wikipedia.org wiley.com wired.com wordpress.org wsj.com x.com yahoo.com ycombinator.com youtu.be youtube.com zhihu.com
zhuanlan.zhihu.com

adobe.com airtable.com alistapart.com amd.com anaconda.com angular.io ansible.com arangodb.com archlinux.org
arstechnica.com asana.com atlassian.com atom.io bandcamp.com basecamp.com blender.org blog.jetbrains.com bloomberg.com
caniuse.com canva.com census.gov cloudflare.com cmake.org code.tutsplus.com codecademy.com codechef.com codewars.com
color.adobe.com computer.org consul.io couchbase.com course.fast.ai csrc.nist.gov cygwin.com data.gov data.gov.uk
datacamp.com datadoghq.com debian.org digitalocean.com dlib.net docs.angularjs.org download.microsoft.com dribbble.com
dzone.com elastic.co evernote.com fedoraproject.org ffmpeg.org figma.com fonts.google.com forbes.com freecodecamp.org
freepik.com freesound.org frontendmasters.com geeksforgeeks.org getpocket.com gimp.org gov.uk grafana.com grpc.io
gutenberg.org hackerearth.com hackerrank.com haproxy.org help.ubuntu.com heroku.com htslib.org ifttt.com imdb.com
influxdata.com instructables.com intel.com invisionapp.com jenkins.io jetbrains.com jupyter.org kali.org kdnuggets.com
koajs.com kubernetes.io last.fm learncpp.com lifehacker.com linode.com loggly.com machinelearningmastery.com
mailchimp.com mapbox.com martinfowler.com mathworld.wolfram.com metasploit.com musicbrainz.org nasa.gov nats.io
netresec.com newrelic.com nist.gov nlp.stanford.edu overleaf.com packer.io pagerduty.com percona.com pjreddie.com
pluralsight.com pocoproject.org portswigger.net postman.com producthunt.com prometheus.io proto.io puppet.com
pylonsproject.org qgis.org raspberrypi.org readthedocs.org red-gate.com redhat.com rethinkdb.com s3.amazonaws.com
sec.gov sentry.io sitepoint.com socket.io spacy.io stripe.com teamtreehouse.com terraform.io theatlantic.com
thenextweb.com theverge.com toggl.com topcoder.com tornadoweb.org troyhunt.com twilio.com ubuntu.com underscorejs.org
unsplash.com usgs.gov validator.w3.org vaultproject.io venturebeat.com virustotal.com washingtonpost.com waymo.com
weather.gov whatwg.org wiki.archlinux.org wolfram.com zapier.com

aalto.fi academia.edu acs.org adafruit.com adventofcode.com alternativeto.net aosabook.org apress.com aps.org
arcgis.com archive.ics.uci.edu aseprite.org attack.mitre.org audacityteam.org aurelia.io autodesk.com
biomedcentral.com blackhat.com blog.codinghorror.com blog.golang.org bmj.com bottlepy.org brendangregg.com brown.edu
bugs.launchpad.net bulma.io c3js.org capistranorb.com carto.com cc.gatech.edu cdc.gov cell.com cern.ch cesium.com
chaijs.com chalmers.se chartjs.org checkio.org chef.io chroniclingamerica.loc.gov cidrdb.org cisecurity.org
click.pocoo.org clojars.org clojuredocs.org cockroachlabs.com code.org codeproject.com codex.wordpress.org
codingame.com codinghorror.com coingecko.com collectd.org community.arm.com conferences.sigcomm.org core.telegram.org
cornell.edu cpan.org crunchbase.com cryptopp.com cs.duke.edu cs.jhu.edu cs.mcgill.ca cs.purdue.edu cs.ucl.ac.uk
cuhk.edu.hk cve.mitre.org dafont.com dagstuhl.de danluu.com data.deutschebahn.com data.worldbank.org developer.arm.com
developer.nvidia.com developer.wordpress.org di.ens.fr discordapp.com doc.ic.ac.uk docs.celeryproject.org
docs.pylonsproject.org docs.python-requests.org doi.acm.org drops.dagstuhl.de dropwizard.io dtu.dk duckduckgo.com
duke.edu dx.doi.org ec.europa.eu electronjs.org elixirforum.com emerald.com ens.fr esa.int esotericsoftware.com
espressif.com esri.com europa.eu europepmc.org exercism.io exercism.org exploit-db.com fau.de feedly.com
firebirdsql.org first.org flask.pocoo.org flaticon.com fontawesome.com fontsquirrel.com foundationdb.org freenas.org
fritzing.org gamasutra.com game-icons.net gamedev.net gamedeveloper.com gapminder.org gatech.edu gdal.org geonames.org
geoserver.org getpaint.net getskeleton.com gitbook.com glassdoor.com glfw.org gobyexample.com gorm.io gpuopen.com
grails.org grass.osgeo.org groovy-lang.org gunicorn.org h2database.com hackaday.com hackaday.io hackster.io haml.info
hanamirb.org handlebarsjs.com hanselman.com hazelcast.com helsinki.fi hex-rays.com highcharts.com highscalability.com
home.cern homepages.inf.ed.ac.uk hpi.de html5up.net icinga.com iconfinder.com ics.uci.edu imf.org imperial.ac.uk
in.tum.de indeed.com inf.ed.ac.uk infinispan.org informit.com infoscience.epfl.ch inkscape.org inria.fr
isca-archive.org ismir.net itch.io javadoc.io jetpack.com jhu.edu jinja.pocoo.org joinmastodon.org jooq.org
journals.aps.org jshint.com jsonapi.org jvns.ca jwt.io kaist.ac.kr kenney.nl keycloak.org khronos.org kicad.org
kit.edu knockoutjs.com kodi.tv krita.org kth.se ku.dk kuleuven.be launchpad.net learn.adafruit.com leetcode.com
leiningen.org letsencrypt.org libuv.org libvirt.org lightbend.com lmb.informatik.uni-freiburg.de lmu.de loc.gov
logback.qos.ch luajit.org luarocks.org lunarg.com mapeditor.org mapserver.org materializecss.com matrix.org mcgill.ca
meta.stackoverflow.com microchip.com micronaut.io middlemanapp.com mitre.org modernizr.com mpg.de mpi-inf.mpg.de
mpi-sws.org mvnrepository.com nagios.org naturalearthdata.com ncsu.edu ndss-symposium.org nejm.org netfilter.org
nextcloud.com nginx.com nih.gov noaa.gov northwestern.edu norvig.com nostarch.com nptel.ac.in ntnu.no ntu.edu.sg
nus.edu.sg nwjs.io nxp.com nyu.edu oecd.org offensive-security.com openclipart.org opencores.org opengameart.org
opengl.org openhub.net openjdk.org openlayers.org openml.org openresty.org openvpn.net openwall.com openwrt.org
osgeo.org ossec.net owncloud.org oyc.yale.edu particle.io pear.php.net people.cs.uchicago.edu perldoc.perl.org
pexels.com pfsense.org pgadmin.org phpdoc.org phpmd.org phpmyadmin.net pixabay.com pixologic.com plex.tv
polymer-project.org portal.acm.org postgis.net pouet.net prezi.com primefaces.org projectlombok.org protonmail.com
proxmox.com psu.edu pubs.acs.org purdue.edu purecss.io pyinstaller.org python-requests.org qemu.org quarkus.io
rapid7.com rdocumentation.org realtimerendering.com renderdoc.org rice.edu rosettacode.org royalsociety.org rsc.org
rspec.info rstudio.com ruby-doc.org rubydoc.info rustup.rs rutgers.edu rwth-aachen.de saltproject.io sans.org
scala-sbt.org science.org scikit-image.org scratch.mit.edu search.cpan.org search.maven.org semantic-ui.com
shadertoy.com shiny.rstudio.com shop.oreilly.com sigcomm.org sigmod.org signal.org sigops.org sinonjs.org
site.mockito.org sketchfab.com skype.com sleuthkit.org slf4j.org snort.org software.intel.com sparkfun.com splunk.com
spoj.com sqlitebrowser.org st.com stackoverflow.blog standardjs.com statsmodels.org strongswan.org sumologic.com
suricata.io sympy.org syncfusion.com tau.ac.il tcpdump.org team.inria.fr technion.ac.il telegram.org tenable.com
textures.com thelancet.com thenounproject.com thingiverse.com thoughtbot.com ti.com timescale.com torproject.org
truenas.com trypyramid.com tu-berlin.de tudelft.nl turfjs.org twistedmatrix.com ubc.ca uchicago.edu uci.edu ucl.ac.uk
ucsd.edu uio.no umich.edu umn.edu un.org uni-bonn.de uni-freiburg.de upenn.edu usc.edu ust.hk utexas.edu utoronto.ca
uva.nl uzh.ch vaadin.com videolectures.net virginia.edu virtualbox.org vision.in.tum.de vision.middlebury.edu
vmware.com volatilityfoundation.org vt.edu vulkan.lunarg.com web.eecs.umich.edu weizmann.ac.il werkzeug.pocoo.org
whatsapp.com who.int wildfly.org wireguard.com wisc.edu wolfssl.com worldbank.org worldscientific.com wpscan.org
wxpython.org xenproject.org zabbix.com zlib.net zoom.us
"""
HOSTS = frozenset(NAMES.split())
# Every host below these is served by one provider, through `https://` throughout.
DOMAINS = (
    ".apache.org",
    ".appspot.com",
    ".biomedcentral.com",
    ".blogspot.com",
    ".firebaseapp.com",
    ".gitbook.io",
    ".github.io",
    ".githubusercontent.com",
    ".gitlab.io",
    ".gnu.org",
    ".herokuapp.com",
    ".itch.io",
    ".js.org",
    ".netlify.app",
    ".netlify.com",
    ".readthedocs.io",
    ".readthedocs.org",
    ".shields.io",
    ".sourceforge.net",
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
