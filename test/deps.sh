#!/bin/bash
# deps.sh [FOR]: installs the Debian packages that something needs; quick when all are there. FOR is
#   (nothing)   building, the demo and imports, on this machine
#   serve test images bench   that, and what these targets of make run besides; test leaves out what the suites that
#                             WITHOUT names need alone
#   root                      what makes a root of another Debian: test/on.sh
#   deb                       what makes Debian packages: docker/deb
#   build server import       only what one stage of docker/solver/Dockerfile needs
# PG_MAJOR chooses the Postgres; without it, and where its development files are not to be had, the one that this Debian
# brings.
set -euo pipefail

if [ ! -e /etc/debian_version ]; then
  echo "Not a Debian system: install Postgres 14 to 18 with development files, PostGIS, pgRouting," \
    "Boost.Graph, GoogleTest, GDAL's tools and osm2pgsql by hand; for serve and test npm and curl too," \
    "for test wrk and Chromium." >&2
  exit 0
fi

debian_release=$(cut -d. -f1 /etc/debian_version)
case $debian_release in
  12) debian_postgres=15 ;;
  13) debian_postgres=17 ;;
  *) debian_postgres=18 ;;
esac

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }
known() { [ -n "$(apt-cache search --names-only "^$1\$")" ]; }

major=${PG_MAJOR:-$debian_postgres}
headers=postgresql-server-dev-$major
if [ "$major" != "$debian_postgres" ] && ! installed "$headers"; then
  known "$headers" || "${as_root[@]}" apt-get -q update
  if [[ $major != 1[4-8] ]] || ! known "$headers"; then
    echo "Leaving Postgres $major alone, for which nothing can be built here: Postgres $debian_postgres comes beside it"
    major=$debian_postgres
  fi
fi

build=(g++ make libboost-graph-dev "postgresql-server-dev-$major")
server=(
  "postgresql-$major" postgresql-common
  "postgresql-$major-postgis-3" "postgresql-$major-postgis-3-scripts"
  "postgresql-$major-pgrouting" "postgresql-$major-pgrouting-scripts"
)
import=(gdal-bin python3-gdal osm2pgsql)
# A Node.js of another origin brings its own npm, which Debian's package refuses to sit beside.
serve=(curl ca-certificates nginx-light)
command -v npm >/dev/null || serve+=(nodejs npm)
here=("${build[@]}" "${server[@]}" "${import[@]}" libgtest-dev libxml2-utils python3 unzip)

case ${1:-here} in
  here) packages=("${here[@]}") ;;
  serve) packages=("${here[@]}" "${serve[@]}") ;;
  test)
    packages=("${here[@]}" "${serve[@]}" wrk openssl python3-pglast)
    [[ " ${WITHOUT:-} " == *" web "* ]] || packages+=(chromium)
    ;;
  root) packages=(debootstrap) ;;
  deb) packages=("${build[@]}" build-essential debhelper postgresql-server-dev-all lintian) ;;
  images) packages=("${here[@]}" "${serve[@]}" buildah debootstrap) ;;
  # The replaced system's integer program is solved beside ours; postgis brings raster2pgsql.
  bench) packages=("${here[@]}" "${serve[@]}" coinor-cbc postgis libbenchmark-dev) ;;
  build) packages=("${build[@]}") ;;
  server) packages=("${server[@]}" ca-certificates) ;;
  import) packages=("${import[@]}") ;;
  *)
    echo "deps.sh: nothing is known to be called $1" >&2
    exit 1
    ;;
esac

missing=()
for package in "${packages[@]}"; do
  installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get -q update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get -q install -y --no-install-recommends "${missing[@]}"
