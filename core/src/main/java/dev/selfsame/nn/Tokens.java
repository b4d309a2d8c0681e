package dev.selfsame.nn;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/** Sequences of tokens, [N, L, D], and the patches of images that they come from. */
public final class Tokens {
    private Tokens() {}

    /**
     * Some tokens of each image.
     *
     * @param indices int64 [N, k], each 0 to L - 1
     * @return [N, k, D]
     */
    public static Tensor atIndex(Tensor tokens, Tensor indices) {
        requireIndices(tokens, indices);
        try (Tensor wide = wide(tokens, indices)) {
            return Indexing.gather(tokens, 1, wide);
        }
    }

    /**
     * A copy with other tokens in some places.
     *
     * @param indices int64 [N, k], each 0 to L - 1, no two of an image alike
     * @param values [N, k, D]
     */
    public static Tensor withAtIndex(Tensor tokens, Tensor indices, Tensor values) {
        requireIndices(tokens, indices);
        try (Tensor wide = wide(tokens, indices)) {
            return Indexing.scatter(tokens, 1, wide, values);
        }
    }

    /**
     * A copy with one token in some places.
     *
     * @param indices int64 [N, k], each 0 to L - 1, no two of an image alike
     * @param token [1, 1, D]
     */
    public static Tensor maskAtIndex(Tensor tokens, Tensor indices, Tensor token) {
        requireIndices(tokens, indices);
        try (Tensor repeated = repeat(token, tokens.size(0), indices.size(1))) {
            return withAtIndex(tokens, indices, repeated);
        }
    }

    /**
     * The tokens, or one token where a mask says so.
     *
     * @param mask bool [N, L]
     * @param token [1, 1, D]
     */
    public static Tensor mask(Tensor tokens, Tensor mask, Tensor token) {
        if (mask.dtype() != DType.BOOL
                || mask.rank() != 2
                || mask.size(0) != tokens.size(0)
                || mask.size(1) != tokens.size(1)) {
            throw new IllegalArgumentException("a mask of tokens is bool [" + tokens.size(0) + ", " + tokens.size(1)
                    + "] for as many images and tokens, got " + mask);
        }
        try (Tensor places = mask.unsqueeze(2)) {
            return Indexing.where(places, token, tokens);
        }
    }

    /**
     * Tokens that all images share, before their own.
     *
     * @param shared [1, P, D]
     * @return [N, P + L, D]
     */
    public static Tensor prepend(Tensor shared, Tensor tokens) {
        try (Tensor expanded = shared.expand(tokens.size(0), -1, -1)) {
            return Tensor.cat(List.of(expanded, tokens), 1);
        }
    }

    /** One token [1, 1, D] as often as is asked for, without copying: [n, length, D]. */
    public static Tensor repeat(Tensor token, long n, long length) {
        return token.expand(n, length, -1);
    }

    /**
     * Images cut into patches: [N, C, H, W] → [N, (H / size) · (W / size), size · size · C], row by row, the channels of a
     * pixel side by side.
     *
     * @param size side of a patch, which divides H and W
     */
    public static Tensor patches(Tensor images, int size) {
        Check.atLeast(1, "size", size);
        if (images.rank() != 4 || images.size(2) % size != 0 || images.size(3) % size != 0) {
            throw new IllegalArgumentException(
                    "patches of " + size + " need images [N, C, H, W] whose sides are multiples, got " + images);
        }
        long n = images.size(0);
        long channels = images.size(1);
        long rows = images.size(2) / size;
        long columns = images.size(3) / size;
        try (Tensor cut = images.reshape(n, channels, rows, size, columns, size);
                Tensor ordered = cut.permute(0, 2, 4, 3, 5, 1)) {
            return ordered.reshape(n, rows * columns, channels * size * size);
        }
    }

    /**
     * Square images put together again from their {@link #patches}.
     *
     * @param size side of a patch
     * @param channels of an image
     */
    public static Tensor images(Tensor patches, int size, int channels) {
        long number = patches.rank() == 3 ? patches.size(1) : 0;
        long side = Math.round(Math.sqrt((double) number));
        if (side == 0 || side * side != number) {
            throw new IllegalArgumentException("square images of patches of " + size + " and " + channels
                    + " channels need [N, side², " + (long) size * size * channels + "], got " + patches);
        }
        return images(patches, size, channels, (int) side);
    }

    /**
     * Images put together again from their {@link #patches}: [N, channels, rows · size, columns · size].
     *
     * @param size side of a patch
     * @param channels of an image
     * @param rows how many patches lie below each other; they divide the number of patches
     */
    public static Tensor images(Tensor patches, int size, int channels, int rows) {
        Check.atLeast(1, "size", size);
        Check.atLeast(1, "channels", channels);
        Check.atLeast(1, "rows", rows);
        long values = (long) size * size * channels;
        if (patches.rank() != 3 || patches.size(1) % rows != 0 || patches.size(2) != values) {
            throw new IllegalArgumentException("images of " + rows + " rows of patches of " + size + " and " + channels
                    + " channels need [N, rows · columns, " + values + "], got " + patches);
        }
        long columns = patches.size(1) / rows;
        try (Tensor apart = patches.reshape(patches.size(0), rows, columns, size, size, channels);
                Tensor ordered = apart.permute(0, 5, 1, 3, 2, 4)) {
            return ordered.reshape(patches.size(0), channels, rows * (long) size, columns * size);
        }
    }

    private static Tensor wide(Tensor tokens, Tensor indices) {
        try (Tensor places = indices.unsqueeze(2)) {
            return places.expand(-1, -1, tokens.size(2));
        }
    }

    private static void requireIndices(Tensor tokens, Tensor indices) {
        if (tokens.rank() != 3
                || indices.dtype() != DType.INT64
                || indices.rank() != 2
                || indices.size(0) != tokens.size(0)) {
            throw new IllegalArgumentException(
                    "tokens [N, L, D] are chosen by int64 [N, k], got " + tokens + " and " + indices);
        }
    }
}
