package dev.selfsame.view;

import dev.selfsame.image.Pixels;
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
        Pixels result = image;
        for (Transform transform : transforms) {
            result = transform.apply(result, draws);
        }
        return result;
    }
}
