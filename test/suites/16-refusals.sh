#!/bin/bash
# The Makefile builds for no Postgres and beside no PostGIS that are known not to work, and says which it found. Both are stood in
# for by a pg_config that answers so.
cd "$(dirname "$0")/../.." && . test/tap.sh

fake=$(mktemp -d)
trap 'rm -rf "$fake"' EXIT
real=${PG_CONFIG:-pg_config}
mkdir -p "$fake/share/extension"
cat >"$fake/pg_config" <<END
#!/bin/sh
case \$1 in
  --version) echo "PostgreSQL \$(cat '$fake/version')" ;;
  --sharedir) echo '$fake/share' ;;
  *) exec $real "\$@" ;;
esac
END
chmod +x "$fake/pg_config"

# said_beside POSTGRES POSTGIS: what make says, having built nothing.
said_beside() {
  echo "$1" >"$fake/version"
  echo "default_version = '$2'" >"$fake/share/extension/postgis.control"
  make --dry-run --no-print-directory all PG_CONFIG="$fake/pg_config" 2>&1
}

# refuses POSTGRES POSTGIS MESSAGE
refuses() {
  local said
  ! said=$(said_beside "$1" "$2") && [[ $said == *"$3"* ]] || { tail -5 <<<"$said"; return 1; }
}

check "refusals: PostGIS 3.1" refuses 15.3 3.1.11 'loopgenie needs PostGIS 3.2 or later, but beside'
check "refusals: PostGIS 2.5" refuses 15.3 2.5.5 'PostGIS 2.5'
check "refusals: Postgres 13" refuses 13.16 3.2.0 'supports Postgres 14 to 18, but'
check "refusals: PostGIS 3.2, 3.10 and 4.0 are taken" eval 'said_beside 14.1 3.2.0 && said_beside 17.1 3.10.0 && said_beside 18.0 4.0.0dev'
finish
