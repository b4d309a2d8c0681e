package dev.selfsame.method;

import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.CropViews;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.FourierViews;
import dev.selfsame.view.JigsawViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.ReSslViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of views that a recipe can name, each a record whose components are keys of the {@code views} section. */
public final class ViewKinds {
    /** The kind for images as they are; the others are for RGB. */
    public static final String AS_IS = "channels";

    private static final Map<String, Class<? extends Views>> ALL = new TreeMap<>(Map.of(
            "simclr",
            SimClrViews.class,
            "byol",
            ByolViews.class,
            "alike",
            AlikeViews.class,
            "crop",
            CropViews.class,
            "multi-crop",
            MultiCropViews.class,
            "detcon",
            DetConViews.class,
            "fourier",
            FourierViews.class,
            "jigsaw",
            JigsawViews.class,
            "ressl",
            ReSslViews.class,
            AS_IS,
            ChannelViews.class));

    private ViewKinds() {}

    /**
     * The record of a kind.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static Class<? extends Views> record(String kind) {
        Class<? extends Views> record = ALL.get(kind);
        if (record == null) {
            throw new IllegalArgumentException(
                    "views.kind must be one of " + String.join(", ", ALL.keySet()) + ", got " + kind);
        }
        return record;
    }

    /**
     * The name of the kind that views are of.
     *
     * @throws IllegalArgumentException if they are of none, and so can't be written into a recipe
     */
    public static String of(Views views) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue() == views.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(views + " has no name that a recipe could hold"));
    }
}
