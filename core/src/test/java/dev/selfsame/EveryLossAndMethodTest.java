package dev.selfsame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.selfsame.golden.NotCovered;
import dev.selfsame.loss.Losses;
import dev.selfsame.method.Method;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public loss and method on the class path has what all must have: golden values, an entry of its list, recipes, a
 * contract test, its paper in the Javadoc, and a length that can be read at once.
 */
class EveryLossAndMethodTest {
    /** What else is public in the package of losses. */
    private static final Set<String> NO_LOSSES =
            Set.of("Loss", "Losses", "PairLoss", "ViewsLoss", "Sinkhorn", "package-info");

    /**
     * Targets of golden cases that are not called like the loss; after a slash, how the names of the cases begin. All others
     * are found by the name, but for capitals and the ending.
     */
    private static final Map<String, String> TARGETS = Map.of(
            "MoCoLoss", "NTXentLoss/memory_bank",
            "NegativeCosine", "NegativeCosineSimilarity",
            "SymmetricNegativeCosine", "SymNegCosineSimilarityLoss",
            "NormalizedMse", "normalised_mse");

    /** Losses that no golden file can have, each with the test that computes it by hand. */
    private static final Map<String, String> BY_HAND = Map.of("InfoNce", "InfoNceTest"); // Lightly has none

    /** Where a paper is: by its number, or, where it has none, by its year and its title in quotation marks. */
    private static final Pattern PAPER =
            Pattern.compile("arXiv:\\d{4}\\.\\d{5}|\\b(?:19|20)\\d{2}\\b[^\"]{0,40}\"[^\"]{20,}\"");

    /** A number in a line of Java that is not part of a name. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"])\\d");

    private static final int MOST_LINES_OF_A_METHOD = 200;
    private static final int MOST_LINES_OF_A_LOSS = 150;

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    static Stream<String> losses() {
        return MAIN.stream()
                .filter(type -> type.getPackageName().equals("dev.selfsame.loss"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !NO_LOSSES.contains(name))
                .sorted();
    }

    static Stream<String> methods() {
        return MAIN.stream()
                .filter(type -> type.isAssignableTo(Method.class) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .sorted();
    }

    /** What the checkers of golden values use, also by helpers among the tests of losses. */
    private static Stream<JavaClass> golden() {
        Set<JavaClass> used = TESTS.stream()
                .filter(type -> type.getPackageName().equals("dev.selfsame.golden"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .collect(Collectors.toSet());
        Stream<JavaClass> byHelpers = TESTS.stream()
                .filter(type -> used.stream().anyMatch(other -> other.getName().equals(type.getName())))
                .filter(type -> type.getPackageName().equals("dev.selfsame.loss"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass);
        return Stream.concat(used.stream(), byHelpers);
    }

    private static List<String> source(String kind, String name) throws IOException {
        return Files.readAllLines(Path.of("src", "main", "java", "dev", "selfsame", kind, name + ".java"));
    }

    /** What stands before the class: its Javadoc, after the imports. */
    private static String javadoc(List<String> source) {
        return source.stream()
                .takeWhile(line -> !line.startsWith("public "))
                .filter(line -> line.startsWith("/**") || line.startsWith(" *"))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLossIsListedHasItsPaperAndIsShort(String name) throws IOException {
        assertEquals(
                1,
                Losses.all().stream()
                        .filter(entry -> entry.type().getSimpleName().equals(name))
                        .count(),
                "Losses lists " + name);
        List<String> source = source("loss", name);
        assertTrue(PAPER.matcher(javadoc(source)).find(), "the Javadoc of " + name + " names no paper");
        assertTrue(source.size() <= MOST_LINES_OF_A_LOSS, name + " has " + source.size() + " lines");
    }

    /** A case of its target in the golden files, and a checker that computes this class; or else a test by hand. */
    @ParameterizedTest
    @MethodSource("losses")
    void aLossHasGoldenValuesOrIsComputedByHand(String name) throws IOException {
        String byHand = BY_HAND.get(name);
        long cases = goldenCases().filter(each -> isOf(name, each)).count();
        boolean checked = golden().anyMatch(type -> type.getName().equals("dev.selfsame.loss." + name));
        if (byHand == null) {
            assertTrue(
                    cases > 0, name + " has no case in src/test/resources/golden, and no test by hand is listed here");
            assertTrue(checked, name + " has golden cases, and no class of dev.selfsame.golden computes it");
        } else {
            assertEquals(0, cases, name + " has golden values: take it off the list");
            assertTrue(
                    TESTS.contain("dev.selfsame.loss." + byHand)
                            && makers(TESTS.get("dev.selfsame.loss." + byHand), name)
                                    .findAny()
                                    .isPresent(),
                    byHand + " doesn't compute " + name);
        }
    }

    /** A case of a golden file: what it is of, and its name. */
    private record GoldenCase(String target, String name) {}

    /** The cases that are held against this library; arguments by default are no values. */
    private static Stream<GoldenCase> goldenCases() throws IOException {
        List<GoldenCase> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("golden"))) {
            for (Path path : files.sorted().toList()) {
                JsonNode file = new ObjectMapper().readTree(path.toFile());
                String group = file.path("group").asText();
                for (JsonNode each : file.path("cases")) {
                    String name = each.path("name").asText();
                    if (!group.equals("loss_defaults") && !NotCovered.LIST.lists(group, each)) {
                        all.add(new GoldenCase(each.path("target").asText(), name));
                    }
                }
            }
        }
        return all.stream();
    }

    private static boolean isOf(String loss, GoldenCase each) {
        String[] named = TARGETS.getOrDefault(loss, "").split("/", -1);
        return TARGETS.containsKey(loss)
                ? each.target.equals(named[0]) && (named.length == 1 || each.name.startsWith(named[1]))
                : stem(each.target).equals(stem(loss));
    }

    private static String stem(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("(loss|regularizer)$", "");
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLossHasAContractTest(String name) {
        assertTrue(
                TESTS.stream().anyMatch(test -> isContractOf(test, name)),
                name + " has no contract test: one that extends LossContract, or a case of LossesOfAnyInputsTest");
    }

    /** Whether a contract test makes a loss; one of another name makes it to check it, not to use it. */
    private static boolean isContractOf(JavaClass test, String name) {
        boolean ofAny = test.getSimpleName().equals("LossesOfAnyInputsTest");
        return (ofAny || test.isAssignableTo("dev.selfsame.loss.LossContract"))
                && makers(test, name)
                        .anyMatch(
                                maker -> ofAny || test.getSimpleName().equals(name + "Test") || maker.contains("loss"));
    }

    /** The names of the methods of a test that make a loss. */
    private static Stream<String> makers(JavaClass test, String loss) {
        return test.getCodeUnitAccessesFromSelf().stream()
                .filter(made -> made.getTarget().getName().equals("<init>"))
                .filter(made -> made.getTargetOwner().getName().equals("dev.selfsame.loss." + loss))
                .map(made -> made.getOrigin().getName());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethodIsListedHasRecipesItsPaperAndIsShort(String name) throws IOException {
        Methods.Entry entry = Methods.all().stream()
                .filter(known -> known.type().equals(name))
                .findFirst()
                .orElse(null);
        assertNotNull(entry, name + " has no line in Methods");
        assertFalse(
                entry.traits().idea().isBlank(), name + " doesn't say what it is like: FAMILY.with(Traits.of(...))");
        for (String recipe : List.of("cifar10", "imagenet")) {
            Recipe made = Methods.recipe(entry.name(), recipe);
            assertEquals(entry.name(), made.method().name());
        }
        for (int side : new int[] {32, 64, 128, 224}) {
            assertEquals(side, Methods.auto(entry.name(), side).views().size(0), name + ", auto");
        }
        List<String> source = source("method", name);
        assertTrue(PAPER.matcher(javadoc(source)).find(), "the Javadoc of " + name + " names no paper");
        assertTrue(source.size() <= MOST_LINES_OF_A_METHOD, name + " has " + source.size() + " lines");
    }

    /** Of the lines with numbers in its published recipes, two thirds at least say where these are from. */
    @ParameterizedTest
    @MethodSource("methods")
    void theNumbersOfARecipeHaveTheirSource(String name) throws IOException {
        List<String> source = source("method", name + "Recipes");
        for (String recipe : List.of("cifar10", "imagenet")) {
            int start = source.indexOf("    static Recipe " + recipe + "() {");
            assertTrue(start > 0, name + "Recipes has no " + recipe + "()");
            assertTrue(source.get(start - 1).contains("*/"), name + "Recipes." + recipe + " has no Javadoc");
        }
        List<String> numbers = new ArrayList<>();
        boolean inside = false;
        for (String line : source) {
            inside = line.startsWith("    static Recipe ") || (inside && !line.equals("    }"));
            String code = line.replaceFirst("//.*", "").strip();
            boolean accumulation = code.equals("1);");
            if (inside && !accumulation && NUMBER.matcher(code).find()) {
                numbers.add(line);
            }
        }
        List<String> without =
                numbers.stream().filter(line -> !line.contains("//")).toList();
        assertTrue(
                without.size() * 3 <= numbers.size(),
                () -> name + "Recipes doesn't say where these are from:\n" + String.join("\n", without));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethodHasAContractTest(String name) throws ClassNotFoundException {
        Class<?> test = Class.forName("dev.selfsame.method." + name + "Test");
        Class<?> contract = Class.forName("dev.selfsame.method.MethodContract");
        assertTrue(contract.isAssignableFrom(test), test + " extends MethodContract");
    }

    @Test
    void allAreFound() {
        Set<String> listed =
                Methods.all().stream().map(Methods.Entry::type).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(listed, methods().collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(losses().count() >= 26);
        assertTrue(losses().toList().containsAll(BY_HAND.keySet()), "a test for a loss that isn't there");
        assertTrue(losses().toList().containsAll(TARGETS.keySet()), "a target for a loss that isn't there");
    }
}
