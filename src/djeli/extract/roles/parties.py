"""A noun phrase as a Party: named by the actor table, described by people words, or a typed unknown.

"the Malian soldiers", "unidentified gunmen on motorbikes", "21 civilians", "JNIM fighters", "a group of armed men".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from djeli import lang
from djeli.extract.lexicon import Lexicon, view_of
from djeli.extract.mentions import ActorMention, Range, Sentence
from djeli.gazetteer import Gazetteer
from djeli.values import Party
from djeli.vocab import PartyKind

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "case", "punct", "det", "nummod", "quantmod", "advmod"})
_COUNTING = frozenset({"det", "nummod", "quantmod", "predet"})
_LABELS = {
    "PERSON": PartyKind.PERSON,
    "PER": PartyKind.PERSON,
    "ORG": PartyKind.ORGANISATION,
    "GPE": PartyKind.GOVERNMENT,
    "NORP": PartyKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class PartyWords:
    """`parties.yaml` of one language."""

    undergo: frozenset[str]
    undergo_forms: frozenset[str]
    instrumental: frozenset[str]
    target: frozenset[str]
    agent: frozenset[str]
    sides: frozenset[str]
    means: frozenset[str]
    of: frozenset[str]
    wrappers: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    none: frozenset[str]
    collective: frozenset[str]
    persons: frozenset[str]
    descriptions: Mapping[str, frozenset[PartyKind]]
    passive: frozenset[str]
    objects: frozenset[str]
    accusing: frozenset[str]
    accusing_forms: frozenset[str]
    blamed: Mapping[str, str]
    titles: frozenset[str]
    naming: frozenset[str]
    abstract: frozenset[str]
    endings: tuple[str, ...]
    beside: frozenset[str]
    answerable: frozenset[str]
    struck: frozenset[str]
    needs_object: frozenset[str]
    involvement: frozenset[str]
    grounds: frozenset[str]
    kinds: frozenset[str]
    remote: frozenset[str]
    offices: frozenset[str]
    adjectival: frozenset[str]
    openers: frozenset[str]


@cache
def party_words(code: str) -> PartyWords:
    """The compiled `parties.yaml` of language `code`; empty lists where the language has none."""
    raw = lang.load(code, "parties")

    def words(section: str, part: str) -> frozenset[str]:
        return frozenset((raw.get(section) or {}).get(part) or ())

    described: dict[str, set[PartyKind]] = {}
    for kind, nouns in (raw.get("descriptions") or {}).items():
        for noun in nouns:
            described.setdefault(noun, set()).add(PartyKind(kind))
    return PartyWords(
        undergo=words("undergo", "verbs"),
        undergo_forms=words("undergo", "forms"),
        instrumental=words("instrumental", "verbs"),
        target=words("target", "prepositions"),
        agent=words("agent", "prepositions"),
        sides=words("sides", "prepositions"),
        means=words("means", "prepositions"),
        of=words("of", "prepositions") or frozenset({"of"}),
        wrappers=words("wrappers", "nouns"),
        singular=words("pronouns", "singular"),
        plural=words("pronouns", "plural"),
        none=words("pronouns", "none"),
        collective=words("pronouns", "collective"),
        persons=words("persons", "nouns"),
        descriptions=MappingProxyType({noun: frozenset(kinds) for noun, kinds in described.items()}),
        passive=words("passive", "words"),
        objects=words("objects", "nouns"),
        accusing=words("accusing", "verbs"),
        accusing_forms=words("accusing", "forms"),
        blamed=MappingProxyType(dict(raw.get("blamed") or {})),
        titles=words("titles", "words"),
        naming=words("naming", "verbs"),
        abstract=words("abstract", "nouns"),
        endings=tuple((raw.get("abstract") or {}).get("endings") or ()),
        beside=words("beside", "prepositions"),
        answerable=words("answerable", "adjectives"),
        struck=words("struck", "nouns"),
        needs_object=words("needs_object", "verbs"),
        involvement=words("involvement", "words"),
        grounds=words("grounds", "nouns"),
        kinds=words("kinds", "words"),
        remote=words("remote", "words"),
        offices=words("offices", "nouns"),
        adjectival=words("adjectival", "words"),
        openers=words("openers", "words"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A noun phrase read as a party. `label` says how: actor, people, weapon, object, name, pronoun."""

    start: int
    end: int
    party: Party
    label: str
    accused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading parties in one item needs."""

    lexicon: Lexicon
    words: PartyWords
    gazetteer: Gazetteer
    actors: Mapping[int, tuple[ActorMention, ...]] = field(repr=False)

    def named(self, sentence: Sentence, span: Range) -> ActorMention | None:
        """The longest named actor that overlaps a range of the sentence."""
        hits = [a for a in self.actors.get(sentence.index, ()) if a.start < span[1] and span[0] < a.end]
        return max(hits, key=lambda a: a.end - a.start, default=None)


def context(lexicon: Lexicon, actors: Sequence[ActorMention], gazetteer: Gazetteer) -> Context:
    """A context over the named actors of an item."""
    by_sentence: dict[int, list[ActorMention]] = {}
    for actor in actors:
        if actor.named:
            by_sentence.setdefault(actor.sentence, []).append(actor)
    grouped = {n: tuple(found) for n, found in by_sentence.items()}
    return Context(
        lexicon=lexicon, words=party_words(lexicon.code), gazetteer=gazetteer, actors=MappingProxyType(grouped)
    )


def party_at(head: Any, sentence: Sentence, ctx: Context) -> Found | None:
    """The party a noun phrase names, by its head token; None for what is no party, thing or weapon."""
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "PRON"):
        return None
    if _is_none(head, ctx):
        return None
    inner = _unwrapped(head, ctx.words)
    phrase = _phrase(head, inner, sentence)
    start, end = sentence.range_of(phrase)
    core = _core(inner)
    actor = ctx.named(sentence, sentence.range_of(inner)) or ctx.named(sentence, sentence.range_of(core))
    if actor is not None:
        low, high = min(start, actor.start), max(end, actor.end)
        return Found(start=low, end=high, party=_with_head(actor, core, inner, sentence, ctx), label="actor")
    kind = kind_of(core, inner, ctx)
    called = _called(inner, ctx) if kind is not None and kind is not PartyKind.PLACE_OR_OBJECT else None
    if called is not None:
        # "the governor, Antonio Xxx": one person with an office
        last = sentence.range_of(called)[1]
        name = Party(name=_name_of(called, ctx), kind=PartyKind.PERSON)
        return Found(start=start, end=max(end, last), party=name, label="name")
    if kind is not None:
        country = _country(core, ctx)
        label = "object" if kind is PartyKind.PLACE_OR_OBJECT else "people"
        return Found(start=start, end=end, party=Party(name=core.text, kind=kind, country=country), label=label)
    return _thing(inner, core, (start, end), ctx)


def someone(head: Any, sentence: Sentence, ctx: Context) -> Found | None:
    """A counted or plain noun no list knows, where only people can stand ("beheaded two captives")."""
    if head.pos_ != "NOUN" or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return None
    if not any(c.dep_ in ("nummod", "det", "amod") for c in head.children) or _is_none(head, ctx):
        return None
    lemma = head.lemma_.lower()
    if lemma in ctx.words.abstract | ctx.words.objects or lemma.endswith(ctx.words.endings):
        return None
    start, end = sentence.range_of(_phrase(head, head, sentence))
    return Found(start=start, end=end, party=Party(name=_core(head).text), label="people")


def something(head: Any, sentence: Sentence, ctx: Context) -> Found | None:
    """A noun no list knows where only what can be hit can stand ("blew up an aqueduct"); no ideas, times or deeds."""
    if head.pos_ != "NOUN" or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") or _is_none(head, ctx):
        return None
    inner = _unwrapped(head, ctx.words)
    lemma = inner.lemma_.lower()
    if (
        inner.pos_ not in ("NOUN", "PROPN")
        or lemma in ctx.words.abstract | ctx.words.wrappers
        or lemma.endswith(ctx.words.endings)
    ):
        return None
    start, end = sentence.range_of(_phrase(head, inner, sentence))
    thing = Party(name=_core(inner).text, kind=PartyKind.PLACE_OR_OBJECT)
    return Found(start=start, end=end, party=thing, label="object")


def _called(head: Any, ctx: Context) -> Any:
    """The token that heads the name of a described person: "the mayor, X", "a foreigner named X"; None without one."""
    for child in head.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.pos_ == "PROPN":
            return child
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in ctx.words.naming:
            for one in child.children:
                parts = [one, *(p for p in one.children if p.dep_ == "pobj")]
                named = next((p for p in parts if p.pos_ == "PROPN" and p.ent_type_ in ("PERSON", "ORG", "")), None)
                if named is not None and named.i > child.i:
                    return named
    return None


def _name_of(head: Any, ctx: Context) -> str:
    """A person's name without the titles and descriptions before it: "Governor Antonio Xxx" is Antonio Xxx."""
    core = list(_core(head))
    while len(core) > 1 and (
        core[0].text[:1].islower()
        or core[0].text[:1] in "\"'“(["
        or core[0].lower_.rstrip(".") in ctx.words.titles
        or core[0].lemma_.lower() in ctx.lexicon.people
        or core[0].pos_ == "PUNCT"
        or core[0].ent_type_ == "NORP"
    ):
        core.pop(0)
    return str(head.doc[core[0].i : head.i + 1].text)


def _is_none(head: Any, ctx: Context) -> bool:
    """Whether the words say that there was none: "no civilians were killed"."""
    return any(c.dep_ == "det" and c.lower_ in ctx.lexicon.none for c in head.children)


def _unwrapped(head: Any, words: PartyWords) -> Any:
    """The noun that counts: "gunmen" in "a group of gunmen"."""
    for _ in range(3):
        if head.lemma_.lower() not in words.wrappers and head.pos_ != "NUM":
            return head
        inner = next((p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)
        if inner is None:
            return head
        head = inner
    return head


def _core(head: Any) -> Any:
    """Head with the modifiers that name or kind it, counts and articles left out."""
    low = head.i
    for child in head.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "poss", "case") and child.pos_ not in ("PRON", "DET", "NUM"):
            low = min(low, child.left_edge.i)
    while low < head.i and _uncounted(head.doc[low]):
        low += 1
    return head.doc[low : head.i + 1]


def _uncounted(token: Any) -> bool:
    """Counts, articles, dates and marks before a name are no part of it."""
    return (
        token.dep_ in _COUNTING or token.pos_ in ("DET", "NUM", "PUNCT", "ADV") or token.ent_type_ in ("DATE", "TIME")
    )


def _phrase(head: Any, inner: Any, sentence: Sentence) -> Any:
    low = head.i
    for child in head.lefts:
        if child.dep_ in _MODIFIERS:
            low = min(low, child.left_edge.i)
    low = max(low, sentence.tokens.start)
    return head.doc[low : max(inner.i, head.i) + 1]


def kind_of(core: Any, head: Any, ctx: Context) -> PartyKind | None:
    """The kind people words give a phrase: the longest compound that ends at its head, else the head noun."""
    view = view_of(core)
    ending = [hit for hit in ctx.lexicon.compounds.find(view) if hit.last == head.i]
    if ending:
        return PartyKind(max(ending, key=lambda hit: hit.length).pattern.meaning)
    return ctx.lexicon.people.get(head.lemma_.lower()) or ctx.lexicon.people.get(head.lower_)


def _country(core: Any, ctx: Context) -> str:
    """Country of a demonym or country name in the phrase, when exactly one is meant."""
    for token in core:
        if token.text[:1].isupper():
            nations = list(ctx.gazetteer.demonym(token.text))
            if len(nations) == 1:
                return str(nations[0].iso2)
            country = ctx.gazetteer.country(token.text)
            if country is not None:
                return str(country.iso2)
    return ""


def _with_head(actor: ActorMention, core: Any, head: Any, sentence: Sentence, ctx: Context) -> Party:
    """The actor itself, or people of it: "JNIM fighters" are JNIM; "a JNIM hostage" is not."""
    at = sentence.range_of(head)
    if actor.start <= at[0] and at[1] <= actor.end:
        return actor.party
    kind = kind_of(core, head, ctx)
    if kind is None or kind is PartyKind.CIVILIANS or (not kind.armed and actor.party.kind.armed):
        return Party(name=core.text, kind=kind or PartyKind.UNKNOWN, country=actor.party.country)
    armed_alike = kind.armed and actor.party.kind.armed
    return actor.party if armed_alike else Party(name=core.text, kind=kind, country=actor.party.country)


def _thing(head: Any, core: Any, span: Range, ctx: Context) -> Found | None:
    """Weapons, places and objects, and names no table knows."""
    start, end = span
    if any(hit.last == head.i for hit in ctx.lexicon.weapons.find(view_of(core))):
        return Found(start=start, end=end, party=Party(name=core.text, kind=PartyKind.PLACE_OR_OBJECT), label="weapon")
    if head.lemma_.lower() in ctx.words.objects and head.ent_type_ not in ("DATE", "TIME"):  # 11 March is no march
        return Found(start=start, end=end, party=Party(name=core.text, kind=PartyKind.PLACE_OR_OBJECT), label="object")
    # A conjunct of persons is one, whatever the tagger made of it.
    beside = head.dep_ == "conj" and head.head.ent_type_ == "PERSON" and head.ent_type_ in ("", "ORG", "GPE")
    if head.pos_ == "PROPN" and (head.ent_type_ in _LABELS or beside):
        country = _country(core, ctx)
        kind = PartyKind.PERSON if beside else _LABELS[head.ent_type_]
        if kind is PartyKind.PERSON and (beside or not ctx.gazetteer.lookup(core.text)):
            return Found(start=start, end=end, party=Party(name=_name_of(head, ctx), kind=kind), label="name")
        if len(core) == 1 and kind in (PartyKind.ORGANISATION, PartyKind.PERSON) and ctx.gazetteer.lookup(core.text):
            kind = PartyKind.GOVERNMENT  # a town the tagger took for a body; only a country acts
        if kind is PartyKind.GOVERNMENT and not country:
            return Found(
                start=start, end=end, party=Party(name=core.text, kind=PartyKind.PLACE_OR_OBJECT), label="place"
            )
        label = "place" if kind is PartyKind.GOVERNMENT else "name"
        return Found(start=start, end=end, party=Party(name=core.text, kind=kind, country=country), label=label)
    return None
