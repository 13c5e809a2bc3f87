-- loopgenie.network_stats: what an analyst asks first.

COMMENT ON TYPE loopgenie.network_summary IS
'One network in figures, as network_stats and build_network return it; cycle_share is the share (0 to 1) of kilometres that lie on some cycle; synced_at and last_error are of sync_network, null where it was never used; from places_without_trailhead no road leads to any trailhead.';

-- An edge is on some cycle unless it is a bridge, and a bridge is a biconnected component of one edge. pgRouting
-- merges parallel edges and cannot tell loops from bridges, so it is shown one edge of each pair of nodes;
-- an edge with a parallel one, or from a node to itself, is on a cycle in any case.
CREATE OR REPLACE FUNCTION loopgenie.network_stats(network name DEFAULT NULL) RETURNS loopgenie.network_summary
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked name := loopgenie.require_network(network);
  stats loopgenie.network_summary;
  simple_graph text := format($graph$
    SELECT pg_catalog.min(id::bigint) AS id, least(source, target)::bigint AS source, greatest(source, target)::bigint AS target,
      1::double precision AS cost
    FROM %I.edge WHERE source::bigint OPERATOR(pg_catalog.<>) target::bigint GROUP BY 2, 3$graph$, asked);
  whole_graph text := format('SELECT id, source, target, 1::double precision AS cost FROM %I.edge', asked);
BEGIN
  EXECUTE format($query$
    WITH bridge AS (
      SELECT min(edge) AS id FROM loopgenie.biconnected_components(%2$L) GROUP BY component HAVING count(*) = 1
    ), single AS (
      SELECT min(id) AS id FROM %1$I.edge WHERE source <> target
      GROUP BY least(source, target), greatest(source, target) HAVING count(*) = 1
    ), edge AS (
      SELECT e.source, e.length_m, b.id IS NULL OR s.id IS NULL AS on_cycle
      FROM %1$I.edge e LEFT JOIN bridge b USING (id) LEFT JOIN single s USING (id)
    ), component AS (
      SELECT node, component FROM loopgenie.connected_components(%3$L)
    ), part AS (
      SELECT c.component, bool_or(e.on_cycle) AS has_loop
      FROM edge e JOIN component c ON c.node = e.source GROUP BY c.component
    ), size AS (
      SELECT count(*) AS edges, coalesce(sum(length_m), 0) AS m, coalesce(sum(length_m) FILTER (WHERE on_cycle), 0) AS cycle_m FROM edge
    ), reached AS (
      SELECT road_node_id AS node FROM %1$I.trailhead WHERE road_node_id IS NOT NULL
    ), start AS (
      SELECT count(*) AS total, count(*) FILTER (WHERE p.has_loop) AS with_loop
      FROM %1$I.trailhead t LEFT JOIN component c ON c.node = t.node_id LEFT JOIN part p USING (component)
    )
    SELECT %1$L::name, (SELECT count(*) FROM %1$I.node), size.edges, round((size.m / 1000)::numeric, 3),
      (SELECT count(*) FROM part), coalesce(round((size.cycle_m / nullif(size.m, 0))::numeric, 4), 0),
      start.total, start.with_loop, start.total - start.with_loop,
      round((%4$s / 1000)::numeric, 3), %5$s, %6$s,
      info.built_at, now() - info.built_at, info.source, info.version, sync.checked_at, sync.last_error,
      CASE WHEN start.total > 0 AND %8$s THEN 0 ELSE %5$s END
    FROM size, start, %7$s AS info, loopgenie.sync_of(%1$L) AS sync
  $query$, asked, simple_graph, whole_graph,
    loopgenie.figure_of(asked, 'road', '(SELECT coalesce(sum(length_m), 0) FROM %I.road)', '0'),
    loopgenie.figure_of(asked, 'place', '(SELECT count(*) FROM %I.place)', '0'),
    loopgenie.figure_of(asked, 'camp', '(SELECT count(*) FROM %I.camp)', '0'),
    loopgenie.figure_of(asked, 'info',
      '(SELECT max(version::text)::uuid AS version, max(built_at) AS built_at, max(source) AS source FROM %I.info)',
      '(SELECT NULL::uuid AS version, NULL::timestamptz AS built_at, NULL::text AS source)'),
    loopgenie.figure_of(asked, 'road', '(SELECT count(*) = 0 OR coalesce(bool_or(r.target IN (SELECT node FROM reached)
      OR (NOT r.oneway AND r.source IN (SELECT node FROM reached))), false) FROM %I.road r)', 'true')) INTO stats;
  RETURN stats;
END $$;
COMMENT ON FUNCTION loopgenie.network_stats(name) IS
'One row of figures about a network: its size, how much of it lies on loops, its trailheads, its age and source.
network: default the setting loopgenie.network. cycle_share is the share (0 to 1) of kilometres on some cycle; a trailhead has
a loop when its connected part of the network has one, however far away. Errors: 42P01 no such network.
Example: SELECT km, cycle_share, trailheads_with_loop FROM loopgenie.network_stats();';

-- A network may lack the tables that are not walked on.
CREATE OR REPLACE FUNCTION loopgenie.figure_of(network name, tab name, query text, absent text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN to_regclass(format('%I.%I', network, tab)) IS NULL THEN absent ELSE format(query, network) END;
END;
COMMENT ON FUNCTION loopgenie.figure_of(name, name, text, text) IS
'A query of a network''s table, %I standing for the network, or what stands for it where there is no such table.';

-- Whoever may read a network may know how its refreshes go, and nobody else: an error may name what is at the source. A view reads its
-- table as its owner, and asks for the rights of who reads it.
CREATE OR REPLACE VIEW loopgenie.refresh WITH (security_barrier) AS
  SELECT s.network, s.checked_at, s.last_error FROM loopgenie.sync s
  WHERE EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = s.network AND c.relname = 'edge' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'));
GRANT SELECT ON loopgenie.refresh TO PUBLIC;
COMMENT ON VIEW loopgenie.refresh IS
'Of the networks that one may read: when each last agreed with its source, and what went wrong since.';
COMMENT ON TYPE loopgenie.refresh IS 'A row of the view of that name.';

CREATE OR REPLACE FUNCTION loopgenie.sync_of(network name, OUT checked_at timestamptz, OUT last_error text)
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT max(s.checked_at), max(s.last_error) FROM loopgenie.refresh s WHERE s.network = sync_of.network;
END;
COMMENT ON FUNCTION loopgenie.sync_of(name) IS
'When a network last agreed with its source, and what went wrong since.';
