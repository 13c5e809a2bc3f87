-- What is closed on a loop, and when.

CREATE OR REPLACE FUNCTION api_internal.has_closures(network text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_regclass(format('%I.closure', network)) IS NOT NULL AND to_regclass(format('%I.closed_edge', network)) IS NOT NULL
$$;
COMMENT ON FUNCTION api_internal.has_closures(text) IS 'Whether a network has the tables of closures; those of older versions lack them.';

-- A closure gives the network no new version. Each row's transaction and place say the same: whatever changes it changes one of them.
CREATE OR REPLACE FUNCTION api_internal.closures_digest(network text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  digest text;
BEGIN
  IF api_internal.has_closures(network) THEN
    EXECUTE format('SELECT md5(string_agg(concat(c.xmin, c.ctid), '','' ORDER BY c.ctid)) FROM %I.closure c', network) INTO digest;
  END IF;
  RETURN coalesce(digest, '-');
END $$;
COMMENT ON FUNCTION api_internal.closures_digest(text) IS 'Changes with every committed change of a network''s closures.';

-- Of loops given together each closure is told once.
CREATE OR REPLACE FUNCTION api_internal.closures_on(loops @extschema@.planned_loop[], network text, day date)
RETURNS TABLE (id bigint, starts date, ends date, yearly boolean, reason text, source text, trails text[], edges bigint[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF api_internal.has_closures(network) THEN
    RETURN QUERY EXECUTE format($sql$
      SELECT c.id::bigint, c.starts::date, c.ends::date, c.yearly::boolean, c.reason::text, c.source::text,
        coalesce(array_agg(DISTINCT e.name::text ORDER BY e.name::text) FILTER (WHERE e.name <> ''), '{}'), array_agg(DISTINCT e.id::bigint)
      FROM unnest($1) AS l JOIN %1$I.closed_edge x ON x.edge_id = ANY (l.edges)
        JOIN %1$I.closure c ON c.id = x.closure_id JOIN %1$I.edge e ON e.id = x.edge_id
      WHERE $2 IS NULL OR loopgenie.closed_on($2, c.starts, c.ends, c.yearly)
      GROUP BY c.id, c.starts, c.ends, c.yearly, c.reason, c.source ORDER BY c.id
    $sql$, network) USING loops, day;
  END IF;
END $$;
COMMENT ON FUNCTION api_internal.closures_on(@extschema@.planned_loop[], text, date) IS
'Lists the closures on loops, on a day or whenever they hold: with the names of the trails and the edges of the loops that they close.';

CREATE OR REPLACE FUNCTION api_internal.closures_as_json(loops @extschema@.planned_loop[], network text, day date) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(json_agg(c ORDER BY c.id), '[]') FROM api_internal.closures_on(loops, network, day) AS c
$$;
COMMENT ON FUNCTION api_internal.closures_as_json(@extschema@.planned_loop[], text, date) IS 'Writes the closures on loops as a list.';

-- Why a plan is not what it might be: in words a few of the closures, all of them as a list. Null where there are none.
CREATE OR REPLACE FUNCTION api_internal.reason_closed(code text, message text, loops @extschema@.planned_loop[], network text, day date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('code', code, 'closures', jsonb_agg(to_jsonb(c) ORDER BY c.id),
    'message', format(message, string_agg(loopgenie.closure_in_words(c.trails[1], c.reason, c.starts, c.ends, c.yearly), '; ' ORDER BY c.id) FILTER (WHERE c.turn <= 3)))
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS turn FROM api_internal.closures_on(loops, network, day)) AS c
  HAVING count(*) > 0
$$;
COMMENT ON FUNCTION api_internal.reason_closed(text, text, @extschema@.planned_loop[], text, date) IS
'The reason that names the closures on loops, in the place that the message has for them.';
