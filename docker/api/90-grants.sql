-- Ownership and grants, last, over all that the other scripts made.
-- What the web calls is VOLATILE, because it sets the answer's headers: of a STABLE call whose body nobody reads, as for HEAD,
-- Postgres would run nothing. It sees one state of the database all the same, from the tag to the body: PostgREST begins
-- the transaction as the function's setting says.
DO $$
DECLARE
  own regprocedure;
BEGIN
  EXECUTE pg_catalog.format('CREATE OR REPLACE FUNCTION api_internal.code_digest() RETURNS pg_catalog.text LANGUAGE sql IMMUTABLE RETURN %L',
    (SELECT pg_catalog.md5(pg_catalog.string_agg(prosrc, '' ORDER BY oid)) FROM pg_catalog.pg_proc
     WHERE pronamespace IN ('api'::regnamespace, 'api_internal'::regnamespace)));
  FOR own IN SELECT oid::regprocedure FROM pg_catalog.pg_proc
             WHERE pronamespace IN ('api'::regnamespace, 'api_internal'::regnamespace) LOOP
    EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', own);
    IF (SELECT pronamespace FROM pg_catalog.pg_proc WHERE oid = own) = 'api'::regnamespace THEN
      EXECUTE pg_catalog.format('ALTER FUNCTION %s OWNER TO loopgenie_api', own);
      EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO web_anon', own);
      EXECUTE pg_catalog.format('ALTER FUNCTION %s VOLATILE SET default_transaction_isolation = %L', own, 'repeatable read');
    ELSE
      EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO loopgenie_api', own);
    END IF;
  END LOOP;
END $$;
NOTIFY pgrst, 'reload schema';
