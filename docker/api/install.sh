#!/bin/bash
# install.sh [NETWORK… | --no-network]: puts schema api into the database that PGDATABASE etc. name, and
# publishes the networks (trails when none is named). Run it again after an upgrade: it replaces what is
# there. A rebuilt network keeps its grants, so one call per network is enough.
set -euo pipefail
here=$(dirname "$0")

# The functions name everything in full; where the extensions are only the database knows.
schema_of() {
  psql -X -qAt -v ON_ERROR_STOP=1 -v extension="$1" \
    <<<"SELECT extnamespace::pg_catalog.regnamespace FROM pg_catalog.pg_extension WHERE extname = :'extension'"
}
loopgenie=$(schema_of loopgenie)
: "${loopgenie:?this database lacks the extension: CREATE EXTENSION loopgenie CASCADE}"
postgis=$(schema_of postgis)
pgrouting=$(schema_of pgrouting)
script=$(cat "$here"/[0-9]*.sql | sed "s/@extschema@/$loopgenie/g; s/\bpostgis\./$postgis./g; s/\bpgrouting\b/$pgrouting/g")
psql -X -q -v ON_ERROR_STOP=1 --single-transaction -f - <<<"SET search_path = pg_catalog, pg_temp; $script"

[ "${1:-}" != --no-network ] || exit 0
for network in "${@:-trails}"; do
  psql -X -q -v ON_ERROR_STOP=1 -v network="$network" -f "$here/publish.sql"
done
