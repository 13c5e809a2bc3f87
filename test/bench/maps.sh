#!/bin/bash
# maps.sh DATABASE MAP…: a new database with one network for each map named; the network has the
# map's name. Of the reference maps five are regions of the US table of the test data, the others
# OpenStreetMap extracts; NAME-raw are the ways of an extract as a raw table without appeal, through
# loopgenie.build_network. A folder stands for all extracts in it: MAPS=folder makes every benchmark
# run on maps of your own. The table start of each network's starts, up to STARTS (40) trailheads in
# the order of md5(id), is what plan.sh and scale.sh ask from.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
database=$1
shift

if [ $# -eq 1 ] && [ -d "$1" ]; then
  folder=$1
  set --
  for file in "$folder"/*.osm.pbf; do
    [ ! -e "$file" ] || set -- "$@" "$(basename "$file" .osm.pbf)" "$(basename "$file" .osm.pbf)-raw"
  done
  [ $# -gt 0 ] || {
    echo "$folder holds no extract, no *.osm.pbf." >&2
    exit 1
  }
else
  folder=$data/osm
fi
[ -d "$folder" ] || {
  echo "The reference maps are made of $data, which is not there. Put OpenStreetMap extracts, for
example https://download.geofabrik.de/europe/andorra-latest.osm.pbf and liechtenstein-latest.osm.pbf
from there, into a folder and say MAPS=folder." >&2
  exit 1
}
quietly() {
  PGOPTIONS="-c client_min_messages=error" psql -X -q -d "$database" -v ON_ERROR_STOP=1 "$@" >/dev/null
}

import() { # MAP: an extract
  local dem=
  [ "$1" != andorra ] || [ ! -d "$data/dem" ] || dem=$data/dem
  PGDATABASE=$database docker/osm/import.sh "$folder/$1.osm.pbf" "$1" "$dem" >build/bench/"$1".import.log
}

build_raw() { # MAP: an extract's ways on which people walk, whatever they are
  ogr2ogr -q -f PostgreSQL "PG:dbname=$database" "$folder/$1.osm.pbf" lines -nln raw -select name,highway \
    -where "highway IN ('path', 'footway', 'track', 'bridleway', 'steps', 'cycleway', 'pedestrian',
      'living_street', 'residential', 'service', 'unclassified', 'tertiary')" --config PG_USE_COPY YES
  quietly -v network="$1-raw" <<'SQL'
SELECT loopgenie.build_network('raw', network => :'network');
DROP TABLE raw;
SQL
}

build_region() { # MAP: of the US table
  quietly -v map="$1" <<'SQL'
SELECT EXISTS (SELECT FROM geom WHERE source = :'map') AS known \gset
\if :known
\else
  \warn No reference map :map
  SELECT 1 / 0;
\endif
CREATE TABLE region AS SELECT name, wkb_geometry FROM geom WHERE source = :'map';
SELECT loopgenie.build_network('region', network => :'map');
DROP TABLE region;
SQL
}

mkdir -p build/bench
if [ -d "$data/us" ]; then
  test/load_us.sh "$database" >/dev/null
else
  test/new_database.sh "$database"
fi
quietly -c "CREATE TABLE start (map text, id bigint, node_id bigint, lat float8, lon float8)"
for map in "$@"; do
  if [ -e "$folder/$map.osm.pbf" ]; then
    import "$map"
  elif [[ $map == *-raw ]]; then
    build_raw "${map%-raw}"
  else
    build_region "$map"
  fi
  quietly -v map="$map" -v starts="${STARTS:-40}" <<'SQL'
INSERT INTO start
SELECT :'map', id, node_id, ST_Y(geom), ST_X(geom) FROM :"map".trailhead ORDER BY md5(id::text) LIMIT :starts;
SQL
done
