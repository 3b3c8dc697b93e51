/**
 * The text of a clone's `local_install.sh` (mode 0755): a POSIX shell script that installs the client from the
 * mirror it lies in, also from a read-only medium, for people who have nothing but a shell. It tries the client out
 * aside and only then replaces what is installed; the stock client's own script goes half-way when it fails.
 */
export function localInstallScript(): string {
  return script;
}

const script = `#!/bin/sh
# Installs the TiUP client from the mirror that this script lies in, and sets the client to use that mirror.
# Works offline and from a read-only medium. Run it with --help for its options.

set -eu

usage() {
    cat <<'END'
Usage: sh local_install.sh [--prefix DIR]

Installs the TiUP client from this mirror and sets it to use this mirror.

  --prefix DIR  install into DIR instead of $TIUP_HOME or ~/.tiup
  --help        show this text
END
}

fail() {
    printf 'Error: %s\\n' "$1" >&2
    exit "\${2:-1}"
}

home=\${TIUP_HOME:-}
while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -ge 2 ] || fail '--prefix needs a folder.' 2
            home=$2
            shift 2
            ;;
        --prefix=*)
            home=\${1#--prefix=}
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            fail "unknown argument: $1" 2
            ;;
    esac
done

user_home=\${HOME:-}
if [ -z "$home" ]; then
    [ -n "$user_home" ] || fail 'HOME is not set: say where to install with --prefix DIR.' 2
    home=$user_home/.tiup
fi
case $home in
    /*) ;;
    *) home=$(pwd)/$home ;;
esac
bin=$home/bin

case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=darwin ;;
    *) fail "TiUP does not run on $(uname -s): Linux and macOS are supported." ;;
esac
case $(uname -m) in
    x86_64 | amd64) arch=amd64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) fail "TiUP does not run on $(uname -m): amd64 and arm64 are supported." ;;
esac

mirror=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
client=$mirror/tiup-$os-$arch.tar.gz
[ -f "$mirror/root.json" ] || fail "$mirror is not a mirror: it has no root.json. Run this script by its path."
if [ ! -f "$client" ]; then
    printf 'This mirror has these clients:\\n' >&2
    for one in "$mirror"/tiup-*-*.tar.gz; do
        case \${one##*/} in
            tiup-linux-a??64.tar.gz | tiup-darwin-a??64.tar.gz) printf '  %s\\n' "\${one##*/}" >&2 ;;
        esac
    done
    fail "this mirror has no TiUP client for $os/$arch: \${client##*/} is missing."
fi
command -v tar >/dev/null 2>&1 || fail "'tar' is needed and was not found. Install it and try again."

# Everything is made ready aside and tried out there. Until that worked, nothing that is installed is touched;
# what is replaced then is kept aside until all of it is in place, and put back if something fails.
stage=$home/.local_install.$$
state=preparing
new_bin=no
[ -d "$bin" ] || new_bin=yes

put_back() {
    for mark in "$stage"/placed/*; do
        [ ! -e "$mark" ] || rm -rf "\${bin:?}/\${mark##*/}"
    done
    for old in "$stage"/old/*; do
        [ ! -e "$old" ] || mv -f "$old" "$bin/"
    done
    if [ -f "$stage/tiup.toml" ]; then
        mv -f "$stage/tiup.toml" "$home/tiup.toml"
    else
        rm -f "$home/tiup.toml"
    fi
}

clean_up() {
    status=$?
    trap - EXIT HUP INT TERM
    [ "$state" != replacing ] || put_back
    rm -rf "$stage"
    if [ "$state" != installed ]; then
        [ "$new_bin" = no ] || rmdir "$bin" 2>/dev/null || :
        printf 'TiUP was not installed. What was installed before is unchanged.\\n' >&2
        [ "$status" -ne 0 ] || status=1
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' HUP INT TERM

mkdir -p "$bin" "$stage/try/bin" "$stage/old" "$stage/placed" || fail "$home can't be written to."
tar -xzof "$client" -C "$stage/try/bin" || fail "$client can't be unpacked."
[ -f "$stage/try/bin/tiup" ] || fail "$client does not hold the program 'tiup'."
chmod 755 "$stage/try/bin/tiup"
rm -f "$stage/try/bin/root.json"
cp "$mirror/root.json" "$stage/try/bin/root.json"
chmod 644 "$stage/try/bin/root.json"

set_mirror() {
    TIUP_HOME=$1 TIUP_MIRRORS='' "$1/bin/tiup" mirror set "$mirror" --silent >/dev/null
}
set_mirror "$stage/try" || fail "the client in $client does not work on this machine, or not with this mirror."
cp "$mirror/root.json" "$stage/try/bin/root.json"

[ ! -f "$home/tiup.toml" ] || cp -p "$home/tiup.toml" "$stage/tiup.toml"
state=replacing
for new in "$stage"/try/bin/*; do
    name=\${new##*/}
    if [ -e "$bin/$name" ] || [ -h "$bin/$name" ]; then
        mv -f "$bin/$name" "$stage/old/"
    fi
    : >"$stage/placed/$name"
    mv -f "$new" "$bin/"
done
set_mirror "$home" || fail "the client could not be set to $mirror."
state=installed
# They are of the mirror that was used before.
rm -rf "$home/manifests"

printf 'Installed in %s\\n' "$bin/tiup"
printf 'Mirror:         %s\\n' "$mirror"

# From here on nothing is a failure any more: the client is installed, whatever the profile says.
in_double_quotes() {
    printf '%s' "$1" | sed 's/[\\\\"$\`]/\\\\&/g'
}

shell=\${SHELL:-sh}
shell=\${shell##*/}
profile=$user_home/.profile
for one in "$user_home/.\${shell}_profile" "$user_home/.\${shell}_login" "$user_home/.\${shell}rc"; do
    if [ -f "$one" ]; then
        profile=$one
        break
    fi
done

path_line="export PATH=\\"$(in_double_quotes "$bin"):\\$PATH\\""
home_line=''
if [ "$home" != "$user_home/.tiup" ]; then
    home_line="export TIUP_HOME=\\"$(in_double_quotes "$home")\\""
fi

# Adds a line to the profile, unless it is there already.
add_line() {
    [ -n "$1" ] || return 0
    if grep -qxF -e "$1" "$profile" 2>/dev/null; then
        return 0
    fi
    (printf '\\n%s\\n' "$1" >>"$profile") 2>/dev/null
}

case :\${PATH:-}: in
    *":$bin:"*) path_needed=no ;;
    *) path_needed=yes ;;
esac
if [ "$path_needed" = no ] && [ -z "$home_line" ]; then
    printf 'Shell profile:  not changed, %s is in PATH already\\n' "$bin"
elif [ -n "$user_home" ] && { [ "$path_needed" = no ] || add_line "$path_line"; } && add_line "$home_line"; then
    printf 'Shell profile:  %s\\n' "$profile"
    printf '\\nTo use it in this shell, too, run:\\n  source %s\\n' "$profile"
else
    printf 'Shell profile:  could not be changed. Add to it:\\n  %s\\n' "$path_line"
    [ -z "$home_line" ] || printf '  %s\\n' "$home_line"
fi
printf '\\nTo see what this mirror has, run:\\n  tiup list\\n'
`;
