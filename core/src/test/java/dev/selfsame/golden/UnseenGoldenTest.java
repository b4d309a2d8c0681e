package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden tests on files that this library doesn't bring along: other shapes and arguments in the same form, with expected
 * values computed in plain Java. A case holds, and no longer does when a value that it expects is another.
 */
class UnseenGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** Files by name: groups stand in them, but for one, whose name says it. */
    private static Map<String, Map<String, Object>> files() {
        Map<String, Map<String, Object>> files = new LinkedHashMap<>();
        files.put("momentum", Plain.map("cases", List.of(UnseenTools.momentum())));
        files.put("a", file("schedules", UnseenTools.scheduler()));
        files.put("b", file("prototypes", UnseenTools.prototypes()));
        files.put("c", file("token_masks", UnseenTools.mask(), UnseenTools.gridMask(), UnseenTools.blockMask()));
        files.put("d", Plain.map("group", "token_utils", "cases", UnseenTools.tokens()));
        files.put("e", UnseenTools.augment());
        files.put("f", file("ntxent", UnseenLosses.bank()));
        files.put("g", file("dcl", UnseenLosses.weights()));
        files.put("h", file("tico", UnseenLosses.tico()));
        files.put("i", file("dino", UnseenLosses.dino()));
        files.put("j", file("msn", UnseenLosses.prior()));
        files.put("k", file("vicreg", UnseenStatistics.vicreg(), UnseenStatistics.negativeWeight()));
        files.put("l", file("koleo", UnseenStatistics.koleo(), UnseenStatistics.equalRows()));
        files.put("m", file("emp_ssl", UnseenStatistics.empSsl()));
        return files;
    }

    private static Map<String, Object> file(String group, Object... cases) {
        return Plain.map("group", group, "cases", Arrays.asList(cases));
    }

    @Test
    void everyCaseHoldsInAFolderOfAnyName() throws Throwable {
        GoldenRun run = run(files());
        int cases = files().values().stream()
                .mapToInt(file -> ((List<?>) file.get("cases")).size())
                .sum();
        assertEquals("golden: " + cases + " passed, 0 failed, 0 not covered", run.toString());
    }

    static Stream<String> names() {
        return files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCaseThatExpectsAnotherValueIsNoticed(String name) throws IOException {
        JsonNode file = JSON.valueToTree(files().get(name));
        String group = file.path("group").asText(name);
        ((ObjectNode) file).put("group", group);
        for (JsonNode goldenCase : file.get("cases")) {
            ObjectNode prepared = (ObjectNode) GoldenRun.prepared((ObjectNode) goldenCase, true);
            if (DocumentedRanges.leavesOut(prepared) || Nonfinite.isExpected(prepared)) {
                continue; // whatever is expected
            }
            JsonNode last = Golden.steps(prepared).get(Golden.steps(prepared).size() - 1);
            JsonNode expected = last.get("expected");
            if (expected.has("raises")) {
                continue;
            }
            assertTrue(change(expected), "nothing to change in " + expected);
            assertThrows(AssertionError.class, () -> GoldenRun.check(group, prepared, file), group + ": " + expected);
        }
    }

    /** Makes the first value of what is expected another. */
    private static boolean change(JsonNode node) {
        for (String key : (Iterable<String>) node::fieldNames) {
            JsonNode value = node.get(key);
            if (List.of("shape", "dtype", "name", "images_requested", "masked_images_max")
                    .contains(key)) {
                continue;
            }
            if (value.isNumber()) {
                ((ObjectNode) node).put(key, value.asDouble() + 3);
                return true;
            }
            if (value instanceof ArrayNode array && !array.isEmpty()) {
                if (array.get(0).isNumber()) {
                    array.set(0, array.get(0).asDouble() + 3);
                } else if (array.get(0).isTextual()) {
                    array.set(0, TextNode.valueOf("another"));
                } else {
                    return change(array.get(0));
                }
                return true;
            }
            if (value.isObject() && change(value)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsAtOneLevelBesideHoldsInFoldersOfOthersOnly() throws IOException {
        JsonNode file = JSON.valueToTree(UnseenTools.augment());
        ObjectNode beside = (ObjectNode) file.get("cases").get(2);
        GoldenRun.check("augment", GoldenRun.prepared(beside, true), file);
        assertThrows(AssertionError.class, () -> GoldenRun.check("augment", GoldenRun.prepared(beside, false), file));
    }

    @Test
    void theArgumentsOfBlockMasksCount() throws IOException {
        Map<String, Object> never = UnseenTools.emptyMask();
        JsonNode file = JSON.valueToTree(file("token_masks", never));
        ObjectNode goldenCase = (ObjectNode) file.get("cases").get(0);
        GoldenRun.check("token_masks", goldenCase, file);
        ((ObjectNode) goldenCase.get("args")).remove("min_num_masks_per_block");
        assertThrows(AssertionError.class, () -> GoldenRun.check("token_masks", goldenCase, file));
    }

    @Test
    void unknownGroupsTargetsArgumentsAndFormulasFailInWords() {
        Map<String, Object> prior = UnseenLosses.prior();
        @SuppressWarnings("unchecked")
        Map<String, Object> args = (Map<String, Object>) prior.get("args");
        args.put("target_distribution", "zipf(K)");
        assertSays("unknown, so not compared: the formula zipf(K)", "msn", prior);
        Map<String, Object> mask = UnseenTools.mask();
        mask.put("args", Plain.map("size", List.of(1, 6), "shape", "round"));
        assertSays("no counterpart for the argument shape", "token_masks", mask);
        assertSays("no checker for the group elsewhere", "elsewhere", mask);
        Map<String, Object> scheduler = UnseenTools.scheduler();
        scheduler.put("target", "StepScheduler");
        assertSays("no schedule for the target", "schedules", scheduler);
    }

    private static void assertSays(String words, String group, Map<String, Object> goldenCase) {
        JsonNode file = JSON.valueToTree(file(group, goldenCase));
        JsonNode prepared = GoldenRun.prepared((ObjectNode) file.get("cases").get(0), true);
        AssertionError error = assertThrows(AssertionError.class, () -> GoldenRun.check(group, prepared, file));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void aHeadWithOtherLayersIsNoticed() throws IOException {
        JsonNode file = GoldenRun.shipped("heads");
        JsonNode head = file.get("cases").get(0);
        GoldenRun.check("heads", head, file);
        ((ObjectNode) head.get("layers").get(1)).put("eps", 0.5);
        assertThrows(AssertionError.class, () -> GoldenRun.check("heads", head, file));
    }

    /** Parameters without the classifier, as torchvision has them; the stem for small images has 3·3 places where the other has 7·7. */
    @ParameterizedTest
    @CsvSource({"resnet34, 21284672", "resnet34_cifar, 21276992", "resnet101, 42500160", "resnet50_cifar, 23500352"})
    void everyResidualNetworkIsFoundByItsName(String name, long parameters) {
        try (ResNet net = ResNetCases.net(name)) {
            assertEquals(
                    parameters,
                    net.parameters().values().stream().mapToLong(Tensor::count).sum());
        }
    }

    @Test
    void targetsThatAreNotCoveredAreCountedWhateverTheirSizes() throws Throwable {
        Map<String, Object> prefix = Plain.golden(
                "another_size", "random_prefix_mask", Plain.map("size", List.of(3, 11)), Plain.map(), Plain.map());
        GoldenRun run = run(Map.of("masks", file("token_masks", prefix)));
        assertEquals("golden: 0 passed, 0 failed, 1 not covered", run.toString());
        assertFalse(NotCovered.LIST.lists("schedules", JSON.valueToTree(prefix)));
    }

    @Test
    void filesThatAreBrokenOrEmptyFailByTheirName() throws Throwable {
        Files.writeString(folder.resolve("broken.json"), "{\"cases\": [");
        Files.writeString(folder.resolve("empty.json"), "{\"cases\": []}");
        GoldenRun run = new GoldenRun(folder);
        for (DynamicNode file : run.tests().toList()) {
            DynamicTest only = (DynamicTest)
                    ((DynamicContainer) file).getChildren().findFirst().orElseThrow();
            AssertionError error = assertThrows(
                    AssertionError.class, () -> only.getExecutable().execute());
            assertTrue(error.getMessage().contains(file.getDisplayName() + ".json"), error.getMessage());
        }
        assertEquals("golden: 0 passed, 2 failed, 0 not covered", run.toString());
    }

    @Test
    void aFolderIsNamedFromAnywhere() {
        assertEquals(folder.toAbsolutePath().normalize(), GoldenTest.folder(folder.toString()));
        String relative = "core/src/test/resources/golden";
        assertEquals(Shared.project().resolve(relative).toAbsolutePath().normalize(), GoldenTest.folder(relative));
        assertEquals(GoldenRun.shippedFolder(), GoldenTest.folder(null));
        String none = folder.resolve("none").toString();
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> GoldenTest.folder(none));
        assertEquals("-Dgolden names no folder: " + none, error.getMessage());
        assertThrows(AssertionError.class, () -> new GoldenRun(folder).tests(), "no golden files");
    }

    /** Writes the files and runs all of their tests, each of which must hold. */
    private GoldenRun run(Map<String, Map<String, Object>> files) throws Throwable {
        for (Map.Entry<String, Map<String, Object>> file : files.entrySet()) {
            JSON.writeValue(folder.resolve(file.getKey() + ".json").toFile(), file.getValue());
        }
        GoldenRun run = new GoldenRun(folder);
        for (DynamicNode file : run.tests().toList()) {
            for (DynamicNode test : ((DynamicContainer) file).getChildren().toList()) {
                ((DynamicTest) test).getExecutable().execute();
            }
        }
        return run;
    }
}
