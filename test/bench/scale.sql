-- How plan_loop grows: with what is in reach, and not with what is out of it. Run by scale.sh, and
-- explained there. Networks of copies of the network heidelberg, side by side and joined.
SET client_min_messages = error;
\ir print.sql
\ir tables.sql

-- Copies lie in a grid, centred on the first, so that what is near stays the same in each network.
CREATE FUNCTION copies(many integer) RETURNS TABLE (i integer, east float8, north float8) LANGUAGE sql AS $$
  SELECT row_number() OVER (ORDER BY greatest(abs(x), abs(y)), x, y)::integer - 1, x * 0.3, y * 0.2
  FROM generate_series(-3, 3) AS x, generate_series(-3, 3) AS y
  ORDER BY 1 LIMIT many
$$;
CREATE PROCEDURE build_copies(network text, many integer) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM loopgenie._create_network(network);
  EXECUTE format($copy$
    INSERT INTO %1$I.node (id, ele_m, geom)
    SELECT id + i * 1e12::bigint, ele_m, ST_Translate(geom, east, north) FROM heidelberg.node, copies(%2$s);
    INSERT INTO %1$I.edge
    SELECT id + i * 1e12::bigint, source + i * 1e12::bigint, target + i * 1e12::bigint, length_m, ascent_m, descent_m,
      appeal, name, kind, ST_Translate(geom, east, north) FROM heidelberg.edge, copies(%2$s);
    INSERT INTO %1$I.trailhead
    SELECT id + i * 1e12::bigint, node_id + i * 1e12::bigint, NULL, name, kind, ST_Translate(geom, east, north)
    FROM heidelberg.trailhead, copies(%2$s);
    -- A road from each copy to the next, so that all are one network.
    INSERT INTO %1$I.edge (id, source, target, length_m, appeal, kind, geom)
    SELECT i * 1e12::bigint - 1, a.id, b.id, ST_Length(ST_MakeLine(a.geom, b.geom)::geography), 0.1, 'track', ST_MakeLine(a.geom, b.geom)
    FROM copies(%2$s)
    JOIN %1$I.node AS b ON b.id = i * 1e12::bigint + (SELECT min(id) FROM heidelberg.node)
    JOIN %1$I.node AS a ON a.id = (i - 1) * 1e12::bigint + (SELECT min(id) FROM heidelberg.node);
    $copy$, network, many);
  PERFORM loopgenie._finish_network(network, 'copies of heidelberg');
  EXECUTE format('ANALYZE %1$I.node; ANALYZE %1$I.edge; ANALYZE %1$I.trailhead', network);
END $$;

CREATE TABLE size (copies integer, network text, edges bigint, prepare_s float8, file_mb float8, first_call_ms float8, warm_ms float8);
-- Edges that a loop from any trailhead within the drive may come to, as the crow flies.
CREATE FUNCTION edges_in_reach(s start, network text, drive_km float8, hike_mi float8) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  far_m CONSTANT float8 := 1000 * drive_km / 1.3 + 1609.344 * hike_mi / 2;  -- 1.3: loopgenie.drive_detour
  place CONSTANT geometry := ST_Point(s.lon, s.lat, 4326);
  found bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I.edge WHERE geom && $1 AND ST_DistanceSphere(ST_StartPoint(geom), $2) < $3', network)
  INTO found USING ST_Envelope(ST_Buffer(place::geography, far_m)::geometry), place, far_m;
  RETURN found;
END $$;

CREATE TABLE reach (drive_km float8, hike_mi float8, edges bigint, ms float8);

-- Milliseconds of one plan; the answer is not looked at.
CREATE FUNCTION time_plan(s start, network text, drive_km float8, hike_mi float8) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
  began CONSTANT timestamptz := clock_timestamp();
BEGIN
  PERFORM FROM plan_loop(s.lat, s.lon, drive_km, hike_mi, network => network);
  RETURN ms_since(began);
END $$;
