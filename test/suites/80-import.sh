#!/bin/bash
# From OpenStreetMap to a network: `make import` on real extracts and on broken ones.
cd "$(dirname "$0")/../.." && . test/tap.sh

import() {
  PGDATABASE=osm make -s --no-print-directory import "$@"
}

# Succeeds when the query returns true; else shows what it says.
holds() {
  local answer
  answer=$(psql -X -qAt -v ON_ERROR_STOP=1 -d osm -c "$1") && [ "$answer" = t ] || {
    echo "$answer"
    return 1
  }
}

# refused MESSAGE make-arguments…: the import fails, says so, and the network stays.
refused() {
  local message=$1 before output
  shift
  before=$(psql -X -qAt -d osm -c 'SELECT version FROM andorra.info')
  if output=$(import NETWORK=andorra "$@" 2>&1); then
    echo "it succeeded"
    return 1
  fi
  echo "$output"
  grep -q "$message" <<<"$output" && holds "SELECT version = '$before' FROM andorra.info" &&
    holds "SELECT to_regnamespace('loopgenie_osm_andorra') IS NULL"
}

# The roads as pgRouting reads them, from the node where a place stands on a road.
drives_agree="
  WITH place AS (
    SELECT DISTINCT ON (source) source, ST_Y(ST_StartPoint(geom)) AS lat, ST_X(ST_StartPoint(geom)) AS lon
    FROM andorra.road WHERE md5(id::text) < '01'
  ), pair AS (
    SELECT place.source, t.drive_km, h.road_node_id
    FROM place, reachable_trailheads(lat, lon, 100, 'andorra') AS t JOIN andorra.trailhead h ON h.id = t.trailhead_id
    ORDER BY md5(place.source || ' ' || h.id) LIMIT 50
  )
  SELECT count(*) = 50 AND bool_and(abs(drive_km * 1000 - agg_cost) <= 1)
  FROM pair LEFT JOIN LATERAL pgr_dijkstraCost(
    'SELECT id, source, target, length_m AS cost, CASE WHEN oneway THEN -1 ELSE length_m END AS reverse_cost
     FROM andorra.road', source, road_node_id) AS way ON true"

# everywhere_reaches NETWORK POINTS: every place and every trailhead, each trailhead itself from where it lies, and so many points
# within 300 m of a road, drawn by the hash of its id, reach a trailhead.
everywhere_reaches() {
  holds "
    WITH spot AS (
      SELECT 'place ' || name AS name, geom, NULL::bigint AS trailhead FROM $1.place
      UNION ALL SELECT 'trailhead ' || name, geom, id FROM $1.trailhead
      UNION ALL (
        SELECT 'beside road ' || id, ST_Project(ST_LineInterpolatePoint(geom, drawn[1])::geography, 300 * drawn[2], 2 * pi() * drawn[3])::geometry, NULL
        FROM $1.road, LATERAL (SELECT array_agg((hashtext(i || ' ' || id) & 1048575) / 1048576.0::float8 ORDER BY i) AS drawn FROM generate_series(1, 3) AS i) AS d
        ORDER BY md5(id::text) LIMIT $2)
    ), lost AS (
      SELECT name FROM spot WHERE NOT EXISTS (
        SELECT FROM reachable_trailheads(ST_Y(geom), ST_X(geom), 1000, '$1') AS t
        WHERE trailhead IS NULL OR (t.trailhead_id = trailhead AND t.drive_km < 0.001))
    )
    SELECT CASE WHEN count(*) > 0 THEN string_agg(name, ', ') WHEN (SELECT count(*) >= $2 FROM spot) THEN 't' END FROM lost"
}

# The README's own example, and the towns and car parks that stood on pieces of road without any way out.
loops_start_from() {
  holds "SELECT bool_and(EXISTS (SELECT FROM plan_loop(lat, lon, 15, 12, network => '$1')))
    FROM (VALUES $2) AS place(lat, lon)"
}

gps_tracks_become_a_network() {
  local folder=build/gpx
  rm -rf "$folder" && mkdir -p "$folder"
  # Round a square and back over its first side; a second file walks a spur out and back.
  printf '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Round</name><trkseg>%s</trkseg></trk></gpx>' \
    "$(for p in '46 7' '46 7.01' '46.01 7.01' '46.01 7' '46 7' '46 7.01'; do echo "<trkpt lat=\"${p% *}\" lon=\"${p#* }\"/>"; done)" >"$folder/a.gpx"
  printf '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Spur</name><trkseg>%s</trkseg></trk></gpx>' \
    "$(for p in '46 7' '46 6.99' '46 7'; do echo "<trkpt lat=\"${p% *}\" lon=\"${p#* }\"/>"; done)" >"$folder/b.gpx"
  for file in "$folder"/*.gpx; do
    ogr2ogr -f PostgreSQL PG:dbname=osm "$file" tracks -nln gpx -append -nlt PROMOTE_TO_MULTI -lco GEOMETRY_NAME=wkb_geometry || return 1
  done
  psql -X -qAt -d osm -c "SELECT loopgenie.build_network('gpx', network => 'gpx')" &&
    holds "SELECT count(*) = 2 AND round(sum(length_m)) BETWEEN 4500 AND 4600 FROM gpx.edge"
}

# Two trails that cross, and a third that ends on the first, in a file of a format that ogr2ogr reads.
drawn_trails_become_a_network() {
  local format=$1 file=build/drawn/$2 name=drawn_$3
  rm -rf build/drawn && mkdir -p build/drawn
  printf '%s' '{"type": "FeatureCollection", "features": [' \
    '{"type": "Feature", "properties": {"name": "Along"}, "geometry": {"type": "LineString", "coordinates": [[7, 46], [7.02, 46]]}},' \
    '{"type": "Feature", "properties": {"name": "Across"}, "geometry": {"type": "LineString", "coordinates": [[7.01, 45.99], [7.01, 46.01]]}},' \
    '{"type": "Feature", "properties": {"name": "Aside"}, "geometry": {"type": "MultiLineString", "coordinates": [[[7.005, 46.01], [7.005, 46.0001]]]}}]}' \
    >build/drawn/source.geojson
  ogr2ogr -f "$format" "$file" build/drawn/source.geojson &&
    ogr2ogr -f PostgreSQL PG:dbname=osm "$file" -nln "$name" -nlt PROMOTE_TO_MULTI -lco GEOMETRY_NAME=wkb_geometry &&
    psql -X -qAt -d osm -c "SELECT loopgenie.build_network('$name', network => '${name}_network')" &&
    holds "SELECT count(*) = 6 AND string_agg(DISTINCT name, ',' ORDER BY name) = 'Across,Along,Aside' FROM ${name}_network.edge"
}

# Metres of the shortest way between two nodes of test/data/barriers.osm, null where there is none.
road_m() {
  echo "(SELECT agg_cost FROM pgr_dijkstraCost('SELECT id, source, target, length_m AS cost FROM barriers.road', $1, $2, false))"
}
walk_m() {
  echo "(SELECT agg_cost FROM pgr_dijkstraCost('SELECT id, source, target, length_m AS cost FROM barriers.edge', $1, $2, false))"
}

# climbs ASCENT DESCENT NODE NODE…: the shortest way over these nodes climbs and descends by metres in these ranges.
climbs() {
  local ascent=$1 descent=$2 nodes=${*:3}
  holds "
    WITH leg AS (
      SELECT node, lead(node) OVER (ORDER BY i) AS next FROM unnest(ARRAY[${nodes// /,}]::bigint[]) WITH ORDINALITY AS n(node, i)
    ), walked AS (
      SELECT way.node = source AS along, ascent_m, descent_m
      FROM leg, pgr_dijkstra('SELECT id, source, target, length_m AS cost FROM andorra.edge', leg.node, leg.next, false) AS way
        JOIN andorra.edge ON edge.id = way.edge
      WHERE leg.next IS NOT NULL
    ), total AS (
      SELECT sum(CASE WHEN along THEN ascent_m ELSE descent_m END) AS up, sum(CASE WHEN along THEN descent_m ELSE ascent_m END) AS down
      FROM walked
    )
    SELECT CASE WHEN up BETWEEN $ascent AND down BETWEEN $descent THEN 't' ELSE format('+%s m, -%s m', up, down) END FROM total"
}

# A tile that ends in the middle of the country: known to the west, null to the east, and said so.
covers_partly() {
  rm -rf build/import/west && mkdir -p build/import/west
  gdal_translate -q -projwin 1 43 1.55 42 "/vsizip/$(realpath "$shared_data/dem/N42E001.hgt.zip")/N42E001.hgt" build/import/west/west.tif &&
    import PBF="$shared_data/osm/andorra.osm.pbf" DEM=build/import/west NETWORK=west | tee build/import/west.txt &&
    grep -qE 'edges measured, [1-9][0-9]* of them left without elevation' build/import/west.txt &&
    holds "SELECT count(*) FILTER (WHERE ascent_m IS NULL AND ST_XMax(geom) < 1.54) = 0
             AND count(*) FILTER (WHERE ascent_m IS NOT NULL AND ST_XMin(geom) > 1.56) = 0
             AND count(ascent_m) BETWEEN 1000 AND count(*) - 1000 AND count(ascent_m) = count(descent_m)
             AND bool_and(ST_NDims(geom) = 2) FROM west.edge" &&
    holds "SELECT count(*) FILTER (WHERE ele_m IS NULL) > 1000 AND count(ele_m) > 1000 FROM west.node"
}

# Plans all the time while the network is imported again: every answer is whole, old or new.
serves_while_reloading() {
  local log=build/import/serving.txt importing answers
  : >"$log"
  import PBF="$shared_data/osm/andorra.osm.pbf" NETWORK=andorra >build/import/reload.txt 2>&1 &
  importing=$!
  while kill -0 "$importing" 2>/dev/null; do
    psql -X -qAt -v ON_ERROR_STOP=1 -d osm >>"$log" 2>&1 \
      -c "SELECT version, count(*) = 1 AND bool_and(ST_IsClosed(geom))
          FROM andorra.info, plan_loop(42.5063, 1.5218, 20, 8, network => 'andorra') GROUP BY version" || break
  done
  wait "$importing" || { cat build/import/reload.txt "$log"; return 1; }
  answers=$(wc -l <"$log")
  [ "$answers" -ge 5 ] && ! grep -qv '|t$' "$log" || { cat "$log"; return 1; }
  # The old one served to begin with, and another is there now.
  holds "SELECT version <> '$(head -1 "$log" | cut -d'|' -f1)' FROM andorra.info"
}

if ! have_shared_data; then
  skip "import of OpenStreetMap" "needs $shared_data"
  finish
  exit
fi

check "import: a database" test/new_database.sh osm
check "import: Andorra with elevations" import PBF="$shared_data/osm/andorra.osm.pbf" DEM="$shared_data/dem" NETWORK=andorra
check "import: as many edges, roads and trailheads as Andorra has" holds "
  SELECT km BETWEEN 1500 AND 1750 AND roads_km BETWEEN 450 AND 600 AND trailheads BETWEEN 150 AND 400 AND places > 100 AND camps > 100
  FROM loopgenie.network_stats('andorra')"
check "import: camps, huts and springs join a trail within 500 m, water where it touches one" holds "
  SELECT count(*) FILTER (WHERE kind LIKE '%hut') BETWEEN 30 AND 50 AND count(*) FILTER (WHERE kind = 'camp_site') BETWEEN 6 AND 12
    AND count(*) FILTER (WHERE kind = 'water') BETWEEN 600 AND 1400 AND count(*) FILTER (WHERE c.node_id IS NULL) <= 3
    AND bool_and(ST_Distance(c.geom::geography, n.geom::geography) <= CASE c.kind WHEN 'water' THEN 0 ELSE 500 END)
    AND count(DISTINCT (n.id, c.kind, c.name)) FILTER (WHERE n.id IS NOT NULL) > 900
  FROM andorra.camp c LEFT JOIN andorra.node n ON n.id = c.node_id"
check "import: some edges run beside each other" holds "
  SELECT count(*) BETWEEN 20 AND 200 AND bool_and(t.length_m <= least(a.length_m, b.length_m) AND t.length_m >= 50
    AND ST_Distance(a.geom::geography, b.geom::geography) <= 15.2)
  FROM andorra.twin t JOIN andorra.edge a ON a.id = t.edge_a JOIN andorra.edge b ON b.id = t.edge_b"
check "import: edges run from node to node" holds "
  SELECT bool_and(ST_Equals(ST_Force2D(ST_StartPoint(e.geom)), s.geom) AND ST_Equals(ST_Force2D(ST_EndPoint(e.geom)), t.geom))
         AND bool_and(abs(ST_Length(ST_Force2D(e.geom)::geography) - length_m) < 0.01)
  FROM andorra.edge e LEFT JOIN andorra.node s ON s.id = source LEFT JOIN andorra.node t ON t.id = target"
check "import: trailheads stand within 150 m of both worlds and 100 m apart" holds "
  SELECT bool_and(ST_Distance(h.geom::geography, n.geom::geography) <= 150
    AND EXISTS (SELECT FROM andorra.road r WHERE h.road_node_id IN (source, target))
    AND h.name IS NOT NULL
    AND NOT EXISTS (SELECT FROM andorra.trailhead o WHERE o.id < h.id AND ST_DWithin(o.geom, h.geom, 0.002)
                    AND ST_Distance(o.geom::geography, h.geom::geography) < 100))
  FROM andorra.trailhead h LEFT JOIN andorra.node n ON n.id = h.node_id"
check "import: every node has an elevation, and ascents add up" holds "
  SELECT bool_and(abs(ascent_m - descent_m - (t.ele_m - s.ele_m)) < 0.2) AND bool_and(s.ele_m BETWEEN 820 AND 2950) IS TRUE
  FROM andorra.edge JOIN andorra.node s ON s.id = source JOIN andorra.node t ON t.id = target"
# Published: +1,386 to 1,482 m; +748 m (750 and 770 elsewhere); stage 14 of the GR 11, walked towards the hut, +1,435 m and -225 m. The via
# nodes keep the shortest way on the path meant. README says where the figures are from.
check "import: the climb from Arinsal to Coma Pedrosa is among what is published" climbs '1386 AND 1482' '0 AND 60' 11847430615 4314074738
check "import: the climb from Coll d'Ordino to Casamanya is at most 5 % off what is published" climbs '711 AND 785' '0 AND 50' 51930169 277377767
check "import: the climb from Encamp to the Refugi de l'Illa is at most 5 % off what is published" climbs \
  '1363 AND 1507' '214 AND 236' 2556569691 894259083 5344472899 1367865415 4312793854
check "import: a loop has ascent and heights" holds "
  SELECT bool_and(ascent_m > 100 AND ST_ZMin(geom) > 820 AND loop_gpx(l) LIKE '%<ele>%')
  FROM plan_loop(42.5063, 1.5218, 20, 8, network => 'andorra') AS l"
check "import: drives agree with pgr_dijkstraCost" holds "$drives_agree"
check "import: from les Escaldes, Encamp and Mas d'Alins one can hike" loops_start_from andorra \
  '(42.5090019, 1.5404067), (42.5360425, 1.5836096), (42.4413704, 1.4494549)'
check "import: Liechtenstein" import PBF="$shared_data/osm/liechtenstein.osm.pbf" NETWORK=liechtenstein
check "import: Heidelberg" import PBF="$shared_data/osm/heidelberg.osm.pbf" NETWORK=heidelberg
check "import: and from four car parks of Heidelberg" loops_start_from heidelberg \
  '(49.3804804, 8.8396561), (49.4155379, 8.6699831), (49.4674977, 8.6630994), (49.4412725, 8.6157739)'
for map in andorra liechtenstein heidelberg; do
  check "import: every place, trailhead and point beside a road of $map reaches a trailhead" everywhere_reaches "$map" 667
done
check "import: network_stats counts no place that reaches none" holds "
  SELECT bool_and(places_without_trailhead = 0) FROM unnest('{andorra,liechtenstein,heidelberg}'::name[]) AS map, loopgenie.network_stats(map)"
check "import: as many edges are graded and as few one-way as OpenStreetMap says" holds "
  SELECT count(difficulty) BETWEEN 500 AND 2000 AND min(difficulty) = 1 AND max(difficulty) = 6 AND count(*) FILTER (WHERE oneway) <= 20
    AND count(DISTINCT difficulty) = 6 FROM andorra.edge"
check "import: a place by a misspelt name" holds "SELECT name = 'les Escaldes' FROM find_place('escladas', 42.5, 1.5, network => 'andorra') LIMIT 1"

mkdir -p build/import/empty
head -c 1000000 "$shared_data/osm/andorra.osm.pbf" >build/import/torn.osm.pbf
echo '<osm version="0.6"></osm>' >build/import/empty.osm
printf '%s' '<osm version="0.6"><node id="1" lat="42.5" lon="1.5" version="1"/><node id="2" lat="42.6" lon="1.5" version="1"/>' \
  '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>' >build/import/roads.osm
gdal_translate -q -of GTiff -a_ullr 10 50 11 49 "/vsizip/$(realpath "$shared_data/dem/N42E001.hgt.zip")/N42E001.hgt" build/import/elsewhere.tif 2>/dev/null
mkdir -p build/import/elsewhere && mv build/import/elsewhere.tif build/import/elsewhere/
check "import: a truncated file is refused" refused 'no complete OpenStreetMap file' PBF=build/import/torn.osm.pbf
check "import: an empty extract is refused" refused 'the file holds no trail' PBF=build/import/empty.osm
check "import: an extract without trails is refused" refused 'the file holds no trail' PBF=build/import/roads.osm
check "import: a missing file is refused" refused 'cannot read' PBF=build/import/none.osm.pbf
check "import: elevation tiles of elsewhere are refused" refused 'no elevation tile covers' \
  PBF="$shared_data/osm/andorra.osm.pbf" DEM=build/import/elsewhere
sed 's/id="1" /id="-1" /; s/ref="1"/ref="-1"/' build/import/roads.osm >build/import/negative.osm
printf '%s' '<osm version="0.6"><node id="2" lat="42.5" lon="1.5" version="1"/><node id="1" lat="42.6" lon="1.5" version="1"/></osm>' >build/import/unsorted.osm
check "import: an unsorted file is refused with the command that sorts it" refused 'osmium sort build/import/unsorted.osm' PBF=build/import/unsorted.osm
check "import: negative ids are refused with the command that renumbers them" refused 'osmium renumber' PBF=build/import/negative.osm
check "import: a folder without tiles is refused" refused 'no elevation tile in' \
  PBF="$shared_data/osm/andorra.osm.pbf" DEM=build/import/empty
check "import: car parks below a bus stop or a board" import PBF=test/data/starts.osm NETWORK=starts
check "import: a start within 250 m on foot of a better one is merged into it, and one beyond is not" holds "
  SELECT string_agg(name, ', ' ORDER BY name) = 'A car park, B bus_stop, B car park, C car park' FROM starts.trailhead"
check "import: paths that are closed on days of every year" import PBF=test/data/closures.osm NETWORK=closed_days
check "import: each condition is read as the days it closes, or not at all" holds "
  SELECT string_agg(format('%s: %s to %s', e.name, to_char(starts, form), to_char(ends, form)), '; ' ORDER BY e.name COLLATE \"C\", starts) = concat_ws('; ',
    'Gate: 12-01 to 03-31', 'access:conditional=no @ (2026 Apr-Jun): 2026-04-01 to 2026-06-30', 'access:conditional=no @ (Mar 1-Jul 15): 03-01 to 07-15',
    'access:conditional=private @ (Nov 1-Mar 31); forestry @ (Apr): 11-01 to 04-30', 'foot:conditional=no @ (2024 Jan 1-2024 Mar 31): 2024-01-01 to 2024-03-31',
    'foot:conditional=no @ (Jan 15-31, Aug); yes @ (Sep): 01-15 to 01-31', 'foot:conditional=no @ (Jan 15-31, Aug); yes @ (Sep): 08-01 to 08-31',
    'foot:conditional=no @ (Nov 15-Apr 30): 11-15 to 04-30', 'foot:conditional=no @ winter: 12-01 to 02-29', 'foot:conditional=yes @ (Jun-Oct): 11-01 to 05-31',
    'foot:conditional=yes @ (May-Oct 08:00-18:00): 11-01 to 04-30', 'opening_hours=Apr-Oct: 08:00-20:00: 11-01 to 03-31', 'opening_hours=Dec-Mar off: 12-01 to 03-31',
    'opening_hours=May-Oct 08:00-18:00: 11-01 to 04-30', 'opening_hours=Mo-Su 08:00-20:00; Dec 24-26 off: 12-24 to 12-26', 'opening_hours=closed: 01-01 to 12-31',
    'seasonal=summer: 09-01 to 05-31')
  FROM closed_days.closed_edge JOIN closed_days.closure c ON c.id = closure_id JOIN closed_days.edge e ON e.id = edge_id,
    LATERAL (SELECT CASE WHEN c.yearly THEN 'MM-DD' ELSE 'YYYY-MM-DD' END AS form) AS f"
check "import: a made-up region with barriers and no car park" import PBF=test/data/barriers.osm NETWORK=barriers
check "import: on foot through a gate and where a hedge lets feet pass" holds "SELECT $(walk_m 12 15) BETWEEN 3900 AND 4050"
check "import: on foot not through a wall nor a locked gate" holds "
  SELECT $(walk_m 15 17) IS NULL AND count(*) FILTER (WHERE id < 0) = 4 AND count(*) FILTER (WHERE id IN (13, 16)) = 0 FROM barriers.node"
check "import: by car through a lift gate and a bollard with motor_vehicle=yes, not through another bollard" holds "
  SELECT $(road_m 1 3) BETWEEN 4500 AND 5200 AND $(road_m 6 1) BETWEEN 1500 AND 1600"
check "import: without a car park a hike starts where the trail meets the road, drive_km round the bollard" holds "
  SELECT count(*) = 1 AND bool_and((name, kind) = ('Ring Trail', 'road_crossing') AND drive_km BETWEEN 4.5 AND 5.2)
  FROM reachable_trailheads(46.000, 7.000, 10, 'barriers')"
check "import: GPS tracks that double back become a network" gps_tracks_become_a_network
check "import: GeoJSON becomes a network" drawn_trails_become_a_network GeoJSON trails.geojson geojson
check "import: a Shapefile becomes a network" drawn_trails_become_a_network 'ESRI Shapefile' trails.shp shapefile
check "import: a tile that covers a part leaves the rest unknown and says so" covers_partly
check "import: the old network serves while it is imported again" serves_while_reloading
finish
