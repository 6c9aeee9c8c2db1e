"""Told as having happened, or not: modality, phase, background and aggregate of a trigger.

With a parse the scope is the tree: cues at the trigger, then at what governs it, step by step, until a word that
passes nothing on (verbs of saying pass nothing on: who says it is another question). Without one, set wordings just
before the trigger decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from djeli.extract.events.past import WINDOW, contains, in_a_lump, near_past, told_as_past
from djeli.extract.events.plain import is_told_in_a_work, told_untrue
from djeli.extract.events.verbs import children, is_verb_of
from djeli.extract.lexicon import Governors, Lexicon, ModalWords, View
from djeli.resources.event_types import EventType
from djeli.vocab import Modality, Phase

_STEPS = 7
_ORDER = (Modality.NEGATED, Modality.FOILED, Modality.THREATENED, Modality.PLANNED, Modality.HYPOTHETICAL)
_NOT_NEGATION = frozenset({"only", "fewer", "less", "more", "just", "least", "later", "doubt"})
_GOVERNED = frozenset({"of", "for", "to", "from", "against", "about", "on", "at"})
_HAPPEN = frozenset({"occur", "happen", "take", "begin", "start", "resume", "continue", "go", "materialise"})
_ONLY_INFINITIVE = frozenset({"attempt", "try", "seek", "call"})
"""Verbs whose prepositions mean something else ("tried for murder")."""
_KNOWN = frozenset({"this", "that", "these", "those"})
"""Before "massacre planned by X": what one can point at has happened."""
_WITHIN = frozenset({"in", "during", "at", "throughout"})
_MOCK = frozenset({"mock", "simulated", "dummy", "fictional", "imaginary"})
_NEGATING = frozenset({"neg", "det", "advmod", "preconj", "nsubj", "nsubjpass", "cc"})
_HEARSAY = frozenset({"report", "claim", "rumour", "rumor", "allegation", "news", "story", "account"})
"""Nouns that only pass on what is said: "reports that a drone had hit the airport WERE UNTRUE"."""
_BEHIND = 4
"""Tokens behind a trigger in which "was foiled" belongs to it."""
_MARKS = frozenset(".,;:")
_UNMADE = frozenset({Phase.CONSIDERED, Phase.ANNOUNCED})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a trigger is told."""

    modality: Modality = Modality.ACTUAL
    phase: Phase = Phase.NONE
    background: bool = False
    aggregate: bool = False


def read_modality(
    token: Any, view: View, lexicon: Lexicon, kind: EventType | None, *, first: int = -1, phrase: bool = False
) -> Reading:
    """How the trigger headed by `token` is told.

    `view` is its sentence, `first` the Doc index its words begin at; `phrase` says that the head is the verb of a
    longer phrase ("extended the curfew") and may give the phase itself.
    """
    words = lexicon.modal
    at = first if first >= 0 else token.i
    background = near_past(at, view, words)
    if not token.doc.has_annotation("DEP"):
        return _from_window(at, view, words, background, token.doc)
    chain = list(_climb(token, words))
    modality = next((found for node, rel in chain if (found := _cue(node, rel, words)) is not None), Modality.ACTUAL)
    phase = _phase(chain, words, own=phrase) if kind is not None and kind.undertaking else Phase.NONE
    if phase in _UNMADE and _already_done(token):
        phase = Phase.NONE  # "announced that it has cut relations": the news is what was done, not that it will be
    if phase is Phase.IN_FORCE and modality in (Modality.PLANNED, Modality.HYPOTHETICAL):
        phase = Phase.ANNOUNCED if modality is Modality.PLANNED else Phase.CONSIDERED
    if phase in _UNMADE and modality is Modality.ACTUAL:
        modality = Modality.PLANNED
    elif phase is Phase.AGREED and modality is Modality.PLANNED and _to_come(chain, words):
        phase = Phase.CONSIDERED  # "will vote on sanctions"
    elif phase is Phase.AGREED and modality is Modality.PLANNED and token.pos_ == "NOUN":
        modality = Modality.ACTUAL  # "agreed to a truce": the truce is made; "agreed to withdraw" is a plan
    elif phase in (Phase.ENDED, Phase.EXTENDED) and modality in (Modality.NEGATED, Modality.FOILED):
        # "suspended", "called off": the undertaking was there; what ended it does not unmake it.
        modality = Modality.ACTUAL
    return Reading(modality, phase, background or told_as_past(chain, words), in_a_lump(token, words))


def _to_come(chain: Sequence[tuple[Any, str]], words: ModalWords) -> bool:
    """Whether what governs the trigger is itself still to come."""
    return any(_own(node, words) in (Modality.PLANNED, Modality.HYPOTHETICAL) for node, rel in chain if rel)


def _already_done(token: Any) -> bool:
    """A verb in the perfect or the past, below whatever announces it."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ccomp", "conj", "ROOT"):
        return False
    aux = {c.lower_ for c in children(token, "aux", "auxpass")}
    return bool(aux & {"have", "has", "had", "'ve"} and token.tag_ == "VBN") or (token.tag_ == "VBD" and not aux)


def _climb(token: Any, words: ModalWords) -> Iterator[tuple[Any, str]]:
    """The trigger and what governs it, each with the relation by which it was reached ("" for the trigger)."""
    node, rel = token, ""
    for _ in range(_STEPS):
        yield node, rel
        step = _step(node, words)
        if step is None:
            return
        node, rel = step


def _step(node: Any, words: ModalWords) -> tuple[Any, str] | None:
    head, dep = node.head, node.dep_
    if head == node or dep in ("ROOT", "punct"):
        return None
    if dep in ("pobj", "pcomp"):
        governor = head.head
        return (governor, f"{dep}:{head.lower_}") if head.dep_ in ("prep", "agent", "dative", "advcl") else None
    if dep == "conj":
        if any(children(node, "nsubj", "nsubjpass", "aux", "expl")):
            return None
        return head, "conj"
    passive_or_object = dep in ("dobj", "nsubjpass", "attr", "oprd", "compound", "appos", "nmod", "poss")
    if passive_or_object or dep in ("xcomp", "ccomp", "acl", "advcl", "nsubj", "csubj"):
        return head, dep
    return None


def _cue(node: Any, rel: str, words: ModalWords) -> Modality | None:
    """The outcome the chain's `node` gives; the first one of the chain counts. ACTUAL ends the search."""
    if rel == "":
        return _own(node, words)
    kind, _, preposition = rel.partition(":")
    if preposition and preposition in words.outcomes[Modality.NEGATED].prepositions:
        return Modality.NEGATED
    if kind in ("nsubj", "csubj"):
        return _as_subject(node, words)
    governed = _governed(node, kind, preposition, words)
    if governed is not None:
        return governed
    if node.pos_ == "NOUN" and node.dep_ in ("nsubj", "nsubjpass") and node.lemma_.lower() in _HEARSAY:
        return None
    if kind == "conj" or (kind in ("dobj", "nsubjpass") and is_verb_of(node, words.light)):
        return _own(node, words)
    if kind in ("xcomp", "pcomp") and is_verb_of(node, words.actual | words.light):
        return _own(node, words) or Modality.ACTUAL
    if kind == "advcl" and _own_participle(node):
        return None
    return None if kind in ("compound", "appos", "nmod", "attr") or preposition == "of" else Modality.ACTUAL


def _own_participle(node: Any) -> bool:
    return bool(node.pos_ in ("VERB", "AUX"))


def _as_subject(verb: Any, words: ModalWords) -> Modality:
    """An occurrence as subject: "the strike will begin", "the attack did not take place"."""
    found = _own(verb, words)
    if found in (Modality.PLANNED, Modality.HYPOTHETICAL):
        return found
    if _untrue(verb, words):
        return Modality.NEGATED
    if found is Modality.NEGATED and verb.lemma_.lower() in _HAPPEN:
        return found
    if is_verb_of(verb, words.outcomes[Modality.FOILED].verbs) and verb.lemma_.lower() == "fail":
        return Modality.FOILED
    return Modality.ACTUAL


def _untrue(verb: Any, words: ModalWords) -> bool:
    """As in "reports of a massacre turned out to be false", "… were untrue"."""
    inner = [verb, *children(verb, "xcomp")]
    said = [c for v in inner for c in children(v, "acomp", "oprd", "attr")]
    return any(c.lower_ in words.outcomes[Modality.NEGATED].adjectives for c in said)


def _staged(node: Any, words: ModalWords) -> bool:
    """Done for show: "stormed a mock village", "during an exercise"; in a story: "in the film", "the novel's hero"."""
    if node.pos_ != "VERB":
        return False
    for child in node.children:
        if child.dep_ == "prep" and child.lower_ in _WITHIN:
            inner = [p.lemma_.lower() for p in children(child, "pobj")]
            if any(word in words.fiction or word in words.staged for word in inner):
                return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            owner = [p.lemma_.lower() for p in children(child, "poss")]
            if child.dep_ != "dobj" and any(word in words.fiction for word in owner):
                return True
            if child.dep_ == "dobj" and any(p.lower_ in _MOCK for p in children(child, "amod")):
                return True
    return False


def _own(node: Any, words: ModalWords) -> Modality | None:
    """Cues that hang on a word itself: negation, auxiliaries, conditional marks, adjectives, participles."""
    found = {outcome for child in node.children for outcome in _from_child(node, child, words)}
    if _inverted(node) or _staged(node, words):
        found.add(Modality.HYPOTHETICAL)
    infinitive = any(c.tag_ == "TO" for c in children(node, "aux"))
    if not found and infinitive and not any(c.lower_ in ("have", "'ve") for c in children(node, "aux")):
        return _infinitive(node, words)
    return next((outcome for outcome in _ORDER if outcome in found), None)


def _inverted(node: Any) -> bool:
    """As in "had the bomb exploded, …": an auxiliary before its subject in a clause that hangs on another."""
    if node.dep_ not in ("advcl", "ccomp") or node.tag_ != "VBN":
        return False
    if node.head.lower_ == "had" and node.head.dep_ == "advcl" and not any(children(node.head, "nsubj")):
        return bool(node.head.i < node.i)  # the parser makes the auxiliary a verb of its own
    first = next((c for c in node.children if c.dep_ == "aux"), None)
    subject = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return first is not None and subject is not None and first.lower_ == "had" and first.i < subject.i


def _from_child(node: Any, child: Any, words: ModalWords) -> Iterator[Modality]:
    lower, lemma, dep = child.lower_, child.lemma_.lower(), child.dep_
    outcomes = words.outcomes
    if lower in outcomes[Modality.NEGATED].particles and dep in _NEGATING:
        following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
        if following not in _NOT_NEGATION and not (dep == "det" and following in ("other",)):
            yield Modality.NEGATED
    argument = dep in ("nsubj", "nsubjpass", "dobj") and node.pos_ == "VERB"
    if argument and any(c.dep_ == "det" and c.lower_ in outcomes[Modality.NEGATED].particles for c in child.children):
        yield Modality.NEGATED  # "no civilians were killed"
    if dep == "aux":
        for outcome in (Modality.PLANNED, Modality.HYPOTHETICAL):
            if lower in outcomes[outcome].particles and not (lower == "'d" and node.tag_ == "VBN"):
                yield outcome
    if dep in ("mark", "advmod") and lower in outcomes[Modality.HYPOTHETICAL].marks and child.i < node.i:
        yield Modality.HYPOTHETICAL
    if dep in ("amod", "acomp", "nmod"):
        for outcome, governors in outcomes.items():
            if lower in governors.adjectives or lemma in governors.adjectives:
                yield outcome
    known = any(c.lower_ in _KNOWN for c in children(node, "det")) and any(children(child, "agent"))
    if dep == "acl" and child.tag_ == "VBN" and node.pos_ in ("NOUN", "PROPN") and not known:
        for outcome, governors in outcomes.items():
            if lemma in governors.verbs:
                yield outcome


def _infinitive(node: Any, words: ModalWords) -> Modality | None:
    """An infinitive is an intention, unless what governs it says more (then the climb finds it)."""
    head, dep = node.head, node.dep_
    if dep in ("xcomp", "ccomp", "acl", "advcl", "conj"):
        if dep == "conj":
            return None
        for outcome, governors in words.outcomes.items():
            if head.lemma_.lower() in (governors.verbs | governors.nouns | governors.adjectives):
                return outcome
        if is_verb_of(head, words.actual):
            return None
    return Modality.PLANNED if dep in ("xcomp", "acl", "advcl", "ROOT", "relcl") else Modality.HYPOTHETICAL


def _governed(node: Any, kind: str, preposition: str, words: ModalWords) -> Modality | None:
    if kind in ("relcl",):
        return None
    if preposition and preposition not in _GOVERNED:
        return None
    for outcome, governors in words.outcomes.items():
        if node.pos_ in ("VERB", "AUX") and is_verb_of(node, governors.verbs):
            if preposition and outcome is Modality.FOILED and node.lemma_.lower() in _ONLY_INFINITIVE:
                continue
            if node.lemma_.lower() == "call" and preposition != "for":
                continue
            return outcome
        if node.pos_ in ("NOUN", "PROPN") and node.lemma_.lower() in governors.nouns and kind != "nsubj":
            return outcome
        if node.pos_ == "ADJ" and node.lower_ in governors.adjectives:
            return outcome
    return None


def _matches(node: Any, governors: Governors) -> bool:
    if node.pos_ in ("VERB", "AUX"):
        return is_verb_of(node, governors.verbs)
    return node.lemma_.lower() in governors.nouns


def _phase(chain: Sequence[tuple[Any, str]], words: ModalWords, *, own: bool) -> Phase:
    """The phase the nearest governing word or adjective gives."""
    for node, rel in chain:
        if rel == "":
            told = next((p for p, g in words.phases.items() if own and _matches(node, g)), None)
            if told is not None:
                return told
            for child in node.children:
                if child.dep_ not in ("amod", "acl", "compound"):
                    continue
                for phase, governors in words.phases.items():
                    verbal = child.dep_ == "acl" and is_verb_of(child, governors.verbs)
                    if verbal or child.lower_ in governors.adjectives:
                        return phase
            continue
        if rel == "nsubj" and node.lemma_.lower() not in _HAPPEN | {"end", "expire", "collapse"}:
            return Phase.NONE
        for phase, governors in words.phases.items():
            if _matches(node, governors):
                return phase
    return Phase.NONE


def _from_window(at: int, view: View, words: ModalWords, background: bool, doc: Any) -> Reading:
    low = next((n for n, index in enumerate(view.index) if index >= at), len(view.index))
    first = max(0, low - WINDOW)
    first = next((n + 1 for n in range(low - 1, first - 1, -1) if view.lower[n] in _MARKS), first)
    named = doc[at].text.islower()  # where every word is capitalised, as in titles, none shows a name
    plainly = [
        names for n, names in enumerate(view.names[first:low], first) if not (named and _in_name(doc, view.index[n]))
    ]
    before = _without(plainly, words.spared)
    behind = _clause_behind(view, low)
    lumped = any(not words.aggregate.nouns.isdisjoint(names) for names in before)
    plain = Reading(background=background or is_told_in_a_work(low, view, words), aggregate=lumped)
    untrue = told_untrue(low, view, words)
    if untrue is not None:
        return replace(plain, modality=untrue)
    for outcome in _ORDER:
        governors = words.outcomes.get(outcome, Governors())
        if contains(before, governors.windows):
            return replace(plain, modality=outcome)
        if behind and contains(behind, governors.behind):
            return replace(plain, modality=outcome)
    return plain


def _in_name(doc: Any, at: int) -> bool:
    """Whether a capitalised word stands inside a name: the "Sans" of "Bande Sans Loi" denies nothing."""
    return 0 < at < len(doc) - 1 and all(_titled(doc[n].text) for n in (at - 1, at, at + 1))


def _titled(text: str) -> bool:
    return text[:1].isupper() and text[1:].islower()


def _without(tokens: Sequence[tuple[str, ...]], phrases: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The tokens but those of wordings that only look like a negation: "no fewer than"."""
    kept = list(tokens)
    for phrase in phrases:
        for at in range(len(kept) - len(phrase), -1, -1):
            if contains(kept[at : at + len(phrase)], [phrase]):
                del kept[at : at + len(phrase)]
    return kept


def _clause_behind(view: View, low: int) -> tuple[tuple[str, ...], ...]:
    """The few tokens behind a trigger's first one, up to the end of its clause."""
    end = min(len(view.lower), low + 1 + _BEHIND)
    stop = next((n for n in range(low + 1, end) if view.lower[n] in _MARKS), end)
    return view.names[low + 1 : stop]
