# What ./accel and ./test share. Sourced by bash, with `root` set to the folder of the solution.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

program="$root/src/Cli/bin/Release/net10.0/accel"
stamp="$root/.accel-built"

fail() {
    echo "$1" >&2
    exit 1
}

need_sdk() {
    command -v dotnet > /dev/null \
        || fail "Accel needs the .NET 10 SDK, and 'dotnet' was not found: https://dotnet.microsoft.com/download"
    [[ "$(dotnet --list-sdks 2> /dev/null)" =~ (^|$'\n')10\. ]] \
        || fail "Accel needs the .NET 10 SDK; 'dotnet --list-sdks' shows no 10.x: https://dotnet.microsoft.com/download"
}

# Installs Debian packages as root or through sudo; otherwise says what to run, and stops.
install_packages() {
    local as=()
    if ! command -v apt-get > /dev/null; then
        fail "these are needed and not installed: $* (names of Debian packages)"
    fi
    if ((EUID != 0)); then
        if ! command -v sudo > /dev/null || ! { [[ -t 0 ]] || sudo -n true 2> /dev/null; }; then
            fail "these are needed and not installed; run: sudo apt-get install -y $*"
        fi
        as=(sudo)
    fi
    echo "installing $*" >&2
    local log
    log=$(mktemp)
    if ! { "${as[@]}" apt-get -qq update \
        && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"; } \
        > "$log" 2>&1 < /dev/null; then
        cat "$log" >&2
        rm -f "$log"
        fail "apt-get could not install $*"
    fi
    rm -f "$log"
}

# Path, size and time of everything that the program is built from, in one short text.
fingerprint() {
    (cd "$root" && find src tests/Reference Directory.*.props global.json BannedSymbols.txt \
        -type d \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n') \
        | LC_ALL=C sort | cksum
}

is_built() {
    [[ -f "$stamp" && -f "$program.dll" && "$(< "$stamp")" == "$(fingerprint)" ]]
}

# Holds the root folder as a lock, so that two first uses do not build at once. Released by `unlock` or at exit.
lock() {
    exec 9< "$root"
    flock 9
}

unlock() {
    exec 9<&-
}

# Builds a project or solution in Release without a word, or with its errors. No build server stays behind: it would
# keep the lock and the memory.
build() {
    local log
    log=$(mktemp)
    if ! dotnet build -c Release -v quiet --disable-build-servers -nodeReuse:false "$1" > "$log" 2>&1 9<&- < /dev/null; then
        grep -E ': (error|warning) |^MSBUILD : error|error : ' "$log" | sed 's/ \[[^]]*\]$//' | LC_ALL=C sort -u >&2 \
            || cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}
