"""From tokens to ranges of text: what belongs to the words said, and which quotations stand by a cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Scene, trimmed
from djeli.extract.speech.words import Cue

_NONE: Mapping[str, Sequence[Cue]] = {}
_BEFORE, _AFTER = 30, 60  # characters between a quotation and its cue: room for a name, for "on Tuesday in a letter:"


def ranges(
    heads: Sequence[Any],
    core: set[int],
    sentence: Sentence,
    content: str,
    *,
    whole: bool = False,
    verbs: Mapping[str, Sequence[Cue]] = _NONE,
) -> list[Range]:
    """Text ranges of the subtrees of `heads` without the core: before it and after it.

    `verbs` are the verbs of saying, whose own clauses are no part of what another says. With `whole`, words before the
    core reach back to the sentence's start when the speaker comes after what is said.
    """
    tokens = sorted({t.i for head in heads for t in head.subtree} - core - _asides(heads, min(core), verbs))
    doc, ranges = sentence.tokens.doc, []
    low, high = min(core), max(core)
    tokens = [i for i in tokens if not doc[i].is_space]
    for part in ([i for i in tokens if i < low], [i for i in tokens if i > high]):
        if not part or all(doc[i].is_punct for i in part):
            continue
        start, end = sentence.range_of(doc[part[0]])[0], sentence.range_of(doc[part[-1]])[1]
        if whole and part[-1] < low:
            start, end = _reach_back(doc, part, low, sentence)
        spot = trimmed(content, start, end)
        if spot is not None:
            ranges.append(spot)
    return ranges


_OPEN_ENDED = frozenset({"a", "an", "something", "one"})
_CLAUSES = frozenset({"relcl", "advcl", "conj", "appos"})
_OPEN, _CLOSE = frozenset("“«"), frozenset("”»")


def _asides(heads: Sequence[Any], core: int, verbs: Mapping[str, Sequence[Cue]]) -> set[int]:
    """Indices of clauses behind the cue that the reporter adds, which are not part of what is said.

    "…, which is spread by …", "…, while the army spoke of two", "…, as the minister told …", "… and VOWED to …".
    """
    found: set[int] = set()
    for head in heads:
        for clause in head.subtree:
            if clause.i <= core or clause.dep_ not in _CLAUSES or clause.i in found or _is_quoted(clause):
                continue
            if any(rule(clause, head, verbs) for rule in RULES):
                found.update(t.i for t in clause.subtree)
                if clause.dep_ == "conj":
                    found.update(t.i for t in clause.head.children if t.dep_ == "cc" and t.i > clause.head.i)
    return found


def _is_quoted(token: Any) -> bool:
    """Whether a quotation is open before the token; straight marks count by pairs."""
    before = token.doc[token.sent.start : token.left_edge.i]
    opened = sum(t.text in _OPEN for t in before) - sum(t.text in _CLOSE for t in before)
    straight = sum(t.text in ('"', "''", "``") for t in before)
    return opened > 0 or straight % 2 == 1


def _after_comma(clause: Any) -> bool:
    first = clause.left_edge
    return first.i > 0 and first.nbor(-1).text in (",", "—", "–")


def _contrasts(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "…, while the army spoke of two": another speaker's words."""
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("while", "whereas")]
    return clause.dep_ == "advcl" and bool(marks) and marks[0].i > 0 and marks[0].nbor(-1).text == ","


def _describes(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "…, which is spread by …": a relative clause behind a comma only explains a word."""
    if clause.dep_ != "relcl" or not _after_comma(clause):
        return False
    return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in clause.doc[clause.left_edge.i : clause.left_edge.i + 3])


def _compares(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "as the minister told …" behind what another says."""
    marks = [c for c in clause.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("as", "like")]
    return clause.dep_ == "advcl" and bool(marks) and clause.lemma_.lower() in verbs and clause.left_edge.i > head.i


def _adds(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "…, adding that …", "…, citing …": the speaker's next word."""
    return clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.lemma_.lower() in verbs and _after_comma(clause)


def _spoken(cues: Sequence[Cue]) -> bool:
    return any(cue.kind == "speech" for cue in cues)


def _goes_on(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "announced that he was leaving and VOWED to return": the second verb is the speaker's."""
    if clause.dep_ != "conj" or clause.head != head or not _spoken(verbs.get(clause.lemma_.lower(), ())):
        return False
    bare = not any(c.dep_ in ("nsubj", "nsubjpass", "mark", "aux") for c in clause.children)
    return bare and clause.tag_ in ("VBD", "VBZ", "VBP") and clause.tag_ == head.head.tag_


def _judges(clause: Any, head: Any, verbs: Mapping[str, Sequence[Cue]]) -> bool:
    """Such as "…, a rise of four points since March": the reporter's own word on it, at the end of the sentence."""
    first, last = clause.left_edge, clause.right_edge
    closes = last.i >= clause.sent.end - 3 and last.i - first.i >= 3
    return clause.dep_ == "appos" and closes and first.lower_ in _OPEN_ENDED and _after_comma(clause)


RULES = (_contrasts, _describes, _compares, _adds, _goes_on, _judges)


def _reach_back(doc: Any, part: list[int], low: int, sentence: Sentence) -> Range:
    """A preposed clause runs up to the speaker's block; what stands before it in the sentence belongs to it."""
    first = part[0]
    begin = sentence.tokens.start
    if all(
        doc[i].head.i in (first, *part) or doc[i].is_punct or doc[i].pos_ in ("CCONJ", "ADV")
        for i in range(begin, first)
    ):
        first = begin
    return sentence.range_of(doc[first])[0], sentence.range_of(doc[part[-1]])[1]


def with_next_quote(found: list[Range], core: set[int], scene: Scene) -> list[Range]:
    """'The streets were empty, he added, "but …"': the quotation after an interrupting speaker goes on."""
    if len(found) != 1:
        return found
    end = scene.sentence.range_of(scene.sentence.tokens.doc[max(core)])[1]
    after = [q for q in scene.quotes if end <= q[0] <= end + 3 and scene.content[end : q[0]].strip() == ","]
    return [*found, *after[:1]] if found[0][1] <= end else found


def quoted(token: Any, core: set[int], scene: Scene) -> list[Range]:
    """Quotations that touch the cue and its speaker with little between.

    One after a colon may open the next line.
    """
    sentence, doc, content = scene.sentence, token.doc, scene.content
    start, end = sentence.range_of(doc[min(core)])[0], sentence.range_of(doc[max(core)])[1]
    cue = sentence.range_of(token)
    colon = content[sentence.start : sentence.end].rstrip().endswith(":")
    near = []
    for low, high in scene.quotes:
        if low <= cue[0] < high:
            continue
        before = high <= start and start - high <= _BEFORE and high > sentence.start
        later = low >= cue[1] and low - end <= _AFTER and low < sentence.end
        below = colon and 0 <= low - sentence.end <= 3
        if before or below:
            near.append((low, high))
        elif later:
            near.append((_clause_start(token, low, sentence), high))
    return near[:2]


def _clause_start(token: Any, quote: int, sentence: Sentence) -> int:
    """Where the clause begins that ends in a quotation: "told a paper [he was 'not there yet']"."""
    for inner in token.doc[token.i + 1 : sentence.tokens.end]:
        at = sentence.range_of(inner)[0]
        if at >= quote:
            break
        if inner.dep_ in ("nsubj", "nsubjpass", "expl") and inner.left_edge.i > token.i:
            return sentence.range_of(inner.left_edge)[0]
    return quote
