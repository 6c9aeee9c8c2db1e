"""Serving the workbench until it is stopped."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from djeli.errors import CaseError, DjeliError
from djeli.ledger import Case
from djeli.store import EventFilter
from djeli.web.app import create_app
from djeli.web.desk import environment

LAST_TRIED = 20


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def free_port(host: str, port: int) -> int:
    """The port, or the next one that nobody uses.

    Raises:
        CaseError: none of the next twenty is free, or the host is not ours.
    """
    for tried in range(port, port + LAST_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((host, tried))
            except socket.gaierror as error:
                raise CaseError(f"no machine is called {host!r} here; take 127.0.0.1") from error
            except OSError:
                continue
            return tried
    raise CaseError(
        f"nothing can be served at {host} on the ports {port} to {port + LAST_TRIED - 1}: they are in use, or the "
        "address is not of this machine; name another with --port or --host"
    )


def serve(case: Case, *, host: str, port: int, token: str = "", ready: Callable[[str], None]) -> None:
    """Serve a case until the process is told to stop.

    Args:
        case: an open case.
        host: address to listen at; beyond this machine a token is asked for, and made when none is given.
        port: the first port to try.
        token: what opens it.
        ready: called with the address to open.

    Raises:
        CaseError: no port is free.
    """
    chosen = free_port(host, port)
    key = token or ("" if is_loopback(host) else secrets.token_urlsafe(18))
    app = create_app(case, token=key, hosts=_names(host), cookie=f"djeli-{chosen}")
    threading.Thread(target=warm, args=(case,), name="djeli-warming", daemon=True).start()
    shown = socket.gethostname() if _unspecified(host) else f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{chosen}/" + (f"enter?token={key}" if key else ""))
    config = uvicorn.Config(app, host=host, port=chosen, log_level="warning", server_header=False, date_header=False)
    uvicorn.Server(config).run()


def warm(case: Case) -> None:
    """Load what the first pages need before somebody asks for them: templates, names of countries, places, counts.

    What goes wrong here goes wrong again where somebody sees it, on the page that needs it.
    """
    with suppress(DjeliError):
        for name in ("overview.html", "events.html", "event.html"):
            environment().get_template(name)
        case.tally(EventFilter())
        for event in case.page(EventFilter(), limit=1):
            case.show(event.id, links=False)
        case.places()


def _names(host: str) -> tuple[str, ...]:
    """Names the server answers to beside its own: with a token and on every address of the machine, any."""
    if is_loopback(host):
        return ()
    return ("*",) if _unspecified(host) else (host,)


def _unspecified(host: str) -> bool:
    """Whether a host stands for every address of this machine, so that no name can be told in advance."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
