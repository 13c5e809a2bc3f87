-- How an answer goes out: its media type, caching, and errors whose HTTP status is the same in every
-- version of PostgREST.

CREATE OR REPLACE FUNCTION api_internal.asked_network(network text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT loopgenie.asked_network(network)
$$;
COMMENT ON FUNCTION api_internal.asked_network(text) IS 'The network named, or the default one.';

-- Raises unless the network exists and was published; answers its version, null for a hand-made
-- network without info.
CREATE OR REPLACE FUNCTION api_internal.network_version(network text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  version text;
BEGIN
  PERFORM loopgenie.require_network(network)
  WHERE pg_catalog.has_schema_privilege(network, 'USAGE');
  IF NOT FOUND THEN
    RAISE undefined_table;
  END IF;
  IF pg_catalog.to_regclass(pg_catalog.format('%I.info', network)) IS NOT NULL THEN
    EXECUTE pg_catalog.format('SELECT i.version::text FROM %I.info i', network) INTO version;
  END IF;
  RETURN version;
EXCEPTION WHEN undefined_table OR invalid_schema_name THEN
  -- PostgREST puts this message into the status line: nothing that a caller wrote belongs there.
  RAISE SQLSTATE 'PT404' USING MESSAGE = 'no trail network of that name',
    HINT = 'Leave the argument network out, or ask the operator which networks are published.';
END $$;
COMMENT ON FUNCTION api_internal.network_version(text) IS
'Answers a published network''s version, or raises 404.';

-- 90-grants.sql puts the digest of all these functions in its place.
CREATE OR REPLACE FUNCTION api_internal.code_digest() RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp RETURN '';
COMMENT ON FUNCTION api_internal.code_digest() IS 'Changes with the text of the functions of schema api.';

-- Sets the caching headers; true when the caller already has this answer (304, so do not compute it).
-- The tag is made of the network's version and of what was asked: it changes with every committed change.
-- Tasks that built the same trails each for itself disagree on it, which costs a plan, never a wrong answer.
-- It knows the code too: the extension's version and the text of these functions, so an upgrade changes it.
-- max-age is short because nothing can recall an answer: a map that pans is spared the round trip, and a
-- change of the trails shows within a minute.
-- Without a version (a hand-made network without info) nothing can be promised: no-store. Who names the version in the
-- request (known_version) gets what never changes: that may be kept for ever.
CREATE OR REPLACE FUNCTION api_internal.is_fresh(version text, asked text, known_version text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code text := (SELECT extversion FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'loopgenie') || api_internal.code_digest();
  tag text := '"' || md5(concat_ws(' ', version, code, asked)) || '"';
  known text := nullif(current_setting('request.headers', true), '')::json ->> 'if-none-match';
BEGIN
  IF version IS NULL THEN
    PERFORM set_config('response.headers', '[{"Cache-Control": "no-store"}]', true);
    RETURN false;
  END IF;
  PERFORM set_config('response.headers', json_build_array(
    json_build_object('Cache-Control', CASE WHEN known_version = version THEN 'public, max-age=31536000, immutable' ELSE 'public, max-age=60' END),
    json_build_object('Vary', 'Accept'), json_build_object('ETag', tag))::text, true);
  IF position(tag in coalesce(known, '')) > 0 THEN
    PERFORM set_config('response.status', '304', true);
    RETURN true;
  END IF;
  RETURN false;
END $$;
COMMENT ON FUNCTION api_internal.is_fresh(text, text, text) IS
'Sets ETag and Cache-Control; true when the caller has the answer already.';

CREATE OR REPLACE FUNCTION api_internal.answer(media_type text, body bytea, file_name text DEFAULT NULL)
RETURNS bytea LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  headers jsonb := coalesce(nullif(current_setting('response.headers', true), '')::jsonb, '[]')
    || jsonb_build_array(jsonb_build_object('Content-Type', media_type));
BEGIN
  IF file_name IS NOT NULL THEN
    headers := headers || jsonb_build_array(jsonb_build_object(
      'Content-Disposition', format('attachment; filename="%s"', file_name)));
  END IF;
  PERFORM set_config('response.headers', headers::text, true);
  RETURN body;
END $$;
COMMENT ON FUNCTION api_internal.answer(text, bytea, text) IS
'Sends a body under a media type, as a download when it has a file name.';

CREATE OR REPLACE FUNCTION api_internal.answer_json(body anyelement) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT api_internal.answer('application/json; charset=utf-8', convert_to(body::text, 'UTF8'))
$$;
COMMENT ON FUNCTION api_internal.answer_json(anyelement) IS 'Sends json or jsonb.';

-- Raises what a function of schema api caught again, with a state that every version of PostgREST answers
-- with the same status: 12.0 answers 500 to 57014 and 413 to 54*, newer ones something else, but PT504 is
-- 504 in all. Arguments keep 22023, which is 400 everywhere. A cancelled request that had most of its time
-- timed out (the clock starts a little before the statement does); an earlier one was ended by the operator.
CREATE OR REPLACE FUNCTION api_internal.raise_for_web(state text, message text, hint text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('response.headers', '[]', true);
  IF starts_with(hint, 'The network is being prepared') THEN
    RAISE SQLSTATE 'PT503' USING MESSAGE = 'the network is being prepared', HINT = 'Try again in a minute.';
  ELSIF state = '57014' AND clock_timestamp() - statement_timestamp() >= 0.9 * current_setting('statement_timeout')::interval THEN
    RAISE SQLSTATE 'PT504' USING MESSAGE = 'the answer took too long',
      HINT = 'Ask for a shorter drive or hike, or try again later.';
  ELSIF state LIKE '53%' OR state IN ('55P03', '57014') THEN
    RAISE SQLSTATE 'PT503' USING MESSAGE = 'the server is busy', HINT = 'Try again in a moment.';
  ELSIF state LIKE '54%' THEN
    RAISE SQLSTATE 'PT422' USING MESSAGE = message, HINT = 'Ask for a shorter drive.';
  ELSIF state = '22023' OR state LIKE 'PT%' THEN
    RAISE EXCEPTION USING ERRCODE = state, MESSAGE = message, HINT = hint;
  END IF;
  RAISE LOG 'loopgenie api: % %', state, message;
  RAISE SQLSTATE 'PT500' USING MESSAGE = 'the server failed on this request',
    HINT = 'Try again; the operator finds the reason in the log.';
END $$;
COMMENT ON FUNCTION api_internal.raise_for_web(text, text, text) IS
'Raises a database error again with the HTTP status that it deserves.';
