#!/bin/bash
# Through this, not through that, open on the day: on four maps some 100 requests with 1 to 4 points to come by that are drawn within a
# fifth of the length from the start ("far", as the crow flies), as many within a tenth ("near"), and 50 with a random area to avoid and
# 20 random closures, each beside the same request without. What is answered is checked from the geometries alone: that the line passes
# each point's nearest trail, and walks nothing closed. What is not is sorted: impossible where pgRouting finds every tour by
# way of the points from each trailhead within the drive to be longer than the tolerance lets a loop be; else asked again with an effort of
# 30 and 100 million units. Milliseconds are the processor's.
#   SEED=2 test/with_postgres.sh test/bench/wishes.sh [MAP…]
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- andorra liechtenstein heidelberg harriman-ny
export STARTS=26 PGDATABASE=wishes_bench
trap 'dropdb --if-exists wishes_bench' EXIT

mkdir -p build/bench
test/bench/maps.sh wishes_bench "$@"
psql -X -q -v ON_ERROR_STOP=1 -f test/bench/tables.sql -f - <<'SQL'
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
CREATE TABLE answer (map text, wish text, plain float8, score float8, bound float8, plain_ms float8, ms float8, kept boolean, unanswered text);
SQL
for map in "$@"; do
  psql -X -q -v ON_ERROR_STOP=1 -v map="$map" -v seed="${SEED:-2}" -f test/bench/wishes.sql
  sed -n '/conditions of ways/,/^Network/p' "build/bench/$map.import.log" 2>/dev/null | grep -v '^Network' || true
done
psql -X -qAt <<'SQL'
SELECT * FROM markdown($$
  SELECT coalesce(map, 'all') AS map, coalesce(wish, 'all to come by') AS wish, count(*) AS asked, count(score) AS answered, count(*) FILTER (WHERE unanswered = 'impossible') AS "impossible (proven)",
    count(*) FILTER (WHERE unanswered = '30') AS "only with 30 M", count(*) FILTER (WHERE unanswered = '100') AS "only with 100 M", count(*) FILTER (WHERE unanswered = 'unknown') AS unknown, count(*) FILTER (WHERE NOT kept) AS broken,
    round(p50(plain - score), 3) AS "loss p50", round(p90(plain - score), 3) AS "loss p90", round(p50(bound - score), 3) AS "open p50", round(p50(ms), 1) AS "ms p50", round(p95(ms), 1) AS "ms p95",
    round(p50(plain_ms), 1) AS "without p50", round(p95(plain_ms), 1) AS "without p95"
  FROM answer WHERE wish <> 'avoided and closed' GROUP BY GROUPING SETS ((wish), (map))
  UNION ALL
  SELECT 'all', wish, count(*), count(score), 0, 0, 0, count(*) FILTER (WHERE score IS NULL), count(*) FILTER (WHERE NOT kept), round(p50(plain - score), 3), round(p90(plain - score), 3),
    round(p50(bound - score), 3), round(p50(ms), 1), round(p95(ms), 1), round(p50(plain_ms), 1), round(p95(plain_ms), 1)
  FROM answer WHERE wish = 'avoided and closed' GROUP BY wish
  ORDER BY map, wish $$);
SQL
