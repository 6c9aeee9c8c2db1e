"""Addresses of the web in their parts, also those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def parted(address: str) -> SplitResult:
    """Scheme, host, path and so on; what no browser could read either ("http://[") is all path."""
    try:
        found = urlsplit(address)
        _ = found.hostname
    except ValueError:
        return SplitResult("", "", address, "", "")
    return found
