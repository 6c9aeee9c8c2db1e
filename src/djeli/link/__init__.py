"""Which reports tell of one event: candidate pairs, named comparisons, a scorecard, groups without chains."""

from djeli.link.linking import Change, Linker, Linking, link

__all__ = ["Change", "Linker", "Linking", "link"]
