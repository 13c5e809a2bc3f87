#!/bin/bash
# install.sh [NETWORK… | --no-network]: puts schema api into the database that PGDATABASE etc. name, and
# publishes the networks (trails when none is named). Run it again after an upgrade: it replaces what is
# there. A rebuilt network keeps its grants, so one call per network is enough.
set -euo pipefail
here=$(dirname "$0")

script=$(cat "$here"/10-roles.sql)
# Unqualified names in the functions are bound to where the extensions are.
script+=$'\nSELECT pg_catalog.set_config(\'search_path\', pg_catalog.concat_ws(\', \', \'pg_catalog\',
  (SELECT pg_catalog.string_agg(DISTINCT pg_catalog.quote_ident(nspname), \', \') FROM pg_catalog.pg_extension
   JOIN pg_catalog.pg_namespace n ON n.oid = extnamespace WHERE extname IN (\'loopgenie\', \'postgis\')), \'pg_temp\'), false) \\g /dev/null\n'
script+=$(cat "$here"/2*.sql "$here"/[345]*.sql "$here"/90-grants.sql)
psql -X -q -v ON_ERROR_STOP=1 --single-transaction -f - <<<"$script"

[ "${1:-}" != --no-network ] || exit 0
for network in "${@:-trails}"; do
  psql -X -q -v ON_ERROR_STOP=1 -v network="$network" -f "$here/publish.sql"
done
