"""Which addresses Djeli may connect to: a URL taken apart, its host resolved once, every answer checked."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from djeli.errors import ForbiddenAddress, UnreadableInput

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Target:
    """A host with the one address to connect to, checked."""

    host: str
    port: int
    ip: str


def resolve(url: str, *, allow_private: bool) -> Target:
    """Host and checked address of a URL.

    The name is resolved by the system once, and the connection goes to the address that was checked: a second
    look-up could give another answer (DNS rebinding). If any answer is private, the host is refused.

    Raises:
        ForbiddenAddress: another scheme than http or https, user names in the address, a private address.
        UnreadableInput: the address is malformed, or its host has no address.
    """
    host, port = host_of(url)
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableInput(
            f"the host {host!r} cannot be found ({error}); check the address and the network", where=url
        ) from error
    addresses = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    if not addresses:
        raise UnreadableInput(f"the host {host!r} has no address", where=url)
    bad = [address for address in addresses if not is_public(address)]
    if bad and not allow_private:
        raise ForbiddenAddress(
            f"{host} is {bad[0]}, an address of a private or special network. Djeli fetches public pages only; set "
            "allow_private_addresses = true in djeli.toml if you mean it",
            where=url,
        )
    return Target(host, port, str(addresses[0]))


def host_of(url: str) -> tuple[str, int]:
    """Host and port of an http or https URL.

    Raises:
        ForbiddenAddress: another scheme, or a user name and password in the address.
        UnreadableInput: no host, or a malformed one.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput(f"is no valid address ({error})", where=url) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise ForbiddenAddress(f"has the scheme {parts.scheme!r}; Djeli fetches http and https only", where=url)
    if parts.username is not None or parts.password is not None:
        raise ForbiddenAddress("holds a user name or password; Djeli fetches public pages only", where=url)
    if not host:
        raise UnreadableInput("names no host", where=url)
    return host, port if port is not None else (443 if parts.scheme.lower() == "https" else 80)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet; addresses that carry another are judged by it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    special = address.is_private or address.is_loopback or address.is_link_local or address.is_reserved
    return address.is_global and not (special or address.is_multicast or address.is_unspecified)
