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
# Opacity by brightness, in steps: a WebP keeps it as it is, so what is smooth weighs twice as much, for nothing that one sees.
steps=16
awk -v steps=$steps '
  function stepped(opacity) { return int(int(opacity * steps / 150 + 0.5) * 150 / steps) }
  BEGIN {
    for (shade = 1; shade <= 255; shade++) {
      dark = shade < 100 ? 150 - (shade - 1) * 75 / 99 : (185 - shade) * 75 / 85
      if (shade < 185) printf "%d 30 35 50 %d\n", shade, stepped(dark)
      else printf "%d 255 255 245 %d\n", shade, (shade > 215 ? stepped((shade - 215) * 2) : 0)
    }
    print "nv 0 0 0 0"
  }' >"$work/ramp"
# Each zoom is shaded anew from heights as coarse as its pixels: shrunk pictures would have steps between the steps.
for zoom in 7 8 9 10 11; do
  size=$(awk -v zoom=$zoom 'BEGIN { printf "%.10f", 2 * 20037508.342789244 / 256 / 2 ^ zoom }')
  gdalwarp -q -overwrite -tr "$size" "$size" -tap -r average "$work/fine.tif" "$work/coarse.tif"
  gdaldem hillshade -q -multidirectional -z "$stretch" "$work/coarse.tif" "$work/shade.tif"
  gdaldem color-relief -q -alpha -nearest_color_entry "$work/shade.tif" "$work/ramp" "$work/relief.tif"
  gdal2tiles.py -q --xyz -z "$zoom" -w none -r near --tiledriver=WEBP --webp-quality=60 -x "$work/relief.tif" "$tiles/relief" >/dev/null
done
find "$tiles/relief" -name '*.aux.xml' -delete
