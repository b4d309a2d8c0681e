package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
    private final Scope scope = new Scope();
    private final Tree tree = new Tree();

    private static Sequential net() {
        return new Sequential(new Linear(3, 4), new BatchNorm(4));
    }

    /** An online network and its average. */
    private static final class Tree extends Module {
        final Sequential online = child("online", net());
        final MovingAverage<Sequential> average = MovingAverage.of(online, MovingAverageTest::net);
        final Sequential target = child("target", average.module());
    }

    @AfterEach
    void close() {
        tree.close();
        scope.close();
    }

    @Test
    void tellsHowMuchOfItStayed() {
        tree.initialize(4);
        assertTrue(Double.isNaN(tree.average.kept()));
        tree.average.follow(tree.online, 0.75);
        assertEquals(0.75, tree.average.kept());
    }

    private static float[] values(Module module, String name) {
        return module.state().get(name).toFloats();
    }

    @Test
    void startsAsTheOnlineNetworkWhereverTheTreeIsInitialised() {
        tree.initialize(4);
        tree.online.state().forEach((name, tensor) -> {
            assertArrayEquals(tensor.toFloats(), values(tree.target, name), name);
            assertNotSame(tensor, tree.target.state().get(name));
        });
        assertTrue(tree.online.parameters().get("0.weight").norm().item() > 0);
    }

    @Test
    void restartsAsTheOnlineNetworkThatGotOtherWeights() {
        tree.initialize(4);
        tree.online.initialize(5);
        assertFalse(Arrays.equals(values(tree.online, "0.weight"), values(tree.target, "0.weight")));
        tree.restartAverages();
        tree.online.state().forEach((name, tensor) -> assertArrayEquals(tensor.toFloats(), values(tree.target, name)));
    }

    @Test
    void goesItsPartOfTheWayAndKeepsItsOwnBuffers() {
        tree.initialize(4);
        float[] before = values(tree.target, "0.weight");
        tree.online.initialize(5);
        tree.online.forward(Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3));
        float[] online = values(tree.online, "0.weight");
        tree.average.follow(tree.online, 0.75);
        float[] after = values(tree.target, "0.weight");
        for (int i = 0; i < after.length; i++) {
            after[i] -= 0.75f * before[i] + 0.25f * online[i];
        }
        assertArrayEquals(new float[after.length], after, 1e-7f);
        assertArrayEquals(new float[4], values(tree.target, "1.running_mean"));
        assertFalse(Arrays.equals(new float[4], values(tree.online, "1.running_mean")));
    }

    @Test
    void getsNoGradients() {
        tree.initialize(4);
        Tensor z = tree.target.forward(Tensor.ones(DType.FLOAT32, 2, 3));
        assertFalse(z.requiresGradient());
        assertTrue(tree.online.forward(Tensor.ones(DType.FLOAT32, 2, 3)).requiresGradient());
    }

    @Test
    void followsListsOfTensors() {
        Tensor average = Tensor.of(new double[] {1, 2}, 2);
        MovingAverage.follow(List.of(average), List.of(Tensor.of(new double[] {3, 6}, 2)), 0.5);
        assertArrayEquals(new double[] {2, 4}, average.toDoubles());
    }

    @Test
    void tauIsAShare() {
        for (double tau : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> tree.average.follow(tree.online, tau));
        }
    }
}
