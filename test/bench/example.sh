#!/bin/bash
# Makes docker/osm/example.svg and docker/osm/days.svg anew and prints what the README shows of Andorra:
#   test/with_postgres.sh test/bench/example.sh
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
test/new_database.sh example_bench
export PGDATABASE=example_bench
trap 'dropdb --if-exists example_bench' EXIT

docker/osm/import.sh ../shared/data/osm/andorra.osm.pbf andorra ../shared/data/dem >/dev/null
psql -X -qAt -v ON_ERROR_STOP=1 -v network=andorra -o docker/osm/example.svg <<'SQL'
CREATE TEMP TABLE drawn_loop AS
SELECT format('%s. %s mi from %s, %s m up', n, round(hike_mi::numeric, 1), trailhead, round(ascent_m)) AS label, geom
FROM (VALUES (1, 42.5063, 1.5218, 8), (2, 42.5562, 1.5332, 10), (3, 42.5769, 1.6677, 9)) AS asked(n, lat, lon, miles),
  plan_loop(lat, lon, 10, miles, network => 'andorra');
\i docker/osm/draw.sql
SQL
psql -X -qAt -v ON_ERROR_STOP=1 -v network=andorra -o docker/osm/days.svg <<'SQL'
CREATE TEMP TABLE drawn_loop AS
SELECT format('Day %s: %s mi, %s h to %s', d.day, round(d.hike_mi::numeric, 1), round(d.hours::numeric, 1), d.end_name) AS label, d.geom
FROM plan_loop(42.5063, 1.5218, 20, 30, network => 'andorra', days => 3, camp_kinds => '{alpine_hut,wilderness_hut}') AS l, loop_days(l, 'andorra') AS d;
\i docker/osm/draw.sql
SQL
psql -X -P pager=off -v ON_ERROR_STOP=1 <<'SQL'
SET loopgenie.network = 'andorra';
SELECT trailhead, shape, round(drive_km::numeric, 1) AS drive_km,
       round(hike_mi::numeric, 2) AS hike_mi, round(ascent_m) AS ascent_m
FROM plan_loop(42.5063, 1.5218, 20, 10);
SELECT d.day, d.end_name, round(d.hike_mi::numeric, 1) AS hike_mi, round(d.ascent_m) AS ascent_m, round(d.descent_m) AS descent_m,
       round(d.hours::numeric, 1) AS hours, round(d.highest_m) AS highest_m, round(d.dry_mi::numeric, 1) AS dry_mi
FROM plan_loop(42.5063, 1.5218, 20, 30, days => 3, camp_kinds => '{alpine_hut,wilderness_hut}') AS l, loop_days(l) AS d;
SELECT name, kind, round(lat::numeric, 4) AS lat, round(lon::numeric, 4) AS lon FROM find_place('escladas', network => 'andorra', max_places => 2);
SQL
