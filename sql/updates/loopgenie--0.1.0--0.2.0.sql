-- From 0.1.0 to 0.2.0: what CREATE OR REPLACE cannot do. Types and tables are altered here, and functions
-- dropped that are gone or whose arguments or result changed; make then adds the topics of sql/install
-- from 10 on, which replace all other functions and comments. The suite update tells what is missing.

DROP FUNCTION loopgenie._swap_network(name, name);
DROP FUNCTION loopgenie.build_network(regclass, name, name, double precision, name, regclass);
DROP FUNCTION loopgenie._build(regclass, name, name, double precision, name, regclass);
DROP FUNCTION loopgenie._read_raw(regclass, name, name, name);
ALTER TYPE @extschema@.planned_loop ADD ATTRIBUTE trailhead_kind text, ADD ATTRIBUTE hours double precision,
  ADD ATTRIBUTE difficulty integer, ADD ATTRIBUTE beside_mi double precision, ADD ATTRIBUTE nights bigint[], ADD ATTRIBUTE camps bigint[];
DROP FUNCTION @extschema@.loop_gpx(@extschema@.planned_loop);
DROP FUNCTION @extschema@.plan_loop(double precision, double precision, double precision, double precision, integer, double precision, double precision, text, double precision, boolean, double precision, bigint, integer);
DROP FUNCTION @extschema@.loop_legs(@extschema@.planned_loop, text);
ALTER TYPE loopgenie.network_summary ADD ATTRIBUTE places_without_trailhead bigint;
DROP FUNCTION loopgenie._place_trailheads(regclass, double precision);
DROP FUNCTION loopgenie._read_parts(regclass);
DROP FUNCTION loopgenie._cut_into_chains();
DROP FUNCTION loopgenie._node_chains(double precision);
DROP FUNCTION loopgenie._drop_redrawn();
DROP FUNCTION loopgenie._split_edges();
