-- What of a network plans are prepared from, told apart from what they only show: to prepare takes seconds, and a name is corrected every day.

-- An UPDATE is looked at as it ended, whatever triggers made of it: two tables of rows, before and after, compared by all columns but those that
-- nothing is prepared from. A geometry that may be in any coordinate system is compared too, and so is where a trailhead lies. Rows that arrive by
-- logical replication come one by one, and are not compared. As for the version, one change is enough for a transaction; this one is told by
-- content_by, as the row of info may have been written for the version alone.
CREATE OR REPLACE FUNCTION loopgenie._watch_content(network name) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  watched name;
BEGIN
  EXECUTE format($ddl$
    CREATE FUNCTION %1$I.touch_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp SET extra_float_digits = 3 AS $touch$
      DECLARE
        prepared_from text;
        changed boolean := true;
      BEGIN
        IF TG_OP = 'UPDATE' AND TG_LEVEL = 'STATEMENT' THEN
          SELECT string_agg(quote_ident(attname), ', ') INTO prepared_from FROM pg_catalog.pg_attribute
          WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped AND attname <> 'name'
            AND (attname <> 'geom' OR TG_TABLE_NAME = 'trailhead' OR atttypmod = -1);
          EXECUTE format('SELECT EXISTS (SELECT ROW(%%1$s)::text FROM new_rows EXCEPT ALL SELECT ROW(%%1$s)::text FROM old_rows)', prepared_from) INTO changed;
        END IF;
        IF changed THEN
          EXECUTE format('UPDATE %%I.info SET version = gen_random_uuid(), content = gen_random_uuid(), content_by = pg_current_xact_id()
            WHERE content_by IS DISTINCT FROM pg_current_xact_id()', TG_TABLE_SCHEMA);
        END IF;
        RETURN NULL;
      END $touch$;
    REVOKE ALL ON FUNCTION %1$I.touch_content() FROM PUBLIC;
    COMMENT ON FUNCTION %1$I.touch_content() IS 'Notes in info that the network has another content to prepare plans from';
  $ddl$, network);
  FOREACH watched IN ARRAY '{edge,trailhead,road,camp,twin}'::name[] LOOP
    EXECUTE format($ddl$
      CREATE TRIGGER touch_content AFTER INSERT OR DELETE OR TRUNCATE ON %1$I.%2$I
        FOR EACH STATEMENT EXECUTE FUNCTION %1$I.touch_content();
      ALTER TABLE %1$I.%2$I ENABLE ALWAYS TRIGGER touch_content;
      CREATE TRIGGER touch_content_updated AFTER UPDATE ON %1$I.%2$I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION %1$I.touch_content();
      ALTER TABLE %1$I.%2$I ENABLE ALWAYS TRIGGER touch_content_updated;
      CREATE TRIGGER touch_content_replicated AFTER INSERT OR UPDATE OR DELETE ON %1$I.%2$I
        FOR EACH ROW EXECUTE FUNCTION %1$I.touch_content();
      ALTER TABLE %1$I.%2$I ENABLE REPLICA TRIGGER touch_content_replicated;
    $ddl$, network, watched);
  END LOOP;
END $$;
COMMENT ON FUNCTION loopgenie._watch_content(name) IS
'Has the tables of a network note in its info when what plans are prepared from has changed.';
