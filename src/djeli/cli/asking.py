"""`djeli ask`: a question answered from the ledger, or an honest word that it doesn't say."""

from __future__ import annotations

from typing import Annotated

import typer

from djeli.cli import answers
from djeli.cli.console import opened, out, show_json
from djeli.cli.fill import CaseOption, JsonOption


def ask(
    question: Annotated[str, typer.Argument(help="A question in English or French.")],
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the ledger: quotes, who says so, disputes; or say that the ledger doesn't say."""
    with opened(case) as opened_case:
        answer = opened_case.ask(question)
    if as_json:
        show_json(answer)
        return
    out.print(answers.page(answer))
