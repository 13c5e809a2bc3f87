-- On the coordinator, which needs no loopgenie: the places, hash-partitioned over the nodes, and their answers. Run by setup.sh.
\set ON_ERROR_STOP on
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SCHEMA asked;
CREATE TABLE asked.place (
  id bigint NOT NULL,
  lat double precision NOT NULL,
  lon double precision NOT NULL,
  drive_km double precision NOT NULL,
  hike_mi double precision NOT NULL) PARTITION BY HASH (id);
CREATE TABLE asked.answer (
  id bigint NOT NULL, rank integer, score double precision, bound double precision, shape text, trailhead_id bigint, trailhead text,
  drive_km double precision, hike_mi double precision, ascent_m double precision, geom geometry) PARTITION BY HASH (id);
-- What has come back. A batch is a transaction: what is here is not asked for again.
CREATE TABLE asked.result (
  id bigint, rank integer, score double precision, bound double precision, shape text, trailhead_id bigint, trailhead text,
  drive_km double precision, hike_mi double precision, ascent_m double precision, geom geometry, PRIMARY KEY (id, rank));
CREATE TABLE asked.progress (answered_to bigint NOT NULL);
INSERT INTO asked.progress VALUES (0);

CREATE PROCEDURE asked.answer_all(batch integer DEFAULT 1000) LANGUAGE plpgsql AS $$
DECLARE
  answered bigint;
  next bigint;
BEGIN
  LOOP
    SELECT answered_to INTO answered FROM asked.progress FOR UPDATE;
    SELECT max(id) INTO next FROM (SELECT id FROM asked.place WHERE id > answered ORDER BY id LIMIT batch) AS p;
    EXIT WHEN next IS NULL;
    -- All nodes work at once: the scans of the partitions are asynchronous.
    INSERT INTO asked.result SELECT * FROM asked.answer WHERE id > answered AND id <= next;
    UPDATE asked.progress SET answered_to = next;
    COMMIT;
    RAISE NOTICE 'answered to place %', next;
  END LOOP;
END $$;
COMMENT ON PROCEDURE asked.answer_all(integer) IS
'Has the nodes answer all places, in batches, and goes on where an earlier call ended. Places have ids over 0, and new ones greater ids.';

CREATE PROCEDURE asked.add_node(part integer, parts integer, server_options text, login text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE SERVER asked_%s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (%s, async_capable ''true'', extensions ''postgis'', connect_timeout ''5'')', part, server_options);
  EXECUTE format('CREATE USER MAPPING FOR CURRENT_USER SERVER asked_%s OPTIONS (%s)', part, login);
  EXECUTE format('CREATE FOREIGN TABLE asked.place_%1$s PARTITION OF asked.place FOR VALUES WITH (MODULUS %2$s, REMAINDER %1$s)
    SERVER asked_%1$s OPTIONS (schema_name ''asked'', table_name ''place_%1$s'', batch_size ''1000'')', part, parts);
  EXECUTE format('CREATE FOREIGN TABLE asked.answer_%1$s PARTITION OF asked.answer FOR VALUES WITH (MODULUS %2$s, REMAINDER %1$s)
    SERVER asked_%1$s OPTIONS (schema_name ''asked'', table_name ''answer_%1$s'')', part, parts);
END $$;
COMMENT ON PROCEDURE asked.add_node(integer, integer, text, text) IS
'Gives a node, by the options of its server and of its user mapping, one of so many parts of the places.';
