package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two launchers, with a Java and a Maven that only say what they were asked. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are scripts for a Unix shell")
class LauncherTest {
    private static final String SAY_AND_END_WITH_7 = "echo \"pid $$\"; printf '<%s>\\n' \"$@\"; exit 7";

    /** Leaves what the launcher's build leaves, and counts. */
    private static final String BUILD =
            """
            echo "$@" >>mvn-calls
            sleep 0.3
            mkdir -p cli/target/quick/launcher
            echo ours >cli/target/quick/selfsame-cli-1.jar
            printf '%s' "$PWD/core/target/quick/selfsame-core-1.jar:${OTHER_JAR}" >cli/target/quick/launcher/classpath
            mkdir -p core/target/quick && echo ours >core/target/quick/selfsame-core-1.jar
            """;

    /**
     * A Java that writes the archive it is asked for. When it reads that with all checks, it says {@code $COMPLAINT} and
     * ends with {@code $CHECKED}.
     */
    private static final String ARCHIVE =
            """
            for word in "$@"; do
                case $word in
                    -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" && exit ;;
                    -XX:+VerifySharedSpaces) printf '%s' "${COMPLAINT:-}" >&2; exit "$CHECKED" ;;
                esac
            done
            """;

    @TempDir
    private Path temp;

    private Path root;
    private Path jdk;
    private Path bin;
    private Path other;

    private record Ended(int status, List<String> out, String err, long pid) {}

    @BeforeEach
    void checkout() throws IOException {
        root = temp.resolve("a check out");
        for (String file : List.of(
                "selfsame",
                "pom.xml",
                "cli/pom.xml",
                "cli/src/main/dist/bin/selfsame",
                "cli/src/main/dist/lib/java.sh")) {
            Path to = root.resolve(file);
            Files.createDirectories(to.getParent());
            Files.copy(Shared.project().resolve(file), to);
        }
        write(root.resolve(".mvn/jvm.config"), "");
        write(root.resolve("core/src/main/java/A.java"), "class A {}");
        jdk = java("jdk", "17.0.15", SAY_AND_END_WITH_7);
        bin = Files.createDirectories(temp.resolve("bin"));
        script(bin.resolve("mvn"), BUILD);
        other = temp.resolve("other.jar");
        write(other, "");
    }

    @Test
    void theFirstRunBuildsAndSaysSoTheNextDoesNot() throws Exception {
        Ended first = launch(List.of("list", "methods"));
        assertEquals(7, first.status());
        assertEquals("selfsame: building Selfsame (once) …\n", first.err());
        assertEquals(List.of("<dev.selfsame.cli.Main>", "<list>", "<methods>"), last(first.out(), 3));
        Ended second = launch(List.of("list"));
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    void javaTakesTheProcessAndEachArgumentAsItIs() throws Exception {
        Ended run = launch(List.of("--data", "two words", "*", ""));
        assertEquals("pid " + run.pid(), run.out().get(0));
        assertEquals(List.of("<--data>", "<two words>", "<*>", "<>"), last(run.out(), 4));
    }

    @Test
    void aNewerSourceIsBuiltAndARunningCommandKeepsItsJars() throws Exception {
        String before = classpath(launch(List.of()));
        Path core = Path.of(before.split(":", -1)[1]);
        assertTrue(core.startsWith(root.resolve("cli/target/quick/launcher")), before);
        assertTrue(before.endsWith(":" + other), before);
        sourceIsOf(Instant.now().plusSeconds(2));
        Ended again = launch(List.of());
        assertEquals("selfsame: building again, since something changed …\n", again.err());
        assertTrue(!classpath(again).equals(before), before);
        assertEquals(2, builds());
        assertTrue(Files.exists(core), "it may be read from as long as the command runs");
    }

    @Test
    void aBuildRemovesTheJarsOfLastWeek() throws Exception {
        Path old = Path.of(classpath(launch(List.of())).split(":", -1)[0]).getParent();
        Instant now = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(now.minus(7, ChronoUnit.DAYS)));
        sourceIsOf(now.plusSeconds(2));
        launch(List.of());
        assertFalse(Files.exists(old));
    }

    @Test
    void aBuildArchivesTheClassesForTheJavaAtHand() throws Exception {
        jdk = java("archiving", "17.0.15", ARCHIVE + SAY_AND_END_WITH_7);
        Path first = archive(finish(start(root.resolve("selfsame"), List.of("list"), Map.of("CHECKED", "0"))));
        assertTrue(Files.exists(first));
        assertEquals(first, archive(launch(List.of("list"))));
        assertEquals(1, builds());
        sourceIsOf(Instant.now().plusSeconds(2));
        Path second = archive(finish(start(root.resolve("selfsame"), List.of("list"), Map.of("CHECKED", "0"))));
        assertTrue(Files.exists(second));
        assertFalse(Files.exists(first), "they are large");
        sourceIsOf(Instant.now().minusSeconds(60));
        jdk = java("other", "21.0.1", ARCHIVE + SAY_AND_END_WITH_7);
        assertFalse(launch(List.of("list")).out().toString().contains("SharedArchiveFile"), "it is another Java's");
        assertEquals(2, builds());
    }

    @ParameterizedTest
    @CsvSource({"134,''", "0,[error][cds] Mismatched values"})
    void anArchiveThatDoesNotPassItsChecksInSilenceIsNone(String checked, String complaint) throws Exception {
        jdk = java("archiving", "17.0.15", ARCHIVE + SAY_AND_END_WITH_7);
        Ended run = finish(
                start(root.resolve("selfsame"), List.of("list"), Map.of("CHECKED", checked, "COMPLAINT", complaint)));
        assertEquals(7, run.status());
        assertEquals("selfsame: building Selfsame (once) …\n", run.err());
        assertFalse(
                run.out().toString().contains("SharedArchiveFile"), run.out().toString());
        Path built = root.resolve("cli/target/quick/launcher");
        try (Stream<Path> left = Files.walk(built)) {
            assertTrue(left.noneMatch(path ->
                    path.toString().contains("archived.") || path.toString().endsWith(".jsa")));
        }
    }

    @Test
    void aJavaThatHasNoReleaseFileHasNoArchive() throws Exception {
        String version = "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.15\" 2025-04-15' >&2 && exit 0\n";
        jdk = java("bare", "17.0.15", version + ARCHIVE + SAY_AND_END_WITH_7);
        Files.delete(jdk.resolve("release"));
        Ended run = finish(start(root.resolve("selfsame"), List.of("list"), Map.of("CHECKED", "0")));
        assertEquals(7, run.status(), run.err());
        assertEquals("selfsame: building Selfsame (once) …\n", run.err());
        assertFalse(
                run.out().toString().contains("SharedArchiveFile"), run.out().toString());
    }

    /** By a real one, which has no such class to start, and warns before. */
    @Test
    void whatTheJvmWarnsOfGoesToStandardError() throws Exception {
        jdk = Path.of(System.getProperty("java.home"));
        Path launcher = root.resolve("cli/src/main/dist/bin/selfsame");
        Ended run = finish(start(launcher, List.of(), Map.of("SELFSAME_OPTS", "-Xmx64m -XX:MaxNewSize=128m")));
        assertEquals(1, run.status());
        assertEquals(List.of(), run.out());
        assertTrue(run.err().contains("[warning]") && run.err().contains("MaxNewSize"), run.err());
    }

    @Test
    void aJarThatIsGoneIsBuiltAgain() throws Exception {
        launch(List.of());
        Files.delete(root.resolve(Path.of(classpath(launch(List.of())).split(":", -1)[0])));
        launch(List.of());
        assertEquals(2, builds());
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(start(root.resolve("selfsame"), List.of(), Map.of()));
        }
        for (Process process : both) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(7, process.exitValue());
        }
        assertEquals(1, builds());
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        script(bin.resolve("mvn"), "echo '[ERROR] A.java:[1,1] no such thing'; exit 1");
        Ended run = launch(List.of());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("[ERROR] A.java:[1,1] no such thing"), run.err());
        assertTrue(run.err().contains("the build failed"), run.err());
        assertEquals(List.of(), run.out());
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        jdk = java("old", "11.0.2", "echo never; exit 3");
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        Ended run = launch(List.of());
        assertEquals(1, run.status());
        assertEquals(
                "selfsame: needs Java 17 or newer, from JAVA_HOME or the PATH; " + jdk + "/bin/java is version 11; "
                        + bin + "/java is version 11\n",
                run.err());
    }

    /** As asdf, mise and jenv put one on the PATH. */
    @ParameterizedTest
    @ValueSource(strings = {"shims/java", "bin/java"})
    void aScriptThatPassesOnToAJavaIsAskedForItsHome(String shim) throws Exception {
        String settings = "case \"$1\" in -XshowSettings*) printf 'Property settings:\\n    java.home = %s\\n' ";
        Path real = temp.resolve("the real one");
        java("the real one", "21.0.1", settings + "'" + real + "' >&2; exit ;; esac\n" + SAY_AND_END_WITH_7);
        Path file = temp.resolve("manager").resolve(shim);
        script(file, "exec '" + real + "/bin/java' \"$@\"");
        jdk = java("old", "11.0.2", "echo never; exit 3");
        String path = file.getParent() + ":" + bin + ":" + System.getenv("PATH");
        Ended run = finish(start(root.resolve("selfsame"), List.of("list"), Map.of("PATH", path)));
        assertEquals(7, run.status(), run.err());
        assertEquals("selfsame: building Selfsame (once) …\n", run.err());
        assertEquals("pid " + run.pid(), run.out().get(0));
    }

    @Test
    void whatOneUserBuiltAnotherCanStart() throws Exception {
        Path jars = Path.of(classpath(launch(List.of())).split(":", -1)[0]).getParent();
        assertEquals(Files.getPosixFilePermissions(jars.getParent()), Files.getPosixFilePermissions(jars));
    }

    @Test
    void whereItCanNotBuildItSaysSo() throws Exception {
        write(root.resolve("cli/target"), "no folder");
        Ended run = launch(List.of());
        assertEquals(1, run.status());
        assertEquals(
                "selfsame: has to build, and " + root
                        + "/cli/target/quick/launcher can't be written: let whoever owns it"
                        + " start it, or take a checkout of your own\n",
                run.err());
    }

    @Test
    void theInstalledOneTakesTheJarsBesideIt() throws Exception {
        Path link = temp.resolve("link to selfsame");
        Files.createSymbolicLink(link, root.resolve("cli/src/main/dist/bin/selfsame"));
        Ended run = finish(start(link, List.of("x y"), Map.of("SELFSAME_OPTS", "-Xmx1g -Da=b")));
        assertEquals(7, run.status());
        assertEquals("", run.err());
        String lib = root.resolve("cli/src/main/dist/lib").toRealPath() + "/*";
        assertEquals(
                List.of("<-Xmx1g>", "<-Da=b>", "<-cp>", "<" + lib + ">", "<dev.selfsame.cli.Main>", "<x y>"),
                last(run.out(), 6));
    }

    private Ended launch(List<String> arguments) throws Exception {
        return finish(start(root.resolve("selfsame"), arguments, Map.of()));
    }

    private Process start(Path launcher, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(find("bash").toString(), launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        Map<String, String> env = builder.environment();
        env.remove("SELFSAME_OPTS");
        env.remove("SELFSAME_MAVEN_ARGS");
        env.put("JAVA_HOME", jdk.toString());
        env.put("PATH", bin + ":" + env.get("PATH"));
        env.put("OTHER_JAR", other.toString());
        env.putAll(environment);
        return builder.start();
    }

    private static Ended finish(Process process) throws Exception {
        List<String> out = process.inputReader().lines().toList();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), out, err, process.pid());
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("mvn-calls")).size();
    }

    private static String classpath(Ended run) {
        String argument = run.out().get(run.out().indexOf("<-cp>") + 1);
        return argument.substring(1, argument.length() - 1);
    }

    private void sourceIsOf(Instant time) throws IOException {
        Files.setLastModifiedTime(root.resolve("core/src/main/java/A.java"), FileTime.from(time));
    }

    private static Path archive(Ended run) {
        String option = "<-XX:SharedArchiveFile=";
        String word = run.out().stream()
                .filter(each -> each.startsWith(option))
                .findFirst()
                .orElseThrow();
        return Path.of(word.substring(option.length(), word.length() - 1));
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(lines.size() - count, lines.size());
    }

    private Path java(String name, String version, String does) throws IOException {
        Path home = temp.resolve(name);
        write(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), does);
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void script(Path file, String lines) throws IOException {
        write(file, "#!/usr/bin/env bash\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
