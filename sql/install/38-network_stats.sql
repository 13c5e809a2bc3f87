-- loopgenie.network_stats: what an analyst asks first.
CREATE TYPE loopgenie.network_summary AS (
  network name,
  nodes bigint,
  edges bigint,
  km double precision,
  components bigint,
  cycle_share double precision,
  trailheads bigint,
  trailheads_with_loop bigint,
  trailheads_without_loop bigint,
  roads_km double precision,
  places bigint,
  camps bigint,
  built_at timestamptz,
  age interval,
  source text,
  version uuid,
  synced_at timestamptz,
  last_error text);
COMMENT ON TYPE loopgenie.network_summary IS
'One network in figures, as network_stats and build_network return it; cycle_share is the share (0 to 1) of kilometres that lie on some cycle; synced_at and last_error are of sync_network, null where it was never used.';

-- An edge is on some cycle unless it is a bridge, and a bridge is a biconnected component of one edge. pgRouting
-- merges parallel edges and cannot tell loops from bridges, so it is shown one edge of each pair of nodes;
-- an edge with a parallel one, or from a node to itself, is on a cycle in any case.
CREATE FUNCTION loopgenie.network_stats(network name DEFAULT NULL) RETURNS loopgenie.network_summary
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 100000 SET search_path FROM CURRENT AS $$
DECLARE
  asked name := loopgenie.require_network(network);
  stats loopgenie.network_summary;
  simple_graph text := pg_catalog.format(
    'SELECT pg_catalog.min(id) AS id, least(source, target) AS source, greatest(source, target) AS target, 1.0::float8 AS cost
     FROM %I.edge WHERE source <> target GROUP BY 2, 3', asked);
  whole_graph text := pg_catalog.format('SELECT id, source, target, 1.0::float8 AS cost FROM %I.edge', asked);
BEGIN
  EXECUTE pg_catalog.format($query$
    WITH bridge AS (
      SELECT pg_catalog.min(edge) AS id FROM pgr_biconnectedComponents(%2$L)
      GROUP BY component HAVING pg_catalog.count(*) = 1
    ), single AS (
      SELECT pg_catalog.min(id) AS id FROM %1$I.edge WHERE source <> target
      GROUP BY least(source, target), greatest(source, target) HAVING pg_catalog.count(*) = 1
    ), edge AS (
      SELECT e.source, e.length_m, b.id IS NULL OR s.id IS NULL AS on_cycle
      FROM %1$I.edge e LEFT JOIN bridge b USING (id) LEFT JOIN single s USING (id)
    ), component AS (
      SELECT node, component FROM pgr_connectedComponents(%4$L)
    ), part AS (
      SELECT c.component, pg_catalog.bool_or(e.on_cycle) AS has_loop
      FROM edge e JOIN component c ON c.node = e.source GROUP BY c.component
    ), start AS (
      SELECT pg_catalog.count(*) AS total, pg_catalog.count(*) FILTER (WHERE p.has_loop) AS with_loop
      FROM %1$I.trailhead t LEFT JOIN component c ON c.node = t.node_id LEFT JOIN part p USING (component)
    )
    SELECT %3$L::name, (SELECT pg_catalog.count(*) FROM %1$I.node), pg_catalog.count(*),
      pg_catalog.round((coalesce(pg_catalog.sum(length_m), 0) / 1000)::numeric, 3),
      (SELECT pg_catalog.count(*) FROM part),
      pg_catalog.round((coalesce(pg_catalog.sum(length_m) FILTER (WHERE on_cycle), 0)
        / nullif(pg_catalog.sum(length_m), 0))::numeric, 4),
      start.total, start.with_loop, start.total - start.with_loop,
      (SELECT pg_catalog.round((coalesce(pg_catalog.sum(length_m), 0) / 1000)::numeric, 3) FROM %1$I.road),
      (SELECT pg_catalog.count(*) FROM %1$I.place), (SELECT pg_catalog.count(*) FROM %1$I.camp),
      info.built_at, pg_catalog.now() - info.built_at, info.source, info.version, sync.checked_at, sync.last_error
    FROM loopgenie.sync_of(%3$L) AS sync, edge, start, (SELECT pg_catalog.max(version::text)::uuid AS version, pg_catalog.max(built_at) AS built_at,
                         pg_catalog.max(source) AS source FROM %1$I.info) AS info
    GROUP BY start.total, start.with_loop, info.built_at, info.source, info.version, sync.checked_at, sync.last_error
  $query$, asked, simple_graph, asked, whole_graph) INTO stats;
  RETURN stats;
END $$;
COMMENT ON FUNCTION loopgenie.network_stats(name) IS
'One row of figures about a network: its size, how much of it lies on loops, its trailheads, its age and source.
network: default the setting loopgenie.network. cycle_share is the share (0 to 1) of kilometres on some cycle; a trailhead has
a loop when its connected part of the network has one, however far away. Errors: 42P01 no such network.
Example: SELECT km, cycle_share, trailheads_with_loop FROM loopgenie.network_stats();';
