-- Talking to the source in the replication protocol, which postgres_fdw does not speak: a connection of dblink that takes
-- host, password and so on from the foreign server. Such a connection also answers plain SQL.

-- What libpq is told: the server's and the user mapping's options, less those that only postgres_fdw knows.
-- An operator's own password is in it: it is never shown, and errors of the statements that it goes into are reworded.
CREATE OR REPLACE FUNCTION loopgenie._source_address(server name) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT pg_catalog.string_agg(pg_catalog.format('%s=''%s''', option_name,
    pg_catalog.replace(pg_catalog.replace(option_value, '\', '\\'), '''', '\''')), ' ' ORDER BY option_name)
  FROM (
    SELECT o.* FROM pg_catalog.pg_foreign_server s, pg_catalog.pg_options_to_table(s.srvoptions) AS o WHERE s.srvname = server
    UNION ALL
    SELECT o.* FROM (SELECT umoptions FROM pg_catalog.pg_user_mappings m WHERE m.srvname = server AND m.usename IN (current_user, 'public')
                     ORDER BY m.usename = 'public' LIMIT 1) AS mapping, pg_catalog.pg_options_to_table(mapping.umoptions) AS o) AS option
  WHERE option_name IN ('host', 'hostaddr', 'port', 'dbname', 'user', 'password', 'passfile', 'connect_timeout', 'options', 'application_name',
    'keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count', 'tcp_user_timeout', 'service', 'gssencmode', 'channel_binding',
    'sslmode', 'sslcompression', 'sslcert', 'sslkey', 'sslpassword', 'sslrootcert', 'sslcrl', 'sslcrldir', 'sslsni',
    'ssl_min_protocol_version', 'ssl_max_protocol_version', 'target_session_attrs');
END;
COMMENT ON FUNCTION loopgenie._source_address(name) IS 'The connection string of a foreign server for the current user, its password included.';

CREATE OR REPLACE FUNCTION loopgenie._dblink(function text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place text := (SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e
                   JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'dblink');
BEGIN
  IF place IS NULL THEN
    RAISE EXCEPTION 'replication needs the extension dblink'
      USING ERRCODE = 'undefined_object', HINT = 'It comes with Postgres: CREATE EXTENSION dblink.';
  END IF;
  RETURN place || '.' || function;
END $$;
COMMENT ON FUNCTION loopgenie._dblink(text) IS 'The name of a function of dblink, in the schema where that extension is.';

CREATE OR REPLACE FUNCTION loopgenie._open_source(server name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reason text;
BEGIN
  PERFORM loopgenie._close_source();
  BEGIN
    EXECUTE 'SELECT ' || loopgenie._dblink('dblink_connect($1, $2)')
    USING 'loopgenie_source', loopgenie._source_address(server) || ' replication=database';
  EXCEPTION WHEN sqlclient_unable_to_establish_sqlconnection THEN
    GET STACKED DIAGNOSTICS reason = PG_EXCEPTION_DETAIL;
    RAISE EXCEPTION 'could not connect to server "%"', server
      USING ERRCODE = 'sqlclient_unable_to_establish_sqlconnection', DETAIL = pg_catalog.btrim(reason, E' \n'), HINT = CASE
        WHEN reason ~ 'replication role|REPLICATION attribute|start walsender|start WAL sender'
        THEN 'Let the source''s role replicate: on Amazon RDS GRANT rds_replication TO it, elsewhere ALTER ROLE … REPLICATION.'
        ELSE 'Check host, password, certificate and firewall; what was copied goes on serving.' END;
  END;
END $$;
COMMENT ON FUNCTION loopgenie._open_source(name) IS 'Opens the connection loopgenie_source to a foreign server, in the replication protocol.';

CREATE OR REPLACE FUNCTION loopgenie._close_source() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  open_ones text[];
BEGIN
  EXECUTE 'SELECT ' || loopgenie._dblink('dblink_get_connections()') INTO open_ones;
  IF 'loopgenie_source' = ANY (open_ones) THEN
    EXECUTE 'SELECT ' || loopgenie._dblink('dblink_disconnect($1)') USING 'loopgenie_source';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._close_source() IS 'Closes the connection loopgenie_source, if it is open.';

CREATE OR REPLACE FUNCTION loopgenie._tell_source(command text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE 'SELECT ' || loopgenie._dblink('dblink_exec($1, $2)') USING 'loopgenie_source', command;
END $$;
COMMENT ON FUNCTION loopgenie._tell_source(text) IS 'Runs a command that returns no row at loopgenie_source.';

CREATE OR REPLACE FUNCTION loopgenie._ask_source(question text) RETURNS SETOF jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE pg_catalog.format('SELECT answer FROM %s AS t(answer jsonb)', loopgenie._dblink('dblink($1, $2)'))
    USING 'loopgenie_source', pg_catalog.format('SELECT pg_catalog.to_jsonb(q) FROM (%s) AS q', question);
END $$;
COMMENT ON FUNCTION loopgenie._ask_source(text) IS 'Runs a query at loopgenie_source; each row comes as an object.';
