-- What `make demo` shows, run by test/demo.sh: from the raw trails of the sample to three loops, one by its hours and one
-- of three days.

\echo 'SELECT loopgenie.build_network(\'geom\', trailheads => \'trailhead_points\', camps => \'camp_points\');'
SET client_min_messages = warning;
\ir ../docker/api/sample_network.sql

\set plan 'plan_loop(lat => 46.970, lon => 11.080, drive_km => 15, hike_mi => 12, loops => 3)'
\echo 'SELECT * FROM ':plan';'
CREATE TEMP TABLE demo_loop OF planned_loop;
INSERT INTO demo_loop SELECT * FROM :plan;

SELECT rank, round(score::numeric, 3) AS score, round(bound::numeric, 3) AS bound, shape, trailhead,
  round(drive_km::numeric, 1) AS drive_km, round(hike_mi::numeric, 2) AS hike_mi, round(repeat_mi::numeric, 2) AS repeat_mi,
  round(ascent_m) AS ascent_m, round(hours::numeric, 1) AS hours, array_to_string(trails, E',\n') AS trails
FROM demo_loop
ORDER BY rank;

\set hours 'plan_loop(46.970, 11.080, 15, hike_hours => 6, pace => 1.25)'
\echo 'SELECT … FROM ':hours';'
SELECT trailhead, round(hours::numeric, 1) AS hours, round(hike_mi::numeric, 1) AS hike_mi, round(ascent_m) AS ascent_m FROM :hours;

\set days 'plan_loop(46.970, 11.080, 15, 30, days => 3) AS l, loop_days(l) AS d'
\echo 'SELECT … FROM ':days';'
SELECT d.day, d.start_name, d.end_name, round(d.hike_mi::numeric, 1) AS hike_mi, round(d.ascent_m) AS ascent_m,
  round(d.hours::numeric, 1) AS hours, round(d.highest_m) AS highest_m, round(d.dry_mi::numeric, 1) AS dry_mi
FROM :days ORDER BY d.day;

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
