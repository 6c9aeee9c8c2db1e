"""Words of events, pages, grades and disputes."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """How a speaker stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ACCUSES = "accuses"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    CONDEMNS = "condemns"
    PREDICTS = "predicts"
    PROMISES = "promises"
    CALLS_FOR = "calls_for"

    @property
    def affirms(self) -> bool:
        """Whether the speaker presents the content as having happened."""
        return self in _AFFIRMING


_AFFIRMING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.ACCUSES, Stance.CLAIMS_RESPONSIBILITY, Stance.CONDEMNS})


class Modality(StrEnum):
    """Whether what is told is told as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    FOILED = "foiled"

    @property
    def happened(self) -> bool:
        """Only ACTUAL counts as happened, everywhere in Djeli."""
        return self is Modality.ACTUAL


class Phase(StrEnum):
    """How far an undertaking has come."""

    NONE = ""
    CONSIDERED = "considered"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    ENDED = "ended"


class SubjectKind(StrEnum):
    """What a claim speaks about."""

    REPORT = "report"
    ITEM = "item"
    ACTOR = "actor"


class Precision(StrEnum):
    """Precision of a date; FIELDS maps it to time_precision and date_prec."""

    DAY = "day"
    DAYS = "days"  # a stated span of 2 to 6 days
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"  # "in the spring of", a quarter, "since January": more than a month, less than a year
    YEAR = "year"
    LONGER = "longer"


class DateAnchor(StrEnum):
    """What a date expression was resolved against."""

    STATED = "stated"  # the words hold the full date
    DATELINE = "dateline"
    PUBLICATION = "publication"
    EARLIER = "earlier"  # a date given earlier in the same item


class Resolution(StrEnum):
    """How fine a place is known; FIELDS maps it to geo_precision, where_prec and PLOVER resolution."""

    POINT = "point"
    SETTLEMENT = "settlement"
    NEAR = "near"
    BETWEEN = "between"
    ADM2 = "adm2"
    ADM1 = "adm1"
    AREA = "area"
    COUNTRY = "country"
    WATER = "water"

    @property
    def rank(self) -> int:
        """0 is finest. Used to prefer the most precise compatible account."""
        return _RESOLUTION_RANK[self]


_RESOLUTION_RANK = {r: n for n, r in enumerate(Resolution)} | {Resolution.WATER: 6}


class Exactness(StrEnum):
    """What the words say about how sure a number is."""

    EXACT = "exact"
    APPROXIMATE = "approximate"  # some 50, around 50, nearly 50
    AT_LEAST = "at_least"
    AT_MOST = "at_most"  # up to 70, as many as 170
    RANGE = "range"  # between 20 and 30
    VAGUE = "vague"  # dozens, scores, several, many


class Scope(StrEnum):
    """What a count covers."""

    EVENT = "event"  # the event's own total
    PART = "part"  # a part of a total in the same item
    AGGREGATE = "aggregate"  # over several events or a period; never added to its parts
    STOCK = "stock"  # still held, still displaced, at a date
    EARLIER = "earlier"  # an older count that the same words replace: the 10 of "rose from 10 to 17"
    HIT = "hit"  # hit, and the words leave open who lives: "four people were shot", "30 casualties"


class Harm(StrEnum):
    """Kinds of harm that are counted; the value is the property name of the claim."""

    KILLED = "killed"
    WOUNDED = "wounded"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    RELEASED = "released"
    MISSING = "missing"
    DISPLACED = "displaced"


class Role(StrEnum):
    """Roles of participants; the value is the property name of the claim."""

    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    PARTICIPANT = "participant"  # two-sided or without direction
    INSTRUMENT = "instrument"


class PartyKind(StrEnum):
    """Kinds of party, neutral between sides: the same words for every war."""

    STATE_FORCES = "state_forces"
    POLICE = "police"
    GOVERNMENT = "government"
    REBEL_GROUP = "rebel_group"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    MERCENARIES = "mercenaries"
    PEACEKEEPERS = "peacekeepers"
    EXTERNAL_FORCES = "external_forces"
    CRIMINALS = "criminals"
    ARMED_UNKNOWN = "armed_unknown"  # gunmen, armed men, attackers
    PROTESTERS = "protesters"
    RIOTERS = "rioters"
    CIVILIANS = "civilians"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE_OR_OBJECT = "object"
    UNKNOWN = "unknown"

    @property
    def armed(self) -> bool:
        """Whether members carry arms as a rule: their dead are not civilian dead."""
        return self in _ARMED


_ARMED = frozenset(
    {
        PartyKind.STATE_FORCES,
        PartyKind.POLICE,
        PartyKind.REBEL_GROUP,
        PartyKind.POLITICAL_MILITIA,
        PartyKind.IDENTITY_MILITIA,
        PartyKind.MERCENARIES,
        PartyKind.PEACEKEEPERS,
        PartyKind.EXTERNAL_FORCES,
        PartyKind.CRIMINALS,
        PartyKind.ARMED_UNKNOWN,
    }
)


class Informant(StrEnum):
    """Who information comes from, by kind; corroboration counts these, not pages."""

    ARMY = "army"
    POLICE = "police"
    GOVERNMENT = "government"
    LOCAL_OFFICIAL = "local_official"
    ARMED_GROUP = "armed_group"
    UNITED_NATIONS = "united_nations"
    FOREIGN_GOVERNMENT = "foreign_government"
    NGO = "ngo"
    UNION = "union"
    HOSPITAL = "hospital"
    RESIDENTS = "residents"
    WITNESS = "witness"
    SECURITY_SOURCE = "security_source"
    MEDIA = "media"
    ANALYST = "analyst"
    PERSON = "person"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class ItemKind(StrEnum):
    """What an item is, as far as the page shows it."""

    ARTICLE = "article"
    DIGEST = "digest"  # one-paragraph entry of a digest
    SECTION = "section"  # section of a longer report
    ANALYSIS = "analysis"
    OPINION = "opinion"
    INTERVIEW = "interview"
    STATEMENT = "statement"  # a party's own communiqué, printed as such
    PROFILE = "profile"
    FICTION = "fiction"
    UNKNOWN = "unknown"


class RegionKind(StrEnum):
    """Parts of an item or a text that are not its story."""

    RELATED_LINK = "related_link"
    COMMENTS = "comments"
    AUTHOR_BIO = "author_bio"
    NAVIGATION = "navigation"
    ALT_TEXT = "alt_text"
    CAPTION = "caption"
    CREDIT_LINE = "credit_line"  # "Original Source:", "(Sources: Reuters, BBC)"
    SHARE_PROMPT = "share_prompt"
    COPYRIGHT = "copyright"
    HEADER = "header"  # title, byline, date lines of the item itself
    DATELINE = "dateline"


class Basis(StrEnum):
    """Where a document-level value comes from. Only FETCHED_HOST and STRUCTURED earn a source profile."""

    FETCHED_HOST = "fetched_host"
    STRUCTURED = "structured"
    TEXT = "text"
    SUPPLIED = "supplied"  # by the person who added it (a JSONL field, an option)
    NONE = "none"


class Verdict(StrEnum):
    """What a person decided about two reports, or about a value."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CORRECTED = "corrected"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOTED = "noted"  # a comment
    WITHDRAWN = "withdrawn"  # an earlier decision is taken back


class Reliability(StrEnum):
    """Admiralty source grade. F means no basis to judge; E needs a cited record."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Admiralty information grade, judged apart from the source."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_JUDGE = "6"


class EventRelation(StrEnum):
    """How one event is told to stand to another: subject first."""

    PART_OF = "part_of"  # the raid is part of the offensive
    RESPONSE_TO = "response_to"  # the protest answers the killing
    RETALIATION_FOR = "retaliation_for"  # the strike takes revenge for the attack
    LED_TO = "led_to"  # the killing led to the protest
    PHASE_OF = "phase_of"  # the release is a phase of the truce


class DisputeKind(StrEnum):
    """What two accounts disagree about."""

    TOLL = "toll"
    RESPONSIBILITY = "responsibility"
    DENIAL = "denial"
    EXISTENCE = "existence"
    PLACE = "place"
    DATE = "date"
    IDENTITY = "identity"
    ROLE = "role"
    STATUS = "status"
    FIGURE = "figure"
    QUOTATION = "quotation"
    CHRONOLOGY = "chronology"
    CIRCUMSTANCE = "circumstance"  # with what, against what, how it was done


class FoldRule(StrEnum):
    """How one value is chosen among several accounts; the user chooses the rule."""

    REPRESENTATIVE = "representative"  # the value most independent origins give
    INFORMATIVE = "informative"  # the most precise value; sums of stated parts
    CONSERVATIVE = "conservative"  # the lowest value any account gives
