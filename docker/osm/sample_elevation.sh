#!/bin/bash
# sample_elevation.sh DEM-FOLDER: reads "lon lat" lines from the standard input and writes one elevation in
# metres for each, an empty line where no tile knows it. Folder: .hgt, .hgt.zip, .tif.
#
# The raster is read three times as fine as it is, bilinearly: taken raw, a slope is a staircase of 90 m steps.
set -euo pipefail
dem=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/points"
"$(dirname "$0")"/elevation_raster.sh "$dem" "$work/raw.vrt"
pixel=$(gdalinfo "$work/raw.vrt" | sed -nE 's/^Pixel Size = \(([0-9.e-]+),.*/\1/p')
fine=$(awk -v p="$pixel" 'BEGIN { printf "%.12f", p / 3 }')
# Only around the points, so that it fits into memory.
read -r west south east north < <(awk -v p="$pixel" '
  NR == 1 { w = e = $1; s = n = $2 }
  $1 < w { w = $1 } $1 > e { e = $1 } $2 < s { s = $2 } $2 > n { n = $2 }
  END { printf "%.9f %.9f %.9f %.9f\n", w - p, s - p, e + p, n + p }' "$work/points")
warp() {
  gdalwarp -q -overwrite -t_srs EPSG:4326 -ot Float32 -dstnodata -32768 -te "$west" "$south" "$east" "$north" \
    -co TILED=YES "$@" >&2
}
# SRTM has holes of some pixels in gorges: there the mean of the nearest surroundings that are known shows through.
layers=()
for pixels in 10 5 2; do
  coarse=$(awk -v p="$pixel" -v n=$pixels 'BEGIN { printf "%.12f", p * n }')
  warp -r average -tr "$coarse" "$coarse" "$work/raw.vrt" "$work/mean$pixels.tif"
  layers+=("$work/mean$pixels.tif")
done
warp -r bilinear -tr "$fine" "$fine" "${layers[@]}" "$work/raw.vrt" "$work/fine.tif"
gdallocationinfo -valonly -geoloc "$work/fine.tif" <"$work/points" | sed 's/^-32768.*$//'
