#!/bin/sh
# Prints the path of a Python >= 3.12 that really runs, or says in one sentence how to get one.
# A pyenv shim may stand on PATH and exit 127, so a candidate is accepted only after it has answered.
set -u
runs() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}
consider() {
    if [ -n "$1" ] && runs "$1"; then
        # The real interpreter, not a shim that depends on the folder it is called from.
        "$1" -c 'import sys; print(sys.executable)'
        exit 0
    fi
}
consider "${DJELI_PYTHON:-}"
for name in python3.12 python3.13 python3.14 python3 python; do
    consider "$(command -v "$name" 2>/dev/null || true)"
done
for root in "${PYENV_ROOT:-}" "$HOME/.pyenv" /opt/pyenv; do
    [ -d "$root/versions" ] || continue
    for found in "$root"/versions/3.12*/bin/python "$root"/versions/3.1[3-9]*/bin/python; do
        [ -x "$found" ] && consider "$found"
    done
done
if command -v uv >/dev/null 2>&1; then
    consider "$(uv python find '>=3.12' 2>/dev/null || true)"
fi
echo "Djeli needs Python 3.12 or newer and found none that runs: install one (Debian: apt install python3.12 python3.12-venv; anywhere: 'uv python install 3.12' or 'pyenv install 3.12'), or name it with DJELI_PYTHON=/path/to/python." >&2
exit 1
