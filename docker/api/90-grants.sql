-- Ownership and grants, last, over all that the other scripts made.
DO $$
DECLARE
  own regprocedure;
BEGIN
  FOR own IN SELECT oid::regprocedure FROM pg_catalog.pg_proc
             WHERE pronamespace IN ('api'::regnamespace, 'api_internal'::regnamespace) LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', own);
    IF (SELECT pronamespace FROM pg_catalog.pg_proc WHERE oid = own) = 'api'::regnamespace THEN
      EXECUTE pg_catalog.format('ALTER FUNCTION %s OWNER TO loopgenie_api', own);
      EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO web_anon', own);
    ELSE
      EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO loopgenie_api', own);
    END IF;
  END LOOP;
END $$;
NOTIFY pgrst, 'reload schema';
