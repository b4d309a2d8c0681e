package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.method.Methods;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandTest {
    @Test
    void methodsHaveAPaperAndRecipes() throws IOException {
        JsonNode methods = Selfsame.run("list", "methods", "--json").done().json();
        assertEquals(Methods.all().stream().map(Methods.Entry::name).toList(), methods.findValuesAsText("name"));
        for (JsonNode method : methods) {
            assertTrue(method.path("year").asInt() >= 2018, method.toString());
            assertTrue(
                    method.path("about").asText().startsWith(method.path("idea").asText()), method.toString());
            assertTrue(
                    List.of("low", "medium", "high")
                            .contains(method.path("batch_sensitivity").asText()),
                    method.toString());
            assertTrue(method.path("paper").asText().matches(".*(arXiv|doi):.*"), method.toString());
            assertEquals(
                    "[\"auto\",\"cifar10\",\"imagenet\"]",
                    method.path("recipes").toString());
        }
    }

    @Test
    void whatAMethodIsLikeStandsBeforeItsPaper() throws IOException {
        JsonNode methods = Selfsame.run("list", "methods", "--json").done().json();
        for (JsonNode method : methods) {
            String notes = Stream.of("negatives", "momentum", "prototypes")
                    .filter(note -> method.path(note).asBoolean())
                    .map(note -> note + "; ")
                    .collect(Collectors.joining());
            assertEquals(
                    method.path("idea").asText() + " (" + notes
                            + method.path("paper").asText() + ")",
                    method.path("about").asText());
        }
    }

    /** As in docs/methods.md; about, in JSON, stays as it was. */
    @Test
    void aLineSaysWhatAMethodSuffersFromAndItsRecipes() throws IOException {
        JsonNode methods = Selfsame.run("list", "methods", "--json").done().json();
        List<String> lines =
                Selfsame.run("list", "methods").done().out().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode method = methods.get(i);
            String suffers = "small batches " + method.path("batch_sensitivity").asText() + ", weak views "
                    + method.path("augmentation_sensitivity").asText() + "; auto, cifar10, imagenet; "
                    + method.path("paper").asText() + ")";
            assertTrue(lines.get(i).endsWith(suffers), lines.get(i));
            assertTrue(lines.get(i).contains(method.path("idea").asText() + " ("), lines.get(i));
            for (String need : List.of("negatives", "momentum", "prototypes")) {
                assertEquals(method.path(need).asBoolean(), lines.get(i).contains(need + "; "), lines.get(i));
            }
        }
    }

    @Test
    void recipesForOtherImagesThanTheirNameSaysSaySo() {
        String recipes = Selfsame.run("list", "recipes").done().out();
        for (String method : List.of("all4one", "vibcreg", "wmse", "frossl")) {
            assertTrue(
                    recipes.lines()
                            .anyMatch(line -> line.startsWith(method + " imagenet ")
                                    && line.contains("resnet18")
                                    && line.endsWith("; for ImageNet-100")),
                    method);
        }
        assertEquals(
                9,
                recipes.lines()
                        .filter(line -> line.contains(" imagenet ") && line.contains("; "))
                        .count());
        assertEquals(
                0,
                recipes.lines()
                        .filter(line -> line.contains(" cifar10 ") && line.contains("; "))
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "methods, name about paper year idea negatives momentum prototypes batch_sensitivity augmentation_sensitivity"
                + " recipes class",
        "losses, name about",
        "backbones, name about options",
        "recipes, name about method recipe"
    })
    void everyEntryHasTheKeysOfTheContract(String what, String keys) throws IOException {
        for (JsonNode entry : Selfsame.run("list", what, "--json").done().json()) {
            List<String> found = new ArrayList<>();
            entry.fieldNames().forEachRemaining(found::add);
            assertEquals(List.of(keys.split(" ", -1)), found);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"methods", "losses", "backbones", "recipes", "claims"})
    void aLineAnEntryAndAnArrayOfAsMany(String what) throws IOException {
        JsonNode array = Selfsame.run("list", what, "--json").done().json();
        assertTrue(array.isArray() && !array.isEmpty());
        List<String> lines = Selfsame.run("list", what).done().out().lines().toList();
        assertEquals(array.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith(array.get(i).path("name").asText()), lines.get(i));
        }
    }

    @Test
    void recipesNameTheirMethod() throws IOException {
        JsonNode recipes = Selfsame.run("list", "recipes", "--json").done().json();
        assertEquals(3 * Methods.all().size(), recipes.size());
        int byol = recipes.findValuesAsText("method").indexOf("byol");
        assertEquals("auto", recipes.get(byol).path("recipe").asText());
    }
}
