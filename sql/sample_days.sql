-- Hikes of several days on the bundled sample, their days worked out again from the tables.
SET client_min_messages = warning;
\i test/check/loop_check.sql
SELECT camps FROM loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points');
SELECT kind, count(*), bool_and(ST_Distance(c.geom::geography, n.geom::geography) <= 500) AS near
FROM trails.camp c JOIN trails.node n ON n.id = c.node_id GROUP BY kind ORDER BY kind;
CREATE TABLE answer AS
SELECT asked.*, l AS loop
FROM (VALUES (2, 20::float8, NULL::text[], 12.5::float8), (2, 16, '{alpine_hut}', NULL), (3, 30, NULL, NULL), (4, 48, NULL, NULL), (3, 27, '{}', NULL), (2, 24, '{spring,water}', NULL))
       AS asked(days, mi, kinds, day_mi),
     plan_loop(46.970, 11.080, 25, mi, loops => 2, days => asked.days, camp_kinds => kinds, max_day_mi => day_mi) AS l;
SELECT days, mi, count(*) AS loops, bool_and((loop).score > 0.8) AS good FROM answer GROUP BY days, mi ORDER BY days, mi;
SELECT days, mi, (loop).rank, complaint FROM answer, check_loop(loop, 'trails', mi, 25) AS complaint;

-- Each night is where the walk passes its camp, and no two are in one camp; each day keeps its limits, and all together are the loop.
CREATE TABLE stage AS SELECT answer.days AS asked_days, mi, kinds, day_mi, loop, d.* FROM answer, loop_days(loop) AS d;
SELECT count(*) > 20 AS days, bool_and(nodes[cardinality(nodes)] = coalesce((loop).nights[day], (loop).nodes[1])) AS at_its_night,
  bool_and(hike_mi BETWEEN mi / asked_days / 2 - 1e-6 AND coalesce(day_mi, 1.5 * mi / asked_days) + 1e-6) AS in_limits,
  bool_and(camp_id IS NOT DISTINCT FROM (loop).camps[day]) AS its_camp, bool_and(dry_mi <= hike_mi + 1e-9) AS dry
FROM stage;
SELECT count(*) AS wrong FROM stage LEFT JOIN trails.camp c ON c.id = camp_id
WHERE day < asked_days AND kinds IS DISTINCT FROM '{}'
  AND (c.node_id IS DISTINCT FROM (loop).nights[day] OR c.kind IS DISTINCT FROM camp_kind
       OR NOT (c.kind = ANY (coalesce(kinds, '{camp_site,alpine_hut,wilderness_hut,shelter}'))));
SELECT count(*) AS wrong FROM answer
WHERE cardinality((loop).nights) <> days - 1 OR (SELECT count(DISTINCT (n, c)) FROM unnest((loop).nights, (loop).camps) AS u(n, c)) <> days - 1;
SELECT count(*) AS loops, bool_and(abs(total.mi - (loop).hike_mi) < 1e-6 AND abs(total.hours - (loop).hours) < 1e-6 AND abs(total.up - (loop).ascent_m) < 1e-6
    AND abs(total.up - total.down) < 1 AND total.edges = (loop).edges) AS add_up
FROM answer, LATERAL (SELECT sum(d.hike_mi) AS mi, sum(d.hours) AS hours, sum(d.ascent_m) AS up, sum(d.descent_m) AS down,
                        (SELECT array_agg(e ORDER BY day, i) FROM loop_days(loop) AS s, unnest(s.edges) WITH ORDINALITY AS u(e, i)) AS edges
                      FROM loop_days(loop) AS d) AS total;
-- No other choice of nights on the walk has an easier hardest day: two days, every place where one may be.
WITH leg AS (
  SELECT (loop).rank, days, mi, kinds, day_mi, seq, node, agg_cost / 1609.344 AS at, (loop).hike_mi, (loop).hours,
    sum(minutes) OVER (PARTITION BY mi, (loop).rank ORDER BY seq) / 60 - minutes / 60 AS before
  FROM answer, loop_legs(loop) WHERE days = 2
), choice AS (
  SELECT mi, rank, min(greatest(before, hours - before)) AS best
  FROM leg WHERE at BETWEEN mi / 4 AND least(coalesce(day_mi, mi * 0.75), mi) AND hike_mi - at BETWEEN mi / 4 AND coalesce(day_mi, mi * 0.75)
    AND node IN (SELECT node_id FROM trails.camp c WHERE c.kind = ANY (coalesce(kinds, '{camp_site,alpine_hut,wilderness_hut,shelter}')))
  GROUP BY mi, rank
)
SELECT count(*) > 2 AS several, bool_and(abs(best - (SELECT max(hours) FROM stage s WHERE s.mi = c.mi AND (s.loop).rank = c.rank)) < 1e-6) AS as_good FROM choice c;

-- One day is as none; a day hike has one.
SELECT a = b AS same FROM plan_loop(46.970, 11.080, 25, 12) AS a, plan_loop(46.970, 11.080, 25, 12, days => 1, camp_kinds => '{spring}') AS b;
SELECT d.day, d.start_name, d.end_name, abs(d.hike_mi - l.hike_mi) < 1e-9 AS whole, d.camp_id FROM plan_loop(46.970, 11.080, 25, 12) AS l, loop_days(l) AS d;

-- GPX: a track a day, waypoints for the trailhead and each camp.
SELECT cardinality(xpath('/g:gpx/g:trk', gpx, ns)) AS tracks, (xpath('/g:gpx/g:wpt/g:type/text()', gpx, ns))[1]::text AS first,
  cardinality(xpath('/g:gpx/g:wpt[g:type="alpine_hut" or g:type="camp_site" or g:type="wilderness_hut" or g:type="shelter"]', gpx, ns)) AS camps
FROM answer, LATERAL (SELECT loop_gpx(loop)::xml AS gpx, ARRAY[ARRAY['g', 'http://www.topografix.com/GPX/1/1']] AS ns) AS x
WHERE days = 4 AND (loop).rank = 1;

-- Camps by hand are seen at once, and where none is left a notice says what is missing.
SET client_min_messages = notice;
BEGIN;
DELETE FROM trails.camp WHERE kind NOT IN ('spring', 'water');
SELECT count(*) FROM plan_loop(46.970, 11.080, 15, 20, days => 2);
INSERT INTO trails.camp (node_id, name, kind, geom)
SELECT n.id, 'Bivouac', 'camp_site', n.geom FROM trails.node n WHERE n.id = (SELECT nights[1] FROM plan_loop(46.970, 11.080, 15, 20, days => 2, camp_kinds => '{}'));
SELECT d.day, d.end_name FROM plan_loop(46.970, 11.080, 15, 20, days => 2) AS l, loop_days(l) AS d WHERE d.day = 1;
ROLLBACK;
-- By hand without a node: it is the nearest one, or the row is refused.
BEGIN;
DELETE FROM trails.camp WHERE kind NOT IN ('spring', 'water');
CREATE TEMP TABLE bivouac AS
SELECT n.id, n.geom FROM trails.node n WHERE n.id = (SELECT nights[1] FROM plan_loop(46.970, 11.080, 15, 20, days => 2, camp_kinds => '{}'));
INSERT INTO trails.camp (name, kind, geom) SELECT 'Beside it', 'shelter', ST_Project(geom::geography, 20, radians(30))::geometry FROM bivouac;
SELECT c.node_id = b.id AS joined, c.id > 58 AS id_of_its_own FROM trails.camp c, bivouac b WHERE c.name = 'Beside it';
SELECT d.day, d.end_name FROM plan_loop(46.970, 11.080, 15, 20, days => 2) AS l, loop_days(l) AS d WHERE d.day = 1;
SELECT count(*) AS others_are_nearer FROM trails.camp c, trails.node n WHERE c.name = 'Beside it' AND n.id <> c.node_id AND ST_Distance(n.geom::geography, c.geom::geography) < 19;
UPDATE trails.camp SET node_id = NULL WHERE name = 'Beside it';
SELECT c.node_id = b.id AS joined_again FROM trails.camp c, bivouac b WHERE c.name = 'Beside it';
INSERT INTO trails.camp (name, kind, geom) VALUES ('Far away', 'camp_site', ST_SetSRID(ST_MakePoint(12, 46.97), 4326));
ROLLBACK;
SELECT FROM plan_loop(46.970, 11.080, 15, 20, days => 0);
SELECT FROM plan_loop(46.970, 11.080, 15, 20, days => 31);
SELECT FROM plan_loop(46.970, 11.080, 15, 20, days => 2, max_day_mi => 0);
SELECT FROM plan_loop(46.970, 11.080, 15, 20, days => 2, max_day_hours => 'NaN');
SELECT FROM plan_loop(46.970, 11.080, 15, 20, days => 2, camp_kinds => '{hotel}');
DROP TABLE answer, stage;
DROP FUNCTION check_loop, check_alternatives;
