#!/bin/bash
# How fast and how good plan_loop is on the reference maps, and others beside it:
#   make bench                                    all of it
#   MAPS="andorra heidelberg" MODES=start STARTS=10 PEERS=no make bench
# Needs the installed extension and ../shared/data, or MAPS=folder with extracts of your own. Up to 40 starts a map are each asked for 5, 10,
# 20 and 40 miles in two modes: "start", a hike from that trailhead alone (the place is the
# trailhead, drive 0.3 km), and "drive", from every trailhead within a drive of 40 km.
# Beside mode "start", from the first PGROUTING_STARTS (10) starts of a map pgRouting by hand, and from
# the first PROGRAM_STARTS (1) for which a loop exists the integer program of the replaced system, up to
# a minute for each length.
# Prints tables in Markdown; the answers stay in build/bench/*.tsv.
set -euo pipefail
cd "$(dirname "$0")/../.."
all_maps="harriman-ny fortrock-or gsmnp yosemite wmnf-nh48 andorra liechtenstein heidelberg"
modes=${MODES:-start drive}
mkdir -p build/bench
export PGDATABASE=bench PROGRAM_STARTS=${PROGRAM_STARTS:-1}

# shellcheck disable=SC2086 # a list of names
test/bench/maps.sh bench ${MAPS:-$all_maps}
psql -X -q -v modes="$modes" -f test/bench/plan.sql
if [ "${PEERS:-yes}" = yes ] && [[ " $modes " == *" start "* ]]; then
  psql -X -q -v pgrouting_starts="${PGROUTING_STARTS:-10}" -f test/bench/peers.sql
fi
