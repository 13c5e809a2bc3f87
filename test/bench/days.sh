#!/bin/bash
# Hikes of several days: 15 starts on each of four maps, 2, 3 and 5 days of 10 miles each, and from 4 of them 20 to 150
# miles in 2 to 10 days, beside the same requests without days. Camps are made up: one for every 8 km of trail, at nodes in
# the order of md5(id). Each answer is checked from the tables; milliseconds are the processor's.
#   test/with_postgres.sh test/bench/days.sh
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
maps=(andorra liechtenstein harriman-ny gsmnp)
export STARTS=15 PGDATABASE=days_bench
trap 'dropdb --if-exists days_bench' EXIT

test/bench/maps.sh days_bench "${maps[@]}"
psql -X -q -v ON_ERROR_STOP=1 -f test/check/loop_check.sql -f test/check/nights_check.sql -f - <<'SQL'
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
ALTER TABLE start ADD turn bigint;
UPDATE start s SET turn = t.turn FROM (SELECT map, id, row_number() OVER (PARTITION BY map ORDER BY md5(id::text)) AS turn FROM start) AS t WHERE (t.map, t.id) = (s.map, s.id);
CREATE TABLE wish AS SELECT days, 10.0::float8 * days AS mi, 15 AS starts FROM unnest('{2,3,5}'::integer[]) AS days
  UNION ALL VALUES (2, 30, 4), (4, 24, 4), (4, 60, 4), (7, 100, 4), (10, 80, 4), (10, 150, 4);
CREATE TABLE answer (map text, days integer, mi float8, start bigint, plain_ms float8, ms float8, plain float8, score float8, proven boolean, longest_of_even float8, complaint text);
SQL
for map in "${maps[@]}"; do
  psql -X -q -v ON_ERROR_STOP=1 -v map="$map" -f test/bench/days.sql
done
psql -X -q -P pager=off <<'SQL'
SELECT coalesce(map, CASE WHEN mi = 10 * days THEN 'ten miles a day' END, 'all') AS map, days, mi, count(*) AS asked, count(plain) AS possible, count(score) AS answered, count(complaint) AS wrong,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY plain - score))::numeric, 3) AS loss, round((percentile_cont(0.9) WITHIN GROUP (ORDER BY plain - score))::numeric, 3) AS p90_loss,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY longest_of_even))::numeric, 2) AS longest_of_even,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric, 1) AS p50_ms, round((percentile_cont(0.95) WITHIN GROUP (ORDER BY ms))::numeric, 1) AS p95_ms,
  round((percentile_cont(0.5) WITHIN GROUP (ORDER BY plain_ms))::numeric, 1) AS plain_p50_ms, round((percentile_cont(0.95) WITHIN GROUP (ORDER BY plain_ms))::numeric, 1) AS plain_p95_ms,
  round(100 * avg(proven::integer)) AS "proven %"
FROM answer GROUP BY GROUPING SETS ((map, days, mi), (days, mi), (mi = 10 * days), ()) ORDER BY map NULLS LAST, mi NULLS LAST, days;
SELECT DISTINCT map, days, mi, complaint FROM answer WHERE complaint IS NOT NULL ORDER BY 1, 2, 3;
SQL
