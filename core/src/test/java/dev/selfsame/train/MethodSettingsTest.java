package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hyper-parameters of methods as a user sets them. */
class MethodSettingsTest {
    private static final Map<Class<?>, List<String>> NEVER_IN_RANGE =
            Map.of(double.class, List.of("NaN", "Infinity", "-Infinity"), int.class, List.of("-1", "-2147483648"));

    static Stream<String> methods() {
        return Methods.all().stream().map(Methods.Entry::name);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aNumberOutOfRangeIsRefusedByItsKey(String method) {
        Recipe recipe = Methods.recipe(method, "cifar10");
        Configuration whole = new Configuration(recipe, RunSettings.DEFAULT);
        RecordComponent[] components = recipe.method().getClass().getRecordComponents();
        List<String> keys = RecordTree.keys(recipe.method().getClass());
        for (int i = 0; i < components.length; i++) {
            String key = "method." + keys.get(i);
            for (String value : NEVER_IN_RANGE.getOrDefault(components[i].getType(), List.of())) {
                String setting = key + "=" + value;
                var error = assertThrows(
                        IllegalArgumentException.class, () -> whole.with(List.of(setting)), setting + " is taken");
                assertTrue(error.getMessage().startsWith(key + " must be "), error.getMessage());
            }
        }
    }
}
