#!/bin/bash
# new_database.sh NAME: an empty database NAME with the extension; one of that name is dropped first.
set -euo pipefail

export PGOPTIONS="-c client_min_messages=warning"
dropdb --if-exists "$1"
createdb "$1"
psql -X -q -v ON_ERROR_STOP=1 -d "$1" -c 'CREATE EXTENSION loopgenie CASCADE'
