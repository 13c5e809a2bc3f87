#!/bin/bash
# new_database.sh NAME: a database with the extension; an older one of that name is dropped.
set -euo pipefail

export PGOPTIONS="-c client_min_messages=warning"
dropdb --if-exists "$1"
createdb "$1"
psql -X -q -v ON_ERROR_STOP=1 -d "$1" -c 'CREATE EXTENSION loopgenie CASCADE'
