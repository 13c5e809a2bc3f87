-- Functions are executable by PUBLIC unless said otherwise: not internals, nor what writes.
DO $$
DECLARE
  internal regprocedure;
BEGIN
  FOR internal IN
    SELECT p.oid::regprocedure FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'loopgenie'::regnamespace
      AND (pg_catalog.starts_with(p.proname, '_')
           OR p.proname IN ('build_network', 'prepare_network', 'build_atlas', 'sync_network', 'replicate_network', 'end_replication'))
  LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', internal);
  END LOOP;
END $$;
