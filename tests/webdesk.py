"""What tests of the workbench's forms share: a session that sends forms with their token."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from httpx import Response

from djeli.ledger import Case
from djeli.web.app import create_app


class Browser:
    """A session of one analyst."""

    def __init__(self, case: Case, analyst: str = "") -> None:
        self.client = TestClient(create_app(case))
        if analyst:
            self.send("/me", analyst=analyst)

    def get(self, path: str) -> str:
        """A page's text; it must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-400:])
        return answer.text

    def send(self, path: str, **fields: object) -> Response:
        """Send a form, follow where it leads."""
        met = re.search(r'name="csrf" value="([^"]+)"', self.client.get("/").text)
        assert met
        return self.client.post(path, data={"csrf": met[1], **fields})
