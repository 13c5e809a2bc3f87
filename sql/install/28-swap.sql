-- Putting a finished network in the place of the old one. Readers see the old one whole until the
-- commit and the new one whole after it.

-- Nothing of a user's own is ever dropped: a schema is replaced only when it holds a network
-- and nothing else.
CREATE OR REPLACE FUNCTION loopgenie._require_replaceable(network name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  present name[];
  own name[] := '{node,edge,trailhead,road,place,camp,twin,info}';
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

CREATE OR REPLACE FUNCTION loopgenie._swap_network(building name, network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  old_tables text;
BEGIN
  IF pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) IS NOT NULL THEN
    PERFORM loopgenie._require_replaceable(network);
    PERFORM loopgenie._copy_grants(network, building);
    -- While the old one serves: nobody's first plan waits for this.
    PERFORM loopgenie._prepare_built(building);
    PERFORM loopgenie._lock_network(network);
    SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', network, relname), ', ') INTO old_tables
    FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network)) AND relkind IN ('r', 'p');
    BEGIN
      EXECUTE 'DROP TABLE ' || old_tables;
      IF pg_catalog.to_regprocedure(pg_catalog.format('%I.touch_version()', network)) IS NOT NULL THEN
        EXECUTE pg_catalog.format('DROP FUNCTION %I.touch_version()', network);
      END IF;
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
COMMENT ON FUNCTION loopgenie._swap_network(name, name) IS
'Drops the network of a name, if there is one, and gives its name and grants to the one just built.';

-- Locks a network's tables for the drop. Readers lock several of them in an order of their own: whoever
-- held one while waiting for the next could deadlock with them. So this waits on edge alone, and when
-- one of the others is taken it lets go of everything and begins again.
CREATE OR REPLACE FUNCTION loopgenie._lock_network(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  others text := (
    SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', network, relname), ', ') FROM pg_catalog.pg_class
    WHERE relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(network))
      AND relkind IN ('r', 'p') AND relname <> 'edge');
  edge_is_ours boolean;
BEGIN
  LOOP
    edge_is_ours := false;
    BEGIN
      EXECUTE pg_catalog.format('LOCK TABLE %I.edge IN ACCESS EXCLUSIVE MODE', network);
      edge_is_ours := true;
      EXECUTE pg_catalog.format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE NOWAIT', others);
      RETURN;
    EXCEPTION WHEN lock_not_available THEN
      -- Still waiting for edge, it was the caller's lock_timeout.
      IF NOT edge_is_ours THEN
        RAISE;
      END IF;
      PERFORM pg_catalog.pg_sleep(0.01);
    END;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._lock_network(name) IS
'Locks all tables of a network exclusively without ever waiting for one while holding another.';

-- Gives a new network the owner and the grants of the one it replaces, on the schema, its tables and columns.
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
    )
    SELECT pg_catalog.format('GRANT %s%s ON %s TO %s%s', g.privilege_type, columns, what,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END,
      CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM granted, pg_catalog.aclexplode(acl) AS g
    UNION ALL
    SELECT pg_catalog.format('ALTER %s OWNER TO %I', what, owner) FROM (
      SELECT 'SCHEMA ' || pg_catalog.quote_ident(to_network) AS what, nspowner AS had, pg_catalog.pg_get_userbyid(nspowner) AS owner
      FROM pg_catalog.pg_namespace WHERE oid = from_schema
      UNION ALL
      SELECT pg_catalog.format('TABLE %I.%I', to_network, relname), relowner, pg_catalog.pg_get_userbyid(relowner)
      FROM pg_catalog.pg_class WHERE relnamespace = from_schema AND relkind IN ('r', 'p')) AS owned
    WHERE owner <> current_user
    ORDER BY 1 DESC
  LOOP
    EXECUTE command;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._copy_grants(name, name) IS
'Gives the schema and tables of one network the owner and grants of another''s.';
