-- A superuser's rebuild leaves everything to the network's owner, who could otherwise run code with the superuser's rights.
SET client_min_messages = warning;
CREATE TABLE owned_trails AS
SELECT 'Ring' AS name, ST_GeomFromText('LINESTRING(7 46, 7.01 46, 7.01 46.01, 7 46)', 4326) AS geom;
SELECT edges FROM loopgenie.build_network('owned_trails', network => 'owned_net');
CREATE ROLE loopgenie_owner;
CREATE ROLE loopgenie_other;
ALTER SCHEMA owned_net OWNER TO loopgenie_owner;
DO $$ DECLARE tab regclass; BEGIN
  FOR tab IN SELECT oid FROM pg_class WHERE relnamespace = 'owned_net'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO loopgenie_owner', tab);
  END LOOP;
END $$;
ALTER TABLE owned_net.place OWNER TO loopgenie_other;
GRANT USAGE ON SCHEMA owned_net TO loopgenie_other;
GRANT SELECT, UPDATE ON owned_net.edge TO loopgenie_other;
DROP TABLE owned_net.camp, owned_net.road;
SELECT edges FROM loopgenie.build_network('owned_trails', network => 'owned_net');
-- Everything in the catalogs that is in the schema, or is of what is: none is the superuser's, or the former owner's of a table.
WITH RECURSIVE member AS (
  SELECT 'pg_namespace'::regclass AS classid, 'owned_net'::regnamespace::oid AS objid
  UNION
  SELECT d.classid, d.objid FROM pg_depend d JOIN member m ON d.refclassid = m.classid AND d.refobjid = m.objid
), owned AS (
  SELECT classid, objid, relowner AS owner FROM member JOIN pg_class c ON classid = 'pg_class'::regclass AND objid = c.oid
  UNION ALL SELECT classid, objid, proowner FROM member JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid
  UNION ALL SELECT classid, objid, typowner FROM member JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
  UNION ALL SELECT classid, objid, nspowner FROM member JOIN pg_namespace n ON classid = 'pg_namespace'::regclass AND objid = n.oid
)
SELECT owner::regrole, bool_or(classid = 'pg_class'::regclass) AS tables, bool_or(classid = 'pg_proc'::regclass) AS functions,
  bool_or(classid = 'pg_type'::regclass) AS types, bool_or(classid = 'pg_namespace'::regclass) AS schema, count(*) > 20 AS many
FROM owned GROUP BY owner;
-- A table that the old network lacked may be read by the old one's readers, and not written.
SELECT tab, has_table_privilege('loopgenie_other', 'owned_net.' || tab, 'SELECT') AS reads,
  has_table_privilege('loopgenie_other', 'owned_net.' || tab, 'UPDATE') AS writes
FROM unnest('{camp,edge,node,road}'::text[]) AS tab;
-- What the owner hangs on the tables runs with the owner's rights, whoever edits an edge.
CREATE TABLE owned_log (who name);
GRANT INSERT ON owned_log TO PUBLIC;
SET ROLE loopgenie_owner;
CREATE FUNCTION owned_net.spy() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO public.owned_log VALUES (current_user); RETURN new; END $$;
CREATE TRIGGER spy BEFORE UPDATE ON owned_net.info FOR EACH ROW EXECUTE FUNCTION owned_net.spy();
UPDATE owned_net.edge SET appeal = 0.5;
RESET ROLE;
SET ROLE loopgenie_other;
UPDATE owned_net.edge SET appeal = 0.6;
RESET ROLE;
SELECT who FROM owned_log;
-- What the owner hangs on the atlas, or puts in the place of what it is made of, does not run with the rights of a superuser who builds it.
CALL loopgenie.build_atlas('owned_net', '{1.9}');
\set SHOW_CONTEXT never
SELECT relowner::regrole FROM pg_class WHERE oid = 'owned_net.atlas'::regclass;
SET ROLE loopgenie_owner;
CREATE TRIGGER spy BEFORE INSERT ON owned_net.atlas_plan FOR EACH ROW EXECUTE FUNCTION owned_net.spy();
RESET ROLE;
CALL loopgenie.build_atlas('owned_net', '{2}');
SET ROLE loopgenie_owner;
DROP TRIGGER spy ON owned_net.atlas_plan;
CREATE FUNCTION owned_net.spy(double precision) RETURNS double precision LANGUAGE plpgsql AS
$$ BEGIN RAISE WARNING 'run as %', current_user; RETURN $1; END $$;
ALTER TABLE owned_net.atlas ALTER asked_mi SET DEFAULT owned_net.spy(1);
RESET ROLE;
CALL loopgenie.build_atlas('owned_net', '{2}');
SET ROLE loopgenie_owner;
ALTER TABLE owned_net.atlas ALTER asked_mi DROP DEFAULT;
ALTER TABLE owned_net.trailhead RENAME TO trailhead_before;
CREATE VIEW owned_net.trailhead AS SELECT t.* FROM owned_net.trailhead_before t, (SELECT owned_net.spy(1)) AS ran;
RESET ROLE;
CALL loopgenie.build_atlas('owned_net', '{2}');
SET ROLE loopgenie_owner;
DROP VIEW owned_net.trailhead;
ALTER TABLE owned_net.trailhead_before RENAME TO trailhead;
RESET ROLE;
CALL loopgenie.build_atlas('owned_net', '{2}');
SELECT who, count(*) FROM owned_log GROUP BY who;
-- Nor does a refresh by a superuser read what an owner has put in the place of info.
SET ROLE loopgenie_owner;
DROP TRIGGER spy ON owned_net.info;
ALTER TABLE owned_net.info RENAME TO info_before;
CREATE VIEW owned_net.info AS SELECT version, built_at, source FROM owned_net.info_before, (SELECT pg_notify('owned', current_user)) AS ran;
RESET ROLE;
SELECT loopgenie._version_of('owned_net') IS NULL AS nothing_read;
DROP SCHEMA owned_net CASCADE;
DROP TABLE owned_trails, owned_log;
DROP ROLE loopgenie_owner, loopgenie_other;
