#!/bin/bash
# Where hikes from all towns and villages of Andorra start, and what they walk on: three loops each of 6, 12 and 20 miles within 20 km of driving.
#   test/with_postgres.sh test/bench/towns.sh
# A descent is a run of a bike park: bicycle=designated with mtb:scale, one way, without a tag for feet; a loop uses it where it follows it for 50 m.
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
test/new_database.sh towns_bench
export PGDATABASE=towns_bench
trap 'dropdb --if-exists towns_bench' EXIT

docker/osm/import.sh "$data/osm/andorra.osm.pbf" andorra "$data/dem" >/dev/null
osm2pgsql --output=flex --style=test/bench/descents.lua "$data/osm/andorra.osm.pbf" >/dev/null 2>&1
psql -X -q -P pager=off -v ON_ERROR_STOP=1 <<'SQL'
CREATE TEMP TABLE answer AS
SELECT p.id AS place, miles, l.*, h.kind,
  (SELECT coalesce(sum(ST_Length(ST_Intersection(ST_Force2D(l.geom), bench_descent.geom)::geography)), 0)
   FROM bench_descent WHERE bench_descent.geom && l.geom) >= 50 AS uses_descent
FROM andorra.place p CROSS JOIN unnest('{6,12,20}'::integer[]) AS miles
  LEFT JOIN LATERAL plan_loop(ST_Y(p.geom), ST_X(p.geom), 20, miles, loops => 3, network => 'andorra') AS l ON true
  LEFT JOIN andorra.trailhead h ON h.id = l.trailhead_id
WHERE p.kind IN ('town', 'village');
SELECT coalesce(miles::text, 'all') AS miles, count(DISTINCT place) AS towns, count(score) AS loops,
  count(*) FILTER (WHERE kind IN ('parking', 'trailhead')) AS at_car_park, count(*) FILTER (WHERE kind = 'bus_stop') AS at_bus_stop,
  count(*) FILTER (WHERE kind = 'information') AS at_board, count(*) FILTER (WHERE kind IN ('railway', 'road_crossing')) AS elsewhere,
  count(*) FILTER (WHERE uses_descent) AS on_descent,
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY score)::numeric, 3) AS score, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY bound - score)::numeric, 3) AS gap,
  round(100 * avg(repeat_mi / hike_mi)::numeric, 1) AS "repeats %"
FROM answer GROUP BY ROLLUP (miles) ORDER BY answer.miles;
SQL
