#!/bin/bash
# elevation_raster.sh DEM-FOLDER OUT.vrt: the elevation tiles of a folder (.hgt, .hgt.zip, .tif) as one raster.
set -euo pipefail
dem=$1
shopt -s nullglob nocaseglob
tiles=("$dem"/*.hgt "$dem"/*.tif "$dem"/*.tiff)
for zip in "$dem"/*.hgt.zip; do
  tiles+=("/vsizip/$(realpath "$zip")/$(basename "$zip" .zip)")
done
if [ ${#tiles[@]} -eq 0 ]; then
  echo "no elevation tile in $dem (.hgt, .hgt.zip, .tif)" >&2
  exit 1
fi
gdalbuildvrt -q "$2" "${tiles[@]}" >&2
