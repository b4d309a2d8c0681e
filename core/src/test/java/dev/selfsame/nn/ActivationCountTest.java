package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Leaks;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers written down from what papers say of the networks; that of every shape is {@link CountedOperations}'. */
class ActivationCountTest {
    private static long activations(String name, Map<String, ?> options, int side) {
        try (Backbone network = Backbones.named(name, options)) {
            return network.activations(side);
        }
    }

    /** Each convolution has a norm behind it, each block a sum. */
    @Test
    void aResNet18KeepsWhatItsConvolutionsAndNormsGive() {
        long stem = 2 * 64 * 32 * 32;
        long first = 2 * 5 * 64 * 32 * 32; // 2 blocks of 2 convolutions
        long second = (7 + 5) * 128 * 16 * 16; // the first with a convolution in its shortcut
        long third = (7 + 5) * 256 * 8 * 8;
        long fourth = (7 + 5) * 512 * 4 * 4;
        assertEquals(
                stem + first + second + third + fourth + 512, activations("resnet18", Map.of("cifar-stem", true), 32));
    }

    /** Twice the side is four times as much of everything but the average. */
    @Test
    void theStemForLargeImagesKeepsLess() {
        long small = activations("resnet18", Map.of("cifar-stem", true), 64) - 512;
        long halved = 2 * 64 * 32 * 32;
        long pooled = 3 * 64 * 16 * 16; // with the places of the largest
        long stem = 2 * 64 * 64 * 64;
        assertEquals(
                (small - stem) / 16 + halved + pooled, activations("resnet18", Map.of("cifar-stem", false), 64) - 512);
    }

    /** Of each token: twice a norm and a sum, query, key and value, what attention mixes, and a perceptron of four widths. */
    @Test
    void aVisionTransformerKeepsAsMuchOfEachToken() {
        long width = 24;
        int blocks = 3;
        long patches = 4 * 4;
        long tokens = patches + 1;
        long block = (2 + 2 + 3 + 2 + 1 + 2 * 4 + 1) * width * tokens;
        long around = (2 * patches + 1 + tokens + 1) * width; // projected, placed, with the class token; the last norm
        long counted = activations(
                "vit-tiny", Map.of("image-size", 32, "patch-size", 8, "width", 24, "depth", blocks, "heads", 2), 32);
        assertEquals(blocks * block + around, counted);
    }

    @Test
    void nothingIsLeftBehind() {
        long before = Leaks.live();
        activations("vit-tiny", Map.of("image-size", 32, "patch-size", 8, "width", 24, "depth", 1, "heads", 2), 64);
        assertEquals(before, Leaks.live());
    }

    @Test
    void whatDoesNotDescribeItselfIsNotCounted() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> activations("resnet18", Map.of("base-width", 32, "norm", "group"), 32));
    }
}
