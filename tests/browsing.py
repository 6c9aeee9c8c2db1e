"""A real browser at a real server: a case served on a free port, and a watch on all that its pages do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

import djeli
from djeli.web.app import create_app

START = 20.0  # seconds that a server or a page may take on a busy machine before a test fails
WINDOW = {"width": 1280, "height": 900}
WATCH = """addEventListener("securitypolicyviolation", (one) =>
  console.error(`against the policy: ${one.violatedDirective} ${one.blockedURI} at ${one.sourceFile}`))"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a case on a free port of this machine; hands out the address without the last slash."""
    with djeli.open(folder) as case:
        config = uvicorn.Config(create_app(case), host="127.0.0.1", port=0, log_level="error", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until = time.monotonic() + START
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
        assert server.started, "the workbench did not start"
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(START)


@dataclass
class Watch:
    """What a page did that none of ours may do. Refused is what a test means to be refused."""

    base: str
    faults: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()

    def over(self, context: BrowserContext) -> None:
        """Note every request elsewhere, every error, every dialog of a context's pages."""
        context.add_init_script(WATCH)
        context.on("request", lambda one: self._asked(one.url))
        context.on("console", lambda one: self._said(one.type, one.text))
        context.on("weberror", lambda one: self.faults.append(f"script failed: {one.error}"))
        context.on("dialog", self._dialog)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base + "/", "data:", "blob:")):
            self.faults.append(f"asked elsewhere: {url[:200]}")

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(words in text for words in self.refused):
            self.faults.append(f"console {kind}: {text[:300]}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog: {dialog.message[:200]}")
        dialog.dismiss()


@contextmanager
def looking(browser: Browser, base: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A page of a fresh session; afterwards nothing may have been asked of another host, and nothing have failed."""
    context = browser.new_context(base_url=base, reduced_motion="reduce", **{"viewport": WINDOW, **options})
    context.set_default_timeout(START * 1000)
    watch = Watch(base)
    watch.over(context)
    try:
        yield context.new_page(), watch
    finally:
        context.close()
    assert not watch.faults, "\n".join(watch.faults)
