"""What programs ask: every answer fits the schema that the workbench publishes, and nothing they send breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case as Call
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import djeli
from copies import copied
from djeli.web.app import create_app
from walking import ROUTES, walk

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
DOCUMENTED = sorted(route.path for route in ROUTES if route.include_in_schema)


@pytest.fixture(scope="module")
def client(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program's session with a copy of the demo."""
    folder = copied(demo_case, tmp_path_factory.mktemp("api") / "case")
    with djeli.open(folder) as case, TestClient(create_app(case, hosts=("testserver",))) as session:
        yield session


@pytest.fixture(scope="module")
def published(client: TestClient) -> schemathesis.schemas.BaseSchema:
    """The schema as programs get it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", client.app)


@pytest.mark.parametrize("path", DOCUMENTED)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_answers_fit_the_schema(published: schemathesis.schemas.BaseSchema, path: str, mode: GenerationMode) -> None:
    """Good and bad questions made from the schema get answers that it tells of, and never a fault of the server."""
    operation = published[path]["GET"]

    @given(call=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def asked(call: Call) -> None:
        call.call_and_validate(checks=list(CHECKS))

    try:
        asked()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # where every text is a name, nothing can be asked amiss


def test_pages_are_not_in_the_schema() -> None:
    """Only what programs ask is published, and all of it lies under /api/."""
    assert DOCUMENTED
    assert all(path.startswith("/api/") for path in DOCUMENTED)


def test_faults_are_sentences(client: TestClient) -> None:
    """A program that asks amiss is told so as JSON, with one sentence."""
    for path in ("/api/spots?box=1", "/api/spots?cell=x", "/api/nosuch"):
        answer = client.get(path)
        assert 400 <= answer.status_code < 500
        assert isinstance(answer.json()["error"], str)


def test_what_links_lead_to_is_answered(client: TestClient) -> None:
    """Addresses that pages give to our own script are good ones."""
    found = [path for name, paths in walk(client).items() if name.startswith("GET /api/") for path in paths]
    assert found
    for path in found:
        assert client.get(path).status_code == 200
