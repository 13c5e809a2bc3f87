#!/bin/bash
# Twenty requests of hikers around five towns on networks imported from the test data, as a table. "road %" is how much of the loop runs on
# streets, "to trail km" how far one walks from the trailhead until the first trail:
#   test/with_postgres.sh test/bench/requests.sh
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
test/new_database.sh requests_bench
export PGDATABASE=requests_bench
trap 'dropdb --if-exists requests_bench' EXIT

docker/osm/import.sh "$data/osm/andorra.osm.pbf" andorra "$data/dem" >/dev/null
docker/osm/import.sh "$data/osm/liechtenstein.osm.pbf" liechtenstein >/dev/null
docker/osm/import.sh "$data/osm/heidelberg.osm.pbf" heidelberg 2>/dev/null >/dev/null
psql -X -q -P pager=off -v ON_ERROR_STOP=1 <<'SQL'
CREATE VIEW walked AS
SELECT network, id, length_m, kind IN ('living_street', 'service', 'residential', 'unclassified', 'tertiary', 'secondary', 'primary') AS is_street
FROM (SELECT 'andorra' AS network, id, length_m, kind FROM andorra.edge UNION ALL SELECT 'liechtenstein', id, length_m, kind FROM liechtenstein.edge
      UNION ALL SELECT 'heidelberg', id, length_m, kind FROM heidelberg.edge) AS e;

SELECT town, asked.drive_km AS "drive at most", asked.hike_mi AS asked, l.trailhead, round(l.drive_km::numeric, 1) AS drive_km, streets.*,
  round(l.hike_mi::numeric, 1) AS hike_mi, round(l.repeat_mi::numeric, 1) AS repeat_mi, l.shape, round(l.score::numeric, 3) AS score,
  round(l.bound::numeric, 3) AS bound, round(l.ascent_m) AS ascent_m,
  array_to_string(l.trails[:6], ', ') || CASE WHEN cardinality(l.trails) > 6 THEN ', …' ELSE '' END AS trails
FROM (VALUES ('Andorra la Vella', 42.5063, 1.5218, 'andorra'), ('Ordino', 42.5562, 1.5332, 'andorra'), ('Vaduz', 47.1410, 9.5209, 'liechtenstein'),
             ('Balzers', 47.0667, 9.5025, 'liechtenstein'), ('Heidelberg', 49.4093, 8.6942, 'heidelberg')) AS town(town, lat, lon, network)
  CROSS JOIN (VALUES (5, 5), (10, 10), (20, 15), (40, 25)) AS asked(drive_km, hike_mi)
  LEFT JOIN LATERAL plan_loop(lat, lon, asked.drive_km, asked.hike_mi, network => town.network) AS l ON true
  LEFT JOIN LATERAL (
    SELECT round((100 * coalesce(sum(length_m) FILTER (WHERE is_street), 0) / sum(length_m))::numeric) AS "road %",
      round((coalesce(sum(length_m) FILTER (WHERE only_streets), 0) / 1000)::numeric, 1) AS "to trail km"
    FROM (SELECT length_m, is_street, bool_and(is_street) OVER (ORDER BY at) AS only_streets
          FROM unnest(l.edges) WITH ORDINALITY AS u(edge, at) JOIN walked w ON w.id = edge AND w.network = town.network) AS step) AS streets ON true
ORDER BY network, town, asked.drive_km;
SQL
