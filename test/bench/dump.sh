#!/bin/bash
# dump.sh SEED…: the reference maps (or MAPS, see maps.sh) as files that the planner reads without
# Postgres, and for each seed some hundreds of requests on them:
#   test/with_postgres.sh test/bench/dump.sh 1 2
# build/bench/dump/MAP.network holds the rows that a plan loads, one a line; SEED.requests a request
# a line: map, mode, miles about which its length was drawn, place, drive_km, hike_mi, and the
# trailheads within the drive as id:drive_m.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=build/bench/dump
mkdir -p "$folder"
export PGDATABASE=dump_bench
read -ra maps <<<"${MAPS:-harriman-ny fortrock-or gsmnp yosemite wmnf-nh48 andorra liechtenstein heidelberg andorra-raw liechtenstein-raw heidelberg-raw}"
test/bench/maps.sh "$PGDATABASE" "${maps[@]}"
psql -X -qAt -c "SELECT DISTINCT map FROM start ORDER BY map" | while read -r map; do
  psql -X -qAt -F ' ' -v map="$map" -f test/bench/dump_network.sql </dev/null >"$folder/$map.network"
done
for seed in "$@"; do
  psql -X -qAt -F ' ' -v seed="$seed" -v per_kind="${PER_KIND:-7}" -f test/bench/draw_requests.sql >"$folder/$seed.requests"
done
