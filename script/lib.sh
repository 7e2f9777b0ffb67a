# Shared by the scripts of this folder: where the project is, how to speak, which Python.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv
DATA=${ACUERPAR_DATA:-$ROOT/var}
UV_PINNED=0.13.8
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

# One sentence, no traceback.
stop() {
    say "$*"
    exit 1
}

# Runs a command that ends when this script is ended, in whatever way.
tied() { setpriv --pdeathsig TERM "$@"; }

# The first Python of this machine that the project can run on.
find_python() {
    local candidate
    for candidate in ${ACUERPAR_PYTHON:+"$ACUERPAR_PYTHON"} python3 python3.13 python3.12 python3.11; do
        "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue
        "$candidate" -c 'import sys; print(sys.executable)'
        return
    done
    return 1
}
