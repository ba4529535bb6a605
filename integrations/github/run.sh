#!/bin/bash
# What the action does: installs goescape, runs it, and leaves annotations and a summary. Its status is goescape's.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
command=${GOESCAPE_COMMAND:-check}
read -ra packages <<< "${GOESCAPE_PACKAGES:-./...}"
read -ra arguments <<< "${GOESCAPE_ARGUMENTS:-}"

environment=${RUNNER_TEMP:-/tmp}/goescape
if [ ! -x "$environment/bin/goescape" ]; then
    "${PYTHON:-python3}" -m venv "$environment"
    # Go's sources come with it, unless there is a Go on the machine.
    if command -v go > /dev/null; then extra=""; else extra="[std]"; fi
    "$environment/bin/pip" install -q "${GOESCAPE_FROM:-$here}$extra"
fi

cd "${GOESCAPE_DIRECTORY:-.}"
case $command in
    check) exec "$environment/bin/goescape" check --format github "${arguments[@]}" "${packages[@]}" ;;
    view) exec "$environment/bin/goescape" view --format github "${arguments[@]}" "${packages[@]}" ;;
    diff)
        summary=${GITHUB_STEP_SUMMARY:-/dev/stdout}
        "$environment/bin/goescape" diff --format markdown "${arguments[@]}" "${GOESCAPE_BASE:-HEAD}" "${packages[@]}" >> "$summary" ;;
    *) echo "::error::goescape: command is check, view or diff, not $command"; exit 2 ;;
esac
