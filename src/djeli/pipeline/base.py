"""What events are computed from: all current rows of a case, or those that stand near a change."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.assess import Shield
from djeli.judge.corrected import corrected
from djeli.judge.events import rejected
from djeli.judge.rows import REPORT, in_force
from djeli.pipeline.grading import TOLD
from djeli.pipeline.reattach import Attached, attached, carried, named_by
from djeli.pipeline.versions import superseded
from djeli.records import Claim, Document, Item, Judgement, Span, Text
from djeli.resources.event_types import affinity
from djeli.store import View
from djeli.views import Account
from djeli.vocab import SubjectKind, Verdict

PUBLIC = "public"
"""Name under which a case keeps the names of all persons that are public in it."""
STANDING = "standing"
"""Name under which it keeps what linking needs for the next decision; empty where pages were added since."""
_TYING = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is computed from."""

    accounts: Sequence[Account]
    items: Sequence[Item]
    texts: Mapping[str, Text]
    documents: Mapping[str, Document]
    unresolved: Sequence[Span]
    newer: Mapping[str, str]  # superseded document -> the newest at its address
    attached: Attached
    told: Mapping[str, Sequence[Claim]] = field(default_factory=dict)  # item -> claims about itself and actors
    judgements: Sequence[Judgement] = ()
    shield: Shield = field(default_factory=lambda: Shield(()))

    def story(self, item: Item) -> str:
        """The characters of an item."""
        return self.texts[item.text].content[item.start : item.end]

    def pairs(self) -> list[tuple[Item, Document]]:
        """Items with the documents they stand in."""
        return [(item, self.documents[self.texts[item.text].document]) for item in self.items]

    def quote(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.texts[span.text].quote(span)


def kept(view: View) -> Kept:
    """All current rows that events are computed from: of each address the newest version only."""
    documents = {document.id: document for document in view.documents()}
    newer = superseded(list(documents.values()), list(view.captures()))
    told = _told(view.claims(props=TOLD))
    texts = {text.id: text for text in view.texts() if text.document not in newer}
    accounts = [account for account in view.accounts() if account.document not in newer]
    return Kept(
        accounts=accounts,
        items=[item for item in view.items() if item.text in texts],
        texts=texts,
        documents=documents,
        unresolved=[span for span in view.unresolved() if span.text in texts],
        newer=newer,
        attached=attached(view, [account.report for account in accounts], newer, affinity),
        told=told,
        shield=Shield(claim for found in told.values() for claim in found),
        judgements=in_force(view.judgements()),
    )


def near(
    view: View, reports: Collection[str], items: Collection[str], attached: Attached, judgements: Sequence[Judgement]
) -> Kept:
    """The same of some reports, and of all reports of some items; of these items also what their grade rests on."""
    wanted = {*reports, *(one.id for one in view.reports_in(items))}
    accounts = view.accounts(wanted) if wanted else []
    found = list(view.items({*items, *(one.item.id for one in accounts)}))
    texts = {text.id: text for text in view.texts({item.text for item in found})}
    return Kept(
        accounts=accounts,
        items=found,
        texts=texts,
        documents={one.id: one for one in view.documents({text.document for text in texts.values()})},
        unresolved=list(view.unresolved_in(items)),
        newer={},
        attached=attached,
        told=_told(view.claims_in(items, TOLD)),
        judgements=judgements,
        shield=shield_of(view, {item.id for item in found}),
    )


def shield_of(view: View, items: Collection[str]) -> Shield:
    """Who is private in some items, as the whole case has it."""
    public = view.body(PUBLIC)
    if public is None:  # computed before the names of public persons were kept
        return Shield(view.claims(props=("person",)))
    return Shield(view.claims_in(items, ("person",)), json.loads(public))


def items_in(view: View, documents: Collection[str]) -> set[str]:
    """Items of some documents, by id."""
    return {name for text in view.text_of(documents).values() for name, _, _ in view.outline(text)}


def public_names(view: View) -> list[str]:
    """Names in plain words of persons that the whole case makes public."""
    found: list[str] = json.loads(view.body(PUBLIC) or "[]")
    return found


def of_pairs(view: View) -> list[Judgement]:
    """Decisions in force that tie or part reports, as they speak of current ones."""
    rows = [one for one in in_force(view.judgements()) if one.verdict in _TYING]
    if not rows:
        return []
    heirs = view.heirs()
    names = {name for one in rows for name in named_by(one)}
    known = view.heads({*names, *(heirs[name] for name in names if name in heirs)})
    return carried(rows, known, heirs)[0]


def _told(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject_kind is not SubjectKind.REPORT:
            found[claim.item].append(claim)
    return dict(found)


def as_read(accounts: Sequence[Account], attached: Attached) -> list[Account]:
    """Accounts as people read them. Those of what is no event are among them: they are linked, but not folded.

    So to reject an event leaves all others as they are, and to take that back brings it again as it was.
    """
    return corrected(accounts, (one for one in attached.judgements if not _leaves_out(one)))


def left_out(attached: Attached) -> frozenset[str]:
    """Reports of what somebody judged to be no event."""
    return rejected(attached.events) | {one.left for one in attached.judgements if _leaves_out(one)}


def _leaves_out(one: Judgement) -> bool:
    return one.right == REPORT and one.verdict is Verdict.REJECTED
