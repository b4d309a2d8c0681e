package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.nn.Heads;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedTest {
    private static View view(int number, int side) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, number);
        float[] pixels = new float[2 * 3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) draws.uniform(-1, 1);
        }
        return View.of(Tensor.of(pixels, 2, 3, side, side));
    }

    /** In evaluation batch norms don't care who is there: both ways give the same, view by view. */
    @Test
    void viewsComeOutInTheirOrderHoweverTheyWentIn() {
        try (Branch branch = new Branch(MethodContract.SMALL.build(), features -> Heads.mlp(features, 8, 4, 2));
                Scope scope = new Scope()) {
            branch.initialize(1);
            Batch batch = new Batch(List.of(view(0, 12), view(1, 12), view(2, 8), view(3, 12)), Tensor.range(2), null);
            branch.training(false);
            Embedded each = Embedded.each(branch, batch);
            Embedded together = Embedded.together(branch, batch);
            assertEquals(4, together.embeddings().size());
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(
                        each.embeddings().get(i).toFloats(),
                        together.embeddings().get(i).toFloats(),
                        1e-5f);
                assertArrayEquals(
                        each.features().get(i).toFloats(),
                        together.features().get(i).toFloats(),
                        1e-5f);
            }
        }
    }

    @Test
    void togetherMeansOnePassForNeighboursOfOneSize() {
        try (Branch branch = new Branch(MethodContract.SMALL.build(), features -> Heads.mlp(features, 8, 4, 2));
                Scope scope = new Scope()) {
            branch.initialize(1);
            Batch batch = new Batch(List.of(view(0, 12), view(1, 12), view(2, 8)), Tensor.range(2), null);
            Embedded.together(branch, batch);
            assertEquals(
                    2, branch.buffers().get("encoder.bn1.num_batches_tracked").item());
            Embedded.each(branch, batch);
            assertEquals(
                    5, branch.buffers().get("encoder.bn1.num_batches_tracked").item());
        }
    }
}
