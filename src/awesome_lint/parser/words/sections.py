"""Words of headings below which no things are listed: what is new, how to take part, what a project can do."""

from awesome_lint.parser.words import words

OTHER = words(
    """
about acknowledgement acknowledgements acknowledgment acknowledgments author authors background benefits changelog changes
citation citations cite citing community config configuration contact contacts content contents contribute contributing
contribution contributions contributor contributors credit credits criteria definition definitions dependencies disclaimer
faq faqs feature features focus format guideline guidelines highlight highlights history install installation installing
intro introduction legend licence licences license licenses licensing maintainer maintainers motivation news notation
notations note notes options organization overview prerequisites requirement requirements roadmap rules scope settings
sponsor sponsors support terminology thanks toc todo update updated updates usage
"""
)
BESIDE_OTHER = words(
    """
a about additional an and are as at awesome be by can code detailed do entry for from general github here how i in inclusion
is it its key latest list lists log main more my of on optional or other our paper papers please project pull quick recent
release repo repository requests some start table that the these this to us use we what what's when where who why with you
your
"""
)
"""Words that may stand beside these in such a heading: `Notes for contributors`, never `Lecture Notes`."""
