# shellcheck shell=bash
# What the scripts beside this file share: where things are, and how they speak. Sourced, never run.

set -euo pipefail
unset CDPATH
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

tools=$root/.tools
export PATH="$tools/bin:$root/node_modules/.bin:$PATH"

# Says what happens next. On stderr, because some scripts answer on stdout.
say() {
    printf '==> %s\n' "$*" >&2
}

# Ends the script with one line that says what is wrong and what to do.
die() {
    printf 'ringfence: %s\n' "$*" >&2
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# The first of the named programs that exists.
first_of() {
    local name
    for name in "$@"; do
        if have "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Names this build to the pages: a page of another one offers to load the newer.
name_build() {
    RINGFENCE_BUILD=$(find app frontend style Cargo.lock -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    export RINGFENCE_BUILD=${RINGFENCE_BUILD:0:16}
}

# A number of seconds as a person says it.
duration() {
    if (($1 < 120)); then
        printf '%d s' "$1"
    else
        printf '%d min %02d s' $(($1 / 60)) $(($1 % 60))
    fi
}

# Where the databases of tests are: in memory, where there is room for four gigabytes, since nothing of them outlives
# the tests and a slow disk would take most of the time.
scratch() {
    if [[ -d /dev/shm && -w /dev/shm ]] && (($(df --output=avail /dev/shm | tail -n 1) > 4000000)); then
        printf '/dev/shm'
    else
        printf '%s' "${TMPDIR:-/tmp}"
    fi
}

# Installs Debian packages; elsewhere, or without the right to, says which are missing.
debian() {
    local packages=$*
    have apt-get || die "missing: $packages (named as on Debian). Install them and start again"
    local as_root=()
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            die "missing: run 'sudo apt-get install $packages' and start again"
        fi
        as_root=(sudo -n)
    fi
    say "installing Debian's $packages"
    "${as_root[@]}" apt-get update -qq >&2 || true
    # shellcheck disable=SC2086 # one word per package
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2 ||
        die "apt-get could not install $packages: install them by hand and start again"
}
