package dev.selfsame.image;

import java.util.function.Consumer;

/** The changes of colour of {@link Planes}, one at a time. */
public final class ColorOperations {
    private ColorOperations() {}

    /** See {@link Planes#brightness}. */
    public static Pixels brightness(Pixels image, double factor) {
        return changed(image, planes -> planes.brightness(factor));
    }

    /** See {@link Planes#contrast}. */
    public static Pixels contrast(Pixels image, double factor) {
        return changed(image, planes -> planes.contrast(factor));
    }

    /** See {@link Planes#saturation}. */
    public static Pixels saturation(Pixels image, double factor) {
        return changed(image, planes -> planes.saturation(factor));
    }

    /** See {@link Planes#hue}. */
    public static Pixels hue(Pixels image, double shift) {
        return changed(image, planes -> planes.hue(shift));
    }

    /** See {@link Planes#grayscale}. */
    public static Pixels grayscale(Pixels image) {
        return changed(image, Planes::grayscale);
    }

    /** See {@link Planes#solarize}. */
    public static Pixels solarize(Pixels image, int threshold) {
        return changed(image, planes -> planes.solarize(threshold));
    }

    private static Pixels changed(Pixels image, Consumer<Planes> change) {
        try (Planes planes = Planes.of(image)) {
            change.accept(planes);
            return planes.toPixels();
        }
    }
}
