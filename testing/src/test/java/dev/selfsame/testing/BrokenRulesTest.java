package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that holds everywhere might be one that nothing breaks: small classes that break each, and some that don't. */
class BrokenRulesTest {
    private static final String POINTER = "package org.bytedeco.javacpp; public class Pointer {}";

    @TempDir
    private Path folder;

    /** How the rule is broken by classes, given by their sources, each in a package of its own. */
    private List<String> broken(ArchRule rule, String... sources) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        List<String> words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (String source : sources) {
            String name = source.replaceFirst("(?s).*?\\b(?:class|record) (\\w+).*", "$1");
            Path file = Files.createTempDirectory(folder, "source").resolve(name + ".java");
            words.add(Files.writeString(file, source).toString());
        }
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(new String[0])),
                "compiled");
        return rule.allowEmptyShould(true)
                .evaluate(new ClassFileImporter().importPath(classes))
                .getFailureReport()
                .getDetails();
    }

    private static void assertNames(String part, List<String> details) {
        assertFalse(details.isEmpty(), "the rule holds");
        assertTrue(details.stream().allMatch(detail -> detail.contains(part)), details.toString());
    }

    @Test
    void aPackageThatUsesOneAboveIt() throws IOException {
        String above = "package dev.selfsame.train; public class Above { %s }";
        String below = "package dev.selfsame.nn; public class Below { %s }";
        assertNames(
                "dev.selfsame.nn.Below",
                broken(PackageOrder.rule(), above.formatted(""), below.formatted("dev.selfsame.train.Above above;")));
        assertEquals(
                List.of(),
                broken(PackageOrder.rule(), above.formatted("dev.selfsame.nn.Below below;"), below.formatted("")));
    }

    @Test
    void aPackageThatHasNoPlace() throws IOException {
        assertNames(
                "dev.selfsame.attic has no place in the order",
                broken(PackageOrder.rule(), "package dev.selfsame.attic; class Old {}"));
    }

    @Test
    void aNativeTypeThatIsShown() throws IOException {
        ArchRule rule = PublicSignatures.without("org.bytedeco");
        String shown = "package dev.selfsame.tensor; public class Shown { %s }";
        for (String member : List.of(
                "protected org.bytedeco.javacpp.Pointer field;",
                "public void take(org.bytedeco.javacpp.Pointer[] given) {}",
                "public java.util.List<? extends org.bytedeco.javacpp.Pointer> all() { return null; }",
                "public static <T extends org.bytedeco.javacpp.Pointer> void of(T of) {}")) {
            assertNames("org.bytedeco.javacpp.Pointer", broken(rule, POINTER, shown.formatted(member)));
        }
        assertEquals(
                List.of(),
                broken(rule, POINTER, shown.formatted("org.bytedeco.javacpp.Pointer hidden() { return null; }")));
        assertEquals(
                List.of(),
                broken(
                        rule,
                        POINTER,
                        "package dev.selfsame.tensor; class Hidden { public org.bytedeco.javacpp.Pointer field; }"));
    }

    @Test
    void aLibraryThatIsUsedElsewhere() throws IOException {
        ArchRule rule = HouseRules.onlyIn("org.bytedeco..", "tensor");
        String user = "package dev.selfsame.%s; class User { org.bytedeco.javacpp.Pointer pointer; }";
        assertNames("dev.selfsame.loss.User", broken(rule, POINTER, user.formatted("loss")));
        assertEquals(List.of(), broken(rule, POINTER, user.formatted("tensor")));
    }

    @Test
    void aMethodThatKnowsFilesOrTheTrainer() throws IOException {
        String trainer = "package dev.selfsame.train; public class Training {}";
        String method = "package dev.selfsame.method; class Byol { %s }";
        for (String field : List.of(
                "java.nio.file.Path file;", "java.io.InputStream in;", "dev.selfsame.train.Training training;")) {
            assertNames("dev.selfsame.method.Byol", broken(HouseRules.ofMethods(), trainer, method.formatted(field)));
        }
        assertEquals(List.of(), broken(HouseRules.ofMethods(), trainer, method.formatted("java.util.List<?> views;")));
    }

    @Test
    void aNumberFromSomewhereElse() throws IOException {
        String view = "package dev.selfsame.view; class Jitter { Object draw() { return %s; } }";
        for (String draw : List.of(
                "Math.random()",
                "new java.util.Random(1)",
                "new java.util.SplittableRandom()",
                "java.util.concurrent.ThreadLocalRandom.current()",
                "new java.security.SecureRandom()")) {
            assertNames("dev.selfsame.view.Jitter", broken(RandomNumbers.rule(), view.formatted(draw)));
        }
        assertEquals(List.of(), broken(RandomNumbers.rule(), view.formatted("Math.sqrt(2)")));
    }
}
