#!/bin/bash
# The map under the trails, drawn from real extracts: what is on it, and how much of it a first view takes.
cd "$(dirname "$0")/../.." && . test/tap.sh

draw() { docker/osm/map.sh "$shared_data/osm/$1.osm.pbf" "build/maps/$1" ${2:+"$shared_data/dem"} 2>"build/maps/$1.log" && [ ! -s "build/maps/$1.log" ] || { cat "build/maps/$1.log"; return 1; }; }

# on_tile Z/X/Y LAYER PATTERN: the layer of Andorra's tile has a feature that looks so.
on_tile() {
  ogrinfo -ro -al "build/maps/andorra/tiles/land/$1.pbf" "$2" 2>&1 >build/maps/tile.txt
  grep -qE "$3" build/maps/tile.txt || { echo "no $3 in $2 of $1"; head -30 build/maps/tile.txt; return 1; }
}

# The town and its streets, the peak above, water and woods; contours with their heights.
shows_andorra() {
  on_tile 14/8261/6050 place 'Andorra la Vella' && on_tile 14/8261/6050 road 'minor' && on_tile 14/8261/6050 building 'OGRFeature' &&
    on_tile 12/2065/1512 peak 'ele .* = [0-9]{4}' && on_tile 12/2065/1512 contour 'ele .* = [0-9]+50$' &&
    on_tile 12/2065/1512 wood 'OGRFeature' && on_tile 12/2065/1512 waterway 'river' && on_tile 7/64/47 road 'major'
}

# With those of the trails, which come from the API, a first view is to take at most 300 kB.
first_view_is_light() {
  local bytes
  bytes=$(node test/map/first_view.mjs "build/maps/$1/tiles") || return 1
  echo "# $1: the first view is $((bytes / 1000)) kB of tiles" >>build/maps/figures.txt
  [ "$bytes" -gt 5000 ] && [ "$bytes" -le 250000 ] || { echo "$bytes"; return 1; }
}

# One that cannot be drawn leaves what was there.
old_one_stays() {
  local before
  before=$(cat build/maps/andorra/tiles/map.json)
  head -c 100000 "$shared_data/osm/andorra.osm.pbf" >build/maps/torn.osm.pbf
  ! docker/osm/map.sh build/maps/torn.osm.pbf build/maps/andorra >/dev/null 2>&1 && [ "$before" = "$(cat build/maps/andorra/tiles/map.json)" ] &&
    [ "$(find build/maps/andorra -mindepth 1 -maxdepth 1)" = build/maps/andorra/tiles ]
}

if ! have_shared_data; then
  skip "map: Andorra and Heidelberg are drawn" "needs $shared_data"
  finish
  exit
fi
rm -rf build/maps && mkdir -p build/maps
check "map: Andorra is drawn, with contours and relief" draw andorra dem
check "map: Heidelberg is drawn, without elevations" draw heidelberg
check "map: towns, roads, buildings, peaks, contours, woods and water are on it" shows_andorra
check "map: the first view of Andorra takes at most 250 kB" first_view_is_light andorra
check "map: the first view of Heidelberg takes at most 250 kB" first_view_is_light heidelberg
cat build/maps/figures.txt
check "map: a file that cannot be read leaves the old map" old_one_stays
finish
