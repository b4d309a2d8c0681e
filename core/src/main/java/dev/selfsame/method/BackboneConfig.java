package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which network learns to see.
 *
 * @param name one of {@code list backbones}, such as {@code resnet18}
 * @param options of this network, by name, as that list has them: all of them, those that are not given with their defaults
 */
public record BackboneConfig(String name, Map<String, Object> options) {
    private static final String CIFAR_STEM = "cifar-stem";
    private static final String BASE_WIDTH = "base-width";
    private static final String CHANNELS = "channels";
    private static final String PATCH_SIZE = "patch-size";
    private static final String IMAGE_SIZE = "image-size";

    /** Of vision transformers, the best first. */
    private static final List<Integer> PATCHES = List.of(16, 14, 8, 7, 4, 2, 1);

    /** The first layers of a residual network. */
    public enum Stem {
        /** 3×3, stride 1, no pooling. */
        CIFAR,
        /** 7×7, stride 2, max-pool. */
        IMAGENET
    }

    /**
     * Checks the options and adds those that are not given.
     *
     * @throws IllegalArgumentException if one is wrong, or there is no backbone of the name
     */
    public BackboneConfig {
        requireKnown(name);
        Map<String, Object> all = said(name, options);
        all.remove("name");
        options = Collections.unmodifiableMap(all);
    }

    /**
     * A residual network.
     *
     * @param name such as {@code resnet18}
     * @param stem {@code cifar}: 3×3, stride 1, no pooling, for images up to about 64 px; {@code imagenet}: 7×7, stride 2,
     *     max-pool
     * @param baseWidth channels of the first stage; 64, and 16 for a small network with a quarter of the features
     * @param channels of the images; 3 for RGB
     * @param zeroInitResidual whether the last norm of each residual block starts at 0, so that blocks start as identities
     * @throws IllegalArgumentException if one is wrong, or there is no backbone of the name
     */
    public BackboneConfig(String name, Stem stem, int baseWidth, int channels, boolean zeroInitResidual) {
        this(
                name,
                Map.of(
                        CIFAR_STEM,
                        stem == Stem.CIFAR,
                        BASE_WIDTH,
                        baseWidth,
                        CHANNELS,
                        channels,
                        "zero-init-residual",
                        zeroInitResidual));
    }

    private static void requireKnown(String name) {
        List<String> known =
                Backbones.describe().stream().map(Backbones.Description::name).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "backbone.name must be one of " + String.join(", ", known) + ", got " + name);
        }
    }

    /** Errors of options begin with the option; here with its key in a recipe. */
    private static Map<String, Object> said(String name, Map<String, Object> options) {
        try {
            return Backbones.architecture(name, options);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String own = name + ": ";
            String where = message.startsWith(name + " ") ? "backbone " : "backbone.";
            throw new IllegalArgumentException(
                    where + (message.startsWith(own) ? message.substring(own.length()) : message), e);
        }
    }

    /** Whether the network has an option. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** The first layers of a residual network; those for large images where there is no choice. */
    public Stem stem() {
        return Boolean.TRUE.equals(options.get(CIFAR_STEM)) ? Stem.CIFAR : Stem.IMAGENET;
    }

    /** Channels of the images. */
    public int channels() {
        return Integer.parseInt(options.getOrDefault(CHANNELS, 3).toString());
    }

    /**
     * Channels of the first stage.
     *
     * @throws IllegalArgumentException if the network has no such number
     */
    public int baseWidth() {
        if (!has(BASE_WIDTH)) {
            throw new IllegalArgumentException(name + " has no " + BASE_WIDTH);
        }
        return whole(BASE_WIDTH);
    }

    private int whole(String option) {
        return Integer.parseInt(String.valueOf(options.get(option)));
    }

    /** Whether the last norm of each residual block starts at 0. */
    public boolean zeroInitResidual() {
        return Boolean.TRUE.equals(options.get("zero-init-residual"));
    }

    /** The same with an option changed. */
    public BackboneConfig with(String option, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new BackboneConfig(name, changed);
    }

    /** For images of another number of channels. */
    public BackboneConfig withChannels(int number) {
        return with(CHANNELS, number);
    }

    /** Another network, with those of the options that are not the defaults here and that it has, too. */
    public BackboneConfig withName(String other) {
        requireKnown(other);
        Map<String, Object> before = said(name, Map.of());
        Map<String, Object> possible = said(other, Map.of());
        Map<String, Object> kept = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (possible.containsKey(key) && !Objects.equals(value, before.get(key))) {
                kept.put(key, value);
            }
        });
        return new BackboneConfig(other, kept);
    }

    /**
     * The same with what goes by the size of the images: the stem of a residual network, the patches of the others (at
     * least 8 on a side of a vision transformer's, where that can be), and the positions of these.
     *
     * @param side of an image in pixels
     */
    public BackboneConfig fittedTo(int side) {
        Map<String, Object> fitted = new LinkedHashMap<>(options);
        if (has(CIFAR_STEM)) {
            fitted.put(CIFAR_STEM, side <= AutoSettings.SMALL);
        } else if (has(IMAGE_SIZE)) {
            int patch = PATCHES.stream()
                    .filter(size -> side % size == 0 && side / size >= 8 && side / size <= 32)
                    .findFirst()
                    .orElse(PATCHES.get(0));
            fitted.put(PATCH_SIZE, patch);
            fitted.put(IMAGE_SIZE, Math.max(1, side / patch) * patch);
        } else if (has(PATCH_SIZE)) {
            fitted.put(PATCH_SIZE, side >= 2 * AutoSettings.SMALL ? 4 : side >= AutoSettings.SMALL ? 2 : 1);
        }
        return new BackboneConfig(name, fitted);
    }

    /** What the network sees first, in words. */
    public String opening() {
        if (has(CIFAR_STEM)) {
            return stem() == Stem.CIFAR ? "the 3×3 stem of small images" : "the 7×7 stem";
        }
        return has(PATCH_SIZE) ? "patches of " + options.get(PATCH_SIZE) : "its own first layer";
    }

    /** Whether it is a transformer or made like one, which other optimisers suit. */
    public boolean isOfPatches() {
        return has(PATCH_SIZE);
    }

    /** The local ones among views with sides that the network takes. */
    public Views fitted(Views views) {
        if (!has(IMAGE_SIZE) || !(views instanceof MultiCropViews crops)) {
            return views;
        }
        int patch = whole(PATCH_SIZE);
        return crops.withLocalSize(Math.max(1, Math.round((float) crops.local().size() / patch)) * patch);
    }

    /**
     * Checks that the network takes the views.
     *
     * @throws IllegalArgumentException if not, with what it takes
     */
    void requireSide(int side) {
        try {
            Backbones.requireSide(name, options, side);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("backbone." + e.getMessage(), e);
        }
    }

    /** Makes the network, without weights. */
    public Backbone build() {
        return Backbones.named(name, options);
    }
}
