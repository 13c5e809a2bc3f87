-- What `make demo` shows, run by test/demo.sh: from the raw trails of the sample to three loops.

\echo 'SELECT loopgenie.build_network(\'geom\', trailheads => \'trailhead_points\', camps => \'camp_points\');'
SET client_min_messages = warning;
SELECT FROM loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points') \g /dev/null

\set plan 'plan_loop(lat => 46.970, lon => 11.080, drive_km => 15, hike_mi => 12, loops => 3)'
\echo 'SELECT * FROM ':plan';'
CREATE TEMP TABLE demo_loop OF planned_loop;
INSERT INTO demo_loop SELECT * FROM :plan;

SELECT rank, round(score::numeric, 3) AS score, round(bound::numeric, 3) AS bound, shape, trailhead,
  round(drive_km::numeric, 1) AS drive_km, round(hike_mi::numeric, 2) AS hike_mi,
  round(repeat_mi::numeric, 2) AS repeat_mi, array_to_string(trails, E',\n') AS trails
FROM demo_loop
ORDER BY rank;

\pset format unaligned
\pset tuples_only on
\o build/demo/loops.geojson
SELECT jsonb_build_object('type', 'FeatureCollection', 'features',
  jsonb_agg(ST_AsGeoJSON(feature.*)::jsonb ORDER BY rank))
FROM (
  SELECT rank, score, shape, trailhead, drive_km, hike_mi, repeat_mi, trails, geom FROM demo_loop
) AS feature;

\o build/demo/loop.gpx
SELECT loop_gpx(ROW(demo_loop.*)::planned_loop) FROM demo_loop WHERE rank = 1;
\o
