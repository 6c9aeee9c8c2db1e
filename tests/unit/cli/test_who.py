"""Commands about who is who and who says what: the screen and the JSON hold the same, within 100 columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from djeli import ledger
from djeli.settings import Settings

Djeli = Callable[..., Any]


def found(said: Any) -> Any:
    """What a command printed as JSON."""
    return json.loads(said.out)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A case whose one page quotes a resident by name and a body."""
    page = tmp_path / "page.txt"
    page.write_text(
        "Nine killed in Gao market\n\nHarbour Wire\n12 March 2021\n\n"
        "GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders. "
        '"I saw three men on motorcycles," said Salif Kone, a resident. '
        "The Malian army said it had arrested two men.\n",
        encoding="utf-8",
    )
    with ledger.create(tmp_path / "case", Settings(title="One page", workers=1)) as case:
        case.add([page])
    return tmp_path / "case"


def test_actors_lists_those_told_of(djeli: Djeli, demo_case: Path) -> None:
    """Rows are counted, most told of first, and say whether the table has them with a page."""
    rows = found(djeli("actors", "--json", "--case", demo_case))
    assert {"mali_army", "jnim", "csp"} <= {row["id"] for row in rows}
    totals = [sum(row["counts"].values()) for row in rows]
    assert totals == sorted(totals, reverse=True) and totals[-1] > 0
    assert {row["known"] for row in rows} >= {"referenced", "unreferenced"}
    screen = djeli("actors", "--case", demo_case).out
    assert "Malian Armed Forces" in screen and f"{len(rows)} of {len(rows)} actors" in screen


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (["--country", "Mali"], lambda row: "ML" in row["countries"]),
        (["--kind", "rebel group"], lambda row: row["kind"] == "rebel_group"),
        (["--text", "GSIM"], lambda row: row["id"] == "jnim"),
    ],
)
def test_actor_filters(djeli: Djeli, demo_case: Path, filters: list[str], holds: Callable[[Any], bool]) -> None:
    """Each filter leaves some rows, fewer than all, and only those that fit."""
    every = found(djeli("actors", "--json", "--case", demo_case))
    rows = found(djeli("actors", *filters, "--json", "--case", demo_case))
    assert 0 < len(rows) < len(every) and all(map(holds, rows))


def test_actor_keeps_table_and_reports_apart(djeli: Djeli, demo_case: Path) -> None:
    """The table's facts carry a reference or the word "unreferenced"; relations, events and statements carry quotes."""
    shown = found(djeli("actor", "JNIM", "--json", "--case", demo_case))
    assert shown["row"]["id"] == "jnim" and shown["events"] and shown["said"]
    assert shown["facts"] and all(fact["reference"] for fact in shown["facts"])
    assert all(line["quote"] for one in shown["held"] for line in one["lines"])
    screen = djeli("actor", "Group to Support Islam and Muslims", "--case", demo_case).out
    assert "Actor table" in screen and "[1]" in screen and "Statements by" in screen


@pytest.mark.parametrize(
    ("name", "status", "holds"),
    [
        ("Jamaat Nusrat al Islam wal Muslimin", 0, "jnim"),
        ("Jama'at Nusrat al-Islam wal-Muslimim", 0, "taken for"),
        ("Zorro the Fox", 2, "djeli actors"),
        ("Wagnr", 2, "wagner"),
        ("", 2, "no actor"),
    ],
)
def test_names_are_found_by_spelling(djeli: Djeli, demo_case: Path, name: str, status: int, holds: str) -> None:
    """A near spelling is taken and said so; an unknown name ends in a sentence that lists what comes near."""
    said = djeli("actor", name, "--case", demo_case)
    assert said.status == status and holds in said.words


def test_claims_by_speaker_stance_event_and_words(djeli: Djeli, demo_case: Path) -> None:
    """Filters leave some statements, only those that fit; each has its words, its page and its address."""
    every = found(djeli("claims", "--json", "--case", demo_case))
    assert len(every) > 50 and all(one["quote"] and one["page"] and one["uri"] for one in every)
    denied = found(djeli("claims", "--stance", "denies", "--json", "--case", demo_case))
    assert 0 < len(denied) < len(every) and {one["stance"] for one in denied} == {"denies"}
    told = found(djeli("claims", "--speaker", "JNIM", "--json", "--case", demo_case))
    assert told and all("JNIM" in one["speaker"]["name"] or one["speaker"]["actor"] == "jnim" for one in told)
    of_event = next(one["events"][0] for one in every if one["events"])
    assert all(
        of_event in one["events"] for one in found(djeli("claims", "--event", of_event, "--json", "--case", demo_case))
    )
    dated = found(djeli("claims", "--since", "2024-08", "--until", "2024-08", "--json", "--case", demo_case))
    assert dated and all(one["published"].startswith("2024-08") for one in dated)
    worded = found(djeli("claims", "--text", "convoy", "--json", "--case", demo_case))
    assert worded and all("convo" in one["passage"].lower() for one in worded)


def test_nothing_found_says_what_was_asked(djeli: Djeli, demo_case: Path) -> None:
    """Empty lists name the filters; unknown stances, kinds and events end in a sentence with those there are."""
    for command, option, value in (
        ("claims", "--text", "xylophone"),
        ("figures", "--text", "xylophone"),
        ("actors", "--text", "xylophone"),
    ):
        said = djeli(command, option, value, "--case", demo_case)
        assert said.status == 0 and "text xylophone" in said.words
        assert found(djeli(command, option, value, "--json", "--case", demo_case)) == []
    for command, option, value, holds in (
        ("claims", "--stance", "shouts", "denies"),
        ("figures", "--kind", "weather", "force_size"),
        ("actors", "--kind", "wizard", "rebel_group"),
        ("claims", "--event", "ZZZZ", "djeli events"),
    ):
        said = djeli(command, option, value, "--case", demo_case)
        assert said.status == 2 and holds in said.words


def test_private_speakers_are_no_actors(djeli: Djeli, witness: Path) -> None:
    """A resident quoted by name stands in claims as the page prints it, marked private, and in no list of actors."""
    [one] = found(djeli("claims", "--text", "motorcycles", "--json", "--case", witness))
    assert one["speaker"]["name"].startswith("Salif Kone") and one["private"]
    assert "(private)" in djeli("claims", "--text", "motorcycles", "--case", witness).words
    assert "Salif" not in djeli("actors", "--case", witness).out
    assert djeli("actor", "Salif Kone", "--case", witness).status == 2


def test_names_like_a_persons_are_no_bodies(djeli: Djeli, tmp_path: Path) -> None:
    """A name outside the table that a person may have is not listed as a body, whatever relation names it."""
    page = tmp_path / "page.txt"
    page.write_text(
        "Harbour Wire\n12 March 2021\n\nBaro Keita is led by his uncle and was founded anew. "
        "Al-Shabaab, which is based in Somalia, promised to pay 100 dollars to each family by June 2021. "
        "The White Heron Front was founded by traders in 2016.\n",
        encoding="utf-8",
    )
    with ledger.create(tmp_path / "case", Settings(title="One page", workers=1)) as case:
        case.add([page])
    assert "Keita" not in djeli("actors", "--case", tmp_path / "case").out
    for command in (["figures"], ["ask", "who leads Baro Keita"], ["actor", "al_shabaab"]):
        assert djeli(*command, "--case", tmp_path / "case").status == 0


def test_ask_on_screen_and_as_json(djeli: Djeli, demo_case: Path) -> None:
    """The screen holds the sentence, the words and the dispute; the JSON the same; silence is said in words."""
    question = "Who attacked the hotel in Nairobi?"
    answer = found(djeli("ask", question, "--json", "--case", demo_case))
    screen = djeli("ask", question, "--case", demo_case).words
    assert answer["found"] and answer["found"][0]["event"] in screen
    assert "“" in screen and "Al-Shabaab" in screen
    silent = djeli("ask", "Who attacked Khartoum?", "--case", demo_case)
    assert silent.status == 0 and "The ledger doesn't say." in silent.words and "Searched:" in silent.words


def test_screens_fit_100_columns(djeli: Djeli, demo_case: Path) -> None:
    """No line of any screen is wider than 100 columns."""
    for command in (
        ["actors"],
        ["actor", "jnim"],
        ["actor", "mali_army"],
        ["claims"],
        ["figures"],
        ["ask", "who attacked the convoy near Tinzaouatene"],
        ["ask", "how many elephants died in Nairobi"],
    ):
        wide = [line for line in djeli(*command, "--case", demo_case).out.splitlines() if cell_len(line) > 100]
        assert not wide, (command, wide)


def test_empty_case(djeli: Djeli, empty_case: Path) -> None:
    """Every list works on a case with nothing in it."""
    for command in (["actors"], ["claims"], ["figures"]):
        assert djeli(*command, "--case", empty_case).status == 0
        assert found(djeli(*command, "--json", "--case", empty_case)) == []
    assert "doesn't say" in djeli("ask", "who attacked Gao", "--case", empty_case).words
    assert "tell nothing of it" in djeli("actor", "jnim", "--case", empty_case).words


def test_show_holds_what_is_said_of_the_event(djeli: Djeli, demo_case: Path) -> None:
    """The page of an event shows statements about it, and its JSON holds them."""
    every = found(djeli("claims", "--json", "--case", demo_case))
    chosen = next(one["events"][0] for one in every if one["events"])
    shown = found(djeli("show", chosen, "--json", "--case", demo_case))
    assert shown["statements"] and all(chosen in one["events"] for one in shown["statements"])
    assert "said of" in djeli("show", chosen, "--case", demo_case).out
