#!/bin/bash
# load_us.sh NAME: a new database NAME with the extension and the US trails of the test data, as
# ogr2ogr writes them: geom(ogc_fid, name, source, wkb_geometry).
set -euo pipefail
cd "$(dirname "$0")/.."

test/new_database.sh "$1"
ogr2ogr -f PostgreSQL "PG:dbname=$1" \
  "GeoJSONSeq:/vsigzip/../shared/data/us/us_trails.geojsonl.gz" \
  -nln geom -lco GEOMETRY_NAME=wkb_geometry --config PG_USE_COPY YES
