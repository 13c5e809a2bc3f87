-- How a replication goes: what sync_network asks of a network that follows its source.

CREATE OR REPLACE FUNCTION loopgenie._followed_source(server name, source text, target name, trailheads text) RETURNS loopgenie.replication
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  followed loopgenie.replication;
BEGIN
  SELECT * INTO followed FROM loopgenie.replication r WHERE r.network = target AND r.slot IS NOT NULL;
  IF FOUND AND (followed.server, followed.source, followed.trailheads) IS DISTINCT FROM (server, source, trailheads) THEN
    RAISE EXCEPTION 'network "%" follows % of server "%"', target, followed.source, followed.server
      USING ERRCODE = 'object_in_use', HINT = pg_catalog.format('Refresh it from there, or end that first: CALL loopgenie.end_replication(%L).', target);
  END IF;
  RETURN followed;
END $$;
COMMENT ON FUNCTION loopgenie._followed_source(name, text, name, text) IS
'What is recorded of the replication that fills a network; null where there is none.';

-- Raises object_not_in_prerequisite_state where only a new copy helps, anything else where it may pass. Waits until what was committed
-- at the source before the call is here, as a refresh would have brought it.
CREATE OR REPLACE FUNCTION loopgenie._require_following(followed loopgenie.replication) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lost text := loopgenie._why_lost_here(followed);
  there record;
  behind bigint;
BEGIN
  PERFORM loopgenie._open_source(followed.server);
  SELECT t.* INTO there FROM loopgenie._ask_source(pg_catalog.format($ask$
    SELECT pg_catalog.pg_current_wal_lsn() AS now_at, s.slot_name IS NOT NULL AS has_slot,
      s.wal_status = 'lost' OR coalesce(pg_catalog.to_jsonb(s) ->> 'invalidation_reason', '') <> '' AS slot_lost
    FROM (SELECT) AS one LEFT JOIN pg_catalog.pg_replication_slots s ON s.slot_name = %L$ask$, followed.slot)) AS answer,
    pg_catalog.jsonb_to_record(answer) AS t(now_at pg_lsn, has_slot boolean, slot_lost boolean);
  lost := coalesce(lost, CASE WHEN NOT there.has_slot THEN 'its slot at the source is gone'
    WHEN there.slot_lost THEN 'its slot at the source was given up, as its log had grown over max_slot_wal_keep_size' END, loopgenie._why_lost_there(followed));
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION 'network "%" no longer follows %: %', followed.network, followed.source, lost
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = pg_catalog.format('Copy it anew: CALL loopgenie.replicate_network(%L, %L, %L). Until then the old rows serve.',
          followed.server, followed.source, followed.network);
  END IF;
  IF loopgenie._readdress(followed) THEN
    PERFORM loopgenie._close_source();
    RETURN;
  END IF;
  FOR attempt IN 1..150 LOOP
    SELECT (answer ->> 'behind')::bigint INTO behind FROM loopgenie._ask_source(pg_catalog.format(
      'SELECT pg_catalog.pg_wal_lsn_diff(%L, confirmed_flush_lsn) AS behind FROM pg_catalog.pg_replication_slots WHERE slot_name = %L',
      there.now_at, followed.slot)) AS answer;
    EXIT WHEN behind <= 0;
    PERFORM pg_catalog.pg_sleep(0.1);
  END LOOP;
  PERFORM loopgenie._close_source();
  IF behind > 0 THEN
    RAISE EXCEPTION 'network "%" is % bytes of log behind its source', followed.network, behind
      USING ERRCODE = 'lock_not_available', HINT = 'If that does not pass, the log of this server says why rows cannot be applied.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_following(loopgenie.replication) IS
'Waits for a followed network''s copy to catch up with its source; raises where it cannot.';

-- The subscription has an address of its own; a password that was changed in the user mapping is handed on. It works from the commit on, so
-- there is nothing to wait for before.
CREATE OR REPLACE FUNCTION loopgenie._readdress(followed loopgenie.replication) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  address text := loopgenie._source_address(followed.server);
BEGIN
  IF address <> (SELECT s.subconninfo FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
                 WHERE s.subname = followed.slot AND d.datname = pg_catalog.current_database()) THEN
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I CONNECTION %L', followed.slot, address);
    RETURN true;
  END IF;
  RETURN false;
EXCEPTION WHEN OTHERS THEN -- whose context has the password
  RAISE EXCEPTION 'could not change the connection of subscription "%": %', followed.slot, SQLERRM USING ERRCODE = SQLSTATE;
END $$;
COMMENT ON FUNCTION loopgenie._readdress(loopgenie.replication) IS 'Gives a subscription the present address of its server; whether it had another.';

CREATE OR REPLACE FUNCTION loopgenie._why_lost_here(followed loopgenie.replication) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN loopgenie._subscription_enabled((followed).slot) IS NULL THEN 'its subscription is gone'
    WHEN NOT loopgenie._subscription_enabled((followed).slot) THEN 'its subscription is disabled'
    WHEN EXISTS (SELECT FROM pg_catalog.jsonb_object_keys((followed).tables) AS copy
                 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srrelid = pg_catalog.to_regclass(copy)))
      THEN 'a table here was dropped' END;
END;
COMMENT ON FUNCTION loopgenie._why_lost_here(loopgenie.replication) IS 'What of a replication is broken on this side; null if nothing.';

-- A table that was dropped and created again, as ogr2ogr -overwrite does, has another oid; it also left its publication, unless that takes
-- whole schemas, and then its new rows would be added to the old ones.
CREATE OR REPLACE FUNCTION loopgenie._why_lost_there(followed loopgenie.replication) RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT pg_catalog.string_agg(t.copy || CASE WHEN d.id IS NULL THEN ' was dropped at the source'
      WHEN d.id::bigint <> t.was THEN ' was dropped and created again at the source'
      ELSE pg_catalog.format(' is no longer in publication "%s"', (followed).publication) END, ', ')
  FROM (SELECT key AS copy, value::bigint AS was FROM pg_catalog.jsonb_each_text((followed).tables)) AS t
    LEFT JOIN loopgenie._describe_tables((followed).source, (followed).trailheads, (followed).publication) AS d
      ON pg_catalog.format('%I.%I', d.schema, d.name) = t.copy
  WHERE d.id IS NULL OR d.id::bigint <> t.was OR NOT d.published;
END;
COMMENT ON FUNCTION loopgenie._why_lost_there(loopgenie.replication) IS 'Which tables of a replication are no longer what was copied; null if none.';
