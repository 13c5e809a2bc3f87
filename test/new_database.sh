#!/bin/bash
# new_database.sh NAME [VERSION]: a database with the extension, in a version that is not the newest where one is
# named; an older database of that name is dropped.
set -euo pipefail

export PGOPTIONS="-c client_min_messages=warning"
dropdb --if-exists "$1"
createdb "$1"
psql -X -q -v ON_ERROR_STOP=1 -d "$1" -c "CREATE EXTENSION loopgenie ${2:+VERSION '$2'} CASCADE"
# Another build of the library, where one is named.
[ -z "${LOOPGENIE_LIBRARY:-}" ] ||
  psql -X -q -d "$1" -c "UPDATE pg_proc SET probin = '$LOOPGENIE_LIBRARY' WHERE probin = '\$libdir/loopgenie'"
