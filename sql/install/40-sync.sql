-- loopgenie.sync_network: a solver node refreshes its network from the database that holds the trails.

COMMENT ON TYPE loopgenie.sync_result IS
'How a refresh ended. status: replaced, unchanged, replicated, failed or lost; lines read from the source, edges of the network; seconds to pull (and compare), to build, and to swap (wait for plans under way); what went wrong.';
COMMENT ON TABLE loopgenie.sync IS
'The last refresh of each network by sync_network: checked_at when it last agreed with the source, changed_at when it last differed, last_error since then (null if none).';
COMMENT ON TYPE loopgenie.sync IS 'A row of the table of that name.';

CREATE OR REPLACE FUNCTION loopgenie.sync_network(
  server name,
  source text DEFAULT 'public.geom',
  network name DEFAULT NULL,
  trailheads text DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  force boolean DEFAULT false)
RETURNS loopgenie.sync_result
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  target name := loopgenie.asked_network(network);
  result loopgenie.sync_result;
BEGIN
  PERFORM loopgenie._require_server(server);
  IF NOT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('loopgenie.sync_network ' || target, 0)) THEN
    RAISE EXCEPTION 'network "%" is being refreshed already', target
      USING ERRCODE = 'lock_not_available', HINT = 'Wait for the other refresh to end; loopgenie.network_stats() shows when it did.';
  END IF;
  INSERT INTO loopgenie.sync AS s (network, server, source) VALUES (target, server, source)
  ON CONFLICT ON CONSTRAINT sync_pkey DO UPDATE SET server = excluded.server, source = excluded.source;
  -- A failed refresh takes back all it did but this function's own note of it.
  BEGIN
    result := loopgenie._refresh(server, source, target, trailheads, snap_m, force);
    UPDATE loopgenie.sync s SET checked_at = pg_catalog.clock_timestamp(), last_error = NULL, failed_at = NULL
    WHERE s.network = target;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result.error = MESSAGE_TEXT, result.hint = PG_EXCEPTION_HINT;
    result.network := target;
    result.status := CASE WHEN SQLSTATE = '55000' AND EXISTS (SELECT FROM loopgenie.replication r WHERE r.network = target)
      THEN 'lost' ELSE 'failed' END;
    UPDATE loopgenie.sync s SET last_error = result.error, failed_at = pg_catalog.clock_timestamp() WHERE s.network = target;
    RAISE WARNING 'network "%" was not refreshed: %', target, result.error
      USING HINT = coalesce(nullif(result.hint, ''), 'The old network goes on serving; call again once the source can be read.');
  END;
  RETURN result;
END $$;
COMMENT ON FUNCTION loopgenie.sync_network(name, text, name, text, double precision, boolean) IS
'Refreshes a network from another database, in one transaction: pulls in one snapshot of the source, builds beside the old network, swaps.
server: a foreign server of postgres_fdw with a user mapping. source: table of trails there (schema.table), or schema of a network there, which is
copied as it is. network: the schema to fill, default the setting loopgenie.network. trailheads: a table of points there (schema.table). snap_m: as in build_network.
force: rebuild also when the source has not changed. Tables road, place, camp and closure in the source''s schema come along where they have a network''s columns.
Where replicate_network keeps a copy of the source here, it waits for that to catch up and reads it instead: a followed network is replicated, and
lost says that only another call of replicate_network helps.
Returns one row: status is replaced, unchanged, replicated, failed or lost; a failure is a warning too, is kept for network_stats, and leaves the old network serving.
Errors: 42704 no such server, 55P03 the network is being refreshed already. A cancelled refresh changes nothing.
Example: SELECT status, lines, pull_s, build_s, swap_s, error FROM loopgenie.sync_network(''rds'', ''public.geom'');';

CREATE OR REPLACE FUNCTION loopgenie._require_server(server name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
                 WHERE s.srvname = server AND w.fdwname = 'postgres_fdw') THEN
    RAISE EXCEPTION 'there is no foreign server "%" of postgres_fdw', server
      USING ERRCODE = 'undefined_object',
        HINT = 'Create it: CREATE SERVER … FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host …, dbname …, extensions ''postgis'').';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_server(name) IS 'Raises undefined_object unless a foreign server of postgres_fdw has that name.';
