package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationClaimsTest {
    /** The one key that leaves an augmentation out, and its value then, by what the variant is called. */
    private static final Map<String, Map<String, String>> LEFT_OUT = Map.of(
            "no crop", Map.of("views.min-scale", "1.0"),
            "no flip", Map.of("views.horizontal-flip", "0.0"),
            "no colour jitter", Map.of("views.strength", "0.0"),
            "no grayscale", Map.of("views.grayscale", "0.0"),
            "no blur", Map.of("views.blur", "0.0"),
            "no solarizing", Map.of("views.solarize", "0.0"));

    private static List<Variant> variants(String claim) {
        return Claims.named(claim).variants().apply(LabSize.USUAL);
    }

    private static Map<String, String> values(Variant variant) {
        return new Configuration(variant.recipe(), RunSettings.DEFAULT).values();
    }

    /** The keys of a variant that the baseline has otherwise. */
    private static Map<String, String> changes(Variant variant, Variant baseline) {
        Map<String, String> before = values(baseline);
        Map<String, String> changes = new LinkedHashMap<>(values(variant));
        changes.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return changes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"barlow-augmentations", "simclr-augmentations", "byol-augmentations"})
    void eachAugmentationOfTheBaselineIsLeftOutOnceAndAlone(String claim) {
        List<Variant> variants = variants(claim);
        Variant all = variants.get(0);
        List<String> wanted = new ArrayList<>(List.of("all"));
        for (String name :
                List.of("no crop", "no flip", "no colour jitter", "no grayscale", "no blur", "no solarizing")) {
            LEFT_OUT.get(name).forEach((key, off) -> {
                if (!off.equals(values(all).get(key))) {
                    wanted.add(name);
                }
            });
        }
        wanted.add("crop and flip alone");
        assertEquals(wanted, variants.stream().map(Variant::name).toList());
        for (Variant variant : variants.subList(1, variants.size() - 1)) {
            assertEquals(LEFT_OUT.get(variant.name()), changes(variant, all), variant.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"barlow-augmentations", "simclr-augmentations", "byol-augmentations"})
    void cropAndFlipAloneHasNothingElse(String claim) {
        List<Variant> variants = variants(claim);
        Variant alone = variants.get(variants.size() - 1);
        Map<String, String> values = values(alone);
        for (String name : List.of("no colour jitter", "no grayscale", "no blur", "no solarizing")) {
            LEFT_OUT.get(name).forEach((key, off) -> assertEquals(off, values.get(key), key));
        }
        for (String key : List.of("views.min-scale", "views.horizontal-flip")) {
            assertEquals(values(variants.get(0)).get(key), values.get(key));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"barlow-augmentations", "byol-augmentations"})
    void solarizingIsPartOfThePapersViewsThatHaveIt(String claim) {
        assertEquals("0.1", values(variants(claim).get(0)).get("views.solarize"));
    }
}
