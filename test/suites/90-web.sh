#!/bin/bash
# The map page: built, served as make serve does it, and used in Chromium. Screenshots are kept in build/web/.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

page=http://127.0.0.1:$web_port/
rm -rf build/web
mkdir -p build/web

# Something is closed in the middle of the map.
close_something() {
  psql -X -q -v ON_ERROR_STOP=1 -d web -c "INSERT INTO trails.closure (starts, ends, yearly, reason, geom)
    SELECT '2020-02-01', '2020-07-15', true, 'Nesting eagles', ST_Expand(ST_Centroid(ST_Extent(geom)::geometry), 0.02) FROM trails.trailhead"
}

check "web: npm brings what the page is built of" install_npm_packages docker/web
check "web: npm brings playwright-core and axe" install_npm_packages test/web
check "web: the page's types are right" docker/web/node_modules/.bin/tsc -p docker/web
install_npm_packages docker/api
check "web: the page builds" build_page
check "web: the sample's map is drawn" test/data/make_sample_map.sh build/map
check "web: the sample is served" prepare_database web
check "web: a part of it is closed" close_something
start_api web || failures=$((failures + 1))
check "web: the page is served" start_page web
for part in plan days through browse everyone offline; do
  node "test/web/$part.mjs" "$page" build/web build/nginx.pid || failures=$((failures + 1))
done
stop_page
stop_api
finish
