#!/bin/bash
# Hikes of several days: 15 starts on each of four maps, 2, 3 and 5 days of 10 miles each, beside the same requests
# without days. Camps are made up: one for every 8 km of trail, at nodes in the order of md5(id).
#   test/with_postgres.sh test/bench/days.sh
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
maps=(andorra liechtenstein harriman-ny gsmnp)
export STARTS=15 PGDATABASE=days_bench
trap 'dropdb --if-exists days_bench' EXIT

test/bench/maps.sh days_bench "${maps[@]}"
psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE TABLE answer (map text, days integer, start bigint, plain_ms float8, ms float8, plain float8, score float8, proven boolean, longest_of_even float8)'
for map in "${maps[@]}"; do
  psql -X -q -v ON_ERROR_STOP=1 -v map="$map" -f test/bench/days.sql
done
psql -X -q -P pager=off <<'SQL'
SELECT coalesce(map, 'all') AS map, days, count(*) AS asked, count(plain) AS possible, count(score) AS answered,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY plain - score))::numeric, 3) AS loss, round((percentile_cont(0.9) WITHIN GROUP (ORDER BY plain - score))::numeric, 3) AS p90_loss,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY longest_of_even))::numeric, 2) AS longest_of_even,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric, 1) AS p50_ms, round((percentile_cont(0.95) WITHIN GROUP (ORDER BY ms))::numeric, 1) AS p95_ms,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY plain_ms))::numeric, 1) AS plain_p50_ms, round((percentile_cont(0.95) WITHIN GROUP (ORDER BY plain_ms))::numeric, 1) AS plain_p95_ms,
  round(100 * avg(proven::integer)) AS "proven %"
FROM answer GROUP BY GROUPING SETS ((map, days), (days), ()) ORDER BY map NULLS LAST, days NULLS LAST;
SQL
