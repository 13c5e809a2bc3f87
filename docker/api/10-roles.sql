-- Who serves the website. PostgREST logs in as authenticator and becomes web_anon for every request;
-- web_anon may execute the functions of schema api and nothing else. These run as loopgenie_api,
-- which may read the networks that were published and owns nothing but schema api.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['web_anon', 'loopgenie_api', 'authenticator'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN NOINHERIT', role_name);
    END IF;
  END LOOP;
END $$;
ALTER ROLE authenticator LOGIN NOINHERIT NOCREATEDB NOCREATEROLE NOSUPERUSER;
GRANT web_anon TO authenticator;

-- What one request may spend on a plan, in work units of some 20 ns: twenty times what three loops of 20 miles want.
ALTER ROLE authenticator SET loopgenie.max_effort = 25000000;
-- A second line of defence for what has no limit of its own.
ALTER ROLE authenticator SET statement_timeout = '15s';
ALTER ROLE authenticator SET idle_in_transaction_session_timeout = '15s';

CREATE SCHEMA IF NOT EXISTS api;
CREATE SCHEMA IF NOT EXISTS api_internal;
COMMENT ON SCHEMA api IS 'loopgenie: loop hikes of a given length
Plans loop hikes that start within a drive of a place. Every answer carries an ETag that changes with the trails. Errors are JSON with code, message and hint.';
COMMENT ON SCHEMA api_internal IS 'What the functions of schema api share; closed to the web.';
GRANT USAGE ON SCHEMA api TO web_anon, loopgenie_api;
GRANT USAGE ON SCHEMA api_internal TO loopgenie_api;
GRANT USAGE ON SCHEMA loopgenie TO loopgenie_api;

-- What an earlier version left, with other arguments, would stay beside what is made now.
DO $$
DECLARE
  earlier regprocedure;
BEGIN
  FOR earlier IN SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace IN ('api'::regnamespace, 'api_internal'::regnamespace) LOOP
    EXECUTE pg_catalog.format('DROP FUNCTION IF EXISTS %s CASCADE', earlier);
  END LOOP;
END $$;

-- PostgREST hands a function that returns this domain every request, whatever it accepts.
DO $$
BEGIN
  IF pg_catalog.to_regtype('api."*/*"') IS NULL THEN
    CREATE DOMAIN api."*/*" AS bytea;
  END IF;
END $$;
COMMENT ON DOMAIN api."*/*" IS 'An answer whose media type is in its Content-Type header.';
