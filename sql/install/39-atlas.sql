-- loopgenie.build_atlas: every trailhead's loops, planned ahead.
--
-- A plan from one trailhead depends on what a hike of that length can reach, and on nothing else. atlas_plan keeps a number for that (surroundings)
-- beside the version at which it was last looked at, so a new version costs each trailhead a look around, and a plan only where something
-- in reach has changed. What is kept gets its names and lines anew, as plans do not read these.
--
-- The plans of a batch are one query over a table that gives each task a page of its own: pages are what Postgres deals out to
-- parallel workers, as many as max_parallel_workers_per_gather lets. A function in FROM it would
-- count once, however many rows call it: so it stands in SELECT. A batch is a transaction: what was committed is kept when the rest is cancelled, and the next call goes on from there.

CREATE OR REPLACE FUNCTION loopgenie._create_atlas(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  command text;
BEGIN
  IF to_regclass(format('%I.atlas', network)) IS NOT NULL AND to_regclass(format('%I.atlas_plan', network)) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format($ddl$
    CREATE TABLE %1$I.atlas (
      trailhead_id bigint NOT NULL,
      asked_mi double precision NOT NULL,
      asked_hours double precision NOT NULL,
      days integer NOT NULL,
      rank integer NOT NULL,
      version uuid NOT NULL,
      score double precision NOT NULL,
      bound double precision NOT NULL,
      proven boolean NOT NULL,
      shape text NOT NULL,
      trailhead text,
      drive_km double precision NOT NULL,
      hike_mi double precision NOT NULL,
      repeat_mi double precision NOT NULL,
      ascent_m double precision,
      trails text[] NOT NULL,
      nodes bigint[] NOT NULL,
      edges bigint[] NOT NULL,
      geom postgis.geometry NOT NULL,
      trailhead_kind text,
      hours double precision,
      difficulty integer,
      beside_mi double precision,
      nights bigint[],
      camps bigint[],
      PRIMARY KEY (trailhead_id, asked_mi, asked_hours, days, rank));
    CREATE TABLE %1$I.atlas_plan (
      trailhead_id bigint NOT NULL,
      asked_mi double precision NOT NULL,
      asked_hours double precision NOT NULL,
      days integer NOT NULL,
      version uuid NOT NULL,
      surroundings bigint NOT NULL,
      loops integer NOT NULL,
      effort bigint,
      PRIMARY KEY (trailhead_id, asked_mi, asked_hours, days));
    CREATE INDEX atlas_geom_idx ON %1$I.atlas USING gist (geom);
    COMMENT ON TABLE %1$I.atlas IS 'The best loops of each trailhead at each length asked for, without a drive, as loopgenie.build_atlas planned them; asked_mi is 0 where asked_hours were asked for, and the other way round; version: of the network that they hold for';
    COMMENT ON TABLE %1$I.atlas_plan IS 'What loopgenie.build_atlas has planned, found something or not, for which version, surroundings and arguments';
  $ddl$, network);
  FOR command IN
    SELECT format('GRANT SELECT ON %1$I.atlas, %1$I.atlas_plan TO %2$s', network, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
    FROM pg_catalog.pg_class c, aclexplode(c.relacl) AS g
    WHERE c.oid = format('%I.edge', network)::regclass AND g.privilege_type = 'SELECT' AND g.grantee <> c.relowner
    UNION ALL
    SELECT format('ALTER TABLE %I.%I OWNER TO %I', network, tab, pg_get_userbyid(c.relowner))
    FROM pg_catalog.pg_class c, unnest('{atlas,atlas_plan}'::name[]) AS tab
    WHERE c.oid = format('%I.edge', network)::regclass AND pg_get_userbyid(c.relowner) <> current_user
  LOOP
    EXECUTE command;
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._create_atlas(name) IS
'Gives a network the tables of its atlas, with the readers and the owner of its table edge.';

-- What reads a view of somebody else's, or writes into a table with triggers, runs that role's code. So until the transaction ends
-- these are tables as build_network and _create_atlas make them, unless they are the caller's own: nobody adds a trigger, a rule, a
-- default or an index meanwhile. They are looked at after they are locked.
CREATE OR REPLACE FUNCTION loopgenie._lock_atlas(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  written CONSTANT name[] := '{atlas,atlas_plan}';
  strange name;
BEGIN
  EXECUTE format('LOCK TABLE %1$I.atlas, %1$I.atlas_plan IN ROW EXCLUSIVE MODE', network);
  EXECUTE format('LOCK TABLE %1$I.edge, %1$I.trailhead, %1$I.info IN ACCESS SHARE MODE', network);
  SELECT c.relname INTO strange
  FROM pg_catalog.pg_class c
  WHERE c.relnamespace = to_regnamespace(quote_ident(network)) AND c.relname = ANY (written || '{edge,trailhead,info}'::name[])
    AND c.relowner <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
    AND (c.relkind <> 'r' OR c.relhasrules OR c.relhassubclass
      OR EXISTS (
        SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND t.typnamespace <> 'pg_catalog'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'))
      OR c.relname = ANY (written) AND (
        EXISTS (SELECT FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_attrdef d WHERE d.adrelid = c.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype NOT IN ('p', 'n'))
        OR EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))))
  LIMIT 1;
  IF strange IS NOT NULL THEN
    RAISE EXCEPTION 'the tables of network "%" are another role''s and not as they were made: %', network, strange
      USING ERRCODE = 'insufficient_privilege', HINT = 'What hangs on them would run with your rights. Build the atlas as their owner, or drop atlas and atlas_plan and build the network again.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._lock_atlas(name) IS
'Keeps the tables that the atlas of a network is made of as they are until the transaction ends; raises where they could run another role''s code.';

CREATE OR REPLACE FUNCTION loopgenie._require_version(network name) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  version uuid := loopgenie._version_of(network);
BEGIN
  IF version IS NULL THEN
    RAISE EXCEPTION 'network "%" has no version', network
      USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Its table info tells it: build the network with loopgenie.build_network.';
  END IF;
  RETURN version;
END $$;
COMMENT ON FUNCTION loopgenie._require_version(name) IS 'The version of a network; raises where it has none.';

-- Fills lg_atlas_task, a table of this session: what has not been planned, or looked at, in this version. Trailheads of one node stand
-- side by side, as they are planned once; else the order is by chance, so that a batch is everywhere.
CREATE OR REPLACE FUNCTION loopgenie._list_atlas_tasks(network name, hike_mi double precision[], hike_hours double precision[], days integer, loops integer, effort bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
  listed bigint;
BEGIN
  PERFORM loopgenie._drop_work('lg_atlas_task');
  EXECUTE format($sql$
    DELETE FROM %1$I.atlas a WHERE NOT EXISTS (SELECT FROM %1$I.trailhead t WHERE t.id = a.trailhead_id);
    DELETE FROM %1$I.atlas_plan p WHERE NOT EXISTS (SELECT FROM %1$I.trailhead t WHERE t.id = p.trailhead_id);
    CREATE TEMP TABLE lg_atlas_task ON COMMIT PRESERVE ROWS AS
    SELECT row_number() OVER (ORDER BY a.asked_mi, a.asked_hours, hashint8(t.node_id), t.node_id, t.id) AS seq, t.id AS trailhead_id, t.node_id, a.*
    FROM %1$I.trailhead t CROSS JOIN (
      SELECT mi AS asked_mi, 0::float8 AS asked_hours, %6$L::integer AS days FROM unnest(%2$L::float8[]) AS mi
      UNION SELECT 0, hours, %6$L FROM unnest(%7$L::float8[]) AS hours) AS a
    WHERE NOT EXISTS (SELECT FROM %1$I.atlas_plan p
      WHERE p.trailhead_id = t.id AND (p.asked_mi, p.asked_hours, p.days) = (a.asked_mi, a.asked_hours, a.days)
        AND p.version = %3$L AND p.loops = %4$L AND p.effort IS NOT DISTINCT FROM %5$L::bigint);
    CREATE UNIQUE INDEX ON pg_temp.lg_atlas_task (seq);
    ANALYZE pg_temp.lg_atlas_task;
  $sql$, network, hike_mi, loopgenie._require_version(network), loops, effort, days, hike_hours);
  SELECT count(*) INTO listed FROM pg_temp.lg_atlas_task;
  RETURN listed;
END $$;
COMMENT ON FUNCTION loopgenie._list_atlas_tasks(name, double precision[], double precision[], integer, integer, bigint) IS
'Lists the plans that the atlas of a network lacks (lg_atlas_task), and drops what is of trailheads that are gone; returns how many.';

-- What the next batch needs planned (atlas_batch, a page a row, which workers can read) and what of it is as it was (lg_atlas_kept).
CREATE OR REPLACE FUNCTION loopgenie._look_around(network name, first bigint, last bigint, loops integer, effort bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET jit = off AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_atlas_seen', 'lg_atlas_kept');
  EXECUTE format($sql$
    CREATE UNLOGGED TABLE %1$I.atlas_batch (node_id bigint, asked_mi float8, asked_hours float8, days integer, trailhead_id bigint, filler char(7000)) WITH (parallel_workers = 1024);
    ALTER TABLE %1$I.atlas_batch ALTER COLUMN filler SET STORAGE PLAIN;
    INSERT INTO %1$I.atlas_batch
    SELECT node_id, asked_mi, asked_hours, days, min(trailhead_id), '' FROM pg_temp.lg_atlas_task WHERE seq BETWEEN %2$s AND %3$s GROUP BY 1, 2, 3, 4;
    ANALYZE %1$I.atlas_batch;
    CREATE TEMP TABLE lg_atlas_seen ON COMMIT DROP AS
    SELECT b.node_id, b.asked_mi, b.asked_hours, b.days, (SELECT version FROM %1$I.info) AS version,
      loopgenie._surroundings(b.node_id, nullif(b.asked_mi, 0), nullif(b.asked_hours, 0), b.days, %4$L) AS surroundings
    FROM %1$I.atlas_batch b;
    CREATE TEMP TABLE lg_atlas_kept ON COMMIT DROP AS
    SELECT trailhead_id, asked_mi, asked_hours, days
    FROM pg_temp.lg_atlas_task t JOIN pg_temp.lg_atlas_seen s USING (node_id, asked_mi, asked_hours, days) JOIN %1$I.atlas_plan p USING (trailhead_id, asked_mi, asked_hours, days)
    WHERE t.seq BETWEEN %2$s AND %3$s AND p.surroundings = s.surroundings AND p.loops = %5$L AND p.effort IS NOT DISTINCT FROM %6$L::bigint;
    DELETE FROM %1$I.atlas_batch b WHERE NOT EXISTS (
      SELECT FROM pg_temp.lg_atlas_task t WHERE t.seq BETWEEN %2$s AND %3$s AND (t.node_id, t.asked_mi, t.asked_hours, t.days) = (b.node_id, b.asked_mi, b.asked_hours, b.days)
        AND NOT EXISTS (SELECT FROM pg_temp.lg_atlas_kept k WHERE (k.trailhead_id, k.asked_mi, k.asked_hours, k.days) = (t.trailhead_id, t.asked_mi, t.asked_hours, t.days)));
    ANALYZE %1$I.atlas_batch;
  $sql$, network, first, last, network::text, loops, effort);
END $$;
COMMENT ON FUNCTION loopgenie._look_around(name, bigint, bigint, integer, bigint) IS
'Of some tasks finds those whose surroundings have changed since they were planned (atlas_batch), and the others (lg_atlas_kept).';

CREATE OR REPLACE FUNCTION loopgenie._plan_batch(network name, loops integer, effort bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET jit = off AS $$
BEGIN
  PERFORM loopgenie._drop_work('lg_atlas_found');
  EXECUTE format($sql$
    CREATE TEMP TABLE lg_atlas_found ON COMMIT DROP AS
    SELECT b.node_id, b.asked_mi, b.asked_hours, b.days, b.version, (b.loop).*
    FROM (SELECT *, (SELECT version FROM %1$I.info) AS version,
            loopgenie._plan_from(trailhead_id, node_id, nullif(asked_mi, 0), nullif(asked_hours, 0), days, %2$L, %3$L, %4$L) AS loop
          FROM %1$I.atlas_batch) AS b;
    DROP TABLE %1$I.atlas_batch;
  $sql$, network, loops, effort, network::text);
END $$;
COMMENT ON FUNCTION loopgenie._plan_batch(name, integer, bigint) IS
'Plans what atlas_batch lists, on as many workers as max_parallel_workers_per_gather lets (lg_atlas_found).';

-- Into the atlas, for every trailhead of a node. Names and lines of what is kept are read anew, and stored where they differ.
CREATE OR REPLACE FUNCTION loopgenie._store_batch(network name, first bigint, last bigint, version uuid, loops integer, effort bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format($sql$
    UPDATE %1$I.atlas a SET version = %4$L, trailhead = now.name, trailhead_kind = now.kind, trails = now.trails,
      geom = CASE WHEN now.geom::text = a.geom::text THEN a.geom ELSE now.geom END
    FROM (
      SELECT a.trailhead_id, a.asked_mi, a.asked_hours, a.days, a.rank, t.name, t.kind, loopgenie.walked_names(array_agg(e.name::text ORDER BY w.i)) AS trails,
        loopgenie.walked_line(array_agg(e.geom ORDER BY w.i), array_agg(w.node <> e.source ORDER BY w.i)) AS geom
      FROM pg_temp.lg_atlas_kept k JOIN %1$I.atlas a USING (trailhead_id, asked_mi, asked_hours, days) JOIN %1$I.trailhead t ON t.id = a.trailhead_id,
        ROWS FROM (unnest(a.edges), unnest(a.nodes)) WITH ORDINALITY AS w(edge, node, i) JOIN %1$I.edge e ON e.id = w.edge
      GROUP BY 1, 2, 3, 4, 5, 6, 7) AS now
    WHERE (now.trailhead_id, now.asked_mi, now.asked_hours, now.days, now.rank) = (a.trailhead_id, a.asked_mi, a.asked_hours, a.days, a.rank);
    DELETE FROM %1$I.atlas a USING pg_temp.lg_atlas_task t
    WHERE t.seq BETWEEN %2$s AND %3$s AND (a.trailhead_id, a.asked_mi, a.asked_hours, a.days) = (t.trailhead_id, t.asked_mi, t.asked_hours, t.days)
      AND NOT EXISTS (SELECT FROM pg_temp.lg_atlas_kept k WHERE (k.trailhead_id, k.asked_mi, k.asked_hours, k.days) = (t.trailhead_id, t.asked_mi, t.asked_hours, t.days));
    INSERT INTO %1$I.atlas
    SELECT t.trailhead_id, t.asked_mi, t.asked_hours, t.days, f.rank, f.version, f.score, f.bound, f.proven, f.shape, h.name, f.drive_km, f.hike_mi, f.repeat_mi, f.ascent_m,
      f.trails, f.nodes, f.edges, f.geom, h.kind, f.hours, f.difficulty, f.beside_mi, f.nights, f.camps
    FROM pg_temp.lg_atlas_task t JOIN pg_temp.lg_atlas_found f USING (node_id, asked_mi, asked_hours, days) JOIN %1$I.trailhead h ON h.id = t.trailhead_id
    WHERE t.seq BETWEEN %2$s AND %3$s
      AND NOT EXISTS (SELECT FROM pg_temp.lg_atlas_kept k WHERE (k.trailhead_id, k.asked_mi, k.asked_hours, k.days) = (t.trailhead_id, t.asked_mi, t.asked_hours, t.days));
    INSERT INTO %1$I.atlas_plan
    SELECT t.trailhead_id, t.asked_mi, t.asked_hours, t.days, %4$L, s.surroundings, %5$L, %6$L::bigint
    FROM pg_temp.lg_atlas_task t JOIN pg_temp.lg_atlas_seen s USING (node_id, asked_mi, asked_hours, days) WHERE t.seq BETWEEN %2$s AND %3$s
    ON CONFLICT (trailhead_id, asked_mi, asked_hours, days) DO UPDATE
    SET (version, surroundings, loops, effort) = (excluded.version, excluded.surroundings, excluded.loops, excluded.effort);
  $sql$, network, first, last, version, loops, effort);
END $$;
COMMENT ON FUNCTION loopgenie._store_batch(name, bigint, bigint, uuid, integer, bigint) IS
'Puts what was planned, and what was kept, into the atlas.';

-- One batch, in the caller's transaction. Null where the network changed meanwhile: then nothing is stored, and the tasks must be listed anew.
CREATE OR REPLACE FUNCTION loopgenie._extend_atlas(network name, first bigint, last bigint, loops integer, effort bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_at uuid := loopgenie._require_version(network);
  planned bigint;
BEGIN
  -- A second build of the same atlas waits for this batch, and finds the next one done.
  PERFORM pg_advisory_xact_lock(hashtextextended('loopgenie.build_atlas ' || network, 0));
  PERFORM loopgenie._lock_atlas(network);
  PERFORM loopgenie._look_around(network, first, last, loops, effort);
  PERFORM loopgenie._plan_batch(network, loops, effort);
  IF EXISTS (SELECT FROM (SELECT version FROM pg_temp.lg_atlas_seen UNION ALL SELECT version FROM pg_temp.lg_atlas_found) AS looked WHERE looked.version <> now_at) THEN
    RETURN NULL;
  END IF;
  PERFORM loopgenie._store_batch(network, first, last, now_at, loops, effort);
  SELECT least(last, (SELECT count(*) FROM pg_temp.lg_atlas_task)) - first + 1 - count(*) INTO planned FROM pg_temp.lg_atlas_kept;
  RETURN planned;
END $$;
COMMENT ON FUNCTION loopgenie._extend_atlas(name, bigint, bigint, integer, bigint) IS
'Plans, or keeps, one batch of the atlas; returns how many tasks were planned, null where the network changed meanwhile.';

CREATE OR REPLACE FUNCTION loopgenie._require_lengths(hike_mi double precision[], hike_hours double precision[], days integer) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF hike_mi IS NULL OR NOT 0 < ALL (hike_mi) OR NOT 500 >= ALL (hike_mi) OR array_position(hike_mi, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'hike_mi is %, not lengths of hikes', coalesce(hike_mi::text, 'null')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give miles over 0 up to 500: ''{5,10,15}''.';
  ELSIF hike_hours IS NULL OR NOT 0 < ALL (hike_hours) OR NOT 250 >= ALL (hike_hours) OR array_position(hike_hours, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'hike_hours is %, not lengths of hikes', coalesce(hike_hours::text, 'null')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give hours over 0 up to 250: ''{4,6,8}''.';
  ELSIF cardinality(hike_mi) + cardinality(hike_hours) = 0 THEN
    RAISE EXCEPTION 'neither hike_mi nor hike_hours has a length'
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give miles, hours or both: ''{5,10,15}''.';
  ELSIF days IS NULL OR NOT days BETWEEN 1 AND 30 THEN
    RAISE EXCEPTION 'days is %, outside 1 to 30', coalesce(days::text, 'null')
      USING ERRCODE = 'invalid_parameter_value', HINT = 'Give how many days each hike takes.';
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_lengths(double precision[], double precision[], integer) IS 'Raises unless these are lengths and days that plan_loop takes.';

CREATE OR REPLACE FUNCTION loopgenie._atlas_size(network name, hike_mi double precision[], hike_hours double precision[], days integer) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  size bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I.atlas_plan WHERE (asked_mi = ANY ($1) OR asked_hours = ANY ($2)) AND days = $3', network) INTO size USING hike_mi, hike_hours, days;
  RETURN size;
END $$;
COMMENT ON FUNCTION loopgenie._atlas_size(name, double precision[], double precision[], integer) IS
'How many trailheads, at how many of these lengths, the atlas of a network covers.';

-- It commits, so it can have no search_path of its own: all names are in full.
CREATE OR REPLACE PROCEDURE loopgenie.build_atlas(
  network text DEFAULT NULL,
  hike_mi double precision[] DEFAULT '{3,4,5,6,8,10,12,15,18,22}',
  loops integer DEFAULT 1,
  effort bigint DEFAULT NULL,
  hike_hours double precision[] DEFAULT '{}',
  days integer DEFAULT 1,
  INOUT planned bigint DEFAULT NULL,
  INOUT kept bigint DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  batch CONSTANT pg_catalog.int8 := 256;  -- so many tasks are lost when one is cancelled
  target pg_catalog.name := loopgenie.require_network(network);
  begun pg_catalog.timestamptz := pg_catalog.clock_timestamp();
  tasks pg_catalog.int8;
  done pg_catalog.int8 := 0;
  plans pg_catalog.int8;
BEGIN
  planned := 0;
  kept := 0;
  PERFORM loopgenie._require_lengths(hike_mi, hike_hours, days);
  PERFORM loopgenie._create_atlas(target);
  COMMIT;
  PERFORM loopgenie._lock_atlas(target);
  PERFORM loopgenie.prepare_network(target);
  tasks := loopgenie._list_atlas_tasks(target, hike_mi, hike_hours, days, loops, effort);
  COMMIT;
  WHILE done OPERATOR(pg_catalog.<) tasks LOOP
    plans := loopgenie._extend_atlas(target, done OPERATOR(pg_catalog.+) 1::pg_catalog.int8, done OPERATOR(pg_catalog.+) batch, loops, effort);
    IF plans IS NULL THEN
      ROLLBACK;
      RAISE NOTICE 'network "%" has changed: what is left is looked at again', target;
      PERFORM loopgenie._lock_atlas(target);
      PERFORM loopgenie.prepare_network(target);
      tasks := loopgenie._list_atlas_tasks(target, hike_mi, hike_hours, days, loops, effort);
      done := 0;
    ELSE
      done := least(done OPERATOR(pg_catalog.+) batch, tasks);
      planned := planned OPERATOR(pg_catalog.+) plans;
      RAISE NOTICE '% of % looked at, % planned, % s', done, tasks, planned, loopgenie._seconds_since(begun);
    END IF;
    COMMIT;
  END LOOP;
  kept := loopgenie._atlas_size(target, hike_mi, hike_hours, days) OPERATOR(pg_catalog.-) planned;
END $$;
COMMENT ON PROCEDURE loopgenie.build_atlas(text, double precision[], integer, bigint, double precision[], integer, bigint, bigint) IS
'Plans every trailhead at every length ahead, into the network''s table atlas: what loops_near answers from.
network: default the setting loopgenie.network. hike_mi: miles, each over 0 up to 500. hike_hours: hours, each over 0 up to 250; with hike_mi => ''{}'' only these. days: of each hike, 1 to 30. loops: for each trailhead and length, 1 to 20. effort: of each plan, by default
as plan_loop''s, which spends as much on all trailheads of a drive. A notice a batch says how far it is.
Each batch is committed, so a call that was cancelled is gone on with by the next; old rows serve until then. What was planned, with these arguments, and can reach
nothing that has changed since is kept. Other lengths than those asked for stay as they are. It runs on as many workers as max_parallel_workers_per_gather says.
Returns for how many trailheads and lengths it planned, and how many it kept. Not inside a transaction.
Errors: 2D000 inside a transaction, 22023 bad argument, 42P01 no such network, 55000 it has no version, 42501 its tables are another role''s and could run that role''s code.
Example: CALL loopgenie.build_atlas(hike_mi => ''{5,10}'', loops => 3)
Example: CALL loopgenie.build_atlas(hike_mi => ''{}'', hike_hours => ''{12,16}'', days => 2)';
