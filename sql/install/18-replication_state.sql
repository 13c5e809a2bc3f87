-- What is known of the networks that follow their source by logical replication.
CREATE TABLE loopgenie.replication (
  network name PRIMARY KEY,
  server name NOT NULL,
  source text NOT NULL,
  trailheads text,
  publication name NOT NULL,
  slot name,
  slots name[] NOT NULL,
  tables jsonb);
REVOKE ALL ON loopgenie.replication FROM PUBLIC;
COMMENT ON TABLE loopgenie.replication IS
'The networks that replicate_network keeps up to date. slot: the one in use, also the name of the subscription, null until it works;
slots: all that were made at the source and are not known to be gone; tables: what the source''s tables were when they were copied.';
