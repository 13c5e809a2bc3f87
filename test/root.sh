# Sourced from the project's root: roots of Debian, made by debootstrap and entered by chroot. They lie in $ROOTS, which
# is /var/cache/loopgenie unless said otherwise, and are used again. As root.

. test/files.sh

ROOTS=${ROOTS:-/var/cache/loopgenie}
home=/srv/loopgenie # the project in a root; its test data lie beside it

# base_root SUITE: a root as debootstrap makes it, which nothing changes. A suite that this machine's debootstrap does
# not know yet is made as the newest one.
base_root() {
  local base=$ROOTS/$1/base script=$1
  [ ! -d "$base" ] || return 0
  test/deps.sh root || return 1
  [ -e "/usr/share/debootstrap/scripts/$1" ] || script=sid
  echo "Making a root of Debian $1 in $base"
  rm -rf "$base.new" && mkdir -p "$base.new"
  debootstrap --variant=minbase "$1" "$base.new" '' "$script" >"$base.log" || {
    tail -5 "$base.log" >&2
    echo "debootstrap made no root of Debian $1" >&2
    return 1
  }
  mkdir -p "$base.new/srv/shared" "$base.new/usr/local/share/ca-certificates"
  # The authorities that this machine trusts besides Debian's.
  cp /usr/local/share/ca-certificates/*.crt "$base.new/usr/local/share/ca-certificates/" 2>/dev/null
  mv "$base.new" "$base"
}

# copied_root SUITE NAME: a copy of the base under that name, unless it is there.
copied_root() {
  base_root "$1" || return 1
  [ -d "$ROOTS/$1/$2" ] || { cp -a "$ROOTS/$1/base" "$ROOTS/$1/$2.new" && mv "$ROOTS/$1/$2.new" "$ROOTS/$1/$2"; }
}

# copy_project ROOT: the project as it is, committed or not, without what is built.
copy_project() {
  rm -rf "${1:?}$home" && mkdir -p "$1$home" &&
    project_files | tar --create --verbatim-files-from --files-from - --ignore-failed-read 2>/dev/null | tar --extract --directory "$1$home"
}

# in_root ROOT COMMAND…: runs it in the project's copy there, in namespaces of its own: nothing stays mounted, and what it
# starts ends with it. The shell outside stays: as process 1 it takes leave of whatever is orphaned in there.
in_root() {
  local root=$1 enter='
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/run"
    mount -t tmpfs tmpfs "$root/tmp"
    if [ -d ../shared ]; then mount --bind -o ro ../shared "$root/srv/shared"; fi
    chroot "$root" "$@"
    exit $?'
  shift
  # The way to Debian's packages is this machine's.
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  apt-config dump | grep -E '^Acquire::(Check-|https?::Proxy)' >"$root/etc/apt/apt.conf.d/90machine"
  unshare --mount --propagation private --pid --fork bash -ec "$enter" _ "$root" \
    env -i --chdir="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    CI="${CI:-}" WITHOUT="${WITHOUT:-}" "$@"
}
