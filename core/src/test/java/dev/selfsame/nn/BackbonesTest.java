package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackbonesTest {
    @Test
    void describesEachWithItsOptions() {
        List<Backbones.Description> all = Backbones.describe();
        assertTrue(all.stream()
                .map(Backbones.Description::name)
                .toList()
                .containsAll(List.of(
                        "resnet18",
                        "resnet152",
                        "wide-resnet50-2",
                        "wide-resnet101-2",
                        "resnext50-32x4d",
                        "resnext101-32x8d",
                        "resnext101-64x4d",
                        "convnext-tiny",
                        "convnext-large",
                        "vit-tiny",
                        "vit-large")));
        all.forEach(one -> assertFalse(one.about().isBlank()));
        assertEquals(
                List.of("cifar-stem", "base-width", "channels", "zero-init-residual", "norm", "weight-standardization"),
                List.copyOf(all.get(0).options().keySet()));
    }

    @Test
    void makesThemByNameWithOptionsAsValuesOrText() {
        try (Backbone values = Backbones.named("resnet18", Map.of("cifar-stem", true, "base-width", 4, "channels", 1));
                Backbone texts =
                        Backbones.named("resnet18", Map.of("cifar-stem", "true", "base-width", "4", "channels", "1"))) {
            assertEquals(32, values.features());
            assertEquals(1, values.channels());
            assertEquals(values.architecture(), texts.architecture());
        }
    }

    @Test
    void architecturesAreKnownWithoutTheNetworks() {
        for (Backbones.Description one : Backbones.describe()) {
            if (!one.options().isEmpty()) {
                Map<String, Object> architecture = Backbones.architecture(one.name(), Map.of());
                List<String> keys = new ArrayList<>(List.of("name"));
                keys.addAll(one.options().keySet());
                assertEquals(keys, List.copyOf(architecture.keySet()));
            }
        }
        try (Backbone net = Backbones.named("vit-tiny", Map.of("depth", 1))) {
            assertEquals(net.architecture(), Backbones.architecture("vit-tiny", Map.of("depth", "1")));
        }
    }

    @Test
    void sidesThatANetworkCannotTakeAreRefused() {
        Backbones.requireSide("resnet18", Map.of(), 33);
        Backbones.requireSide("vit-tiny", Map.of(), 48);
        Backbones.requireSide("convnext-tiny", Map.of(), 33);
        assertMessage(
                "patch-size must divide the sides of the images, 33, got 16",
                () -> Backbones.requireSide("vit-tiny", Map.of(), 33));
        assertMessage(
                "patch-size must be at most 3 for images of 31×31, got 4",
                () -> Backbones.requireSide("convnext-tiny", Map.of(), 31));
    }

    @Test
    void saysWhatIsWrong() {
        assertMessage("no backbone resnet19; there are resnet18", () -> Backbones.named("resnet19", Map.of()));
        assertMessage("resnet18 has no option width", () -> Backbones.named("resnet18", Map.of("width", 3)));
        assertMessage(
                "base-width must be a whole number, got wide",
                () -> Backbones.named("resnet18", Map.of("base-width", "wide")));
        assertMessage(
                "base-width must be at least 1, got 0", () -> Backbones.named("resnet18", Map.of("base-width", 0)));
        assertMessage(
                "cifar-stem must be true or false, got 1", () -> Backbones.named("resnet18", Map.of("cifar-stem", 1)));
        assertMessage("needs a name", () -> Backbones.fromArchitecture(Map.of("channels", 3)));
        assertMessage(
                "resnet18 is known already",
                () -> Backbones.register("resnet18", "mine", options -> new ResNet(ResNet.Config.of(18))));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
