-- The days of a planned loop, and a loop on a GPS receiver.

-- A loop tells the node of each night. Where it passes that node more than once, the night is where the longest day is shortest.
CREATE OR REPLACE FUNCTION loopgenie.night_steps(nodes bigint[], nights bigint[], minutes double precision[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last integer := cardinality(nodes);
  chosen jsonb := jsonb_build_object('1', jsonb_build_object('longest', 0, 'steps', '[]'::jsonb));
BEGIN
  -- The best choice that ends at each step, night by night; the last stage ends at the end.
  FOR night IN 1..coalesce(cardinality(nights), 0) + 1 LOOP
    SELECT jsonb_object_agg(step, best) INTO chosen FROM (
      SELECT DISTINCT ON (at.step) at.step, jsonb_build_object(
        'longest', greatest((before.value ->> 'longest')::float8, minutes[at.step] - minutes[before.key::integer]),
        'steps', (before.value -> 'steps') || CASE WHEN night <= cardinality(nights) THEN to_jsonb(at.step) ELSE '[]' END) AS best
      FROM jsonb_each(chosen) AS before,
        LATERAL (SELECT s AS step FROM generate_subscripts(nodes, 1) AS s
                 WHERE s > before.key::integer AND CASE WHEN night <= cardinality(nights) THEN s < last AND nodes[s] = nights[night] ELSE s = last END) AS at
      ORDER BY at.step, greatest((before.value ->> 'longest')::float8, minutes[at.step] - minutes[before.key::integer]), before.key::integer) AS stage;
  END LOOP;
  RETURN ARRAY(SELECT jsonb_array_elements_text(chosen -> last::text -> 'steps')::integer);
END $$;
COMMENT ON FUNCTION loopgenie.night_steps(bigint[], bigint[], double precision[]) IS
'At which of its nodes a walk ends each day but the last, counted from 1. minutes: walked before each node.';

CREATE OR REPLACE FUNCTION @extschema@.loop_days(
  loop @extschema@.planned_loop,
  network text DEFAULT NULL,
  OUT day integer, OUT start_name text, OUT end_name text, OUT camp_id bigint, OUT camp_kind text,
  OUT hike_mi double precision, OUT ascent_m double precision, OUT descent_m double precision, OUT hours double precision,
  OUT highest_m double precision, OUT water text[], OUT dry_mi double precision,
  OUT nodes bigint[], OUT edges bigint[], OUT geom postgis.geometry
) RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 20000 ROWS 3
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  network_name text := loopgenie.require_network(network);
  miles double precision[];
  minutes double precision[];
  stops integer[];
  camps text := CASE WHEN to_regclass(format('%I.camp', network_name)) IS NULL
    THEN '(SELECT NULL::bigint AS id, NULL::bigint AS node_id, NULL::text AS name, NULL::text AS kind WHERE false)'
    ELSE format('%I.camp', network_name) END;
BEGIN
  SELECT array_agg(l.agg_cost / 1609.344 ORDER BY l.seq), array_agg(l.before ORDER BY l.seq) INTO miles, minutes
  FROM (SELECT leg.seq, leg.agg_cost,
          coalesce(sum(leg.minutes) OVER (ORDER BY leg.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
        FROM @extschema@.loop_legs(loop, network_name) AS leg) AS l;
  stops := 1 || loopgenie.night_steps((loop).nodes, (loop).nights, minutes) || cardinality((loop).nodes);
  RETURN QUERY EXECUTE format($sql$
    WITH stage AS (
      SELECT d, $2[d] AS first, $2[d + 1] AS last FROM generate_series(1, cardinality($2) - 1) AS d
    ), walked AS (
      SELECT stage.d, sum(CASE WHEN w.node = e.source THEN e.ascent_m ELSE e.descent_m END) AS up, count(e.ascent_m) = count(*) AS known,
        sum(CASE WHEN w.node = e.source THEN e.descent_m ELSE e.ascent_m END) AS down,
        loopgenie.walked_line(array_agg(e.geom ORDER BY w.i), array_agg(w.node <> e.source ORDER BY w.i)) AS line
      FROM stage, ROWS FROM (unnest(($1).nodes), unnest(($1).edges)) WITH ORDINALITY AS w(node, edge, i) JOIN %1$I.edge e ON e.id = w.edge
      WHERE w.i >= stage.first AND w.i < stage.last
      GROUP BY stage.d
    ), source AS (
      SELECT stage.d, $3[i] - $3[stage.first] AS at, coalesce(nullif(c.name, ''), replace(c.kind, '_', ' ')) AS name
      FROM stage, generate_series(stage.first, stage.last) AS i JOIN %2$s AS c ON c.node_id = ($1).nodes[i]
      WHERE c.kind IN ('spring', 'drinking_water', 'water')
    )
    SELECT stage.d, CASE stage.d WHEN 1 THEN ($1).trailhead ELSE slept_before.name END,
      CASE WHEN stage.last = cardinality(($1).nodes) THEN ($1).trailhead ELSE slept.name END, ($1).camps[stage.d], slept.kind,
      $3[stage.last] - $3[stage.first],
      CASE WHEN walked.known THEN walked.up END, CASE WHEN walked.known THEN walked.down END, ($4[stage.last] - $4[stage.first]) / 60,
      postgis.ST_ZMax(walked.line::postgis.box3d),
      ARRAY(SELECT format('%%s, mile %%s', s.name, round(min(s.at)::numeric, 1)) FROM source s WHERE s.d = stage.d GROUP BY s.name, round(s.at::numeric, 1) ORDER BY min(s.at), s.name),
      (SELECT max(w.next - w.at) FROM (
         SELECT at, lead(at) OVER (ORDER BY at) AS next
         FROM (SELECT at FROM source s WHERE s.d = stage.d UNION ALL VALUES (0::float8), ($3[stage.last] - $3[stage.first])) AS waters) AS w),
      ($1).nodes[stage.first:stage.last], ($1).edges[stage.first:stage.last - 1], walked.line
    FROM stage JOIN walked USING (d)
      LEFT JOIN LATERAL (SELECT coalesce(nullif(c.name, ''), replace(c.kind, '_', ' ')) AS name, c.kind::text
                         FROM %2$s AS c WHERE c.id = ($1).camps[stage.d]) AS slept ON true
      LEFT JOIN LATERAL (SELECT coalesce(nullif(c.name, ''), replace(c.kind, '_', ' ')) AS name
                         FROM %2$s AS c WHERE c.id = ($1).camps[stage.d - 1]) AS slept_before ON true
    ORDER BY stage.d $sql$, network_name, camps)
  USING loop, stops, miles, minutes;
END $$;
COMMENT ON FUNCTION @extschema@.loop_days(@extschema@.planned_loop, text) IS
'Lists the days of a planned loop; a day hike has one.
loop: a row of plan_loop. network: the one it was planned on, by default the setting loopgenie.network.
start_name, end_name: the trailhead or the camp (its kind where it has no name), null for a night elsewhere. camp_id, camp_kind: of the night after the day.
hike_mi, ascent_m, descent_m (null where a climb is unknown), hours: of the day. highest_m: null without heights.
water: springs, taps, streams and lakes on the way, each with the mile of the day. dry_mi: the longest way without any.
Errors: 42P01 no such network; 22023 the loop is not of this network.
Example: SELECT d.day, d.end_name, d.hike_mi, d.hours FROM plan_loop(42.5063, 1.5218, 20, 30, days => 3) AS l, loop_days(l) AS d';

-- Numbers are numeric there, as floats are written by the setting extra_float_digits.
CREATE OR REPLACE FUNCTION loopgenie.gpx_waypoint(place postgis.geometry, called text, kind text) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT xmlelement(NAME wpt, xmlattributes(loopgenie.latitude(place)::numeric AS lat, loopgenie.longitude(place)::numeric AS lon),
    CASE WHEN postgis.ST_Z(place) IS NOT NULL THEN xmlelement(NAME ele, round(postgis.ST_Z(place)::numeric, 1)) END,
    xmlelement(NAME name, loopgenie.xml_text(called)), xmlelement(NAME type, loopgenie.xml_text(kind)));
END;
COMMENT ON FUNCTION loopgenie.gpx_waypoint(postgis.geometry, text, text) IS 'A point as a waypoint of GPX 1.1.';

CREATE OR REPLACE FUNCTION loopgenie.gpx_track(line postgis.geometry, called text, about text) RETURNS xml
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT xmlelement(NAME trk, xmlelement(NAME name, loopgenie.xml_text(called)),
    CASE WHEN about <> '' THEN xmlelement(NAME "desc", loopgenie.xml_text(about)) END,
    xmlelement(NAME type, 'hiking'),
    xmlelement(NAME trkseg,
      (SELECT xmlagg(xmlelement(NAME trkpt, xmlattributes(postgis.ST_Y(d.geom)::numeric AS lat, postgis.ST_X(d.geom)::numeric AS lon),
                 CASE WHEN postgis.ST_Z(d.geom) IS NOT NULL THEN xmlelement(NAME ele, round(postgis.ST_Z(d.geom)::numeric, 1)) END)
               ORDER BY d.path)
       FROM postgis.ST_DumpPoints(line) AS d)));
END;
COMMENT ON FUNCTION loopgenie.gpx_track(postgis.geometry, text, text) IS 'A line as a track of GPX 1.1, of one segment.';

CREATE OR REPLACE FUNCTION @extschema@.loop_gpx(loop @extschema@.planned_loop, network text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 20000
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  started text := coalesce(nullif((loop).trailhead, ''), 'Trailhead');
  title text := format('%s mi %s from %s', round((loop).hike_mi::numeric, 1), replace((loop).shape, '_', ' '),
    coalesce(nullif((loop).trailhead, ''), 'the trailhead'));
  network_name text := coalesce(network, current_setting('loopgenie.network', true), 'trails');
  waypoints xml;
  tracks xml;
BEGIN
  IF to_regclass(format('%I.camp', network_name)) IS NOT NULL THEN
    EXECUTE format($sql$
      SELECT xmlagg(loopgenie.gpx_waypoint(c.geom, coalesce(nullif(c.name, ''), replace(c.kind, '_', ' ')), c.kind) ORDER BY c.id)
      FROM %I.camp c WHERE c.id = ANY (($1).camps) OR (c.kind IN ('spring', 'drinking_water', 'water') AND c.node_id = ANY (($1).nodes))
    $sql$, network_name) INTO waypoints USING loop;
  END IF;
  IF (loop).nights IS NULL THEN
    tracks := loopgenie.gpx_track((loop).geom, title, array_to_string((loop).trails, ', '));
  ELSE
    SELECT xmlagg(loopgenie.gpx_track(d.geom, format('Day %s: %s mi to %s', d.day, round(d.hike_mi::numeric, 1), coalesce(d.end_name, 'a camp')),
      CASE d.day WHEN 1 THEN array_to_string((loop).trails, ', ') END) ORDER BY d.day) INTO tracks
    FROM @extschema@.loop_days(loop, network) AS d;
  END IF;
  RETURN '<?xml version="1.0" encoding="UTF-8"?>' || chr(10) || xmlelement(NAME gpx,
    xmlattributes('http://www.topografix.com/GPX/1/1' AS xmlns, '1.1' AS version, 'loopgenie' AS creator),
    xmlelement(NAME metadata, xmlelement(NAME name, loopgenie.xml_text(title))),
    loopgenie.gpx_waypoint(postgis.ST_StartPoint((loop).geom), started, 'trailhead'), waypoints, tracks)::text;
END $$;
COMMENT ON FUNCTION @extschema@.loop_gpx(@extschema@.planned_loop, text) IS
'Writes a planned loop as GPX 1.1 for a phone or a GPS receiver.
A track a day in walking order, and waypoints for the trailhead, the camps and the water on the way; elevations where the network has them.
network: the one it was planned on, by default the setting loopgenie.network.
Errors: 42P01 no such network and 22023 the loop is not of this network, both for several days only.
Example: SELECT loop_gpx(l) FROM plan_loop(42.5063, 1.5218, 20, 12) AS l';
