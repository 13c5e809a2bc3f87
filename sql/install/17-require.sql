-- The setting is unknown to a session until it has loaded the library, and empty after a SET LOCAL before that.
CREATE OR REPLACE FUNCTION loopgenie.asked_network(network text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT coalesce(network, nullif(pg_catalog.current_setting('loopgenie.network', true), ''), 'trails');
END;
COMMENT ON FUNCTION loopgenie.asked_network(text) IS
'The name of the network asked for, or of the setting loopgenie.network for null; trails where that is not set, or empty.
Example: SELECT loopgenie.asked_network(NULL);';

CREATE OR REPLACE FUNCTION loopgenie.require_network(network text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked text := loopgenie.asked_network(network);
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.edge', asked)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.node', asked)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.trailhead', asked)) IS NULL THEN
    RAISE EXCEPTION 'no trail network named "%"', asked
      USING ERRCODE = '42P01',
            HINT = 'Build one with loopgenie.build_network, or name another with the argument network or the setting loopgenie.network.';
  END IF;
  RETURN asked;
END $$;
COMMENT ON FUNCTION loopgenie.require_network(text) IS
'Returns the name of the network asked for, or of the setting loopgenie.network for null, once it is found to be there.
Errors: 42P01 no such network. Example: SELECT loopgenie.require_network(NULL);';
