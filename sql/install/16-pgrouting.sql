-- What is asked of pgRouting. Its functions are SQL that finds its helpers by search_path, so these have its schema in theirs.
-- In that path a graph, which is the text of a query, must name everything in full. Newer versions say of a graph without
-- edges that it has none: nobody needs to hear it. Not BEGIN ATOMIC, for then ALTER EXTENSION pgrouting UPDATE could not
-- replace what they call.

CREATE OR REPLACE FUNCTION loopgenie.connected_components(graph text) RETURNS TABLE (component bigint, node bigint)
LANGUAGE sql STABLE COST 10000 ROWS 1000 SET search_path = pg_catalog, pgrouting, pg_temp SET client_min_messages = warning
AS $$
  SELECT c.component, c.node FROM pgrouting.pgr_connectedComponents(graph) AS c;
$$;
COMMENT ON FUNCTION loopgenie.connected_components(text) IS
'The nodes of a graph (a query of id, source, target, cost), each with the connected part that it is in.';

CREATE OR REPLACE FUNCTION loopgenie.strong_components(graph text) RETURNS TABLE (component bigint, node bigint)
LANGUAGE sql STABLE COST 10000 ROWS 1000 SET search_path = pg_catalog, pgrouting, pg_temp
BEGIN ATOMIC
  SELECT c.component, c.node FROM pgrouting.pgr_strongComponents(graph) AS c;
END;
COMMENT ON FUNCTION loopgenie.strong_components(text) IS
'The nodes of a directed graph (a query of id, source, target, cost, reverse_cost), each with the part of those that can all reach each other.';

CREATE OR REPLACE FUNCTION loopgenie.biconnected_components(graph text) RETURNS TABLE (component bigint, edge bigint)
LANGUAGE sql STABLE COST 10000 ROWS 1000 SET search_path = pg_catalog, pgrouting, pg_temp SET client_min_messages = warning
AS $$
  SELECT c.component, c.edge FROM pgrouting.pgr_biconnectedComponents(graph) AS c;
$$;
COMMENT ON FUNCTION loopgenie.biconnected_components(text) IS
'The edges of a graph (a query of id, source, target, cost), each with the part that it is in and that no single node cuts.';

-- What was from_v is start_vid since pgRouting 3.6. Of the two names the one that d does not have is found in other.
CREATE OR REPLACE FUNCTION loopgenie._nodes_within(graph text, starts bigint[], cost double precision)
RETURNS TABLE (from_v bigint, node bigint, agg_cost double precision)
LANGUAGE sql STABLE SET search_path = pg_catalog, pgrouting, pg_temp SET client_min_messages = warning
AS $$
  SELECT (SELECT coalesce(start_vid, from_v) FROM (SELECT d.*) AS own), d.node, d.agg_cost
  FROM pgrouting.pgr_drivingDistance(graph, starts, cost, false) AS d,
    (SELECT NULL::bigint, NULL::bigint) AS other(start_vid, from_v);
$$;
COMMENT ON FUNCTION loopgenie._nodes_within(text, bigint[], double precision) IS
'The nodes of a graph (a query of id, source, target, cost) within so great a cost of any of the given ones.';

-- pgr_drivingDistance and its helper take any array: a function of such a name for arrays of bigint, made by whoever may
-- create functions in pgRouting's schema, would be called instead. The helper's name ends differently from version to version.
CREATE OR REPLACE FUNCTION loopgenie._require_own_pgrouting() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stranger regprocedure := (
    SELECT p.oid FROM pg_catalog.pg_proc p
    WHERE (p.proname LIKE '\_pgr\_drivingdistance%'
           OR p.proname = 'pgr_drivingdistance' AND p.proargtypes[1] = 'bigint[]'::regtype
             AND 4 BETWEEN p.pronargs - p.pronargdefaults AND p.pronargs)
      AND p.pronamespace = (SELECT o.pronamespace FROM pg_catalog.pg_proc o WHERE o.oid = 'pgrouting.pgr_connectedcomponents(text)'::regprocedure)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    LIMIT 1);
BEGIN
  IF stranger IS NOT NULL THEN
    RAISE EXCEPTION 'function % stands before one of pgRouting', stranger
      USING ERRCODE = 'insufficient_privilege', HINT = 'Drop it, and let nobody create functions in the schema of an extension.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_own_pgrouting() IS
'Raises where a function that is not pgRouting''s would be called for one of its own.';
