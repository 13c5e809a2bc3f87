CREATE FUNCTION loopgenie.require_network(network text) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
BEGIN
  IF pg_catalog.to_regclass(pg_catalog.format('%I.edge', network)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.node', network)) IS NULL
     OR pg_catalog.to_regclass(pg_catalog.format('%I.trailhead', network)) IS NULL THEN
    RAISE EXCEPTION 'no trail network named "%"', network
      USING ERRCODE = '42P01',
            HINT = 'Build one with loopgenie.build_network, or name another with the argument network or the setting loopgenie.network.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie.require_network(text) IS
'Raises an error unless a schema of that name holds a trail network.
Errors: 42P01 no such network.';
