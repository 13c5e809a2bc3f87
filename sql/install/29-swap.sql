-- Putting a finished network in the place of the old one. Readers see the old one whole until the
-- commit and the new one whole after it.

-- Nothing of a user's own is ever dropped: a schema is replaced only when it holds a network
-- and nothing else.
CREATE OR REPLACE FUNCTION loopgenie._require_replaceable(network name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  present name[];
  own name[] := '{node,edge,trailhead,road,place,camp,closure,closed_edge,twin,info,atlas,atlas_plan}';
  needed name[] := '{node,edge,trailhead,info}';
BEGIN
  IF pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) IS NULL THEN
    RETURN;
  END IF;
  SELECT coalesce(pg_catalog.array_agg(relname ORDER BY relname), '{}') INTO present FROM pg_catalog.pg_class
  WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))
    AND relkind IN ('r', 'p', 'v', 'm', 'f');
  IF NOT present @> needed THEN
    RAISE EXCEPTION 'schema "%" exists and is not a loopgenie network', network
      USING ERRCODE = 'duplicate_schema', HINT = 'Give another name with network => ''...''; an existing schema of your own is never replaced.';
  ELSIF NOT own @> present THEN
    RAISE EXCEPTION 'schema "%" also holds %', network,
        pg_catalog.array_to_string(ARRAY(SELECT t FROM pg_catalog.unnest(present) AS t WHERE t <> ALL (own)), ', ')
      USING ERRCODE = 'dependent_objects_still_exist', HINT = 'Move them to another schema first: building replaces the whole schema.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_replaceable(name) IS
'Raises unless a schema is absent or holds a network and nothing else.';

-- A second build of the same network waits for the first to end, then replaces it. One that a subscription fills is
-- only for replicate_network to replace: rows for tables that were swapped away would go nowhere, without a word.
CREATE OR REPLACE FUNCTION loopgenie._claim_network(network name, replicated boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('loopgenie.build_network ' || network, 0));
  PERFORM loopgenie._require_replaceable(network);
  IF NOT replicated AND EXISTS (
      SELECT FROM pg_catalog.pg_subscription_rel r JOIN pg_catalog.pg_class c ON c.oid = r.srrelid
      WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))) THEN
    RAISE EXCEPTION 'network "%" is filled by logical replication', network
      USING ERRCODE = 'object_in_use',
        HINT = 'Build under another name, or end that first: CALL loopgenie.end_replication(''…'').';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._claim_network(name, boolean) IS
'Keeps other builds of a network waiting until this transaction ends, and raises unless it may be replaced.';

CREATE OR REPLACE FUNCTION loopgenie._swap_network(building name, network name, keep_owner boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old_tables text;
BEGIN
  IF pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) IS NOT NULL THEN
    PERFORM loopgenie._require_replaceable(network);
    PERFORM loopgenie._copy_grants(network, building);
    IF keep_owner THEN
      PERFORM loopgenie._give_network(building, (
        SELECT pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace WHERE oid = to_regnamespace(quote_ident(network))));
    END IF;
    -- While the old one serves: nobody's first plan waits for this.
    PERFORM loopgenie._prepare_built(building);
    PERFORM loopgenie._lock_network(network);
    SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', network, relname), ', ') INTO old_tables
    FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) AND relkind IN ('r', 'p');
    BEGIN
      EXECUTE 'DROP TABLE ' || old_tables;
      EXECUTE pg_catalog.format('DROP FUNCTION IF EXISTS %1$I.touch_version(), %1$I.touch_content(), %1$I.join_camp(), %1$I.keep_closed(), %1$I.in_degrees(), %1$I.close_edges(name, bigint[])', network);
      EXECUTE pg_catalog.format('DROP SCHEMA %I', network);
    EXCEPTION WHEN dependent_objects_still_exist THEN
      RAISE EXCEPTION 'other objects depend on network "%"', network
        USING ERRCODE = 'dependent_objects_still_exist', DETAIL = SQLERRM,
          HINT = 'Drop those views, functions or keys, or build under another name.';
    END;
  ELSE
    PERFORM loopgenie._prepare_built(building);
  END IF;
  EXECUTE pg_catalog.format('ALTER SCHEMA %I RENAME TO %I', building, network);
END $$;
COMMENT ON FUNCTION loopgenie._swap_network(name, name, boolean) IS
'Drops the network of a name, if there is one, and gives its name, its grants and, unless told otherwise, its owner to the one just built.';

-- Locks a network's tables for the drop. Who asks for such a lock makes all wait that come after, so this waits for less than
-- a tenth of a second, and lets those who came meanwhile go first before it asks again.
CREATE OR REPLACE FUNCTION loopgenie._lock_network(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  give_up timestamptz := clock_timestamp() + nullif(current_setting('lock_timeout')::interval, '0');
BEGIN
  WHILE NOT loopgenie._try_lock_network(network) LOOP
    IF clock_timestamp() > give_up THEN
      RAISE EXCEPTION 'network "%" is being read all the time', network
        USING ERRCODE = 'lock_not_available', HINT = 'Raise lock_timeout, or look in pg_stat_activity for a transaction that stays open.';
    END IF;
    PERFORM pg_sleep(0.05 + random() / 10);
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._lock_network(name) IS
'Locks all tables of a network exclusively, within lock_timeout if that is set, and holds nobody up while it waits.';

-- Readers lock several of the tables in an order of their own: whoever held one while waiting for the next could deadlock with
-- them. So this waits on edge alone, and when one of the others is taken it lets go of everything.
CREATE OR REPLACE FUNCTION loopgenie._try_lock_network(network name) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET lock_timeout = '50ms' AS $$
DECLARE
  others text := (
    SELECT string_agg(format('%I.%I', network, relname), ', ') FROM pg_catalog.pg_class
    WHERE relnamespace = to_regnamespace(quote_ident(network)) AND relkind IN ('r', 'p') AND relname <> 'edge');
BEGIN
  EXECUTE format('LOCK TABLE %I.edge IN ACCESS EXCLUSIVE MODE', network);
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', others);
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;
COMMENT ON FUNCTION loopgenie._try_lock_network(name) IS
'Locks all tables of a network exclusively without ever waiting for one while holding another; false where that takes too long.';

-- Nothing in a network may run with more rights than its owner's, who may put triggers on every table: the function that gives
-- it a new version least of all.
CREATE OR REPLACE FUNCTION loopgenie._give_network(network name, owner name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  command text;
BEGIN
  IF owner = current_user THEN
    RETURN;
  END IF;
  EXECUTE format('ALTER SCHEMA %I OWNER TO %I', network, owner);
  FOR command IN
    SELECT format('ALTER TABLE %s OWNER TO %I', oid::regclass, owner) FROM pg_catalog.pg_class
    WHERE relnamespace = to_regnamespace(quote_ident(network)) AND relkind IN ('r', 'p')
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO %I', oid::regprocedure, owner) FROM pg_catalog.pg_proc
    WHERE pronamespace = to_regnamespace(quote_ident(network)) LOOP
    EXECUTE command;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._give_network(name, name) IS
'Makes a role the owner of all that a network is.';

-- Gives a new network the grants of the one it replaces, on the schema, its tables and columns. A table that the old one lacked may be
-- read by whoever may read edge.
CREATE OR REPLACE FUNCTION loopgenie._copy_grants(from_network name, to_network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  from_schema oid := pg_catalog.to_regnamespace(pg_catalog.quote_ident(from_network));
  to_schema oid := pg_catalog.to_regnamespace(pg_catalog.quote_ident(to_network));
  command text;
BEGIN
  FOR command IN
    WITH granted AS (
      SELECT 'SCHEMA ' || pg_catalog.quote_ident(to_network) AS what, '' AS columns, nspacl AS acl
      FROM pg_catalog.pg_namespace WHERE oid = from_schema
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, c.relname), '', c.relacl
      FROM pg_catalog.pg_class c WHERE c.relnamespace = from_schema AND c.relkind IN ('r', 'p')
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, c.relname), pg_catalog.format(' (%I)', a.attname), a.attacl
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = from_schema AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
        AND EXISTS (SELECT FROM pg_catalog.pg_attribute n JOIN pg_catalog.pg_class nc ON nc.oid = n.attrelid
                    WHERE nc.relnamespace = to_schema AND nc.relname = c.relname AND n.attname = a.attname AND NOT n.attisdropped)
      UNION ALL
      SELECT format('TABLE %I.%I', to_network, c.relname), '', ARRAY(
        SELECT makeaclitem(g.grantee, g.grantor, 'SELECT', g.is_grantable) FROM pg_catalog.pg_class e, aclexplode(e.relacl) AS g
        WHERE e.relnamespace = from_schema AND e.relname = 'edge' AND g.privilege_type = 'SELECT' AND g.grantee <> e.relowner)
      FROM pg_catalog.pg_class c
      WHERE c.relnamespace = to_schema AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_class o WHERE o.relnamespace = from_schema AND o.relname = c.relname)
    )
    SELECT pg_catalog.format('GRANT %s%s ON %s TO %s%s', g.privilege_type, columns, what,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END,
      CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM granted, pg_catalog.aclexplode(acl) AS g
  LOOP
    EXECUTE command;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._copy_grants(name, name) IS
'Gives the schema and tables of one network the grants of another''s.';
