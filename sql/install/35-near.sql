-- What was planned ahead: the atlas' loops near a place.

CREATE OR REPLACE FUNCTION @extschema@.loops_near(
  lat double precision,
  lon double precision,
  drive_km double precision,
  min_mi double precision DEFAULT NULL,
  max_mi double precision DEFAULT NULL,
  loops integer DEFAULT 1,
  network text DEFAULT NULL,
  max_ascent_m double precision DEFAULT NULL,
  max_difficulty integer DEFAULT NULL,
  start_kinds text[] DEFAULT NULL,
  min_hours double precision DEFAULT NULL,
  max_hours double precision DEFAULT NULL,
  days integer DEFAULT 1
) RETURNS SETOF @extschema@.planned_loop
AS 'MODULE_PATHNAME', 'loopgenie_loops_near'
LANGUAGE C STABLE PARALLEL SAFE COST 10000 ROWS 1;
COMMENT ON FUNCTION @extschema@.loops_near(double precision, double precision, double precision, double precision, double precision, integer, text, double precision, integer, text[], double precision, double precision, integer) IS
'Lists the loops of the atlas that start within a drive, best first: what loopgenie.build_atlas has planned, each score less the share of its drive.
lat, lon: the place, in degrees. drive_km: how far to drive, over 0 up to 1,000 km. min_mi, max_mi: of the lengths that the atlas was planned for, over 0 up to 500 miles; or min_hours, max_hours: of its hours, over 0 up to 250. days: of its hikes of so many days, 1 to 30.
loops: how many, 1 to 100; none shares more than 60 % of its length with a better one. network: by default the setting loopgenie.network.
max_ascent_m, max_difficulty, start_kinds: as in plan_loop, but of what is in the atlas: it has the best loops whatever they climb.
bound is that of the loop''s own trailhead and length, drive included. Of a changed network the rows stay as they were until build_atlas has been there.
Errors: 22023 an argument is null or out of range, or miles and hours are both given; 42P01 no such network, or it has no atlas.
Example: SELECT score, drive_km, hike_mi, trailhead, trails FROM loops_near(42.5063, 1.5218, 20, 5, 12, loops => 20)
Example: SELECT score, hours, nights FROM loops_near(42.5063, 1.5218, 20, min_hours => 10, max_hours => 14, days => 2)
Example: SELECT p.name, l.score, l.trailhead FROM trails.place AS p, loops_near(ST_Y(p.geom), ST_X(p.geom), 30, 10, 10) AS l';

CREATE OR REPLACE FUNCTION loopgenie._plan_from(trailhead_id bigint, node_id bigint, hike_mi double precision, hike_hours double precision, days integer,
  loops integer, effort bigint, network text, pace double precision DEFAULT 1)
RETURNS SETOF @extschema@.planned_loop
AS 'MODULE_PATHNAME', 'loopgenie_plan_from'
LANGUAGE C STABLE PARALLEL SAFE COST 100000 ROWS 1;
COMMENT ON FUNCTION loopgenie._plan_from(bigint, bigint, double precision, double precision, integer, integer, bigint, text, double precision) IS
'Plans the best loops from one trailhead, at its node, without a drive, of so many miles or hours. effort: by default that of plan_loop.';

CREATE OR REPLACE FUNCTION loopgenie._surroundings(node_id bigint, hike_mi double precision, hike_hours double precision, days integer, network text,
  pace double precision DEFAULT 1) RETURNS bigint
AS 'MODULE_PATHNAME', 'loopgenie_surroundings'
LANGUAGE C STABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION loopgenie._surroundings(bigint, double precision, double precision, integer, text, double precision) IS
'A number for all that hikes of about a length from a node can depend on: the edges that they can use, which of them run side by side, and for several days the camps.';
