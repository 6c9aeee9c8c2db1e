"""Grades with reasons: Admiralty A–F for sources and 1–6 for information, judged apart, each a list of signals."""

from djeli.assess.bursts import Sites, sites_of
from djeli.assess.event import assess_event
from djeli.assess.item import Known, assess_item
from djeli.assess.overrule import NONE, Decision, Decisions, decisions
from djeli.assess.shield import Mask, Shield
from djeli.assess.source import SourceFacts, assess_source, facts_of, outlet_of, publisher_of
from djeli.assess.strangers import named_bodies, strangers

__all__ = [
    "NONE",
    "Decision",
    "Decisions",
    "Known",
    "Mask",
    "Shield",
    "Sites",
    "SourceFacts",
    "assess_event",
    "assess_item",
    "assess_source",
    "decisions",
    "facts_of",
    "named_bodies",
    "outlet_of",
    "publisher_of",
    "sites_of",
    "strangers",
]
