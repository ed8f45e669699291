"""Rules for awesome-lint: every class of this module is one."""

from awesome_lint_example_rules.links.shortened_link import ShortenedLink
from awesome_lint_example_rules.venues.outdated_venue import OutdatedVenue

__all__ = ["OutdatedVenue", "ShortenedLink"]
