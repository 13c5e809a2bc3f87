-- The way from a place to a trailhead over the network's roads, to be drawn. How long it is the planner says; here it gets a line
-- and the minutes.

-- Kilometres an hour on a road of a kind, bends and villages included.
CREATE OR REPLACE FUNCTION api_internal.usual_speed(kind text) RETURNS double precision
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE regexp_replace(kind, '_link$', '') WHEN 'motorway' THEN 105 WHEN 'trunk' THEN 80 WHEN 'primary' THEN 65 WHEN 'secondary' THEN 58
  WHEN 'tertiary' THEN 50 WHEN 'unclassified' THEN 42 WHEN 'residential' THEN 28 WHEN 'service' THEN 18 WHEN 'track' THEN 15
  WHEN 'living_street' THEN 10 ELSE 42 END;
COMMENT ON FUNCTION api_internal.usual_speed(text) IS 'How fast one drives on a road of a kind, in km/h.';

-- pgRouting's functions find their helpers by search_path.
CREATE OR REPLACE FUNCTION api_internal.ways(graph text, starts bigint[], target bigint)
RETURNS TABLE (start_vid bigint, path_seq integer, node bigint, edge bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pgrouting, pg_temp AS $$
  SELECT d.start_vid, d.path_seq, d.node, d.edge FROM pgrouting.pgr_dijkstra(graph, starts, target, true) AS d
$$;
COMMENT ON FUNCTION api_internal.ways(text, bigint[], bigint) IS 'The shortest ways from several nodes of a graph to one.';

-- Of the roads next to the place the nearest counts from which one gets there. Roads far off the line between both are not
-- looked at: a drive that needs them is not drawn.
CREATE OR REPLACE FUNCTION api_internal.drive(place postgis.geometry, trailhead_id bigint, network text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  target bigint;
  trailhead postgis.geometry;
  box postgis.geometry;
  starts bigint[];
  drawn jsonb;
BEGIN
  EXECUTE format('SELECT t.road_node_id, t.geom FROM %I.trailhead t WHERE t.id = $1', network) INTO target, trailhead USING trailhead_id;
  IF target IS NULL THEN
    RETURN NULL;
  END IF;
  box := postgis.ST_Expand(postgis.ST_Collect(place, trailhead), 0.05 + postgis.ST_Distance(place, trailhead) / 2);
  EXECUTE format('SELECT array_agg(near.source ORDER BY near.turn) FROM (SELECT r.source, row_number() OVER () AS turn
    FROM (SELECT source FROM %I.road ORDER BY geom OPERATOR(postgis.<->) $1 LIMIT 16) AS r) AS near', network) INTO starts USING place;
  EXECUTE format($sql$
    WITH way AS (SELECT * FROM api_internal.ways($1, $2, $3)),
    route AS (
      SELECT way.path_seq, r.kind, r.length_m, CASE WHEN way.node = r.source THEN r.geom ELSE postgis.ST_Reverse(r.geom) END AS geom
      FROM way JOIN %I.road r ON r.id = way.edge
      WHERE way.start_vid = (SELECT start_vid FROM way ORDER BY array_position($2, start_vid) LIMIT 1))
    SELECT jsonb_build_object('km', round((sum(length_m) / 1000)::numeric, 1), 'minutes', round(sum(length_m / 1000 / api_internal.usual_speed(kind) * 60)),
      'geom', postgis.ST_AsGeoJSON(postgis.ST_RemoveRepeatedPoints(postgis.ST_Force2D(postgis.ST_MakeLine(geom ORDER BY path_seq))), 5)::jsonb)
    FROM route HAVING count(*) > 0 $sql$, network)
  INTO drawn USING format('SELECT id, source, target, length_m AS cost, CASE WHEN oneway THEN -1 ELSE length_m END AS reverse_cost
    FROM %I.road WHERE geom OPERATOR(postgis.&&) %L::postgis.geometry', network, box), starts, target;
  RETURN drawn;
END $$;
COMMENT ON FUNCTION api_internal.drive(postgis.geometry, bigint, text) IS 'The way by road from a place to a trailhead as JSON; null where there is none.';

CREATE OR REPLACE FUNCTION api.drive(lat double precision DEFAULT NULL, lon double precision DEFAULT NULL, trailhead_id bigint DEFAULT NULL,
  network text DEFAULT NULL) RETURNS api."*/*"
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET statement_timeout = '2s' AS $$
DECLARE
  asked_network text := api_internal.asked_network(network);
  hint text;
BEGIN
  IF trailhead_id IS NULL OR NOT coalesce(lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180, false) THEN
    RAISE EXCEPTION 'lat, lon or trailhead_id is missing or out of range'
      USING ERRCODE = '22023', HINT = 'Give a place, -90 to 90 and -180 to 180 degrees, and the trailhead_id of a loop.';
  ELSIF api_internal.is_fresh(api_internal.network_version(asked_network), concat_ws(' ', 'drive', lat, lon, trailhead_id, asked_network)) THEN
    RETURN '';
  END IF;
  RETURN api_internal.answer_json(coalesce(api_internal.drive(postgis.ST_Point(lon, lat, 4326), trailhead_id, asked_network), 'null'));
EXCEPTION WHEN query_canceled OR OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM api_internal.raise_for_web(SQLSTATE, SQLERRM, hint);
END $$;
COMMENT ON FUNCTION api.drive(double precision, double precision, bigint, text) IS
'Draws the drive from a place to a trailhead: km, minutes and a line.
lat, lon: the place, in degrees. trailhead_id: of a planned loop. null where no road is known that leads there.';
