#!/bin/bash
# The map page: built, served as make serve does it, and used in Chromium. Screenshots are kept in build/web/.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

page=http://127.0.0.1:$web_port/
rm -rf build/web
mkdir -p build/web

# The sample has no heights: some make the profile worth plotting.
give_heights() {
  psql -X -q -v ON_ERROR_STOP=1 -d web -c "
    UPDATE trails.node SET ele_m = round((1500 + 400 * sin(ST_X(geom) * 90) * cos(ST_Y(geom) * 90))::numeric);
    UPDATE trails.edge SET ascent_m = greatest(b.ele_m - a.ele_m, 0), descent_m = greatest(a.ele_m - b.ele_m, 0)
    FROM trails.node a, trails.node b WHERE a.id = source AND b.id = target"
}

check "web: npm brings what the page is built of" install_npm_packages docker/web
check "web: npm brings playwright-core" install_npm_packages test/web
install_npm_packages docker/api
check "web: the page builds" build_page
check "web: the sample is served" prepare_database web
check "web: the sample has heights" give_heights
start_api web || failures=$((failures + 1))
check "web: the page is served" start_page web
node test/web/page.mjs "$page" build/web || failures=$((failures + 1))
stop_page
stop_api
finish
