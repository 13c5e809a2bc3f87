#!/bin/bash
# The map page: built, served as make serve does it, and used in Chromium. Screenshots are kept in build/web/.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

page=http://127.0.0.1:$web_port/
rm -rf build/web
mkdir -p build/web

# The sample's lines have heights, which a network that build_network makes does not keep yet: some make the profile worth plotting.
give_heights() {
  psql -X -q -v ON_ERROR_STOP=1 -d web -c "
    CREATE FUNCTION pg_temp.height(spot geometry) RETURNS float8 IMMUTABLE LANGUAGE sql
    RETURN round((1500 + 400 * sin(ST_X(spot) * 90) * cos(ST_Y(spot) * 90))::numeric);
    CREATE FUNCTION pg_temp.lifted(line geometry) RETURNS geometry IMMUTABLE LANGUAGE sql
    RETURN (SELECT ST_MakeLine(ST_SetSRID(ST_MakePoint(ST_X(d.geom), ST_Y(d.geom), pg_temp.height(d.geom)), 4326) ORDER BY d.path) FROM ST_DumpPoints(line) AS d);
    ALTER TABLE trails.edge ALTER geom TYPE geometry(LineStringZ, 4326) USING pg_temp.lifted(geom);
    UPDATE trails.node SET ele_m = pg_temp.height(geom);
    UPDATE trails.edge SET ascent_m = greatest(b.ele_m - a.ele_m, 0), descent_m = greatest(a.ele_m - b.ele_m, 0)
    FROM trails.node a, trails.node b WHERE a.id = source AND b.id = target"
}

check "web: npm brings what the page is built of" install_npm_packages docker/web
check "web: npm brings playwright-core and axe" install_npm_packages test/web
check "web: the page's types are right" docker/web/node_modules/.bin/tsc -p docker/web
install_npm_packages docker/api
check "web: the page builds" build_page
check "web: the sample's map is drawn" test/data/make_sample_map.sh build/map
check "web: the sample is served" prepare_database web
check "web: the sample has heights" give_heights
start_api web || failures=$((failures + 1))
check "web: the page is served" start_page web
for part in plan everyone offline; do
  node "test/web/$part.mjs" "$page" build/web build/nginx.pid || failures=$((failures + 1))
done
stop_page
stop_api
finish
