#!/bin/bash
# make_sample_map.sh OUT: the bundled sample's map, made by the importer's own tools; nothing where it was made already.
set -euo pipefail
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

digest=$(cat "$here"/make_sample*.py "$here"/sample_*.py "$here"/../../docker/osm/map.sh "$here"/../../docker/osm/map/* | sha256sum)
[ "$(cat "$1/made-of" 2>/dev/null)" != "$digest" ] || exit 0
python3 "$here/make_sample_map.py" land >"$work/sample.osm"
python3 "$here/make_sample_map.py" heights >"$work/sample.asc"
mkdir "$work/dem"
gdal_translate -q -a_srs EPSG:4326 "$work/sample.asc" "$work/dem/sample.tif"
"$here/../../docker/osm/map.sh" "$work/sample.osm" "$1" "$work/dem"
echo "$digest" >"$1/made-of"
