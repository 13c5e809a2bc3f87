#!/bin/bash
# reference.sh FILE: writes the reference of the extension from its comments.
set -euo pipefail
cd "$(dirname "$0")/.."

test/new_database.sh reference
psql -X -q -d reference -f test/reference.sql >"$1"
