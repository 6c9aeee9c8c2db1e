"""`djeli serve`: the workbench in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from djeli.cli.console import opened, out, words
from djeli.cli.fill import CaseOption
from djeli.web.serving import serve as serving


def serve(
    case: CaseOption = None,
    host: Annotated[
        str, typer.Option(help="Address to listen at; beyond this machine a token is needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="First port to try.", min=1, max=65535)] = 8321,
    token: Annotated[
        str,
        typer.Option(
            help="Token that opens it; made when beyond this machine none is given. Better in $DJELI_TOKEN, which the "
            "list of processes doesn't show.",
            envvar="DJELI_TOKEN",
            show_envvar=False,
        ),
    ] = "",
) -> None:
    """Open the case as a workbench in the browser: on this machine only, unless --host says otherwise."""
    with opened(case) as opened_case:
        serving(opened_case, host=host, port=port, token=token, ready=_ready)


def _ready(address: str) -> None:
    out.print(words(f"The workbench stands at {address}", "bold"))
    out.print(words("Open it in a browser. Ctrl+C ends it; everything that was decided is kept.", "dim"))
