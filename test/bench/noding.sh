#!/bin/bash
# noding.sh: measures the ways PostGIS and pgRouting offer to node a raw trail table against
# loopgenie.build_network, on the US table of the test data. Needs an installed extension and a
# running Postgres (PGHOST and so on); makes and drops the database loopgenie_noding.
#
# "Pairs cut off": pairs of trails that cross, or of which one ends within 30 m of the other, and
# that the result leaves in different components: lost junctions. The trails have 3,658 km, of
# which 36 are drawn twice: more km than 3,622 are doubles, or lines pulled into zigzags.
set -euo pipefail
cd "$(dirname "$0")/../.."
trap 'dropdb --if-exists loopgenie_noding' EXIT
test/load_us.sh loopgenie_noding
psql -X -d loopgenie_noding -f test/bench/noding.sql
