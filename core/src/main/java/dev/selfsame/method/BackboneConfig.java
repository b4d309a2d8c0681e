package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import java.util.List;
import java.util.Map;

/**
 * Which network learns to see.
 *
 * @param name one of {@code list backbones}, such as {@code resnet18}
 * @param stem {@code cifar}: 3×3, stride 1, no pooling, for images up to about 64 px; {@code imagenet}: 7×7, stride 2,
 *     max-pool
 * @param baseWidth channels of the first stage; 64, and 16 for a small network with a quarter of the features
 * @param channels of the images; 3 for RGB
 * @param zeroInitResidual whether the last norm of each residual block starts at 0, so that blocks start as identities
 */
public record BackboneConfig(String name, Stem stem, int baseWidth, int channels, boolean zeroInitResidual) {
    /** The first layers of a network. */
    public enum Stem {
        /** 3×3, stride 1, no pooling. */
        CIFAR,
        /** 7×7, stride 2, max-pool. */
        IMAGENET
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is wrong, or there is no backbone of the name
     */
    public BackboneConfig {
        requireKnown(name);
        Check.within("backbone.base-width", baseWidth, 1, 1024);
        Check.within("backbone.channels", channels, 1, 1024);
    }

    private static void requireKnown(String name) {
        List<String> known =
                Backbones.describe().stream().map(Backbones.Description::name).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "backbone.name must be one of " + String.join(", ", known) + ", got " + name);
        }
    }

    /** Makes the network, without weights. */
    public Backbone build() {
        return Backbones.named(
                name,
                Map.of(
                        "cifar-stem", stem == Stem.CIFAR,
                        "base-width", baseWidth,
                        "channels", channels,
                        "zero-init-residual", zeroInitResidual));
    }
}
