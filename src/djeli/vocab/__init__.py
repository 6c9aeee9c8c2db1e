"""The closed words of Djeli: every enum, and the rules that combine their members.

Values are what is written to disk and to exports, so they are never renamed; members may be added at the end.
"""

from __future__ import annotations

from djeli.vocab.events import (
    Basis,
    Credibility,
    DateAnchor,
    DisputeKind,
    EventRelation,
    Exactness,
    FoldRule,
    Harm,
    Informant,
    ItemKind,
    Modality,
    PartyKind,
    Phase,
    Precision,
    RegionKind,
    Reliability,
    Resolution,
    Role,
    Scope,
    Stance,
    SubjectKind,
    Verdict,
)
from djeli.vocab.told import FigureKind, Manner, Notation, Outcome, PersonLabel, Relation, Sum

__all__ = [
    "Basis",
    "Credibility",
    "DateAnchor",
    "DisputeKind",
    "EventRelation",
    "Exactness",
    "FigureKind",
    "FoldRule",
    "Harm",
    "Informant",
    "ItemKind",
    "Manner",
    "Modality",
    "Notation",
    "Outcome",
    "PartyKind",
    "PersonLabel",
    "Phase",
    "Precision",
    "RegionKind",
    "Relation",
    "Reliability",
    "Resolution",
    "Role",
    "Scope",
    "Stance",
    "SubjectKind",
    "Sum",
    "Verdict",
]
