#!/bin/bash
# Elevations of all sample points of Andorra's trails by the import's step (GDAL beside the database) and by postgis_raster
# (the tile loaded as raster, ST_Value for each point), in one run:
#   test/with_postgres.sh test/bench/elevation.sh
# Needs ../shared/data, the installed extension, and raster2pgsql (test/deps.sh bench).
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$(realpath ../shared/data)
test/new_database.sh elevation_bench
export PGDATABASE=elevation_bench PGOPTIONS='-c client_min_messages=warning'
work=$(mktemp -d)
trap 'rm -rf "$work"; dropdb --if-exists elevation_bench' EXIT

run() {
  psql -X -q -P pager=off -v ON_ERROR_STOP=1 "$@"
}
# seconds WHAT COMMAND…
seconds() {
  local what=$1 begun=$EPOCHREALTIME
  shift
  "$@"
  printf '%6.2f s  %s\n' "$(bc <<<"$EPOCHREALTIME - $begun")" "$what"
}

docker/osm/import.sh "$data/osm/andorra.osm.pbf" andorra >/dev/null
run -c 'CREATE EXTENSION postgis_raster' -c "
  CREATE TABLE point AS
  SELECT row_number() OVER (ORDER BY id, path) AS line, point AS geom, NULL::float8 AS gdal, NULL::float8 AS nearest, NULL::float8 AS bilinear
  FROM (SELECT id, (ST_DumpPoints(ST_Segmentize(geom::geography, 30)::geometry)).* FROM andorra.edge) AS p(id, path, point)"

by_gdal() {
  run -c '\copy (SELECT ST_X(geom), ST_Y(geom) FROM point ORDER BY line) TO STDOUT WITH (DELIMITER '"' '"')' |
    docker/osm/sample_elevation.sh "$data/dem" >"$work/ele"
  run -c 'CREATE TABLE sampled (line bigserial, ele float8)' -c "\copy sampled (ele) FROM '$work/ele' WITH (FORMAT csv)" \
    -c 'UPDATE point SET gdal = ele FROM sampled WHERE sampled.line = point.line'
}
load_raster() {
  unzip -q -o "$data/dem/N42E001.hgt.zip" -d "$work"
  raster2pgsql -s 4326 -t 100x100 -I -C -M "$work/N42E001.hgt" public.dem 2>/dev/null | run -o /dev/null
}
by_raster() {
  run -c "UPDATE point SET $1 = ST_Value(rast, 1, geom, true, '$1') FROM dem WHERE ST_Intersects(rast, geom)"
}

seconds 'GDAL: points out, sampled three times finer bilinearly, elevations in' by_gdal
seconds 'postgis_raster: the tile into the database' load_raster
seconds 'postgis_raster: ST_Value, nearest' by_raster nearest
seconds 'postgis_raster: ST_Value, bilinear' by_raster bilinear
run -c "
  SELECT 'GDAL against ' || what AS compared, count(ele) AS points, count(*) FILTER (WHERE ele IS NULL AND gdal IS NOT NULL) AS unknown_to_raster,
    round(avg(abs(gdal - ele))::numeric, 2) AS mean_m, round(percentile_cont(0.99) WITHIN GROUP (ORDER BY abs(gdal - ele))::numeric, 1) AS p99_m,
    round(max(abs(gdal - ele))::numeric, 1) AS max_m
  FROM point, LATERAL (VALUES ('nearest', nearest), ('bilinear', bilinear)) AS v(what, ele) GROUP BY what ORDER BY what"
