package dev.selfsame.loss;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/** Which of each image's tokens are masked, read out to Java, image after image. */
final class TokenMask {
    private final boolean[] masked;
    private final int images;

    private TokenMask(boolean[] masked, int images) {
        this.masked = masked;
        this.images = images;
    }

    /** From a bool tensor [B, tokens] or [B, H, W]. */
    static TokenMask of(String loss, Tensor mask) {
        if (mask.dtype() != DType.BOOL || mask.rank() < 2 || mask.rank() > 3 || mask.count() == 0) {
            throw new IllegalArgumentException(loss + " wants a mask of type bool, [B, tokens] or [B, H, W], got "
                    + mask.dtype() + Arrays.toString(mask.shape()));
        }
        byte[] bytes = mask.toBytes();
        boolean[] masked = new boolean[bytes.length];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = bytes[i] != 0;
        }
        return new TokenMask(masked, (int) mask.size(0));
    }

    int images() {
        return images;
    }

    /** Tokens of an image. */
    int tokens() {
        return masked.length / images;
    }

    /** Masked tokens of all images. */
    int count() {
        int count = 0;
        for (boolean each : masked) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /**
     * The weight of each token in a mean over images of a mean over each image's tokens: of those that are masked, or of
     * those that are not. The others weigh 0.
     */
    double[] weights(boolean ofMasked) {
        double[] weights = new double[masked.length];
        for (int start = 0; start < masked.length; start += tokens()) {
            int count = 0;
            for (int i = start; i < start + tokens(); i++) {
                count += masked[i] == ofMasked ? 1 : 0;
            }
            for (int i = start; i < start + tokens(); i++) {
                weights[i] = masked[i] == ofMasked ? 1.0 / ((double) count * images) : 0;
            }
        }
        return weights;
    }
}
