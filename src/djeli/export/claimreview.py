"""ClaimReview (schema.org): verdicts that a person gave, and no others.

A review goes out for an event that an analyst looked at and let stand, or whose grade an analyst set. What a machine
alone came to is no verdict and has no review. The organisation that keeps the case is the author: analysts are not
named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli import phrases
from djeli.bundle import Bundle
from djeli.export.evidence import Evidence
from djeli.export.manifest import Tally, write_manifest
from djeli.export.notes import disputes, harm
from djeli.views import Event
from djeli.vocab import Credibility, Verdict

SCHEMA = "djeli-claimreview/1"
_STANDS = "task:event"
BEST, WORST = 5, 1
RATINGS = {
    Credibility.CONFIRMED: 5,
    Credibility.PROBABLY_TRUE: 4,
    Credibility.POSSIBLY_TRUE: 3,
    Credibility.DOUBTFUL: 2,
    Credibility.IMPROBABLE: 1,
}
"""Credibility of information -> rating from 1 to 5; what cannot be judged has none, and no review."""


def left_out(event: Event) -> str:
    """Why an event has no review; empty when it has."""
    approved = any(one.verdict is Verdict.ACCEPTED and one.prop == _STANDS for one in event.decisions)
    graded = event.assessment is not None and bool(event.assessment.overruled_by)
    if not approved and not graded:
        return "no analyst approved it: a machine's result is no verdict"
    if event.assessment is None or event.assessment.credibility not in RATINGS:
        return "an analyst looked at it, but it cannot be judged"
    return ""


def review(bundle: Bundle, event: Event, evidence: Evidence) -> dict[str, Any]:
    """One review."""
    grade = event.assessment
    assert grade is not None  # noqa: S101 - left_out() has looked
    sources = evidence.sources(event)
    pages = [one.address for one in sources if one.address.startswith("http")]
    days = sorted(one.published[:10] for one in sources if one.published)
    informants = evidence.informants(event)
    decided = max((one.at[:10] for one in event.decisions), default="")
    told = f"{event.title}, {phrases.when(event.when)}. {' '.join(harm(event))}".strip()
    claim: dict[str, Any] = {
        "@type": "Claim",
        "name": event.title,
        "author": {"@type": "Organization", "name": (informants or [sources[0].outlet if sources else "unknown"])[0]},
        "appearance": [{"@type": "CreativeWork", "url": url} for url in pages],
    }
    if days:
        claim["datePublished"] = days[0]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": event.id,
        "author": {"@type": "Organization", "name": bundle.case},
        **({"datePublished": decided} if decided else {}),
        "claimReviewed": told,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[grade.credibility],
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": phrases.GRADES[grade.credibility.value],
            "ratingExplanation": " ".join([phrases.grade(grade.grade) + ".", *disputes(event)]),
        },
    }


def reviews(bundle: Bundle, tally: Tally) -> Iterator[dict[str, Any]]:
    """All reviews."""
    evidence = Evidence(bundle)
    for event in bundle.events:
        why = left_out(event)
        if why:
            tally.leave(why)
        else:
            yield review(bundle, event, evidence)


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `claimreview.jsonl`, one review a line, and a manifest of what was left out into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, tally = out / "claimreview.jsonl", Tally()
    found = [json.dumps(one, ensure_ascii=False) + "\n" for one in reviews(bundle, tally)]
    path.write_text("".join(found), encoding="utf-8")
    return write_manifest(bundle, out, SCHEMA, {path: len(found)}, tally=tally)
