-- What people plan with.

COMMENT ON TYPE @extschema@.planned_loop IS
'A loop hike as plan_loop answers it.
rank: 1 is the best. score: 1 is perfect. bound: the best score any answer to the request could have. proven: the score is within 0.005 of it.
shape: loop, figure_eight, lollipop or out_and_back. drive_km: from the place to the trailhead. hike_mi: the length. repeat_mi: walked a second time.
ascent_m: climbed in all, null where any edge''s is unknown. trails: names in walking order. nodes, edges: ids in walking order, nodes has one more, its first and last are the trailhead''s. geom: LineString in EPSG:4326.
trailhead_kind: the kind of start. hours: with a pack, at the pace asked for, by loopgenie.walking_hours; unknown climbs count as flat. difficulty: the hardest edge''s, 1 to 6 on the SAC hiking scale, null when none is known. beside_mi: walked within 15 m of itself, on another edge.
nights: the node of each night, in order, null for a day hike. camps: the camp of each night, a null element where it is none.';

-- A plan runs for milliseconds where an operator runs for microseconds: the cost is in units
-- of cpu_operator_cost (0.0025), so 100,000 says about as much as reading 250 pages.
CREATE OR REPLACE FUNCTION @extschema@.plan_loop(
  lat double precision,
  lon double precision,
  drive_km double precision,
  hike_mi double precision DEFAULT NULL,
  loops integer DEFAULT 1,
  tolerance double precision DEFAULT 0.10,
  max_repeat double precision DEFAULT 0.5,
  network text DEFAULT NULL,
  max_ascent_m double precision DEFAULT NULL,
  avoid_roads boolean DEFAULT false,
  heading double precision DEFAULT NULL,
  effort bigint DEFAULT NULL,
  seed integer DEFAULT 0,
  hike_hours double precision DEFAULT NULL,
  pace double precision DEFAULT 1,
  days integer DEFAULT 1,
  max_day_mi double precision DEFAULT NULL,
  max_day_hours double precision DEFAULT NULL,
  camp_kinds text[] DEFAULT NULL,
  via postgis.geometry DEFAULT NULL,
  avoid postgis.geometry DEFAULT NULL,
  on_date date DEFAULT NULL,
  max_difficulty integer DEFAULT NULL,
  start_kinds text[] DEFAULT NULL
) RETURNS SETOF @extschema@.planned_loop
AS 'MODULE_PATHNAME', 'loopgenie_plan_loop'
LANGUAGE C STABLE PARALLEL SAFE COST 100000 ROWS 1;
COMMENT ON FUNCTION @extschema@.plan_loop(double precision, double precision, double precision, double precision, integer, double precision, double precision, text, double precision, boolean, double precision, bigint, integer, double precision, double precision, integer, double precision, double precision, text[], postgis.geometry, postgis.geometry, date, integer, text[]) IS
'Plans the best loop hikes of so many miles, or so many hours, from any trailhead within a drive.
lat, lon: the place, in degrees. drive_km: how far to drive, over 0 up to 1,000 km. hike_mi: how long to hike, over 0 up to 500 miles; null, or left out, where hike_hours is given.
loops: how many to answer, 1 to 20; each shares at most 60 % of its length with any better one, and the first of them are the same however many are asked for. tolerance: how far off the asked length, 0 to 0.5 of it.
max_repeat: how much of the loop may be walked twice, 0 to 0.5 of it. network: the schema of the trail network, by default the setting loopgenie.network.
max_ascent_m: how much to climb at most, 0 to 100,000 m; loops with an edge of unknown climb are left out then.
avoid_roads: walk no edge that is a road by its kind (residential, unclassified, ...).
heading: set out as near as possible in this direction, 0 to 360 degrees clockwise from north: it chooses which way round.
effort: at most so many work units are spent for the best loop, and a quarter of them for each further one, but for a tenth; by default 6,000,000, and more beyond 23 miles, but no more than 120,000,000; by default only, where no loop of several days is found within that, up to 6 times as much in all. A unit takes about 25 ns. The search stops by itself where it has proof; where it found nothing with so little effort, a notice says that there may be a loop. Below 100,000 units loops are often missed on dense maps.
seed: from 0; among loops that are about equally good another one may be found with another seed.
hike_hours: how long to hike, over 0 up to 250 hours at the pace, without rests, in place of hike_mi. Then a stretch counts for as long as it takes, there and back in the mean: score, tolerance and max_repeat are of hours. Unknown climbs count as flat.
pace: 0.3 to 3 times the usual one of 4 km and 600 m of climb an hour, of which hours is made; 1.25 is a brisk day hiker.
days: 1 to 30. Each day but the last ends at a camp that the walk passes, another one each night, and is at least half of hike_mi / days (or hike_hours / days) long; of all camps that fit, those are taken whose longest day, in hours, is shortest.
max_day_mi: how long a day may be, over 0 up to 500 miles, by default 1.5 * hike_mi / days. max_day_hours: and how many hours, over 0 up to 250, by default 1.5 * hike_hours / days.
camp_kinds: where a day may end: camp_site, alpine_hut, wilderness_hut, shelter, and also spring, drinking_water, water; by default every camp but water, and for {} anywhere.
via: up to 8 points to come by, in any order: the walk uses the node or edge nearest to each, at most 250 m off. A night may be there.
avoid: points, lines, areas: no edge that comes within 10 m of them is walked. Both in EPSG:4326, or in another SRID that PostGIS knows.
on_date: walk no edge that the table closure closes on that day; without it a notice names the closures on the loop.
max_difficulty: walk no harder edge, 1 to 6 on the SAC hiking scale (6 also for via ferratas); an edge of unknown difficulty passes.
start_kinds: only trailheads of these kinds, such as parking, trailhead, information, bus_stop, railway.
Where nothing fits there is no row, and a notice says the nearest thing that would.
Errors: 22023 an argument is null or out of range, or hike_mi and hike_hours are both given or both left out; 42P01 no such network; 54000 more than loopgenie.max_edges edges in reach.
Example: SELECT rank, score, shape, trailhead, hike_mi, trails FROM plan_loop(42.5063, 1.5218, 20, 12, loops => 3)
Example: SELECT score, ascent_m, geom FROM plan_loop(42.5063, 1.5218, 20, 12, max_ascent_m => 600, avoid_roads => true, heading => 90, effort => 10000000, seed => 7)
Example: SELECT trailhead_kind, hours, difficulty FROM plan_loop(42.5063, 1.5218, 20, 12, pace => 1.25, max_difficulty => 2, start_kinds => ''{parking,trailhead}'')
Example: SELECT rank, hours, hike_mi, ascent_m FROM plan_loop(42.5063, 1.5218, 20, hike_hours => 6, pace => 1.25)
Example: SELECT trails FROM plan_loop(42.5063, 1.5218, 20, 12, via => ST_Point(1.56, 42.54, 4326), avoid => ST_MakeEnvelope(1.53, 42.51, 1.54, 42.52, 4326), on_date => ''2026-07-01'')
Example: SELECT d.* FROM plan_loop(42.5063, 1.5218, 30, 30, days => 3, camp_kinds => ''{alpine_hut,wilderness_hut}'') AS l, loop_days(l) AS d';

CREATE OR REPLACE FUNCTION @extschema@.reachable_trailheads(
  lat double precision,
  lon double precision,
  drive_km double precision,
  network text DEFAULT NULL
) RETURNS TABLE (trailhead_id bigint, name text, kind text, drive_km double precision, geom postgis.geometry)
AS 'MODULE_PATHNAME', 'loopgenie_reachable_trailheads'
LANGUAGE C STABLE PARALLEL SAFE COST 10000 ROWS 100;
COMMENT ON FUNCTION @extschema@.reachable_trailheads(double precision, double precision, double precision, text) IS
'Lists the trailheads within a drive, nearest first.
lat, lon: the place, in degrees. drive_km: how far to drive, over 0 up to 1,000 km. network: by default the setting loopgenie.network.
Errors: 22023 an argument is null or out of range; 42P01 no such network.
Example: SELECT name, kind, drive_km FROM reachable_trailheads(42.5063, 1.5218, 20)';

CREATE OR REPLACE FUNCTION loopgenie.walking_hours(length_m double precision, ascent_m double precision, pace double precision DEFAULT 1) RETURNS double precision
AS 'MODULE_PATHNAME', 'loopgenie_walking_hours'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION loopgenie.walking_hours(double precision, double precision, double precision) IS
'How many hours a walk takes with a pack, without rests: 4 km and 600 m of climb an hour, times the pace.
length_m, ascent_m: metres. pace: 1.25 is a brisk day hiker.
Example: SELECT loopgenie.walking_hours(16000, 1435)';

CREATE OR REPLACE FUNCTION loopgenie._live_objects() RETURNS bigint
AS 'MODULE_PATHNAME', 'loopgenie_live_objects'
LANGUAGE C VOLATILE PARALLEL RESTRICTED;
COMMENT ON FUNCTION loopgenie._live_objects() IS
'Counts the C++ objects alive in this backend: zero between calls, whatever was cancelled.';
