package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MethodsTest {
    @Test
    void aConfigurationThatIsNotNestedIsRefused() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> new Methods.Entry("own", "Own, 2020", Traits.of("mine"), MethodConfig.class, List.of()));
        assertEquals(
                "the configuration of method own must be nested in the method's class, got "
                        + MethodConfig.class.getName(),
                error.getMessage());
    }

    @Test
    void theTypeIsTheClassAroundTheConfiguration() {
        Methods.Entry byol = Methods.all().stream()
                .filter(entry -> entry.name().equals("byol"))
                .findFirst()
                .orElseThrow();
        assertEquals("Byol", byol.type());
    }

    @Test
    void everyRecipeHasBatchesThatItsMethodCanPart() {
        for (Methods.Entry entry : Methods.all()) {
            for (String name : entry.recipes()) {
                Recipe recipe = Methods.recipe(entry.name(), name);
                assertEquals(0, recipe.batchSize() % recipe.method().batchMultiple(), entry.name() + " " + name);
            }
        }
    }
}
