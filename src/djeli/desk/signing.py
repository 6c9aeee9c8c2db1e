"""A release is signed with a key of the case (Ed25519), so that whoever holds the public half sees any change of it."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from djeli.errors import CaseError

KEY = "release.key"
"""Name of the secret half in a case folder; no export and no release holds it."""


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key of a case; made on first use, for its owner's eyes only.

    Raises:
        CaseError: it cannot be read or written, or is no key.
    """
    path, nofollow = folder / KEY, getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | nofollow), "rb") as stream:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(stream.read(256), validate=False))
    except FileNotFoundError:
        made = Ed25519PrivateKey.generate()
    except (OSError, ValueError) as error:
        raise CaseError(f"{path}: cannot be read as the key of releases ({error}); restore it from a backup") from error
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | nofollow, 0o600)
    except OSError as error:
        raise CaseError(f"{path}: the key of releases cannot be written ({error.strerror})") from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(base64.b64encode(made.private_bytes_raw()) + b"\n")
    return made


def public_half(key: Ed25519PrivateKey) -> str:
    """The public half, in base 64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def fingerprint(public: str) -> str:
    """A short name of a public half, to be told by telephone: eight groups of four hex digits."""
    digest = hashlib.sha256(public.encode()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def salt(key: Ed25519PrivateKey, name: str) -> bytes:
    """A secret of one release: the same each time it is written, and nobody's who lacks the key."""
    return hashlib.blake2b(name.encode(), key=key.private_bytes_raw(), digest_size=16).digest()


def signed(key: Ed25519PrivateKey, data: bytes) -> str:
    """The signature of some bytes, in base 64."""
    return base64.b64encode(key.sign(data)).decode()


def holds(public: str, signature: str, data: bytes) -> bool:
    """Whether a signature of some bytes was made with the key of this public half."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), data)
    except (InvalidSignature, ValueError):
        return False
    return True
