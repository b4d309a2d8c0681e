package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.tensor.Scope;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds this library against golden values: every case of every JSON file in the folder that {@code -Dgolden=FOLDER}
 * names, by default those among the test resources. A file's name is its group, and each group has one checker here. A
 * group or case without one fails, unless {@code golden-not-covered.txt} lists it with the reason.
 */
class GoldenTest {
    /** Runs one case of a group; the file has what its cases share. */
    @FunctionalInterface
    interface Checker {
        void check(JsonNode goldenCase, JsonNode file) throws IOException;
    }

    private static final Map<String, Checker> CHECKERS = Map.ofEntries(
            Map.entry("augment", AugmentCases::check),
            Map.entry("ntxent", ContrastCases::check),
            Map.entry("dcl", ContrastCases::check),
            Map.entry("macl", ContrastCases::check),
            Map.entry("directclr", ContrastCases::check),
            Map.entry("hypersphere", ContrastCases::check),
            Map.entry("co2", ContrastCases::check),
            Map.entry("dse", ContrastCases::check),
            Map.entry("supcon", SupConCases::check),
            Map.entry("ressl", BankCases::check),
            Map.entry("negative_cosine", LossCases::check),
            Map.entry("byol", LossCases::check),
            Map.entry("barlow_twins", LossCases::check),
            Map.entry("knn", EvaluateCases::check),
            Map.entry("std_of_l2_normalized", EvaluateCases::check),
            Map.entry("lars", OptimCases::check),
            Map.entry("schedules", OptimCases::check),
            Map.entry("loss_defaults", LossDefaultsCases::check),
            Map.entry("resnet", NnCases::check),
            Map.entry("resnet_grouped", NnCases::check),
            Map.entry("backbones", BackboneCases::check),
            Map.entry("vit", BackboneCases::check),
            Map.entry("token_utils", TokenCases::check),
            Map.entry("token_masks", TokenMaskCases::check),
            Map.entry("vicreg", FeatureCases::check),
            Map.entry("vicregl", FeatureCases::check),
            Map.entry("tico", FeatureCases::check),
            Map.entry("wmse", FeatureCases::check),
            Map.entry("frossl", FeatureCases::check),
            Map.entry("mmcr", FeatureCases::check),
            Map.entry("emp_ssl", FeatureCases::check),
            Map.entry("koleo", FeatureCases::check),
            Map.entry("lejepa", FeatureCases::check),
            Map.entry("visreg", FeatureCases::check),
            Map.entry("vibcreg", FeatureCases::check),
            Map.entry("iternorm", FeatureCases::check),
            Map.entry("all4one", FeatureCases::check),
            Map.entry("heads", HeadCases::check),
            Map.entry("prototypes", GoldenTest::checkPrototypes),
            Map.entry("momentum", NnCases::check),
            Map.entry("sinkhorn", ClusterCases::check),
            Map.entry("swav", ClusterCases::check),
            Map.entry("dino", ClusterCases::check),
            Map.entry("ibot", ClusterCases::check),
            Map.entry("msn", ClusterCases::check),
            Map.entry("capi", ClusterCases::check),
            Map.entry("patch_kernel_alignment", ClusterCases::check),
            Map.entry("detcon", ClusterCases::check));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final NotCovered NOT_COVERED = NotCovered.read();
    private static int passed;
    private static int failed;
    private static int notCovered;

    @TestFactory
    Stream<DynamicNode> golden() throws IOException {
        Path folder = folder();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertTrue(!files.isEmpty(), "no golden files (*.json) in " + folder);
        return files.stream().map(GoldenTest::group);
    }

    @Test
    void whatIsListedAsNotCoveredIsNotCoveredAndStillThere() throws IOException {
        for (String name : NOT_COVERED.names()) {
            String group = name.split("/", 2)[0];
            boolean checked = CHECKERS.containsKey(group);
            if (group.equals(name)) {
                assertTrue(!checked, name + " is listed as not covered, but it has a checker");
            } else {
                assertTrue(checked, name + " is listed as not covered: list its whole group, which has no checker");
                JsonNode file = read(ownFolder().resolve(group + ".json"));
                assertTrue(
                        file.get("cases").findValuesAsText("name").contains(name.substring(group.length() + 1)),
                        name + " is listed as not covered, but there is no such case");
            }
        }
    }

    @AfterAll
    static void count() {
        System.out.println("golden: " + passed + " passed, " + failed + " failed, " + notCovered + " not covered");
    }

    private static DynamicNode group(Path path) {
        String name = path.getFileName().toString();
        String group = name.substring(0, name.length() - ".json".length());
        JsonNode file = read(path);
        List<DynamicNode> tests = new ArrayList<>();
        if (file.path("cases").isEmpty()) {
            failed++;
            tests.add(dynamicTest("cases", () -> fail(path + " has no cases")));
        }
        for (JsonNode goldenCase : file.path("cases")) {
            String caseName = goldenCase.path("name").asText();
            if (NOT_COVERED.lists(group, caseName)) {
                notCovered++;
            } else {
                tests.add(dynamicTest(caseName, () -> run(group, goldenCase, file)));
            }
        }
        return dynamicContainer(group, tests);
    }

    private static void run(String group, JsonNode goldenCase, JsonNode file) throws IOException {
        boolean held = false;
        try (Scope scope = new Scope()) {
            Checker checker = CHECKERS.get(group);
            if (checker == null) {
                fail("no checker for the group " + group + ", and golden-not-covered.txt doesn't list it");
            } else {
                checker.check(goldenCase, file);
                held = true;
            }
        } finally {
            if (held) {
                passed++;
            } else {
                failed++;
            }
        }
    }

    /** The group of prototypes holds memory banks, too. */
    private static void checkPrototypes(JsonNode goldenCase, JsonNode file) throws IOException {
        Checker checker =
                goldenCase.get("target").asText().endsWith("Module") ? BankCases::check : PrototypeCases::check;
        checker.check(goldenCase, file);
    }

    private static Path folder() {
        String named = System.getProperty("golden");
        if (named == null || named.isBlank()) {
            return ownFolder();
        }
        // Maven runs tests in the module's folder; a relative name was meant from the project's.
        for (Path base : List.of(Shared.project(), Path.of(""))) {
            Path folder = base.resolve(named).toAbsolutePath().normalize();
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw new IllegalArgumentException("-Dgolden names no folder: " + named);
    }

    private static Path ownFolder() {
        try {
            return Path.of(GoldenTest.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
