#!/bin/bash
# What may be walked, and what people load: small inputs with the right answer, those of ../shared/cases and our own.
cd "$(dirname "$0")/../.." && . test/tap.sh
cases=../shared/cases

run_psql() {
  psql -X -qAt -v ON_ERROR_STOP=1 -d cases "$@"
}
import() {
  PGDATABASE=cases make -s --no-print-directory import "$@"
}

# answers EXPECTED QUERY: what the query prints is that.
answers() {
  local answer
  answer=$(run_psql -c "$2") && [ "$answer" = "$1" ] || {
    echo "expected $1, got $answer"
    return 1
  }
}

# What a row of sides.txt or the head of a file says is right: the square of paths is walked round, or it is shut.
walked() {
  case $1 in
    open*) echo lollipop ;;
    shut*) echo out_and_back ;;
  esac
}

# No edge is walked against its direction, whichever way round the walk goes.
against_oneway() {
  local network=$1 places=$2 miles=$3
  echo "
    SELECT count(*) FROM generate_series(0, 270, 90) AS heading, $places AS place,
      plan_loop(place.lat, place.lon, 0.8, $miles, tolerance => 0.2, network => '$network', heading => heading) AS l,
      LATERAL unnest(l.edges, l.nodes) AS walked(edge, node) JOIN $network.edge e ON e.id = walked.edge
    WHERE e.oneway AND e.source <> walked.node"
}

own_sides() {
  local name shape
  mkdir -p build/cases
  python3 test/data/sides.py <test/data/sides.txt >build/cases/sides.osm
  check "cases: sides of test/data/sides.txt are imported" import PBF=build/cases/sides.osm NETWORK=sides
  while IFS='|' read -r name shape; do
    check "cases: $name" [ "$shape" = "$(walked "$name")" ]
  done < <(run_psql -c "SELECT name, l.shape FROM sides.place
      LEFT JOIN LATERAL plan_loop(ST_Y(geom), ST_X(geom), 0.8, 1.93, tolerance => 0.2, network => 'sides') AS l ON true ORDER BY place.id")
  check "cases: no side is walked against its direction" answers 0 "$(against_oneway sides \
    '(SELECT ST_Y(geom) AS lat, ST_X(geom) AS lon FROM sides.place)' 1.93)"
}

# Each of the folder's maps says at its head what is right.
shared_side() {
  local file=$1 right
  case $(grep -m 1 'Right:' "$file") in
    *'is shut'*) right=out_and_back ;;
    *'a loop over'* | *'never the fourth side from'*) right=lollipop ;;
  esac
  import PBF="$file" NETWORK=t &&
    answers "$right" "SELECT shape FROM plan_loop(46, 7, 0.8, 2.15, network => 't', tolerance => 0.2)
                      WHERE shape <> 'lollipop' OR round(repeat_mi::numeric, 2) = 0.21" &&
    answers 0 "$(against_oneway t '(SELECT 46 AS lat, 7 AS lon)' 2.15)"
}

# ends_with EXPECTED FILE: the last line that the statements of a file print is like that.
ends_with() {
  local said
  said=$(run_psql -f "$2" 2>&1)
  grep -qE "^($1)\$" <<<"$(tail -n 1 <<<"$said")" || {
    echo "$said"
    return 1
  }
}

# loaded NAME FILE [OPTIONS]: by the README's own command.
loaded() {
  local command
  command=$(grep -m 1 '^ogr2ogr .* trails.geojson ' README.md | sed "s:dbname=hikes:dbname=cases:; s:trails.geojson:$2:; s:-nln geom:-nln $1:")
  eval "$command ${3:-}" && run_psql -c "SELECT loopgenie.build_network('$1', network => '${1}_net')"
}

# Lines and multi-lines, with and without heights, columns in capitals: GeoJSON and Shapefile.
loads_mixed_lines() {
  local folder=build/cases/$1
  rm -rf "$folder" && mkdir -p "$folder"
  printf '%s' '{"type": "FeatureCollection", "features": [' \
    '{"type": "Feature", "properties": {"TRAIL_NAME": "High"}, "geometry": {"type": "MultiLineString", "coordinates": [[[8, 46, 900], [8.01, 46.01, 1300]], [[8.01, 46.01, 1300], [8.02, 46, 900]]]}},' \
    '{"type": "Feature", "properties": {"TRAIL_NAME": "Low"}, "geometry": {"type": "LineString", "coordinates": [[8, 46, 900], [8.01, 45.99, 800], [8.02, 46, 900]]}}]}' >"$folder/source.geojson"
  ogr2ogr -f "$2" "$folder/$3" "$folder/source.geojson" && loaded "mixed_$1" "$folder/$3" '-dim XYZ' &&
    answers 'High,Low|400|loop' "SELECT (SELECT string_agg(DISTINCT name, ',' ORDER BY name) FROM mixed_$1_net.edge), min(round(ascent_m)) - 100, min(shape)
      FROM plan_loop(46, 8, 5, 3.3, network => 'mixed_$1_net', tolerance => 0.3)"
}

shared_shapefile() {
  mkdir -p build/cases/shared && rm -f build/cases/shared/*
  ogr2ogr build/cases/shared/trails.shp "$cases/shapefile_with_multipart.geojson" && loaded shared_shape build/cases/shared/trails.shp &&
    answers 'Creek,Ridge|2' "SELECT string_agg(DISTINCT name, ',' ORDER BY name), count(*) FROM shared_shape_net.edge"
}

# The first loop is as good however many are asked for, and however much is spent.
first_loop_is_the_same() {
  local said
  said=$(run_psql -f "$cases/one_loop_worse_than_three.sql" 2>&1)
  [ "$(awk -F'|' 'NF == 6 && $2 >= 0.64 { print $2 }' <<<"$said" | sort | uniq -c | awk '{ print $1 }')" = 3 ] || {
    echo "$said"
    return 1
  }
}

# The same of 40 small networks that are drawn by a seed: rows where the best score differs.
small_networks_are_solved() {
  answers 0 "
    SET client_min_messages = error;
    CREATE TEMP TABLE differs (seed integer);
    DO \$\$
    DECLARE
      drawn integer;
    BEGIN
      FOR drawn IN 1 .. 40 LOOP
        DROP SCHEMA IF EXISTS small CASCADE;
        PERFORM loopgenie._create_network('small');
        PERFORM setseed(drawn / 100.0);
        INSERT INTO small.node SELECT n, NULL, ST_SetSRID(ST_Point(7 + n % 4 * 0.002, 35 + n / 4 * 0.002), 4326) FROM generate_series(0, 15) AS n;
        INSERT INTO small.edge (id, source, target, length_m, appeal, geom)
        SELECT i, a, b, 20 + floor(random() * 900), 1, ST_MakeLine(x.geom, y.geom)
        FROM (SELECT i, floor(random() * 16)::integer AS a, floor(random() * 16)::integer AS b FROM generate_series(1, 24) AS i) AS e
          JOIN small.node x ON x.id = a JOIN small.node y ON y.id = b;
        INSERT INTO small.trailhead (id, node_id, name, kind, geom)
        SELECT 1, node.id, 'Car park', 'parking', node.geom FROM small.edge e JOIN small.node ON node.id = e.source ORDER BY e.id LIMIT 1;
        INSERT INTO differs
        SELECT drawn FROM (SELECT count(DISTINCT round(l.score::numeric, 9)) AS scores, count(l.score) AS answers
          FROM (VALUES (1, NULL::bigint), (3, NULL), (1, 20000000)) AS asked(rows, effort)
            LEFT JOIN plan_loop(35, 7, 15, 3, loops => asked.rows, effort => asked.effort, network => 'small') AS l ON l.rank = 1) AS answer
        WHERE scores > 1 OR answers NOT IN (0, 3);
      END LOOP;
    END \$\$;
    SELECT count(*) FROM differs"
}

# Four recordings of one path that stray by 3 m only, with other intervals and both ways round.
own_recordings() {
  answers out_and_back "
    SET client_min_messages = error;
    CREATE TABLE strayed AS
    SELECT 'recording ' || nr AS name, ST_SetSRID(ST_MakeLine(ST_Point(7 + i * apart + sin(i * 1.7 + nr) * 0.00004,
      46 + i * apart * 0.3 + cos(i * 2.3 + nr * 2) * 0.00003) ORDER BY CASE WHEN nr % 2 = 0 THEN i ELSE -i END), 4326) AS geom
    FROM (VALUES (0, 0.0004), (1, 0.0003), (2, 0.0005), (3, 0.00045)) AS hiker(nr, apart), generate_series(0, round(0.02 / apart)::integer) AS i GROUP BY nr;
    DO \$\$ BEGIN PERFORM loopgenie.build_network('strayed', network => 'strayed_net'); END \$\$;
    SELECT shape FROM plan_loop(46, 7, 5, 1.9, network => 'strayed_net', tolerance => 0.4)"
}

check "cases: a database" test/new_database.sh cases
own_sides
check "cases: GeoJSON of lines and multi-lines with heights" loads_mixed_lines geojson GeoJSON trails.geojson
check "cases: a Shapefile of lines and multi-lines with heights" loads_mixed_lines shapefile 'ESRI Shapefile' trails.shp
check "cases: four recordings that stray by 3 m are one path" own_recordings
check "cases: 40 small networks have the same first loop however it is asked for" small_networks_are_solved
if [ -d "$cases" ]; then
  for file in "$cases"/*.osm; do
    check "cases: $(basename "$file")" shared_side "$file"
  done
  check "cases: gpx_noncharacter.sql" ends_with f "$cases/gpx_noncharacter.sql"
  check "cases: name_column_in_capitals.sql" ends_with '2\|2' "$cases/name_column_in_capitals.sql"
  check "cases: raw_z_no_climb_notice.sql" ends_with 'lollipop\|[0-9.]+' "$cases/raw_z_no_climb_notice.sql"
  check "cases: two_recordings_of_one_path.sql" ends_with 'out_and_back\|.*' "$cases/two_recordings_of_one_path.sql"
  check "cases: one_loop_worse_than_three.sql" first_loop_is_the_same
  check "cases: shapefile_with_multipart.geojson" shared_shapefile
else
  skip "cases: the shared ones" "needs $cases"
fi
finish
