-- loopgenie.replicate_network and end_replication: an always-on node follows its source by logical replication.
--
-- Procedures, because a slot at the source is not taken back by a ROLLBACK here: its name is written down and committed before it is made,
-- so one that a crash leaves behind is known, and dropped by the next call of either. They name everything in full because a procedure
-- that commits can have no search_path of its own.

COMMENT ON TABLE loopgenie.replication IS
'The networks that replicate_network keeps up to date. slot: the one in use, also the name of the subscription, null until it works;
slots: all that were made at the source and are not known to be gone; tables: what the source''s tables were when they were copied.';
COMMENT ON TYPE loopgenie.replication IS 'A row of the table of that name.';

CREATE OR REPLACE PROCEDURE loopgenie.replicate_network(
  server name,
  source text DEFAULT 'public.geom',
  network name DEFAULT NULL,
  trailheads text DEFAULT NULL,
  snap_m double precision DEFAULT 30,
  publication name DEFAULT 'loopgenie',
  INOUT result loopgenie.sync_result DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  target pg_catalog.name := loopgenie._followed_name(source, network);
  failed pg_catalog.text;
  message pg_catalog.text;
  detail pg_catalog.text;
  hint pg_catalog.text;
BEGIN
  PERFORM loopgenie._note_replication(server, source, target, trailheads, publication);
  COMMIT;
  BEGIN
    PERFORM loopgenie._start_replication(target);
  EXCEPTION WHEN query_canceled OR OTHERS THEN
    GET STACKED DIAGNOSTICS failed = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  END;
  COMMIT;
  PERFORM loopgenie._drop_slots(target);
  COMMIT;
  IF failed IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = failed, MESSAGE = message, DETAIL = detail, HINT = hint;
  END IF;
  result := loopgenie.sync_network(server, source, target, trailheads, snap_m);
END $$;
COMMENT ON PROCEDURE loopgenie.replicate_network(name, text, name, text, double precision, name, loopgenie.sync_result) IS
'Copies a trail table, or a network, from another database and keeps the copy up to date by logical replication.
server: a foreign server of postgres_fdw with a user mapping, whose role may replicate. source: table of trails there (schema.table), or schema of a network
there. network: the schema to fill, default the setting loopgenie.network; a network keeps the name it has there. trailheads, snap_m: as in sync_network.
publication: there, with the trail table, its trailheads, road, place, camp and closure, or a network''s tables without info, twin and closed_edge.
A network''s rows are planned on as they arrive; from a trail table''s copy sync_network rebuilds the network when it has changed.
The old network serves until the first copy is whole. Call it again when sync_network says that the copy is lost: everything is copied anew.
Not inside a transaction. Needs the extension dblink, and a superuser.
Errors: 2D000 inside a transaction, 55000 what has to be changed at the source first (wal_level, primary key, publication), 42704 no such server or publication,
42P01 no such table, 42P07 a table of that name is here already. On any error the old state stays and no slot is left behind.
Example: CALL loopgenie.replicate_network(''rds'', ''public.geom'');';

CREATE OR REPLACE PROCEDURE loopgenie.end_replication(network name DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  target pg_catalog.name := loopgenie.asked_network(network);
BEGIN
  PERFORM loopgenie._stop_replication(target);
  COMMIT;
  PERFORM loopgenie._drop_slots(target);
  COMMIT;
END $$;
COMMENT ON PROCEDURE loopgenie.end_replication(name) IS
'Ends what replicate_network began, before a node goes away: drops the slot at the source, which would keep its log for ever.
network: default the setting loopgenie.network; it stays as it is and serves. Not inside a transaction. Where the source does not answer there is a warning:
call it again later, or drop the slot there by hand. Errors: 42704 the network is not replicated, 2D000 inside a transaction.
Example: CALL loopgenie.end_replication(''trails'');';

CREATE OR REPLACE FUNCTION loopgenie._followed_name(source text, network name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named name[] := pg_catalog.parse_ident(source);
BEGIN
  IF pg_catalog.cardinality(named) > 1 THEN
    RETURN loopgenie.asked_network(network);
  ELSIF network <> named[1] THEN
    RAISE EXCEPTION 'network "%" cannot follow schema "%"', network, named[1]
      USING ERRCODE = 'invalid_name', HINT = 'Postgres replicates into a table of the same name: leave network out.';
  END IF;
  RETURN named[1];
END $$;
COMMENT ON FUNCTION loopgenie._followed_name(text, name) IS 'The network that follows a source.';

-- Asks the source whether it can work, then writes down the slot to be made.
CREATE OR REPLACE FUNCTION loopgenie._note_replication(server name, source text, target name, trailheads text, publication name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  slot name := pg_catalog.format('loopgenie_%s_%s', pg_catalog.left(pg_catalog.regexp_replace(pg_catalog.lower(target), '[^a-z0-9_]', '_', 'g'), 40),
    pg_catalog.substr(pg_catalog.md5(pg_catalog.gen_random_uuid()::text), 1, 8));
  known loopgenie.replication;
BEGIN
  PERFORM loopgenie._require_server(server);
  PERFORM loopgenie._require_replaceable(target);
  PERFORM loopgenie._open_source(server);
  PERFORM loopgenie._require_replicable(source, trailheads, publication);
  PERFORM loopgenie._close_source();
  SELECT * INTO known FROM loopgenie.replication r WHERE r.network = target;
  IF (known.server, known.source, known.trailheads, known.publication) IS DISTINCT FROM (server, source, trailheads, publication)
     AND pg_catalog.cardinality(known.slots) > 0 THEN
    RAISE EXCEPTION 'network "%" follows % of server "%" by publication "%" already', target, known.source, known.server, known.publication
      USING ERRCODE = 'object_in_use', HINT = pg_catalog.format('End that first: CALL loopgenie.end_replication(%L).', target);
  END IF;
  INSERT INTO loopgenie.replication AS r (network, server, source, trailheads, publication, slots)
  VALUES (target, server, source, trailheads, publication, ARRAY[slot])
  ON CONFLICT ON CONSTRAINT replication_pkey DO UPDATE SET server = excluded.server, source = excluded.source,
    trailheads = excluded.trailheads, publication = excluded.publication, slots = r.slots || excluded.slots;
END $$;
COMMENT ON FUNCTION loopgenie._note_replication(name, text, name, text, name) IS
'Records a replication that is about to start, under a new slot''s name.';
