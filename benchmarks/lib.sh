# Sourced by benchmarks/java and benchmarks/run, which set root: build_benchmarks brings the class path up to date.

. "$root/cli/src/main/dist/lib/java.sh"

# Sets classpath to the benchmarks' jars; builds them first where they were not built or a source is newer.
build_benchmarks() {
    local target=$root/benchmarks/target/quick newer=''
    if [ -e "$target/classpath" ]; then
        newer=$(find "$root/pom.xml" "$root"/{core,search,benchmarks}/pom.xml "$root"/{core,search,benchmarks}/src/main \
            -newer "$target/classpath" -print -quit)
    fi
    if [ ! -e "$target/classpath" ] || [ -n "$newer" ]; then
        say "building the benchmarks …"
        mkdir -p "$target"
        touch "$target/began"
        if ! (cd "$root" && JAVA_HOME=$java_home mvn -B -q -Dquick -pl benchmarks -am package) \
            </dev/null >"$target/build.log" 2>&1; then
            tail -n 30 "$target/build.log" >&2
            say "the build failed; $target/build.log has all that Maven said"
            exit 1
        fi
        touch -r "$target/began" "$target/classpath" # Maven leaves it alone where it says the same
    fi
    classpath=$(echo "$target"/selfsame-benchmarks-*.jar):$(cat "$target/classpath")
}
