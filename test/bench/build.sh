#!/bin/bash
# What build_network takes on a large raw table, by phase: the US trails COPIES times, each time a degree further east.
#   test/with_postgres.sh test/bench/build.sh               44 copies: 60,148 lines
#   COPIES=11 test/with_postgres.sh test/bench/build.sh
# Needs ../shared/data and the installed extension. Seconds are the clock's, since the start; those of the processor are of all processes. The sum at the
# end is of the network's rows: the same trails, the same sum.
set -euo pipefail
cd "$(dirname "$0")/../.."
test/load_us.sh bench_build >/dev/null
trap 'cd /; dropdb --if-exists bench_build' EXIT
run() { psql -X -q -At -d bench_build -v ON_ERROR_STOP=1 "$@"; }
run -c "CREATE TABLE raw AS SELECT name, ST_Translate(wkb_geometry, copy, 0) AS geom FROM geom, generate_series(0, ${COPIES:-44} - 1) AS copy" -c 'ANALYZE raw'

# Of all processes that this Postgres has had: once they end, their time is its own children's.
postmaster=$(head -1 "$(run -c 'SHOW data_directory')/postmaster.pid")
ticks() { awk '{ print $16 + $17 }' "/proc/$postmaster/stat"; }
before=$(ticks)
run -c "SELECT FROM loopgenie.build_network('raw')" 2>&1 | sed -n 's/.*NOTICE:  \(.*: .* s\)$/\1/p'
sleep 1
echo "processor: $((($(ticks) - before) / $(getconf CLK_TCK))) s"
run -c "SELECT count(*) || ' edges, ' || md5(string_agg(e::text, ' ' ORDER BY id)) FROM trails.edge AS e"
