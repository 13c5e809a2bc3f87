#!/bin/bash
# maps.sh DATABASE MAP…: a new database with one network for each reference map named; the network
# has the map's name. Five are regions of the US table of the test data, the others OpenStreetMap
# extracts. The table start of each network's starts, up to STARTS (40) trailheads in the order of
# md5(id), is what every benchmark asks from.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
database=$1
shift

[ -d "$data" ] || {
  echo "The reference maps are made of $data, which is not there." >&2
  exit 1
}
test/load_us.sh "$database" >/dev/null
quietly() {
  PGOPTIONS="-c client_min_messages=error" psql -X -q -d "$database" -v ON_ERROR_STOP=1 "$@" >/dev/null
}
quietly -c "CREATE TABLE start (map text, id bigint, node_id bigint, lat float8, lon float8)"
for map in "$@"; do
  if [ -e "$data/osm/$map.osm.pbf" ]; then
    dem=
    [ "$map" != andorra ] || dem=$data/dem
    PGDATABASE=$database docker/osm/import.sh "$data/osm/$map.osm.pbf" "$map" "$dem" >build/bench/"$map".import.log
  else
    quietly -v map="$map" <<'SQL'
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
  fi
  quietly -v map="$map" -v starts="${STARTS:-40}" <<'SQL'
INSERT INTO start
SELECT :'map', id, node_id, ST_Y(geom), ST_X(geom) FROM :"map".trailhead ORDER BY md5(id::text) LIMIT :starts;
SQL
done
