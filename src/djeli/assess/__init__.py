"""Grades with reasons: Admiralty A–F for sources and 1–6 for information, judged apart, each a list of signals."""

from djeli.assess.event import assess_event
from djeli.assess.item import assess_item
from djeli.assess.source import SourceFacts, assess_source, facts_of, outlet_of, publisher_of

__all__ = ["SourceFacts", "assess_event", "assess_item", "assess_source", "facts_of", "outlet_of", "publisher_of"]
