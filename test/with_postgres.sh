#!/bin/bash
# Runs a command with PGHOST, PGPORT, … set to a private Postgres that is thrown away afterwards:
#   test/with_postgres.sh psql -c 'SELECT 1'
# Works as root too, although Postgres itself refuses to run as root. Inside such a command it
# uses the Postgres that is already there.
#
# SCRATCH is a folder for what Postgres must read or write: its user may not be let into the project's own.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${LOOPGENIE_POSTGRES:-}" ]; then
  exec "$@"
fi
export LOOPGENIE_POSTGRES=private

mkdir -p build
SCRATCH=$(mktemp -d /tmp/loopgenie.XXXXXX)
trap 'rm -rf "$SCRATCH"' EXIT
chmod a+rx "$SCRATCH"
export SCRATCH

# A port by chance: another run of this script may be about to take the first free one. pg_virtualenv's own messages would end up between ours, so the command writes to descriptor 3.
# The programs of that version come before those of another that this machine has.
run_command='
  export PATH=/usr/lib/postgresql/$PGVERSION/bin:$PATH
  "$@" >&3
  status=$?
  cat "${PGSYSCONFDIR%/*}"/log/*.log > build/postgres.log
  echo $status > "$SCRATCH"/status'
PGPORT=$((15432 + RANDOM % 4000)) pg_virtualenv ${PG_MAJOR:+-v "$PG_MAJOR"} -t -c "--encoding UTF8 --locale C.UTF-8" \
  bash -c "$run_command" _ "$@" 3>&1 >build/pg_virtualenv.log || {
  cat build/pg_virtualenv.log >&2
  exit 1
}
exit "$(cat "$SCRATCH"/status)"
