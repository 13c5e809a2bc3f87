-- Prints the reference of the extension from its comments, as Markdown: types, then functions and
-- settings in the order of their names. Internals (names beginning with _) are left out.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET search_path = pg_catalog;

CREATE TEMP VIEW member AS
  SELECT classid, objid
  FROM pg_depend
  WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
    AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loopgenie');

-- The schema that people plan in is not named: they need not write it.
CREATE FUNCTION pg_temp.in_short(words text) RETURNS text LANGUAGE sql AS
$$ SELECT replace(replace(replace(words, 'double precision', 'float8'), 'public.', ''), 'postgis.', '') $$;

-- A line of a comment is a line here too, an example one of code.
CREATE FUNCTION pg_temp.in_markdown(comment text) RETURNS text LANGUAGE sql AS
$$ SELECT regexp_replace(regexp_replace(comment, E'\n', E'  \n', 'g'), E'  \nExample: ([^\n]*?)(?=  \n|$)', E'\n\n    \\1', 'g') $$;

CREATE FUNCTION pg_temp.arguments(function oid) RETURNS text LANGUAGE sql AS
$$ SELECT pg_temp.in_short(regexp_replace(regexp_replace(pg_get_function_arguments(function), ',? ?OUT .*', ''), '::[a-z ]+', '', 'g')) $$;

CREATE FUNCTION pg_temp.result(function oid) RETURNS text LANGUAGE sql AS
$$ SELECT CASE WHEN prokind = 'p' THEN ''
               WHEN 'o' = ANY (proargmodes)
               THEN ' → TABLE(' || pg_temp.in_short(regexp_replace(regexp_replace(pg_get_function_arguments(oid), '^.*?OUT ', ''), ', OUT ', ', ', 'g')) || ')'
               ELSE ' → ' || pg_temp.in_short(pg_get_function_result(oid)) END
   FROM pg_proc WHERE oid = function $$;

SELECT E'# Reference\n\nMade by `make reference` from the comments in `install/`: change those. `\\df+` shows the same in psql.\n';

SELECT E'## Types\n';
SELECT format(E'### %s\n\n%s\n\n| column | type |\n|---|---|\n%s\n',
              pg_temp.in_short(pg_type.oid::regtype::text),
              pg_temp.in_markdown(obj_description(pg_type.oid, 'pg_type')),
              (SELECT string_agg(format('| `%s` | %s |', attname, pg_temp.in_short(format_type(atttypid, atttypmod))),
                                 E'\n' ORDER BY attnum)
               FROM pg_attribute WHERE attrelid = typrelid AND attnum > 0 AND NOT attisdropped))
FROM pg_type JOIN member ON classid = 'pg_type'::regclass AND objid = pg_type.oid
JOIN pg_class ON pg_class.oid = typrelid AND relkind = 'c'
WHERE typname NOT LIKE '\_%'
ORDER BY pg_temp.in_short(pg_type.oid::regtype::text) COLLATE "C";

SELECT format(E'## %s\n\n', chapter) || string_agg(
         format(E'### %s\n\n```\n%s(%s)%s\n```\n\n%s\n', name, name, pg_temp.arguments(oid), pg_temp.result(oid),
                pg_temp.in_markdown(obj_description(oid, 'pg_proc'))),
         E'\n' ORDER BY name COLLATE "C", pg_temp.arguments(oid) COLLATE "C")
FROM (SELECT pg_proc.oid,
             CASE nspname WHEN 'loopgenie' THEN 'For operators' ELSE 'For people' END AS chapter,
             CASE nspname WHEN 'loopgenie' THEN 'loopgenie.' ELSE '' END || proname AS name
      FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid
      JOIN pg_namespace ON pg_namespace.oid = pronamespace
      WHERE proname NOT LIKE '\_%') AS documented
GROUP BY chapter
ORDER BY chapter DESC;

LOAD 'loopgenie';
SELECT E'## Settings\n\n| setting | default | what it is |\n|---|---|---|\n'
       || string_agg(format('| `%s` | %s | %s |', name, boot_val, short_desc || coalesce(' ' || extra_desc, '')),
                     E'\n' ORDER BY name COLLATE "C")
FROM pg_settings WHERE name LIKE 'loopgenie.%';
