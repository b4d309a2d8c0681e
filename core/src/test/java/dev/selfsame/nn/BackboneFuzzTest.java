package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever options and images a backbone is given, there is a result or one plain line. {@code -Dfuzz.seed=N}. */
class BackboneFuzzTest {
    private static final List<String> WILD = List.of(
            "0",
            "1",
            "2",
            "3",
            "7",
            "8",
            "16",
            "-1",
            "1e9",
            "2147483647",
            "-2147483648",
            "99999999999",
            "0.5",
            "1e-5",
            "NaN",
            "Infinity",
            "true",
            "false",
            "token",
            "average",
            "sine-cosine",
            "1-1-1-1",
            "1-2",
            "--",
            "",
            " ",
            "words");

    private final Random random = new Random(Long.getLong("fuzz.seed", 1));

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void optionsAreTakenOrRefusedInWords() {
        int taken = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Backbones.Description about = pick(Backbones.describe());
            Map<String, Object> options = new LinkedHashMap<>();
            for (String option : about.options().keySet()) {
                if (random.nextInt(about.options().size()) < 2) {
                    options.put(option, pick(WILD));
                }
            }
            try {
                Map<String, Object> all = Backbones.architecture(about.name(), options);
                assertEquals(all, Backbones.architecture(about.name(), withoutName(all)), options.toString());
                taken++;
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank() || e.getMessage().contains("\n"), options + ": " + e);
                refused++;
            }
        }
        assertTrue(taken > 2000 && refused > 2000, taken + " taken, " + refused + " refused");
    }

    private static Map<String, Object> withoutName(Map<String, Object> architecture) {
        Map<String, Object> rest = new LinkedHashMap<>(architecture);
        rest.remove("name");
        return rest;
    }

    @Test
    void imagesAreEmbeddedOrRefusedInWords() {
        int embedded = 0;
        for (int i = 0; i < 150; i++) {
            try (Scope scope = new Scope();
                    NoGrad guard = new NoGrad();
                    Backbone net = small()) {
                net.initialize(i);
                net.training(random.nextBoolean());
                int channels = random.nextInt(4) == 0 ? 2 : net.channels();
                Tensor x = BackboneContract.images(2, channels, 1 + random.nextInt(40), 1 + random.nextInt(40));
                Tensor features = net.forward(x);
                assertArrayEquals(new long[] {2, net.features()}, features.shape());
                embedded++;
            } catch (IllegalArgumentException e) {
                assertFalse(e.getMessage().isBlank() || e.getMessage().contains("\n"), e.toString());
            }
        }
        assertTrue(embedded > 30, embedded + " of 150");
    }

    private Backbone small() {
        return switch (random.nextInt(3)) {
            case 0 ->
                Backbones.named(
                        "vit-tiny",
                        Map.of(
                                "width", 12,
                                "depth", 1 + random.nextInt(2),
                                "image-size", 8 * (1 + random.nextInt(3)),
                                "patch-size", pick(List.of(1, 2, 4, 8, 3)),
                                "class-token", random.nextBoolean(),
                                "registers", random.nextInt(3),
                                "pooling", pick(List.of("token", "average")),
                                "positions", pick(List.of("learned", "sine-cosine")),
                                "prefix-positions", random.nextBoolean(),
                                "drop-path", pick(List.of(0, 0.9))));
            case 1 ->
                Backbones.named(
                        "convnext-tiny",
                        Map.of("base-width", 2, "blocks", "1-1-2-1", "patch-size", pick(List.of(1, 2, 3, 4))));
            default ->
                Backbones.named(
                        pick(List.of("resnet18", "wide-resnet50-2")),
                        Map.of("base-width", 2, "cifar-stem", random.nextBoolean()));
        };
    }
}
