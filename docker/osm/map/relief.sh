#!/bin/bash
# relief.sh DEM-FOLDER MAP.gpkg TILES WEST SOUTH EAST NORTH: contours into the map's layers, and a hillshade as tiles: black and white
# that let the map shine through, so that it goes with light and dark.
set -euo pipefail
dem=$1 layers=$2 tiles=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$(dirname "$0")"/../elevation_raster.sh "$dem" "$work/raw.vrt"
# Twice as fine as SRTM, by splines: contours of what it is itself would show its steps.
gdalwarp -q -t_srs EPSG:3857 -te_srs EPSG:4326 -te "$4" "$5" "$6" "$7" -tr 45 45 -r cubicspline -ot Float32 -dstnodata -32768 \
  "$work/raw.vrt" "$work/fine.tif"
gdal_contour -q -i 50 -a ele -f GPKG -nln contour "$work/fine.tif" "$work/contour.gpkg"
ogr2ogr -q -append "$layers" "$work/contour.gpkg" -t_srs EPSG:4326 -nln contour_index -sql 'SELECT CAST(ele AS integer) AS ele, geom FROM contour WHERE CAST(ele AS integer) % 250 = 0' -dialect SQLITE
ogr2ogr -q -append "$layers" "$work/contour.gpkg" -t_srs EPSG:4326 -nln contour -sql 'SELECT CAST(ele AS integer) AS ele, geom FROM contour WHERE CAST(ele AS integer) % 250 <> 0' -dialect SQLITE

# Mercator stretches what it draws: heights are stretched alike.
stretch=$(awk -v south="$5" -v north="$7" 'BEGIN { print 1 / cos((south + north) / 2 * atan2(0, -1) / 180) }')
gdaldem hillshade -q -multidirectional -z "$stretch" "$work/fine.tif" "$work/shade.tif"
cat >"$work/ramp" <<'EOT'
1 30 35 50 150
100 30 35 50 75
185 30 35 50 0
215 255 255 245 0
255 255 255 245 80
nv 0 0 0 0
EOT
gdaldem color-relief -q -alpha "$work/shade.tif" "$work/ramp" "$work/relief.tif"
gdal2tiles.py -q --xyz -z 7-11 -w none -r bilinear --tiledriver=WEBP --webp-quality=60 -x "$work/relief.tif" "$tiles/relief" >/dev/null
find "$tiles/relief" -name '*.aux.xml' -delete
