-- The installed extension, fact by fact: what there is, and the statements that make it and take it away.
-- COPY prints it, so that the extensions of two databases can be compared: see compare.sql.
CREATE TEMP VIEW member AS
SELECT d.classid, d.objid, o.type, o.identity, o.type || ' ' || o.identity AS name
FROM pg_depend AS d, pg_identify_object(d.classid, d.objid, 0) AS o
WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loopgenie') AND d.deptype = 'e'
  AND o.identity NOT LIKE '%[]';

CREATE TEMP VIEW member_rows AS -- tables, and types that are rows
SELECT c.oid AS relid, name, identity, kind.alter_verb, kind.part
FROM member
  LEFT JOIN pg_type AS t ON classid = 'pg_type'::regclass AND t.oid = objid
  JOIN pg_class AS c ON c.oid = CASE WHEN classid = 'pg_class'::regclass THEN objid ELSE t.typrelid END,
  LATERAL (SELECT CASE c.relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS alter_verb,
                  CASE c.relkind WHEN 'c' THEN 'ATTRIBUTE' ELSE 'COLUMN' END AS part) AS kind
WHERE c.relkind = 'c' OR classid = 'pg_class'::regclass;

CREATE TEMP VIEW fact AS
SELECT name AS what,
  CASE WHEN classid = 'pg_proc'::regclass THEN pg_get_functiondef(objid)
       ELSE format('CREATE %s, as sql/install has it', name) END AS make,
  format('DROP %s', name) AS unmake
FROM member
UNION ALL
SELECT format('%s, %s %s', name, lower(part), row_number() OVER (PARTITION BY relid ORDER BY attnum)),
  format('ALTER %s %s ADD %s %I %s', alter_verb, identity, part, attname, format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
    || coalesce(' -- ' || col_description(relid, attnum), '')),
  format('ALTER %s %s DROP %s %I', alter_verb, identity, part, attname)
FROM member_rows JOIN pg_attribute ON attrelid = relid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = relid AND adnum = attnum
UNION ALL
SELECT format('%s, constraint %s', name, conname),
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', identity, conname, pg_get_constraintdef(c.oid)),
  format('ALTER TABLE %s DROP CONSTRAINT %I', identity, conname)
FROM member_rows JOIN pg_constraint AS c ON conrelid = relid
UNION ALL
SELECT format('%s, index %s', name, indexrelid::regclass), pg_get_indexdef(indexrelid), format('DROP INDEX %s', indexrelid::regclass)
FROM member_rows JOIN pg_index ON indrelid = relid
UNION ALL
SELECT format('%s, trigger %s', name, tgname), pg_get_triggerdef(t.oid), format('DROP TRIGGER %I ON %s', tgname, identity)
FROM member_rows JOIN pg_trigger AS t ON tgrelid = relid AND NOT tgisinternal
UNION ALL
SELECT name || ', comment', format('COMMENT ON %s IS %L', name, obj_description(objid, classid::regclass::name)),
  format('COMMENT ON %s IS NULL', name)
FROM member WHERE obj_description(objid, classid::regclass::name) IS NOT NULL
UNION ALL
SELECT name || ', rights', format('GRANT and REVOKE on %s until its rights are %s', name, rights), format('REVOKE on %s %s', name, rights)
FROM member, LATERAL (
  SELECT string_agg(item::text, ' ' ORDER BY item::text) AS rights
  FROM (SELECT unnest(coalesce(p.proacl, acldefault('f', p.proowner))) AS item FROM pg_proc AS p WHERE classid = 'pg_proc'::regclass AND p.oid = objid
        UNION ALL SELECT unnest(coalesce(c.relacl, acldefault('r', c.relowner))) FROM pg_class AS c WHERE classid = 'pg_class'::regclass AND c.oid = objid
        UNION ALL SELECT unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) FROM pg_namespace AS n WHERE classid = 'pg_namespace'::regclass AND n.oid = objid
        UNION ALL SELECT unnest(coalesce(t.typacl, acldefault('T', t.typowner))) FROM pg_type AS t WHERE classid = 'pg_type'::regclass AND t.oid = objid) AS acl) AS held
WHERE rights IS NOT NULL
UNION ALL
SELECT format('%s is dumped', t::regclass), format('SELECT pg_extension_config_dump(%L, %L)', t::regclass, condition), 'its row of pg_extension.extconfig'
FROM pg_extension, unnest(extconfig, extcondition) AS config(t, condition) WHERE extname = 'loopgenie';

COPY (SELECT * FROM fact ORDER BY what) TO STDOUT;
