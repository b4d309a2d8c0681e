package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import java.util.List;

/**
 * Transforms one after another, all drawing from the same numbers.
 *
 * @param transforms in order; an empty list changes nothing
 */
public record Sequence(List<Transform> transforms) implements Transform {
    /** Keeps a copy of the list. */
    public Sequence {
        transforms = List.copyOf(transforms);
    }

    /** In the order given. */
    public static Sequence of(Transform... transforms) {
        return new Sequence(List.of(transforms));
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        try (Planes seen = planes(image, draws)) {
            return seen.toPixels();
        }
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        Samples seen = image;
        for (Transform transform : transforms) {
            seen = transform.apply(seen, draws);
        }
        return seen;
    }

    @Override
    public int reduction(int width, int height) {
        return transforms.isEmpty() ? 1 : transforms.get(0).reduction(width, height);
    }

    @Override
    public Planes planes(Pixels image, Draws draws) {
        Planes seen = Planes.of(image);
        for (Transform transform : transforms) {
            if (transform instanceof PlanesTransform same) {
                same.change(seen, draws);
            } else {
                try (Planes before = seen) {
                    seen = transform.planes(before.toPixels(), draws);
                }
            }
        }
        return seen;
    }
}
