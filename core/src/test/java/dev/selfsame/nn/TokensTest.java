package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TokensTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void patchesArePutTogetherAgain() {
        Tensor images = BackboneContract.images(2, 3, 8, 8);
        Tensor patches = Tokens.patches(images, 4);
        assertArrayEquals(new long[] {2, 4, 48}, patches.shape());
        assertArrayEquals(images.toFloats(), Tokens.images(patches, 4, 3).toFloats());
    }

    @Test
    void patchesOfAWideImageGoRowByRow() {
        Tensor images = Tensor.range(8).to(DType.FLOAT32).reshape(1, 1, 2, 4);
        assertArrayEquals(
                new float[] {0, 1, 4, 5, 2, 3, 6, 7}, Tokens.patches(images, 2).toFloats());
    }

    @Test
    void imagesThatAreNotSquareArePutTogetherByTheirRows() {
        Tensor images = Tensor.range(2 * 2 * 4 * 6).to(DType.FLOAT32).reshape(2, 2, 4, 6);
        Tensor again = Tokens.images(Tokens.patches(images, 2), 2, 2, 2);
        assertArrayEquals(images.shape(), again.shape());
        assertArrayEquals(images.toFloats(), again.toFloats());
    }

    @Test
    void gradientsReachTheTokensThatStay() {
        Tensor tokens = Tensor.ones(DType.FLOAT32, 1, 3, 2).requireGradient(true);
        Tensor token = Tensor.zeros(DType.FLOAT32, 1, 1, 2).requireGradient(true);
        Tokens.maskAtIndex(tokens, Tensor.of(new long[] {1}, 1, 1), token).sum().backward();
        assertArrayEquals(new float[] {1, 1, 0, 0, 1, 1}, tokens.gradient().toFloats());
        assertArrayEquals(new float[] {1, 1}, token.gradient().toFloats());
    }

    @Test
    void saysWhatIsWrong() {
        Tensor tokens = Tensor.ones(DType.FLOAT32, 2, 3, 4);
        Tensor token = Tensor.ones(DType.FLOAT32, 1, 1, 4);
        assertMessage("chosen by int64 [N, k]", () -> Tokens.atIndex(tokens, tokens));
        assertMessage("chosen by int64 [N, k]", () -> Tokens.atIndex(tokens, Tensor.of(new long[] {0}, 1, 1)));
        assertMessage("bool [2, 3]", () -> Tokens.mask(tokens, Tensor.zeros(DType.BOOL, 2, 4), token));
        assertMessage("patches of 3 need images", () -> Tokens.patches(Tensor.ones(DType.FLOAT32, 1, 1, 6, 8), 3));
        assertMessage("square images of patches", () -> Tokens.images(tokens, 2, 1));
        assertMessage("images of 2 rows of patches", () -> Tokens.images(tokens, 2, 1, 2));
        assertMessage("rows must be at least 1", () -> Tokens.images(tokens, 2, 1, 0));
        assertMessage("a multiple of 4, got 6", () -> SineCosinePositions.of(6, 2, 0));
    }

    private static void assertMessage(String part, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
