-- Which columns of a raw table hold what: the geometry, names, kinds and difficulties.

-- A domain over a type is read like the type.
CREATE OR REPLACE FUNCTION loopgenie._base_type(of_type regtype) RETURNS regtype
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE base AS (
    SELECT oid, typtype, typbasetype FROM pg_catalog.pg_type WHERE oid = of_type
    UNION ALL
    SELECT t.oid, t.typtype, t.typbasetype FROM base JOIN pg_catalog.pg_type t ON t.oid = base.typbasetype
  )
  SELECT oid::regtype FROM base WHERE typtype <> 'd';
END;
COMMENT ON FUNCTION loopgenie._base_type(regtype) IS 'The type that a domain, or a domain over it, is made of.';

-- The geometry column: the one named, or the only one there is.
CREATE OR REPLACE FUNCTION loopgenie._geom_column(tab regclass, asked name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  spatial name[];
BEGIN
  IF (SELECT relkind FROM pg_catalog.pg_class WHERE oid = tab) NOT IN ('r', 'p', 'v', 'm', 'f') THEN
    RAISE EXCEPTION '% is not a table', tab
      USING ERRCODE = 'wrong_object_type', HINT = 'Name a table, view or foreign table that holds the geometries.';
  END IF;
  SELECT pg_catalog.array_agg(attname ORDER BY attnum) INTO spatial FROM pg_catalog.pg_attribute
  WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped
    AND loopgenie._base_type(atttypid) IN ('postgis.geometry'::regtype, 'postgis.geography'::regtype);
  IF asked IS NOT NULL THEN
    PERFORM loopgenie._require_column(tab, asked);
    IF asked = ANY (spatial) THEN
      RETURN asked;
    END IF;
    RAISE EXCEPTION 'column "%" of % is not a geometry', asked, tab
      USING ERRCODE = 'datatype_mismatch', HINT = 'Name a column of type geometry or geography.';
  ELSIF spatial IS NULL THEN
    RAISE EXCEPTION '% has no geometry column', tab
      USING ERRCODE = 'undefined_column', HINT = 'Load it with PostGIS in the database, for example by ogr2ogr.';
  ELSIF pg_catalog.cardinality(spatial) > 1 THEN
    RAISE EXCEPTION '% has several geometry columns', tab
      USING ERRCODE = 'ambiguous_column',
        HINT = pg_catalog.format('Choose one with geom_column => one of %s.', pg_catalog.array_to_string(spatial, ', '));
  END IF;
  RETURN spatial[1];
END $$;
COMMENT ON FUNCTION loopgenie._geom_column(regclass, name) IS
'The geometry column of a table: the asked one, else the only one; errors when it cannot tell.';

CREATE OR REPLACE FUNCTION loopgenie._require_column(tab regclass, asked name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT loopgenie._has_column(tab, asked) THEN
    RAISE EXCEPTION 'column "%" of % does not exist', asked, tab
      USING ERRCODE = 'undefined_column',
        HINT = pg_catalog.format('Its columns are %s.', (
          SELECT pg_catalog.string_agg(attname, ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute
          WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped));
  END IF;
END $$;
COMMENT ON FUNCTION loopgenie._require_column(regclass, name) IS
'Raises undefined_column, naming the columns there are, when a table lacks one.';

CREATE OR REPLACE FUNCTION loopgenie._has_column(tab regclass, asked name) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute
    WHERE attrelid = tab AND attname = asked AND attnum > 0 AND NOT attisdropped);
END;
COMMENT ON FUNCTION loopgenie._has_column(regclass, name) IS 'Whether a table has a column.';

-- The first of the usual names, whatever its case, that a column of text or numbers (categories S and N) has.
CREATE OR REPLACE FUNCTION loopgenie._usual_column(tab regclass, usual text[], categories text) RETURNS name
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped
    AND pg_catalog.lower(attname::text) = ANY (usual) AND pg_catalog.strpos(categories, typcategory::text) > 0
  ORDER BY pg_catalog.array_position(usual, pg_catalog.lower(attname::text)), attname <> pg_catalog.lower(attname::text), attnum LIMIT 1;
END;
COMMENT ON FUNCTION loopgenie._usual_column(regclass, text[], text) IS
'The column of a table that is called by the first of some usual names, null where none is.';

-- The column of names: the asked one, else what is usually called so in trail files, else one that is called a trail's name in other words.
CREATE OR REPLACE FUNCTION loopgenie._name_column(tab regclass, asked name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  usual constant text[] := '{name,trailname,trail_name,tname,trail,trail_nm,trl_name,track_name,route_name,routename,name_en,label,title,nom,nombre,nome,bezeichnung,name_1}';
  in_other_words constant text := '^(trail|trl|tr|path|track|route|rte|hike|walk|full|long|common|local|map|official|display)_?(name|nm|nam|na|label)(_?[0-9])?$';
  found name := coalesce(loopgenie._usual_column(tab, usual, 'S'), (
    SELECT attname FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_type t ON t.oid = atttypid
    WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped AND typcategory = 'S' AND lower(attname::text) ~ in_other_words
    ORDER BY attnum LIMIT 1));
  texts text := (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_type t ON t.oid = atttypid
    WHERE attrelid = tab AND attnum > 0 AND NOT attisdropped AND typcategory = 'S');
BEGIN
  IF asked IS NOT NULL THEN
    PERFORM loopgenie._require_column(tab, asked);
    RETURN asked;
  ELSIF found IS NULL AND texts IS NOT NULL THEN
    RAISE NOTICE 'no column of % is called like one of names', tab
      USING HINT = format('If one holds them, say which: name_column => one of %s.', texts);
  ELSIF found <> 'name' THEN
    RAISE NOTICE 'names are read from column % of %', quote_ident(found), tab USING HINT = 'Another one is chosen by name_column.';
  END IF;
  RETURN found;
END $$;
COMMENT ON FUNCTION loopgenie._name_column(regclass, name) IS
'The column of a table that holds names: the asked one, else one that is called so; a notice says which, or that there is none.';

CREATE OR REPLACE FUNCTION loopgenie._kind_column(tab regclass, asked name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF asked IS NOT NULL THEN
    PERFORM loopgenie._require_column(tab, asked);
  END IF;
  RETURN coalesce(asked, loopgenie._usual_column(tab, '{kind,highway,class,fclass,trail_type,trailtype,type}', 'S'));
END $$;
COMMENT ON FUNCTION loopgenie._kind_column(regclass, name) IS
'The column of a table that holds kinds: the asked one, else one that is called so, else null.';

CREATE OR REPLACE FUNCTION loopgenie._difficulty_column(tab regclass, asked name) RETURNS name
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF asked IS NOT NULL THEN
    PERFORM loopgenie._require_column(tab, asked);
  END IF;
  RETURN coalesce(asked, loopgenie._usual_column(tab, '{difficulty,sac_scale,sac,trail_difficulty,difficult,difficulty_level,difficulty_rating,trail_diff}', 'SN'));
END $$;
COMMENT ON FUNCTION loopgenie._difficulty_column(regclass, name) IS
'The column of a table that holds difficulties: the asked one, else one that is called so, else null.';

-- Of several grades (hiking;mountain_hiking, T2-T3) the hardest counts.
CREATE OR REPLACE FUNCTION loopgenie.difficulty_of(grade text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT pg_catalog.max(CASE
      WHEN word = ANY ('{strolling,hiking,easy,easiest,beginner,t1,1}'::text[]) THEN 1
      WHEN word = ANY ('{mountain_hiking,moderate,intermediate,t2,2}'::text[]) THEN 2
      WHEN word = ANY ('{demanding_mountain_hiking,difficult,hard,challenging,strenuous,advanced,t3,3}'::text[]) THEN 3
      WHEN word = ANY ('{alpine_hiking,expert,extreme,t4,4}'::text[]) THEN 4
      WHEN word = ANY ('{demanding_alpine_hiking,t5,5}'::text[]) THEN 5
      WHEN word = ANY ('{difficult_alpine_hiking,via_ferrata,t6,6}'::text[]) THEN 6 END)
  FROM pg_catalog.regexp_split_to_table(pg_catalog.regexp_replace(pg_catalog.lower(grade), '\.0+$', ''), '[^a-z0-9_.]+') AS word;
END;
COMMENT ON FUNCTION loopgenie.difficulty_of(text) IS
'The difficulty of a trail, 1 to 6 as in edge.difficulty, from what OpenStreetMap (sac_scale) or a trail table says: T1 to T6, 1 to 6, or easy, moderate, hard. Null where that says nothing.
Example: SELECT loopgenie.difficulty_of(''demanding_mountain_hiking'')';
