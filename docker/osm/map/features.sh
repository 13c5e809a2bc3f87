#!/bin/bash
# features.sh MAP.osm.pbf OUT.gpkg: from OpenStreetMap to the map's layers, as styles draw them. What is drawn from which zoom on
# stands in layers.json: a layer that comes in steps is several here.
set -euo pipefail
here=$(dirname "$0")
raw=${2%.gpkg}-raw.gpkg

# Of a torn file the reader takes what it can, and ends well.
ogr2ogr -q -f GPKG "$raw" "$1" points lines multipolygons -oo CONFIG_FILE="$here/osmconf.ini" --config OSM_MAX_TMPFILE_SIZE 512 -lco SPATIAL_INDEX=NO 2>"$raw.log" &&
  ! grep -q ERROR "$raw.log" || { cat "$raw.log" >&2; exit 1; }

# layer NAME SQL: a layer of what the SQL (SQLite with Spatialite) says. A shape that is computed is not called geom: where the file holds
# none of the kind it would be taken for a second column of that name.
layer() {
  ogr2ogr -q -f GPKG -append "$2" "$raw" -nln "$1" -nlt GEOMETRY -dialect SQLITE -sql "$3"
}

# Areas of over so many square metres; a degree is 111 km, here as wide as it is high.
area() { echo "ST_Area(geom) * cos(radians(ST_Y(ST_Centroid(geom)))) * 12321000000 > $1"; }
woods="(natural IN ('wood', 'scrub') OR landuse = 'forest')"
waters="(natural = 'water' OR landuse = 'reservoir' OR waterway IN ('riverbank', 'dock'))"
grounds="landuse IN ('residential', 'commercial', 'industrial', 'retail') OR natural IN ('bare_rock', 'scree', 'glacier', 'shingle') OR landuse IN ('meadow', 'grass', 'vineyard', 'orchard', 'farmland') OR natural IN ('grassland', 'heath') OR leisure IN ('park', 'golf_course')"
ground="CASE WHEN landuse IN ('residential', 'commercial', 'industrial', 'retail') THEN 'town' WHEN natural = 'glacier' THEN 'ice'
  WHEN natural IN ('bare_rock', 'scree', 'shingle') THEN 'rock' WHEN natural = 'heath' THEN 'heath' ELSE 'green' END"

layer ground_far "$2" "SELECT $ground AS kind, geom FROM multipolygons WHERE ($grounds) AND $(area 500000)"
layer ground "$2" "SELECT $ground AS kind, geom FROM multipolygons WHERE $grounds"
layer wood_far "$2" "SELECT geom FROM multipolygons WHERE $woods AND $(area 500000)"
layer wood "$2" "SELECT geom FROM multipolygons WHERE $woods"
layer water_far "$2" "SELECT geom FROM multipolygons WHERE $waters AND $(area 100000)"
layer water "$2" "SELECT geom FROM multipolygons WHERE $waters"
layer water_name "$2" "SELECT name, ST_PointOnSurface(geom) AS shape FROM multipolygons WHERE $waters AND name <> ''"
layer building "$2" "SELECT geom FROM multipolygons WHERE building <> '' AND building <> 'no'"
layer river "$2" "SELECT name, 'river' AS kind, ST_LineMerge(ST_Collect(geom)) AS shape FROM lines WHERE waterway IN ('river', 'canal') GROUP BY name"
layer stream "$2" "SELECT name, 'stream' AS kind, geom FROM lines WHERE waterway IN ('stream', 'ditch') AND coalesce(tunnel, '') IN ('', 'no')"

kind="replace(highway, '_link', '')"
# Far out one line a road, whatever its pieces are.
roads() { echo "SELECT '$1' AS kind, ST_LineMerge(ST_Collect(geom)) AS shape FROM lines WHERE $kind IN ($2) GROUP BY name"; }
layer motorway "$2" "$(roads major "'motorway', 'trunk'")"
layer primary_road "$2" "$(roads major "'primary'")"
layer secondary "$2" "$(roads main "'secondary', 'tertiary'")"
layer minor "$2" "SELECT name, 'minor' AS kind, geom FROM lines WHERE highway IN ('unclassified', 'residential', 'living_street', 'pedestrian', 'road')"
layer service "$2" "SELECT 'service' AS kind, geom FROM lines WHERE highway = 'service'"
layer street_name "$2" "SELECT name, ST_LineMerge(ST_Collect(geom)) AS shape FROM lines WHERE name <> '' AND $kind IN ('primary', 'secondary', 'tertiary', 'unclassified', 'residential') GROUP BY name"
layer rail "$2" "SELECT 'rail' AS kind, geom FROM lines WHERE railway IN ('rail', 'narrow_gauge', 'light_rail') AND coalesce(tunnel, '') IN ('', 'no')
  UNION ALL SELECT 'lift', geom FROM lines WHERE aerialway IN ('cable_car', 'gondola', 'chair_lift', 'mixed_lift', 'funicular')"

named="SELECT name, place AS kind, cast(population AS integer) AS people, geom FROM points WHERE name <> '' AND place"
layer town "$2" "$named IN ('city', 'town')"
layer village "$2" "$named IN ('village', 'suburb')"
layer hamlet "$2" "$named IN ('hamlet', 'isolated_dwelling', 'locality', 'neighbourhood')"
height="cast(round(cast(ele AS real)) AS integer)"
layer peak "$2" "SELECT name, $height AS ele, natural AS kind, geom FROM points WHERE natural IN ('peak', 'saddle', 'volcano') AND name <> ''"
layer hut "$2" "SELECT name, tourism AS kind, geom FROM points WHERE tourism IN ('alpine_hut', 'wilderness_hut', 'camp_site', 'viewpoint')
  UNION ALL SELECT name, tourism, ST_Centroid(geom) FROM multipolygons WHERE tourism IN ('alpine_hut', 'wilderness_hut', 'camp_site')"
rm -f "$raw"
