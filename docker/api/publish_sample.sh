#!/bin/bash
# publish_sample.sh SAMPLE.sql: into the database that PGDATABASE etc. name, which has the extension:
# the bundled sample as network trails, served over schema api.
set -euo pipefail
export PGOPTIONS='-c client_min_messages=warning'

psql -X -q -v ON_ERROR_STOP=1 -f "$1" -f "$(dirname "$0")"/sample_network.sql
psql -X -q -v ON_ERROR_STOP=1 -c "CALL loopgenie.build_atlas(loops => 2)" >/dev/null
"$(dirname "$0")"/install.sh trails
