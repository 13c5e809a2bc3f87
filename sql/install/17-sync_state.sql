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
COMMENT ON TABLE loopgenie.sync IS
'The last refresh of each network by sync_network: checked_at when it last agreed with the source, changed_at when it last differed, last_error since then (null if none).';

-- Whoever may ask for the figures of a network may know how its refreshes go.
CREATE FUNCTION loopgenie.sync_of(network name, OUT checked_at timestamptz, OUT last_error text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT max(s.checked_at), max(s.last_error) FROM loopgenie.sync s WHERE s.network = sync_of.network;
END;
COMMENT ON FUNCTION loopgenie.sync_of(name) IS
'When a network last agreed with its source, and what went wrong since.';
