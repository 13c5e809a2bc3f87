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

-- What is known of the refreshes of each network; sync_network writes it, network_stats shows it.
CREATE TABLE loopgenie.sync (
  network name PRIMARY KEY,
  server name NOT NULL,
  source text NOT NULL,
  fingerprint text,
  version uuid,
  checked_at timestamptz,
  changed_at timestamptz,
  last_error text,
  failed_at timestamptz);
REVOKE ALL ON loopgenie.sync FROM PUBLIC;
