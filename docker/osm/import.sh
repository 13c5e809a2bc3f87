#!/bin/bash
# import.sh FILE.osm.pbf [NETWORK [DEM-FOLDER]]: OpenStreetMap into a network of the database that PGDATABASE,
# PGHOST, … name. The old network of that name serves until the new one is whole; on any error it stays.
set -euo pipefail
pbf=${1:-} network=${2:-trails} dem=${3:-}
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "import: $1" >&2
  [ -z "${2:-}" ] || echo "Hint: $2" >&2
  exit 1
}

[ -n "$pbf" ] || fail "no map file given" "Call it as: make import PBF=file.osm.pbf"
[ -r "$pbf" ] || fail "cannot read $pbf" "Download an extract, for example from https://download.geofabrik.de"
[ -z "$dem" ] || [ -d "$dem" ] || fail "$dem is no folder" "DEM names a folder of .hgt, .hgt.zip or .tif files."
for tool in osm2pgsql psql ${dem:+gdalbuildvrt gdalwarp gdallocationinfo}; do
  command -v "$tool" >/dev/null || fail "$tool is not installed" "Run make deps."
done

run_psql() {
  psql -X -q -v ON_ERROR_STOP=1 "$@"
}
quiet_psql() {
  PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning" run_psql "$@"
}
run_psql -c '' || fail "no database" "Set PGHOST, PGPORT, PGUSER and PGDATABASE to the database to import into."
for extension in postgis pgrouting loopgenie pg_trgm unaccent; do
  quiet_psql -c "CREATE EXTENSION IF NOT EXISTS $extension CASCADE" ||
    fail "extension $extension is missing in the database" "Have a superuser create it there."
done
run_psql -v network="$network" >/dev/null <<<"SELECT loopgenie._require_replaceable(:'network');" ||
  fail "network $network cannot be replaced"

# The rows of osm2pgsql go into a schema of their own; one left by a killed import of this network is cleared away.
export LOOPGENIE_STAGING="loopgenie_osm_$network"
work=$(mktemp -d)
clean() {
  rm -rf "$work"
  quiet_psql -v staging="$LOOPGENIE_STAGING" <<<'DROP SCHEMA IF EXISTS :"staging" CASCADE' || true
}
trap clean EXIT
trap 'exit 130' INT TERM
quiet_psql -v staging="$LOOPGENIE_STAGING" \
  <<<'DROP SCHEMA IF EXISTS :"staging" CASCADE; CREATE SCHEMA :"staging";' || fail "cannot create a schema"

echo "Reading $pbf"
osm2pgsql --output=flex --style="$here/loopgenie.lua" "$pbf" >"$work/osm2pgsql.log" 2>&1 || {
  grep -iE 'error' "$work/osm2pgsql.log" | sed 's/^.*ERROR: */osm2pgsql: /' >&2 || cat "$work/osm2pgsql.log" >&2
  case $(cat "$work/osm2pgsql.log") in
    *'Negative OSM object ids'*)
      fail "$pbf holds ids that an editor gave; network $network stays as it was" \
        "Number them anew: osmium sort $pbf -o sorted.osm.pbf && osmium renumber sorted.osm.pbf -o renumbered.osm.pbf" ;;
    *'Input data is not ordered'*)
      fail "$pbf is not sorted; network $network stays as it was" "Sort it: osmium sort $pbf -o sorted.osm.pbf" ;;
  esac
  fail "$pbf is no complete OpenStreetMap file; network $network stays as it was" "Download it again."
}
sed -nE 's/^.*(Processed .*) in .*/\1/p' "$work/osm2pgsql.log"

LOOPGENIE_SAMPLER=$here/sample_elevation.sh LOOPGENIE_WORK=$work LOOPGENIE_DEM=$dem \
  run_psql -v staging="$LOOPGENIE_STAGING" -v network="$network" \
  -v source="$(basename "$pbf"), (c) OpenStreetMap contributors" -v has_dem="$([ -n "$dem" ] && echo true || echo false)" \
  -f "$here/import.sql" ||
  fail "nothing was imported; network $network stays as it was"
echo "Network $network is in place, $SECONDS s"
