"""`python -m djeli` is the same as `djeli`."""

from __future__ import annotations

from djeli.cli.app import main

if __name__ == "__main__":
    main()
