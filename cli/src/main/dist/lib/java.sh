# Sourced by the launchers: find_java looks for Java 17 or newer, start_java becomes it.

say() {
    printf 'selfsame: %s\n' "$*" >&2
}

# resolve FILE: the file that a chain of symbolic links ends at.
resolve() {
    local file=$1 link
    while [ -L "$file" ]; do
        link=$(readlink "$file")
        case $link in /*) file=$link ;; *) file=$(dirname "$file")/$link ;; esac
    done
    printf '%s' "$file"
}

# The major version of the Java in a folder, or nothing: from its release file, which is quicker than to start it.
java_version() {
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || true
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || true
    fi
    printf '%s' "$version"
}

# The folder of the Java that a file starts: the one above it, or, where that has no Java of its own, as above a script that
# passes on to a Java elsewhere, what the Java itself says.
home_of() {
    local file home said=''
    file=$(resolve "$1")
    home=$(cd "$(dirname "$file")/.." && pwd)
    if [ ! -r "$home/release" ] || [ ! "$home/bin/java" -ef "$file" ]; then
        said=$("$1" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p') || true
    fi
    printf '%s' "${said:-$home}"
}

# Sets java_home to the first Java 17 or newer of JAVA_HOME and PATH; ends the script where there is none.
find_java() {
    local file version found=''
    for file in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
        [ -n "$file" ] && [ -x "$file" ] || continue
        java_home=$(home_of "$file")
        version=$(java_version "$java_home")
        if [ "${version:-0}" -ge 17 ]; then
            return
        fi
        found="$found; $file is version ${version:-unknown}"
    done
    say "needs Java 17 or newer, from JAVA_HOME or the PATH${found:-; there is none}"
    exit 1
}

# What a training step takes and gives back stays with the process, in one piece, instead of being asked from the system
# and zeroed by it again at each step: glibc's allocator gets one arena, in huge pages, for blocks of any size (by itself
# it maps those of 32 MiB and more one by one), and keeps what is free at its end up to 64 GiB. Small blocks are joined with
# their neighbours as soon as they are free: kept apart for the next of their size, as is usual, they would lie between the
# tensors and push them ever further up. docs/results.md has what that brings. Values that the user has set stay.
tune_malloc() {
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}"
    export MALLOC_MMAP_MAX_="${MALLOC_MMAP_MAX_-0}"
    export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_-68719476736}"
    export GLIBC_TUNABLES="${GLIBC_TUNABLES-glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0}"
}

# The heap is small, since tensors live outside it: the serial collector leaves the cores to them. Java would keep a buffer
# outside the heap, as large as the largest file read, for each thread that reads; and its compiler, if it inlined all that
# views and decoding call, would take tens of megabytes for a while, in the midst of the tensors. What the JVM itself warns
# of belongs to standard error: scripts read the other one.
java_options=(
    --enable-native-access=ALL-UNNAMED
    -Xlog:disable
    -Xlog:all=warning:stderr
    -XX:+UseSerialGC
    -Djdk.nio.maxCachedBufferSize=65536
    -XX:+IgnoreUnrecognizedVMOptions
    -XX:LiveNodeCountInliningCutoff=500
)

# start_java CLASSPATH [ARGUMENT…]: this process becomes the command, so that signals and its exit status are its own.
start_java() {
    local classpath=$1 options
    shift
    # In a locale that is not UTF-8, Java can't open a file with an ü in its name.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]*) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
    tune_malloc
    read -r -a options <<<"${SELFSAME_OPTS:-}"
    exec "$java_home/bin/java" "${java_options[@]}" \
        ${options[@]+"${options[@]}"} -cp "$classpath" dev.selfsame.cli.Main "$@"
}
