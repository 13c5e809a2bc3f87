# Sourced: a second Postgres cluster as the source of trails, like Amazon RDS: PostGIS and nothing else, a role
# without superuser, TLS with a certificate of its own, a password. `source_psql` talks to it as its owner.

source_dir=$SCRATCH/cluster
source_port=${SOURCE_PORT:-$((20000 + RANDOM % 20000))}
postgres_bin=$(pg_config --bindir)

as_server_user() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# make_certificates: an authority, a certificate for localhost by it, and another authority.
make_certificates() {
  local tls=$source_dir/tls
  mkdir -p "$tls"
  for authority in authority stranger; do
    openssl req -new -x509 -days 2 -nodes -subj "/CN=$authority" -keyout "$tls/$authority.key" -out "$tls/$authority.crt" 2>/dev/null
  done
  openssl req -new -nodes -subj /CN=localhost -keyout "$tls/server.key" -out "$tls/server.csr" 2>/dev/null
  openssl x509 -req -days 2 -in "$tls/server.csr" -CA "$tls/authority.crt" -CAkey "$tls/authority.key" -CAcreateserial \
    -extfile <(echo subjectAltName=DNS:localhost) -out "$tls/server.crt" 2>/dev/null
  chmod 600 "$tls/server.key"
}

create_source() {
  rm -rf "$source_dir"
  mkdir -p "$source_dir"
  make_certificates
  [ "$(id -u)" -eq 0 ] && chown -R postgres "$source_dir"
  as_server_user "$postgres_bin/initdb" -D "$source_dir/data" -U rdsadmin --encoding UTF8 --locale C.UTF-8 --auth-host scram-sha-256 --auth-local trust >/dev/null
  cat >>"$source_dir/data/postgresql.conf" <<CONF
port = $source_port
listen_addresses = 'localhost'
unix_socket_directories = '$source_dir'
ssl = on
ssl_cert_file = '$source_dir/tls/server.crt'
ssl_key_file = '$source_dir/tls/server.key'
wal_level = logical
fsync = off
CONF
  echo 'hostssl all all all scram-sha-256' >"$source_dir/data/pg_hba.conf"
  echo 'local all all trust' >>"$source_dir/data/pg_hba.conf"
  start_source
}

start_source() { as_server_user "$postgres_bin/pg_ctl" -D "$source_dir/data" -l "$source_dir/log" -w start >/dev/null; }
stop_source() { as_server_user "$postgres_bin/pg_ctl" -D "$source_dir/data" -m immediate -w stop >/dev/null 2>&1; }

source_psql() {
  env -u PGOPTIONS PGHOST="$source_dir" PGPORT="$source_port" PGUSER="${SOURCE_USER:-rdsadmin}" PGDATABASE="${SOURCE_DB:-hikes}" \
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# close_gate TABLE: whoever reads rows of it at the source waits, but for its owner; at_the_gate: somebody does. open_gate
# TABLE lets them go on.
close_gate() {
  source_psql -c "ALTER TABLE $1 ENABLE ROW LEVEL SECURITY" -c "CREATE POLICY gate ON $1 USING (pg_advisory_xact_lock_shared(7) IS NOT NULL)"
  source_psql -c "SELECT pg_advisory_lock(7)" -c "SELECT pg_sleep(3600)" >/dev/null 2>&1 &
  eventually test_source "count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
}
at_the_gate() { test_source "count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"; }
open_gate() {
  source_psql -c "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted" >/dev/null
  source_psql -c "DROP POLICY gate ON $1" -c "ALTER TABLE $1 DISABLE ROW LEVEL SECURITY"
}
test_source() { [ "$(source_psql -c "SELECT $1")" = t ]; }
