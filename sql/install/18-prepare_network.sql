-- What the first plans after a change would otherwise wait for.

CREATE OR REPLACE FUNCTION loopgenie.prepare_network(network text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked text := loopgenie.require_network(network);
BEGIN
  -- Changes of this transaction are filed under a version of their own. It is written by a subtransaction, so
  -- touch_version, which spares the versions of its own transaction, does not spare this one: whatever is changed
  -- after this has another version. Nor does touch_content spare a content by nobody.
  IF loopgenie._has_own_changes(asked) THEN
    BEGIN
      EXECUTE pg_catalog.format('UPDATE %I.info SET version = pg_catalog.gen_random_uuid()', asked);
      IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(format('%I.info', asked)) AND attname = 'content') THEN
        EXECUTE pg_catalog.format('UPDATE %I.info SET content = pg_catalog.gen_random_uuid(), content_by = NULL', asked);
      END IF;
    EXCEPTION WHEN undefined_table THEN
      NULL;  -- a network made by hand, without versions: the next step says so
    END;
  END IF;
  RETURN loopgenie._prepare(asked);
END $$;
COMMENT ON FUNCTION loopgenie.prepare_network(text) IS
'Prepares a network for planning, once for all sessions: what the first plans after a change would otherwise wait for.
network: by default the setting loopgenie.network. Building, refreshing and importing a network end with it, before the
new network is in place; call it after changes of your own, where a plan has less time than the preparation takes: of the
processor about 2 s for a million edges, and about 1 ms for each trailhead within the drive of a plan that comes first. All of
them take about 20 s, after an edit a fraction of that. A call that is stopped is gone on with by the next.
Returns true once the network is prepared; false, and a warning that says why, where every plan has to load it anew.
Errors: 42P01 no such network; 42501 no SELECT on one of its tables; 54000 more than loopgenie.max_edges edges.
Example: SELECT loopgenie.prepare_network();';

CREATE OR REPLACE FUNCTION loopgenie._has_own_changes(network text) RETURNS boolean
AS 'MODULE_PATHNAME', 'loopgenie_has_own_changes'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION loopgenie._has_own_changes(text) IS
'Whether this transaction has, or may have, changed the tables of a network that plans read.';

CREATE OR REPLACE FUNCTION loopgenie._prepare(network text) RETURNS boolean
AS 'MODULE_PATHNAME', 'loopgenie_prepare'
LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION loopgenie._prepare(text) IS
'Files what is prepared of a network, changes of this transaction included; false where that cannot be.';

-- A network that took an hour to build is not given up because it is too large to plan on as the settings are.
CREATE OR REPLACE FUNCTION loopgenie._prepare_built(building name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  advice text;
BEGIN
  PERFORM loopgenie.prepare_network(building);
EXCEPTION WHEN program_limit_exceeded OR out_of_memory THEN
  GET STACKED DIAGNOSTICS advice = PG_EXCEPTION_HINT;
  RAISE WARNING 'the network is built, but not prepared: %', SQLERRM USING HINT = advice;
END $$;
COMMENT ON FUNCTION loopgenie._prepare_built(name) IS
'Prepares a network that is about to be put in its place.';
