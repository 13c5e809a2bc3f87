-- The rows that functions return. What the topics 00 to 09 make outlives an update, so that a change here
-- is a statement of sql/updates/ too, and a new attribute stands last. The comments are with the functions.

CREATE TYPE @extschema@.planned_loop AS (
  rank integer,
  score double precision,
  bound double precision,
  proven boolean,
  shape text,
  trailhead_id bigint,
  trailhead text,
  drive_km double precision,
  hike_mi double precision,
  repeat_mi double precision,
  ascent_m double precision,
  trails text[],
  nodes bigint[],
  edges bigint[],
  geom postgis.geometry,
  trailhead_kind text,
  hours double precision,
  difficulty integer,
  beside_mi double precision,
  nights bigint[],
  camps bigint[]
);

CREATE TYPE loopgenie.network_summary AS (
  network name,
  nodes bigint,
  edges bigint,
  km double precision,
  components bigint,
  cycle_share double precision,
  trailheads bigint,
  trailheads_with_loop bigint,
  trailheads_without_loop bigint,
  roads_km double precision,
  places bigint,
  camps bigint,
  built_at timestamptz,
  age interval,
  source text,
  version uuid,
  synced_at timestamptz,
  last_error text,
  places_without_trailhead bigint);

CREATE TYPE loopgenie.sync_result AS (
  network name,
  status text,
  lines bigint,
  edges bigint,
  pull_s double precision,
  build_s double precision,
  swap_s double precision,
  error text,
  hint text);
