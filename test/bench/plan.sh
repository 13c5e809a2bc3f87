#!/bin/bash
# How fast and how good plan_loop is on the reference maps:
#   make bench                                    all of it
#   MAPS="andorra heidelberg" MODES=start STARTS=10 make bench
# Needs ../shared/data and the installed extension. Up to 40 starts a map are each asked for 5, 10,
# 20 and 40 miles in two modes: "start", a hike from that trailhead alone (the place is the
# trailhead, drive 0.3 km), and "drive", from every trailhead within a drive of 40 km.
# Prints tables in Markdown; the answers stay in build/bench/plan.tsv, the tables in build/bench/*.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
all_maps="harriman-ny fortrock-or gsmnp yosemite wmnf-nh48 andorra liechtenstein heidelberg"
mkdir -p build/bench

# shellcheck disable=SC2086 # a list of names
test/bench/maps.sh bench ${MAPS:-$all_maps}
psql -X -q -d bench -v ON_ERROR_STOP=1 -v modes="${MODES:-start drive}" -f test/bench/plan.sql
