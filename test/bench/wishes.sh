#!/bin/bash
# Through this, not through that, open on the day: on three maps 34 requests with 1 to 4 random points to come by, beside the same
# requests without, and 17 with a random area to avoid and 20 random closures. What is answered is checked from the geometries
# alone: that the line passes each point's nearest trail, and walks nothing closed. Milliseconds are the processor's.
#   test/with_postgres.sh test/bench/wishes.sh [MAP…]
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- andorra liechtenstein harriman-ny
export STARTS=34 PGDATABASE=wishes_bench
trap 'dropdb --if-exists wishes_bench' EXIT

mkdir -p build/bench
test/bench/maps.sh wishes_bench "$@"
psql -X -q -v ON_ERROR_STOP=1 -f test/bench/tables.sql -f - <<'SQL'
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
CREATE TABLE answer (map text, wish text, plain float8, score float8, bound float8, plain_ms float8, ms float8, kept boolean);
SQL
for map in "$@"; do
  psql -X -q -v ON_ERROR_STOP=1 -v map="$map" -f test/bench/wishes.sql
  sed -n '/conditions of ways/,/^Network/p' "build/bench/$map.import.log" 2>/dev/null | grep -v '^Network' || true
done
psql -X -qAt <<'SQL'
SELECT * FROM markdown($$
  SELECT coalesce(map, 'all') AS map, wish, count(*) AS asked, count(plain) AS "without wishes", count(score) AS answered, count(*) FILTER (WHERE NOT kept) AS broken,
    round(p50(plain - score), 3) AS "loss p50", round(p90(plain - score), 3) AS "loss p90", round(p50(bound - score), 3) AS "open p50", round(p50(ms), 1) AS "ms p50", round(p95(ms), 1) AS "ms p95",
    round(p50(plain_ms), 1) AS "without p50", round(p95(plain_ms), 1) AS "without p95"
  FROM answer GROUP BY GROUPING SETS ((map, wish), (wish)) ORDER BY map NULLS LAST, wish $$);
SQL
