#!/bin/bash
# map.sh MAP.osm.pbf OUT [DEM-FOLDER]: the map that lies under the trails, as static files in OUT/tiles: vector tiles, and where there
# are elevations contours and a hillshade. Any web server or bucket serves them: *.pbf are compressed already (Content-Encoding:
# gzip). What was there before stays until the new map is whole.
set -euo pipefail
pbf=$1 out=$2 dem=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
work=$(mktemp -d "$out/new.XXXXXX")
mkdir "$work/tiles"
trap 'rm -rf "$work"' EXIT

echo "Drawing the map of $(basename "$pbf")"
"$here/map/features.sh" "$pbf" "$work/map.gpkg"
# Woods and lakes may reach far beyond what the file is about, and streams into the next country: places and roads do not.
read -r west south east north < <(ogrinfo -q -dialect SQLITE -sql "SELECT MIN(ST_MinX(geom)) - 0.03 AS w, MIN(ST_MinY(geom)) - 0.02 AS s, MAX(ST_MaxX(geom)) + 0.03 AS e, MAX(ST_MaxY(geom)) + 0.02 AS n
  FROM (SELECT geom FROM minor UNION ALL SELECT geom FROM service UNION ALL SELECT geom FROM hamlet UNION ALL SELECT geom FROM village UNION ALL SELECT geom FROM peak)" "$work/map.gpkg" |
  sed -nE 's/.*\(Real\) = //p' | xargs)
relief=false
if [ -n "$dem" ]; then
  "$here/map/relief.sh" "$dem" "$work/map.gpkg" "$work/tiles" "$west" "$south" "$east" "$north"
  relief=true
fi
# The unit of SIMPLIFICATION is a 4096th of a tile: half a pixel of those that one sees, but for the last zoom, which is drawn larger.
ogr2ogr -q -f MVT "$work/tiles/land" "$work/map.gpkg" -dsco FORMAT=DIRECTORY -dsco COMPRESS=YES -dsco MINZOOM=7 -dsco MAXZOOM=14 \
  -dsco CONF="$here/map/layers.json" -dsco SIMPLIFICATION=6 -dsco SIMPLIFICATION_MAX_ZOOM=1 -dsco BUFFER=64
version=$(find "$work/tiles" -type f -print0 | sort -z | xargs -0 sha256sum | sed "s|$work||" | sha256sum | cut -c1-12)
cat >"$work/tiles/map.json" <<EOT
{"version": "$version", "bounds": [$west, $south, $east, $north], "minzoom": 7, "maxzoom": 14, "relief": $relief}
EOT
chmod -R a+rX "$work"
rm -rf "$out/old"
[ ! -e "$out/tiles" ] || mv "$out/tiles" "$out/old"
mv "$work/tiles" "$out/tiles"
rm -rf "$out/old"
echo "The map is in $out/tiles: $(find "$out/tiles" -type f | wc -l) files, $(du -sh --apparent-size "$out/tiles" | cut -f1)"
