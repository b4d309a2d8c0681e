package dev.selfsame.benchmarks.curate;

import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Geometry;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;

/** What happens to photographs that are passed on; each kind ends as a JPEG file. */
enum Damage {
    RE_ENCODED(40) {
        @Override
        Pixels of(Pixels image) {
            return image;
        }
    },
    HALF(85) {
        @Override
        Pixels of(Pixels image) {
            return resized(image, 0.5);
        }
    },
    FLIPPED(85) {
        @Override
        Pixels of(Pixels image) {
            return Geometry.flipHorizontally(image);
        }
    },
    BRIGHTER(85) {
        @Override
        Pixels of(Pixels image) {
            return ColorOperations.brightness(image, 1.4);
        }
    },
    THIRD(70) {
        @Override
        Pixels of(Pixels image) {
            return resized(image, 1.0 / 3);
        }
    },
    LARGER(85) {
        @Override
        Pixels of(Pixels image) {
            return resized(image, 1.5);
        }
    },
    DARKER(85) {
        @Override
        Pixels of(Pixels image) {
            return ColorOperations.brightness(image, 0.6);
        }
    },
    ALL(60) {
        @Override
        Pixels of(Pixels image) {
            return Geometry.flipHorizontally(ColorOperations.brightness(resized(image, 0.6), 1.25));
        }
    };

    private final int quality;

    Damage(int quality) {
        this.quality = quality;
    }

    abstract Pixels of(Pixels image);

    byte[] file(Pixels image) {
        return ImageEncoder.jpeg(of(image), quality);
    }

    private static Pixels resized(Pixels image, double factor) {
        return Resampling.resize(
                image,
                (int) Math.max(1, Math.rint(image.width() * factor)),
                (int) Math.max(1, Math.rint(image.height() * factor)),
                Interpolation.BICUBIC);
    }
}
