#!/bin/sh
# serve.sh [CONF]: nginx with the page, in the foreground. The environment says where things are; without it, as in the image:
#   LISTEN (8080)   PAGE the built page   MAP the folder of an imported map   WORK a folder to write in
#   API_URL   TILES_URL, where tiles have a PostgREST of their own
set -eu
conf=${1:-/etc/nginx/page.conf}
: "${LISTEN:=8080}" "${PAGE:=/usr/share/loopgenie}" "${MAP:=/map}" "${WORK:=/tmp}" "${TILES_URL:=$API_URL}"
put=
for name in LISTEN PAGE MAP WORK API_URL TILES_URL; do
  eval "value=\$$name"
  put="$put;s|@$name@|$(printf %s "$value" | sed 's/[\\&|]/\\&/g')|"
done
sed "$put" "$conf" >"$WORK/nginx.conf"
PATH=$PATH:/usr/sbin # where Debian has nginx, and a user's path does not lead
exec nginx -e stderr -c "$WORK/nginx.conf"
