"""FollowTheMoney files read back with its own library, where that could be installed: it compiles against ICU."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from djeli.export.ftm import STATEMENT
from djeli.ledger import Case

WHY = "followthemoney is not installed: apt-get install libicu-dev pkg-config g++, then pip install '.[ftm]'"
ftm = pytest.importorskip("followthemoney", reason=WHY)
ftm_statement = pytest.importorskip("followthemoney.statement", reason=WHY)
serialize = pytest.importorskip("followthemoney.statement.serialize", reason=WHY)


def test_entities_are_valid_and_read_back_the_same(case: Case, tmp_path: Path) -> None:
    """The library makes each entity out of its line, cleans every value into itself, and finds all references."""
    case.export("ftm", tmp_path, audience="internal")
    rows = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()]
    known, schemata = {row["id"] for row in rows}, set()
    for row in rows:
        proxy = ftm.model.get_proxy(row, cleaned=False)
        schemata.add(proxy.schema.name)
        ftm.model[row["schema"]].validate(row)
        for name, values in row["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (row["schema"], name, values)
        references = {value for prop, value in proxy.itervalues() if prop.type.name == "entity"}
        assert references <= known
    assert {"Event", "Article", "Address", "UnknownLink", "Organization", "PublicBody"} <= schemata


def test_statements_carry_the_words_they_rest_on(case: Case, tmp_path: Path) -> None:
    """The library reads the statements; each id is its own, and the words are those at the named characters."""
    case.export("ftm", tmp_path, audience="internal")
    assert list(STATEMENT) == serialize.CSV_COLUMNS
    with (tmp_path / "statements.csv").open("rb") as stream:
        found = list(serialize.read_csv_statements(stream))
    assert len(found) > 20
    with case.bundle("internal") as bundle:
        texts = {text.document: text.content for text in bundle.texts}
    placed = 0
    for one in found:
        assert one.id == ftm_statement.Statement.make_key(one.dataset, one.entity_id, one.prop, one.value, one.external)
        if "#char=" in (one.origin or ""):
            document, _, place = str(one.origin).removeprefix("djeli:").partition("#char=")
            start, end = map(int, place.split(","))
            assert " ".join(texts[document][start:end].split()) == (one.original_value or one.value)
            placed += 1
    assert placed > 10
