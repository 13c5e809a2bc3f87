#!/bin/bash
# make test-deb SUITE=trixie: Debian packages are built in a root of that Debian, and installed and used in a clean one.
cd "$(dirname "$0")/.." || exit
suite=${1:-trixie}
if [ "$(id -u)" != 0 ]; then
  exec sudo --preserve-env=ROOTS "$0" "$@"
fi
. test/root.sh
. test/tap.sh

build=$ROOTS/$suite/packages
clean=$ROOTS/$suite/clean
log=build/deb_$suite.log

# logged COMMAND…: shows the end of what it said where it fails.
logged() { "$@" >"$log" 2>&1 || { tail -30 "$log"; return 1; }; }

build_packages() {
  copied_root "$suite" packages && copy_project "$build" &&
    in_root "$build" sh -ec 'apt-get -q update; apt-get -q install -y --no-install-recommends make; make deb'
}

install_packages() {
  rm -rf "$clean" && copied_root "$suite" clean && copy_project "$clean" &&
    cp "$build$home"/build/deb/postgresql-*-loopgenie_*.deb "$clean$home" &&
    in_root "$clean" sh -ec 'apt-get -q update; apt-get -q install -y --no-install-recommends ./*.deb'
}

# In the cluster that Debian's postgresql makes when it is installed.
use_packages() {
  in_root "$clean" bash -ec '
    install -d -o postgres -g postgres -m 2775 /run/postgresql
    version=$(ls /etc/postgresql)
    pg_ctlcluster "$version" main start
    cp test/data/sample.sql /tmp/
    as_postgres() { runuser -u postgres -- psql -X -qAt -v ON_ERROR_STOP=1 -d hikes "$@"; }
    runuser -u postgres -- createdb hikes
    as_postgres -c "SET client_min_messages = warning" -c "CREATE EXTENSION loopgenie CASCADE" -f /tmp/sample.sql \
      -c "SELECT FROM loopgenie.build_network(\$\$geom\$\$, trailheads => \$\$trailhead_points\$\$)"
    test "$(as_postgres -c "SELECT count(*) FROM plan_loop(46.970, 11.080, 15, 12, loops => 3)")" = 3
    pg_ctlcluster "$version" main stop'
}

nothing_is_left() {
  in_root "$clean" bash -ec '
    apt-get -q purge -y "postgresql-*-loopgenie"
    ! find /usr -path "*loopgenie*" -not -path "*/doc/*" | grep .'
}

mkdir -p build
check "deb: $suite: the packages build, and lintian finds no error" logged build_packages
grep -E '^[WEIP]: ' "$log" | sed 's/^/# /'
(cd "$build$home/build/deb" 2>/dev/null && ls -s --block-size=k ./*.deb | sed 's/^/# /')
check "deb: $suite: they install in a clean root" logged install_packages
check "deb: $suite: a loop is planned there" logged use_packages
check "deb: $suite: nothing is left when they are purged" logged nothing_is_left
rm -rf "$clean"
finish
