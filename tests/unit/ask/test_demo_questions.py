"""Questions over the bundled reports: each is answered with words of a page, or with an honest "it doesn't say"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from djeli import ledger
from djeli.ask import Answer

ANSWERED = [
    # who did it
    ("Who attacked the convoy near Tinzaouatene?", "claimed responsibility for the attack on the convoy"),
    ("Who attacked the hotel in Nairobi?", "Al-Shabaab"),
    ("who attacked Pont-Sonde", "Gran Grif"),
    ("Who was behind the bombing of churches in Sri Lanka?", "Islamic State"),
    ("who bombed the churches in Colombo", "National Thowheed Jamath"),
    ("who struck the railway station in Kramatorsk", "Russian forces"),
    ("Who killed villagers in Barsalogho?", "Jama'at Nusrat"),
    ("qui a attaqué Barsalogho ?", "Jama'at Nusrat"),
    ("Qui a attaqué l'hôtel à Nairobi ?", "Al-Shabaab"),
    ("who claimed responsibility for the attack in Nairobi", "Al-Shabaab"),
    ("Qui a revendiqué l'attaque contre le convoi ?", "JNIM"),
    ("who resigned in Sri Lanka", "The defence secretary resigned"),
    # to whom
    ("Whom did JNIM attack in Burkina Faso?", "soldiers"),
    ("who was killed in Moura", "300 men"),
    # how many
    ("how many people died in Nairobi", "21"),
    ("How many people were killed in Kramatorsk?", "57"),
    ("How many were killed in the Easter bombings in Sri Lanka?", "359"),
    ("how many people died in Pont-Sonde", "115"),
    ("how many people were killed in Moura", "500"),
    ("how many people fled from Pont-Sonde", "6,000"),
    ("how many soldiers were killed in Tinzaouatene", "two of its soldiers"),
    ("how many were wounded in Haiti", "16"),
    ("combien de morts à Tinzaouatène ?", "20"),
    ("Combien de personnes ont été tuées à Moura ?", "203"),
    # who says what
    ("What did the CSP say about JNIM?", "that JNIM had played any part"),
    ("what did the Malian army say about Moura", "203 terrorists"),
    ("what did the UN say about Moura", "500 people"),
    ("What did Ukraine's foreign ministry deny?", "that the country had supported the attack"),
    ("who denied the attack on Kramatorsk", "Russia's defence ministry"),
    ("who condemned the attack in Haiti", "Haiti's prime minister"),
    ("que dit le CSP sur le JNIM ?", "that JNIM had played any part"),
    ("who accused Ukraine of backing rebels", "Kyiv of backing rebels"),
    # yes or no, with both sides
    ("did Russia deny the attack on Kramatorsk", "Kramatorsk"),
    ("Did JNIM attack the convoy?", "l'attaque contre le convoi"),
    # when and where
    ("When did Mali break off relations with Ukraine?", "breaking off diplomatic relations"),
    ("when did Niger cut ties with Ukraine", "Aug. 6"),
    ("when was the attack in Nairobi", "15 Jan 2019"),
    ("When were the bombings in Sri Lanka?", "21 Apr 2019"),
    ("where did al-Shabaab attack", "Nairobi"),
    ("Where was the drone strike in August 2024?", "Kidal"),
    # what happened, with what, who is who
    ("what happened in Moura in March 2022", "arrested 51"),
    ("Que s'est-il passé à Moura ?", "203 terrorists"),
    ("with what weapon was Kramatorsk hit", "missile"),
    ("What is JNIM affiliated with?", "Al-Qaeda"),
]
SILENT = [
    # nothing of it in the case
    ("who attacked Khartoum", "Khartoum"),
    ("How many people died in Gaza?", "Gaza"),
    ("what did Emmanuel Macron say", "Macron"),
    ("who ate the cake", "cake"),
    ("how many elephants were killed in Nairobi", "elephants"),
    ("qui a attaqué Bangui ?", "Bangui"),
    # the parts are there and not together
    ("who leads al-Shabaab", "fits all"),
    ("Who attacked the hotel in Nairobi in 2022?", "fits all"),
    ("what did JNIM say about Kramatorsk", "fits all"),
    ("did the Malian army bomb Nairobi", "fits all"),
    ("When did MINUSMA leave Mali?", "MINUSMA"),
    # no question for a ledger
    ("why did Niger cut ties with Ukraine", "not why"),
    ("who attacked the convoy yesterday", "yesterday"),
    ("what is the weather in Bamako", "weather"),
    ("hello", "hello"),
    ("??", "No word"),
]


@pytest.fixture(scope="module")
def case(demo_case: Path) -> Iterator[ledger.Case]:
    """The demo, open."""
    with ledger.open(demo_case) as opened:
        yield opened


def told(answer: Answer) -> str:
    """Everything an answer says, in one string."""
    lines = [f"{line.text} {line.voice} {line.quote}" for found in answer.found for line in found.lines]
    return " ".join([*(found.sentence for found in answer.found), *lines])


def human(answer: Answer) -> str:
    """What to look at when a row fails."""
    return f"{answer.question} | {answer.understood}\n{told(answer)}\n{answer.reason} {answer.missing} {answer.near}"


@pytest.mark.parametrize(("question", "holds"), ANSWERED, ids=[question for question, _ in ANSWERED])
def test_questions_are_answered_with_words_of_pages(case: ledger.Case, question: str, holds: str) -> None:
    """The answer says what is expected; each line quotes a page, word by word, and names it."""
    answer = case.ask(question)
    assert answer.says and holds in told(answer), human(answer)
    claims = {claim.id: claim for claim in case.claims()}
    for line in (line for found in answer.found for line in found.lines):
        assert line.pages and line.claims, human(answer)
        text = " ".join(case.text(claims[line.claims[0]].spans[0].text).content.split())
        assert all(part in text for part in line.quote.split(" … ")), line


@pytest.mark.parametrize(("question", "because"), SILENT, ids=[question for question, _ in SILENT])
def test_what_the_ledger_does_not_say(case: ledger.Case, question: str, because: str) -> None:
    """No answer is made up: the reason names what is missing, and what was searched is counted."""
    answer = case.ask(question)
    assert not answer.says and because in answer.reason and "events" in answer.searched, human(answer)


def test_a_dispute_stands_with_both_sides(case: ledger.Case) -> None:
    """Where accounts disagree about who did it, the answer holds the dispute and both names."""
    answer = case.ask("who struck the railway station in Kramatorsk")
    disputes = [dispute for found in answer.found for dispute in found.disputes]
    assert any(len(dispute.sides) > 1 for dispute in disputes), human(answer)
    assert any(line.against or "Ukrain" in line.text for found in answer.found for line in found.lines)


def test_words_found_nowhere_are_named_and_near_events_too(case: ledger.Case) -> None:
    """A word that stands nowhere is named as it was typed; what comes near is listed, as no answer."""
    answer = case.ask("How many Elephants were killed in Nairobi?")
    assert answer.missing == ("Elephants",)
    assert any("Nairobi" in line for line in answer.near)


def test_the_table_is_kept_apart(case: ledger.Case) -> None:
    """What only the actor table knows is no answer of the reports, and each fact says where it was read."""
    answer = case.ask("When did MINUSMA leave Mali?")
    assert not answer.says and answer.known
    assert all(known.reference for known in answer.known)
