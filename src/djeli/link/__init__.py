"""Which reports tell of one event: candidate pairs, named comparisons, a scorecard, groups without chains."""

from djeli.link.linking import Linker, link
from djeli.link.outcome import Change, Linking
from djeli.link.prepare import alike
from djeli.link.prepare import decided as verdicts
from djeli.link.standing import Standing, load

__all__ = ["Change", "Linker", "Linking", "Standing", "alike", "link", "load", "verdicts"]
