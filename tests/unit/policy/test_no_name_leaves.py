"""No protected name leaves a case: looked for in every file of every way out, for every audience but the team."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from pathlib import Path

import pytest

import leaks
from djeli import ledger
from djeli.errors import CaseError, DjeliError
from djeli.ledger import Case
from djeli.ledger.ways import ways_out
from djeli.policy import KEY, Veil
from djeli.settings import Leaving, Settings
from djeli.values import Person
from djeli.vocab import PersonLabel

OUTSIDERS = ("partner", "public")
LISTED = ("Zoltan Quillvane", "Иван Сидорчук", "منصور الطرابيشي", "欧阳明珠", "Jörg Hübschle", "የሺወርቅ ገብረማርያም")
"""Names that the analyst protects, in several scripts."""
UNTOLD = ("Quillvane", "Tessamine Okwuosa", "Okwuosa", "Sidorchuk", "Huebschle", "Ada Lindqvist", "Pyotr Custodian")
"""Parts and spellings of names, names the pages tell as private, those of analysts and of who keeps the case."""

PAGES = {
    "https://news.example/2021/03/zoltan-quillvane-interview.html": """Zoltan Quillvane: "They burned the market"

Harbour Wire, 12 March 2021

GAO, Mali - Gunmen attacked a market in Gao on 11 March 2021 and killed nine traders, said Zoltan   Quillvane, a
shopkeeper. Q u i l l v a n e lost his shop. QUILLVANE's brother Z. Quillvane fled. "I saw it,"
Zol\u200btan Quill\u00advane told https://social.example/@zoltanquillvane. See
https://files.example/%D0%98%D0%B2%D0%B0%D0%BD%20%D0%A1%D0%B8%D0%B4%D0%BE%D1%80%D1%87%D1%83%D0%BA.
""",
    "https://news.example/okwuosa/tessamine-okwuosa-widow": """Widow of Gao speaks

Hill Courier, 13 March 2021

GAO, Mali - The Malian army killed four farmers near Gao on 12 March 2021. Tessamine Okwuosa, a widow of 34,
said her husband was among the dead. Okwuosa fled to a camp. A girl named Amara Okwuosa, 9, was wounded.
""",
    "https://news.example/ru/ivan-sidorchuk-rasskazal": """Иван Сидорчук рассказал об обстреле

15 апреля 2022

КРАМАТОРСК - 8 апреля 2022 года ракетный удар по вокзалу в Краматорске убил 52 человека, сообщил Иван Сидорчук.
С Иваном Сидорчуком говорили журналисты.
""",
    "https://news.example/ar/mansour": """شهادة منصور الطرابيشي

قتل مسلحون تسعة مدنيين في مدينة غاو في 11 مارس 2021، وقال منصور الطرابيشي إنه رأى الهجوم. ومنصور الطرابيشي تاجر.
""",
    "https://news.example/mixed": """Testimonies

Delta Post, 20 May 2021

KIDAL, Mali - Gunmen killed three people in Kidal on 18 May 2021, said Jörg Hübschle and Joerg Huebschle.
欧阳明珠说。 የሺወርቅ ገብረማርያም
""",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case full of names that must not leave it."""
    folder = tmp_path_factory.mktemp("planted") / "case"
    leaving = Leaving(protect=LISTED)
    chosen = Settings(title="Gao and Zoltan Quillvane", custodian="Pyotr Custodian", workers=1, policy=leaving)
    with ledger.create(folder, chosen) as case:
        for uri, text in PAGES.items():
            case.add_bytes(text.encode(), uri, media_type="text/plain")
        case.add_bytes(b"Raid\n\nGunmen killed two people in Gao on 2 May 2020.", "/home/ada/zoltan_quillvane.txt")
        case.run()
        assert len(case.events()) >= 4
        case.grade_article(case.items()[0].id, "3", by="Ada Lindqvist", why="Zoltan Quillvane told Ada Lindqvist so")
    return folder


def names(case: Case) -> set[str]:
    """Everybody who is protected: on the list, planted, or shown by pages as private or minor and by none as public."""
    with case.store.reading() as view:
        told = [claim.parsed() for claim in view.claims(props=("person",))]
    persons = [one for one in told if isinstance(one, Person)]
    public = {one.name for one in persons if one.label is PersonLabel.PUBLIC}
    private = {one.name for one in persons if one.label is not PersonLabel.PUBLIC} - public
    return {*LISTED, *UNTOLD, *(name for name in private if " " in name)}


def written(case: Case, out: Path) -> dict[str, Path]:
    """Everything that leaves the case for others, by way and audience."""
    made = {}
    known = {event.id for event in case.events()}
    about = {"country": "ML", "event": min(known), "actor": next((row.id for row in case.actors()), "")}
    for audience in OUTSIDERS:
        for number, (way, write) in enumerate(ways_out(case, about).items()):
            folder = out / f"{audience}-{number}"
            try:
                write(folder, audience)
            except CaseError as refused:  # a form that holds originals goes out for the team only
                assert "internal" in str(refused) and not any(folder.rglob("*"))
            else:
                made[f"{way} for {audience}"] = folder
    return made


def test_no_protected_name_is_in_anything_that_leaves(planted: Path, tmp_path: Path) -> None:
    """Whatever is written for partners or anybody holds no protected name, in no spelling, nor does its file's name."""
    with ledger.open(planted) as case:
        wanted, made = names(case), written(case, tmp_path)
    bad = {way: leaks.found(folder, wanted) for way, folder in made.items()}
    assert not any(bad.values()), "\n".join(f"{way}: {'; '.join(met[:6])}" for way, met in bad.items() if met)
    assert all(any(path.is_file() and path.stat().st_size for path in folder.rglob("*")) for folder in made.values())


def test_the_search_finds_what_leaves_without_a_veil(
    planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the veil's words switched off the very same search finds the names, so that it can fail."""
    monkeypatch.setattr(Veil, "_veiled", lambda self, words: words)
    monkeypatch.setattr(Veil, "address", lambda self, uri: uri)
    with ledger.open(planted) as case:
        wanted, made = names(case), written(case, tmp_path)
    empty = {way for way, folder in made.items() if not leaks.found(folder, wanted)}
    assert all("claimreview" in way for way in empty), empty  # nothing was approved, so nothing is in it


def test_nothing_of_an_event_that_waits_leaves(tmp_path: Path) -> None:
    """An event of today, told beside one of long ago on an old page: only the team reads of it, also as a neighbour."""
    today = dt.datetime.now(dt.UTC).date()
    (tmp_path / "page.txt").write_text(
        "Reprisal in Menaka\n\nDelta Post, 5 May 2021\n\nMENAKA, Mali - Gunmen killed 12 villagers in Menaka on 3 "
        f"May 2021, the mayor said.\n\nOn {today:%d %B %Y} soldiers shelled Ansongo and killed nine Quetzalcoatl "
        "traders in retaliation for the killing in Menaka, the army said.\n",
        encoding="utf-8",
    )
    with ledger.create(tmp_path / "case", Settings(title="Menaka", workers=1)) as case:
        case.add([tmp_path / "page.txt"])
        old = next(event for event in case.events() if event.when and event.when.start.year == 2021)
        ways = ways_out(case, {"country": "ML", "event": old.id, "actor": ""})
        met = {}
        for audience in ("internal", "public"):
            for number, (way, write) in enumerate(ways.items()):
                folder = tmp_path / f"{audience}-{number}"
                with contextlib.suppress(DjeliError):  # an actor report of nobody, a bag for the public
                    write(folder, audience)
                    met[audience, way] = leaks.found(folder, {"Quetzalcoatl", "Ansongo"})
    assert sum(bool(found) for (audience, _), found in met.items() if audience == "internal") > 5
    assert not {way: found for (audience, way), found in met.items() if audience == "public" and found}


def test_the_key_is_apart_and_its_owners_alone(planted: Path, tmp_path: Path) -> None:
    """The key lies in the case with mode 600, says who is who, and goes out with nothing, not even for the team."""
    with ledger.open(planted) as case:
        for number, write in enumerate(ways_out(case, {}).values()):
            write(tmp_path / str(number), "internal")
        case.veil()
    key = planted / KEY
    kept = json.loads(key.read_text("utf-8"))
    assert key.stat().st_mode & 0o777 == 0o600
    assert kept["persons"]["zoltan quillvane"]
    assert not leaks.found(tmp_path, [kept["secret"]]) and not list(tmp_path.rglob(KEY))


def test_a_pseudonym_stays_and_says_nothing(planted: Path, tmp_path: Path) -> None:
    """The same person has the same pseudonym in every export of the case; another case draws another."""
    with ledger.open(planted) as case:
        first = case.veil().text("Zoltan Quillvane and Quillvane")
    with ledger.open(planted) as case:
        assert case.veil("partner").text("Zoltan Quillvane and Quillvane") == first
    with ledger.create(tmp_path / "other", Settings(policy=Leaving(protect=LISTED))) as other:
        whole, part = other.veil().text("Zoltan Quillvane and Quillvane").split(" and ")
    assert whole == part != first.split(" and ")[0]
