#!/bin/bash
# load_sample.sh NAME: a new database NAME with the extension and the bundled sample.
set -euo pipefail
cd "$(dirname "$0")/.."

test/new_database.sh "$1"
psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f test/data/sample.sql
