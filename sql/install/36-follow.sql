-- What people do with a planned loop.

CREATE OR REPLACE FUNCTION @extschema@.loop_legs(
  loop @extschema@.planned_loop,
  network text DEFAULT NULL,
  OUT seq integer, OUT node bigint, OUT edge bigint,
  OUT cost double precision, OUT agg_cost double precision, OUT name text, OUT minutes double precision
) RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10000 ROWS 100
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  network_name text := loopgenie.require_network(network);
  foreign_edge bigint;
BEGIN
  EXECUTE pg_catalog.format(
    'SELECT w.edge FROM unnest($1) AS w(edge)
     WHERE NOT EXISTS (SELECT FROM %I.edge e WHERE e.id = w.edge) LIMIT 1', network_name)
  INTO foreign_edge USING (loop).edges;
  IF foreign_edge IS NOT NULL THEN
    RAISE EXCEPTION 'network "%" has no edge % of this loop', network_name, foreign_edge
      USING ERRCODE = '22023',
            HINT = 'Name the network that the loop was planned on; if it was rebuilt since, plan again.';
  END IF;
  RETURN QUERY EXECUTE pg_catalog.format($sql$
    SELECT leg.seq::integer, leg.node, coalesce(leg.edge, -1), coalesce(e.length_m, 0)::float8,
           coalesce(sum(e.length_m) OVER (ORDER BY leg.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::float8,
           e.name::text, coalesce(60 * walk.hours * coalesce($3 / sum(walk.hours) OVER (), 1), 0)
    FROM unnest($1, $2) WITH ORDINALITY AS leg(node, edge, seq)
    LEFT JOIN %I.edge e ON e.id = leg.edge,
      LATERAL (SELECT loopgenie.walking_hours(e.length_m, coalesce(CASE leg.node WHEN e.source THEN e.ascent_m ELSE e.descent_m END, 0)) AS hours) AS walk
    ORDER BY leg.seq $sql$, network_name)
  USING (loop).nodes, (loop).edges, (loop).hours;
END $$;
COMMENT ON FUNCTION @extschema@.loop_legs(@extschema@.planned_loop, text) IS
'Lists a planned loop edge by edge, in the columns of pgRouting''s paths.
loop: a row of plan_loop. network: the one it was planned on, by default the setting loopgenie.network.
cost: length of the edge in metres; agg_cost: metres walked before it. The last row is the trailhead again, with edge -1.
minutes: to walk the edge with a pack, at the pace that the loop was planned with.
Errors: 42P01 no such network; 22023 the loop is not of this network.
Example: SELECT legs.* FROM plan_loop(42.5063, 1.5218, 20, 12) AS l, loop_legs(l) AS legs';

CREATE OR REPLACE FUNCTION loopgenie.xml_text(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT regexp_replace(said, '[\x01-\x08\x0b\x0c\x0e-\x1f\uFFFE\uFFFF]', '', 'g');
END;
COMMENT ON FUNCTION loopgenie.xml_text(text) IS 'A text without the characters that have no place in XML 1.0.';
