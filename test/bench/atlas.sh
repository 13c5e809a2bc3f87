#!/bin/bash
# The atlas: how long it takes to build, what its answers are worth, and a join of many places:
#   test/with_postgres.sh test/bench/atlas.sh                   Andorra, Liechtenstein and Heidelberg, ten lengths
#   MAPS="andorra" PLACES=1000 COMPARED=20 test/with_postgres.sh test/bench/atlas.sh
# Needs ../shared/data and the installed extension.
set -euo pipefail
cd "$(dirname "$0")/../.."
database=${DATABASE:-bench_atlas}
maps=${MAPS:-andorra liechtenstein heidelberg}
[ -n "${DATABASE:-}" ] || test/bench/maps.sh "$database" $maps
run() { psql -X -q -At -d "$database" -v ON_ERROR_STOP=1 "$@"; }

echo "| map | trailheads | plans | workers | s | rows |"
echo "|---|---|---|---|---|---|"
build() { # MAP LENGTHS WORKERS: an atlas from nothing
  run -c "SET client_min_messages = error" -c "DROP TABLE IF EXISTS $1.atlas, $1.atlas_plan"
  local began=$EPOCHREALTIME planned took_ms
  planned=$(run -c "SET client_min_messages = error" -c "SET max_parallel_workers_per_gather = $3" -c "CALL loopgenie.build_atlas('$1', '$2')")
  took_ms=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
  echo "| $1 | $(run -c "SELECT count(*) FROM $1.trailhead") | ${planned%|*} | $3 | $((took_ms / 1000)).$((took_ms / 100 % 10)) | $(run -c "SELECT count(*) FROM $1.atlas") |"
}
# How much two cores gain, on the first map: alone, and with one worker.
build "${maps%% *}" '{6}' 0
build "${maps%% *}" '{6}' 1
for map in $maps; do build "$map" "${LENGTHS:-{3,4,5,6,8,10,12,15,18,22\}}" 1; done
for map in $maps; do
  run -v map="$map" -v places="${PLACES:-100000}" -v compared="${COMPARED:-200}" -f test/bench/atlas.sql
done
