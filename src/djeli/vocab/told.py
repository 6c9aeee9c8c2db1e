"""Words of what is told beside events: statements, relations of actors, figures, persons."""

from __future__ import annotations

from enum import StrEnum


class Manner(StrEnum):
    """How words are passed on."""

    DIRECT = "direct"  # in quotation marks
    INDIRECT = "indirect"
    MIXED = "mixed"  # partly in quotation marks


class Notation(StrEnum):
    """How a text credits a source."""

    LABEL = "label"  # "(Sources: A, B)"
    OPENER = "opener"  # "With AFP", "Originally published by A"
    LINK = "link"  # "Read the original at A"
    BRACKET = "bracket"  # "(A, B)"
    CITATION = "citation"  # "(A, 3 June 2019; B 2020)"
    FOOTNOTE = "footnote"  # "[1] A, 3 June 2019"
    DATELINE = "dateline"  # "BAMAKO (A) -"
    BYLINE = "byline"  # "By Name, A"; a line of names alone
    TRAILER = "trailer"  # "… said. - A"
    SENTENCE = "sentence"  # "A reports", "told A", "A, citing B"


class Relation(StrEnum):
    """What may hold between actors, or happen to one; the value is the property name of the claim.

    The subject is the body, mission or person spoken of, the value the other end (`tests/sets/README.md` says which
    is which).
    """

    ALIAS_OF = "alias_of"
    RENAMED = "renamed"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"
    ALLIED_WITH = "allied_with"
    RIVAL_OF = "rival_of"
    MEMBER_OF = "member_of"
    LED_BY = "led_by"
    FOUNDED = "founded"
    DISBANDED = "disbanded"
    DESIGNATED_BY = "designated_by"
    SPONSORED_BY = "sponsored_by"
    SUCCEEDED_BY = "succeeded_by"
    HOLDS_ROLE = "holds_role"
    MANDATED_BY = "mandated_by"
    EXTENDED_BY = "extended_by"
    ENDED = "ended"
    CONTRIBUTES_TO = "contributes_to"
    HOSTED_BY = "hosted_by"
    MEASURE_BY = "measure_by"
    ARRESTED_BY = "arrested_by"
    CHARGED_BY = "charged_by"
    TRIED_BY = "tried_by"
    SENTENCED_BY = "sentenced_by"
    ACQUITTED_BY = "acquitted_by"
    RELEASED_BY = "released_by"
    WANTED_BY = "wanted_by"
    EXTRADITED_TO = "extradited_to"

    @property
    def lasts(self) -> bool:
        """Whether it holds over a time; the others happen once, and their claim's validity is the day they did."""
        return self in _LASTING

    @property
    def mutual(self) -> bool:
        """Whether it says the same with its ends swapped."""
        return self in (Relation.ALIAS_OF, Relation.ALLIED_WITH, Relation.RIVAL_OF)

    @property
    def judicial(self) -> bool:
        """Whether it is a step of a case at law."""
        return self in _JUDICIAL


_LASTING = frozenset(
    {
        Relation.ALIAS_OF,
        Relation.ALLIED_WITH,
        Relation.RIVAL_OF,
        Relation.MEMBER_OF,
        Relation.LED_BY,
        Relation.SPONSORED_BY,
        Relation.HOLDS_ROLE,
        Relation.CONTRIBUTES_TO,
        Relation.HOSTED_BY,
        Relation.MEASURE_BY,
        Relation.WANTED_BY,
    }
)
_JUDICIAL = frozenset(
    {
        Relation.WANTED_BY,
        Relation.ARRESTED_BY,
        Relation.CHARGED_BY,
        Relation.EXTRADITED_TO,
        Relation.TRIED_BY,
        Relation.SENTENCED_BY,
        Relation.ACQUITTED_BY,
        Relation.RELEASED_BY,
    }
)


class FigureKind(StrEnum):
    """Kinds of figures that are no toll of one event."""

    VOTE = "vote"
    POLL = "poll"
    FORCE_SIZE = "force_size"
    DISPLACED = "displaced"
    MONEY = "money"
    COUNT = "count"  # over a period or an area
    CONTROL = "control"  # of territory
    VIOLATIONS = "violations"
    COMPARISON = "comparison"
    PLEDGE = "pledge"
    ULTIMATUM = "ultimatum"


class Outcome(StrEnum):
    """What became of a pledge or an ultimatum."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Sum(StrEnum):
    """Whether the numbers told bear out a comparison."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"  # a number is missing


class PersonLabel(StrEnum):
    """How a named person is treated; unknown counts as private."""

    PUBLIC = "public"
    PRIVATE = "private"
    MINOR = "minor"
    UNKNOWN = "unknown"

    @property
    def shown(self) -> bool:
        """Whether the person may have an entry of their own; all others are only counted."""
        return self is PersonLabel.PUBLIC
