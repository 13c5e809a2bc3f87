#!/bin/bash
# country.sh [COPIES]: how an import grows, on as many copies of Heidelberg side by side (31 unless said otherwise, a million edges):
#   test/with_postgres.sh test/bench/country.sh 31
# Times the step after osm2pgsql, docker/osm/import.sql. Needs ../shared/data and the installed extension.
set -euo pipefail
cd "$(dirname "$0")/../.."
copies=${1:-31}
test/new_database.sh country_bench
export PGDATABASE=country_bench LOOPGENIE_STAGING=staging PGOPTIONS='-c client_min_messages=warning'
trap 'dropdb --if-exists country_bench' EXIT

psql -X -q -c 'CREATE EXTENSION pg_trgm' -c 'CREATE EXTENSION unaccent' -c 'CREATE SCHEMA staging'
osm2pgsql --output=flex --style=docker/osm/loopgenie.lua ../shared/data/osm/heidelberg.osm.pbf >/dev/null 2>&1
psql -X -q -v ON_ERROR_STOP=1 -v copies="$copies" <<'SQL'
SET search_path = staging, public;
CREATE FUNCTION pg_temp.moved(nodes bigint[], id_offset bigint) RETURNS bigint[] LANGUAGE sql AS
  'SELECT array_agg(node + id_offset ORDER BY i) FROM unnest(nodes) WITH ORDINALITY AS u(node, i)';
CREATE TEMP TABLE copy AS
SELECT i % 6 * 0.5 AS east, i / 6 * 0.3 AS north, i * 20000000000::bigint AS id_offset FROM generate_series(1, :copies - 1) AS i;
INSERT INTO osm_trail (way_id, nodes, name, kind, appeal, route_appeal, is_road, needs_route, geom)
SELECT way_id + id_offset, pg_temp.moved(nodes, id_offset), name, kind, appeal, route_appeal, is_road, needs_route, ST_Translate(geom, east, north)
FROM osm_trail, copy;
INSERT INTO osm_road (way_id, nodes, name, kind, direction, geom)
SELECT way_id + id_offset, pg_temp.moved(nodes, id_offset), name, kind, direction, ST_Translate(geom, east, north) FROM osm_road, copy;
INSERT INTO osm_spot (osm_type, osm_id, name, kind, geom)
SELECT osm_type, osm_id + id_offset, name, kind, ST_Translate(geom, east, north) FROM osm_spot, copy;
INSERT INTO osm_camp (osm_type, osm_id, name, kind, geom)
SELECT osm_type, osm_id + id_offset, name, kind, ST_Translate(geom, east, north) FROM osm_camp, copy;
INSERT INTO osm_barrier (node_id, stops_feet, stops_cars) SELECT node_id + id_offset, stops_feet, stops_cars FROM osm_barrier, copy;
INSERT INTO osm_route (relation_id, way_id, name) SELECT relation_id + id_offset, way_id + id_offset, name FROM osm_route, copy;
-- The extract holds one place; a country has one every few kilometres.
INSERT INTO osm_place (osm_type, osm_id, name, kind, geom)
SELECT 'N', -i, 'Place ' || i, 'village', ST_Point(8.6 + random() * 3, 49.3 + random() * 0.3 * (1 + :copies / 6), 4326)
FROM generate_series(1, 200 * :copies) AS i;
ANALYZE;
SQL
begun=$SECONDS
psql -X -q -v staging=staging -v network=country -v source=copies -v has_dem=false -f docker/osm/import.sql | grep -E '^ (kind|all)'
echo "$((SECONDS - begun)) s"
