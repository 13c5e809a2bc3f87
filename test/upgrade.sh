#!/bin/bash
# make test-upgrade: in one root, Debian 13 with Postgres 17 and Debian 12's Postgres 15 beside it. A network of 0.1.0 is
# updated, dumped from 15 and restored into 17, and taken along by pg_upgrade, after which PostGIS, pgRouting and loopgenie
# are updated. Plans stay the same throughout.
cd "$(dirname "$0")/.." || exit
if [ "$(id -u)" != 0 ]; then
  exec sudo --preserve-env=ROOTS "$0" "$@"
fi
. test/root.sh
. test/tap.sh

root=$ROOTS/trixie/upgrade
log=build/upgrade.log

# in_turn NAME: a step of test/upgrade/steps.sh, in the root.
in_turn() { in_root "$root" test/upgrade/steps.sh "$1" >"$log" 2>&1 || { tail -20 "$log"; return 1; }; }

mkdir -p build
check "upgrade: a root" eval 'copied_root trixie upgrade && copy_project "$root" && rm -rf "$root/srv/upgrade"'
check "upgrade: Postgres 15 and 17 are in it" in_turn install
check "upgrade: the extension is built for both" in_turn build
check "upgrade: a network of 0.1.0 on 15, updated there" in_turn old
check "upgrade: a dump of it restores into 17, and plans are the same" in_turn restore
check "upgrade: pg_upgrade takes it to 17, and plans are the same" in_turn upgrade
check "upgrade: PostGIS and pgRouting update, and a network is built" in_turn extensions
finish
