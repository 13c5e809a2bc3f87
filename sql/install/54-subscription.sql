-- The steps of replicate_network and end_replication, each a transaction.

CREATE OR REPLACE FUNCTION loopgenie._start_replication(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  building name := 'loopgenie_build_' || pg_catalog.pg_backend_pid();
  followed loopgenie.replication;
  made name;
  is_network boolean;
  tab record;
  copied jsonb := '{}';
BEGIN
  PERFORM loopgenie._claim_network(target, replicated => true);
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  made := followed.slots[pg_catalog.cardinality(followed.slots)];
  is_network := pg_catalog.cardinality(pg_catalog.parse_ident(followed.source)) = 1;
  PERFORM loopgenie._open_source(followed.server);
  PERFORM loopgenie._begin_copy(made);
  IF is_network THEN
    PERFORM loopgenie._create_network(building);
  ELSE
    PERFORM loopgenie._unsubscribe(followed.slot);
    PERFORM loopgenie._drop_replicas(followed);
  END IF;
  FOR tab IN SELECT * FROM loopgenie._describe_tables(followed.source, followed.trailheads, followed.publication) WHERE published LOOP
    PERFORM loopgenie._copy_from_source(tab.schema, tab.name, tab.columns, CASE WHEN is_network
      THEN pg_catalog.format('%I.%I', building, tab.name)::regclass
      ELSE loopgenie._create_replica(tab.schema, tab.name, tab.columns, tab.key) END);
    copied := copied || pg_catalog.jsonb_build_object(pg_catalog.format('%I.%I', tab.schema, tab.name), tab.id::bigint);
  END LOOP;
  PERFORM loopgenie._close_source();
  IF is_network THEN
    PERFORM loopgenie._finish_network(building, followed.server || ': ' || followed.source);
    PERFORM loopgenie._unsubscribe(followed.slot);
    -- Before Postgres 16 a subscription runs triggers with the rights of its own owner, so whoever calls this becomes the tables'.
    PERFORM loopgenie._swap_network(building, target, keep_owner => current_setting('server_version_num')::integer >= 160000);
  END IF;
  PERFORM loopgenie._subscribe(followed, made);
  UPDATE loopgenie.replication r SET slot = made, tables = copied WHERE r.network = target;
END $$;
COMMENT ON FUNCTION loopgenie._start_replication(name) IS
'Makes the slot last written down for a network, copies the tables as of it, and subscribes to what comes after.';

CREATE OR REPLACE FUNCTION loopgenie._subscribe(followed loopgenie.replication, slot name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reason text;
BEGIN
  EXECUTE pg_catalog.format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %I WITH (slot_name = %1$L, create_slot = false, copy_data = false)',
    slot, loopgenie._source_address(followed.server), followed.publication);
-- The statement has the password in it, and the context of its own error would show it.
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS reason = MESSAGE_TEXT;
  RAISE EXCEPTION 'could not subscribe to "%": %', followed.publication, reason
    USING ERRCODE = SQLSTATE, HINT = 'Call it as a superuser; the log of this server may say more.';
END $$;
COMMENT ON FUNCTION loopgenie._subscribe(loopgenie.replication, name) IS
'Subscribes to a publication from a slot that exists, without copying.';

CREATE OR REPLACE FUNCTION loopgenie._subscription_enabled(subscription name) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.subenabled FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
  WHERE s.subname = subscription AND d.datname = pg_catalog.current_database();
END;
COMMENT ON FUNCTION loopgenie._subscription_enabled(name) IS 'Whether a subscription of this database is enabled; null where there is none.';

-- Without its slot a subscription may be dropped in a transaction; the slot itself is _drop_slots'.
CREATE OR REPLACE FUNCTION loopgenie._unsubscribe(subscription name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF loopgenie._subscription_enabled(subscription) IS NOT NULL THEN
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', subscription);
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', subscription);
    EXECUTE pg_catalog.format('DROP SUBSCRIPTION %I', subscription);
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._unsubscribe(name) IS 'Drops a subscription of this database, if there is one, and leaves its slot.';

CREATE OR REPLACE FUNCTION loopgenie._stop_replication(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  followed loopgenie.replication;
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'network "%" is not replicated', target
      USING ERRCODE = 'undefined_object', HINT = 'Those that are: SELECT network, server, source FROM loopgenie.replication.';
  END IF;
  PERFORM loopgenie._unsubscribe(followed.slot);
  PERFORM loopgenie._drop_replicas(followed);
  UPDATE loopgenie.replication r SET slot = NULL, tables = NULL WHERE r.network = target;
END $$;
COMMENT ON FUNCTION loopgenie._stop_replication(name) IS 'Ends a network''s subscription; its slot is still at the source.';

-- Drops all slots that a network once had at the source but the one in use, and forgets the network when none is left. A slot is still taken
-- for a moment after its subscription is gone.
CREATE OR REPLACE FUNCTION loopgenie._drop_slots(target name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  followed loopgenie.replication;
  unused name[];
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target;
  unused := pg_catalog.array_remove(followed.slots, followed.slot);
  IF pg_catalog.cardinality(unused) > 0 THEN
    PERFORM loopgenie._open_source(followed.server);
    FOR attempt IN 1..50 LOOP
      PERFORM loopgenie._ask_source(pg_catalog.format(
        'SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = ANY (%L) AND NOT active', unused));
      EXIT WHEN NOT EXISTS (SELECT FROM loopgenie._ask_source(pg_catalog.format(
        'SELECT FROM pg_catalog.pg_replication_slots WHERE slot_name = ANY (%L)', unused)));
      IF attempt = 50 THEN
        RAISE EXCEPTION 'they are in use' USING ERRCODE = 'object_in_use';
      END IF;
      PERFORM pg_catalog.pg_sleep(0.2);
    END LOOP;
    PERFORM loopgenie._close_source();
    UPDATE loopgenie.replication r SET slots = pg_catalog.array_remove(ARRAY[r.slot], NULL) WHERE r.network = target;
  END IF;
  DELETE FROM loopgenie.replication r WHERE r.network = target AND r.slots = '{}';
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'at server "%" the replication slots % could not be dropped: %', followed.server, pg_catalog.array_to_string(unused, ', '), SQLERRM
    USING HINT = 'While they are there the source keeps its log for them: call loopgenie.end_replication again, or pg_drop_replication_slot there.';
END $$;
COMMENT ON FUNCTION loopgenie._drop_slots(name) IS 'Drops the slots at the source that a network no longer uses; warns where it cannot.';
