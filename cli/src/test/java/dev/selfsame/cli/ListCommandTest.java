package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.method.Methods;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
