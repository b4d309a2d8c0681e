package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the documents tell people to run beside Selfsame's own commands is there: modules, profiles and tests for Maven,
 * classes of the benchmarks, programs of the tutorial, scripts. None of it is run here.
 */
class DocumentedToolsTest {
    private static final Path ROOT = Shared.project();
    private static final Pattern MAVEN = Pattern.compile("(?m)(?:^|[`(])mvn ([^`\n#]+)");
    private static final Pattern MODULE = Pattern.compile("-pl ([\\w,-]+)");
    private static final Pattern PROFILE = Pattern.compile("(?<!\\S)-P(\\w+)");
    private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");
    private static final Pattern GOAL = Pattern.compile("(?<!\\S)(?<!-pl )([a-z][a-z:]*)(?!\\S)");
    private static final Pattern BENCHMARK = Pattern.compile("benchmarks/java\\s+(dev\\.selfsame\\.[\\w.]*[A-Z]\\w*)");
    private static final Pattern FIGURES = Pattern.compile("examples/figures ([A-Z]\\w+)");
    private static final Pattern SCRIPT =
            Pattern.compile("(?<![\\w/])(benchmarks/(?:[\\w/-]+\\.(?:sh|py)|run|java)|examples/figures|\\.ci/run)\\b");
    private static final List<String> GOALS = List.of("verify", "test", "package", "install", "spotless:apply");

    private static String documents;
    private static List<String> sources;

    @BeforeAll
    static void read() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Page page : Documents.of(ROOT).pages()) {
            all.append(Documents.read(ROOT, page.place())).append('\n');
        }
        documents = all.toString();
        sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path source : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(source)) {
                    files.map(file -> Place.of(ROOT, file).file()).forEach(sources::add);
                }
            }
        }
    }

    /** Fails for what is found in a text and isn't there, or where hardly anything is found. */
    private static void allAre(String text, Pattern pattern, int atLeast, Predicate<String> isThere) {
        List<String> named =
                pattern.matcher(text).results().map(found -> found.group(1)).toList();
        assertEquals(List.of(), named.stream().filter(isThere.negate()).toList());
        assertTrue(named.size() >= atLeast, pattern + " finds " + named);
    }

    private static boolean isSource(String end) {
        return sources.stream().anyMatch(source -> source.endsWith("/" + end));
    }

    @Test
    void linesForMavenNameWhatThereIs() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Matcher lines = MAVEN.matcher(documents);
        String maven = String.join("\n", lines.results().map(MatchResult::group).toList())
                .replaceAll("(?m)^[`(]?mvn ", "");
        allAre(maven, MODULE, 5, module -> Files.exists(ROOT.resolve(module).resolve("pom.xml")));
        allAre(maven, PROFILE, 3, profile -> pom.contains("<id>" + profile + "</id>"));
        allAre(maven, TEST, 5, test -> isSource(test + ".java"));
        allAre(maven, GOAL, 9, GOALS::contains);
    }

    @Test
    void classesOfTheBenchmarksAreThere() {
        allAre(documents, BENCHMARK, 10, name -> isSource("src/main/java/" + name.replace('.', '/') + ".java"));
    }

    @Test
    void programsOfTheTutorialAreThere() {
        allAre(documents, FIGURES, 10, name -> isSource("dev/selfsame/examples/tutorial/" + name + ".java"));
    }

    /** The README says that there is no Python; what runs the peers is not Selfsame. */
    @Test
    void noSourceIsPython() {
        assertEquals(
                List.of(),
                sources.stream().filter(source -> source.endsWith(".py")).toList());
    }

    @Test
    void scriptsAreThereAndCanBeRun() {
        allAre(
                documents,
                SCRIPT,
                20,
                name -> name.endsWith(".py")
                        ? Files.isRegularFile(ROOT.resolve(name))
                        : Files.isExecutable(ROOT.resolve(name)));
    }
}
