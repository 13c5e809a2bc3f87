#!/bin/bash
# What connections that plan at the same time take from each other, in processor time: what the cores do
# not share is not counted, and neither is other work on the machine.
#   test/with_postgres.sh test/bench/connections.sh
#   AT_ONCE="2 4" MAPS=andorra test/with_postgres.sh test/bench/connections.sh
# Every connection plans the same: 10 miles from each start, and over a drive. Prints a table in Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PGDATABASE=connections_bench
# shellcheck disable=SC2086 # a list of names
STARTS=${STARTS:-20} test/bench/maps.sh "$PGDATABASE" ${MAPS:-andorra}

# Milliseconds of the processor that a connection needs for a plan, once it is warm. The server's clock for it ticks every 10.
plan_ms() {
  psql -X -qAt <<'SQL' | paste -sd ' ' | awk '{print 10 * ($3 - $1) / $2}'
CREATE FUNCTION pg_temp.plans() RETURNS bigint LANGUAGE sql AS
$$ SELECT count(*) FROM start AS s, unnest('{0.3,20}'::float8[]) AS drive_km, LATERAL plan_loop(s.lat, s.lon, drive_km, 10, network => s.map) $$;
CREATE FUNCTION pg_temp.ticks() RETURNS bigint LANGUAGE sql AS
$$ SELECT f[14]::bigint + f[15]::bigint FROM string_to_array(pg_read_file('/proc/self/stat'), ' ') AS f $$;
SELECT pg_temp.plans() \g /dev/null
SELECT pg_temp.ticks();
SELECT sum(pg_temp.plans()) FROM generate_series(1, 3);
SELECT pg_temp.ticks();
SQL
}

alone=$(plan_ms)
echo "| connections at once | processor ms a plan, each | against one alone |"
echo "|---|---|---|"
echo "| 1 | $alone | |"
for connections in ${AT_ONCE:-2}; do
  for _ in $(seq "$connections"); do plan_ms & done | awk -v one="$alone" -v n="$connections" '
    {sum += $1}
    END {printf "| %d | %.2f | %+.1f %% |\n", n, sum / NR, 100 * (sum / NR / one - 1)}'
done
