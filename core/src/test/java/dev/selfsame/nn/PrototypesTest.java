package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoHalves;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrototypesTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static SwavPrototypes swav(long frozen) {
        SwavPrototypes prototypes =
                new SwavPrototypes(SwavPrototypes.Config.of(2, 3).withFrozenSteps(frozen));
        prototypes.initialize(1);
        return prototypes;
    }

    private static Tensor embeddings() {
        return Tensor.of(new float[] {1, 0, 0.6f, 0.8f}, 2, 2).requireGradient(true);
    }

    @Test
    void withoutBiasScoresOfNormalisedPrototypesAreCosines() {
        try (SwavPrototypes prototypes = swav(0)) {
            assertEquals("[heads.0.weight]", prototypes.state().keySet().toString());
            prototypes.load(Map.of("heads.0.weight", Tensor.of(new float[] {3, 0, 0, 5, 6, 8}, 3, 2)));
            prototypes.normalize();
            assertArrayEquals(
                    new double[] {1, 0, 0.6, 0.6, 0.8, 1},
                    prototypes.forward(embeddings()).get(0).toDoubles(),
                    1e-6);
            assertTrue(prototypes.weight(0).requiresGradient());
        }
    }

    /** Erratum: with Lightly's bias a score may be above 1, and another prototype than the nearest may have the highest. */
    @Test
    void withLightlysBiasScoresAreNoCosines() {
        Tensor weight = Tensor.of(new float[] {3, 0, 0, 5, 6, 8}, 3, 2);
        Tensor bias = Tensor.of(new float[] {0.5f, -0.25f, 0}, 3);
        SwavPrototypes.Config plain = SwavPrototypes.Config.of(2, 3);
        try (SwavPrototypes ours = new SwavPrototypes(plain);
                SwavPrototypes lightlys = new SwavPrototypes(new SwavPrototypes.Config(2, List.of(3), true, 0))) {
            ours.load(Map.of("heads.0.weight", weight));
            lightlys.load(Map.of("heads.0.weight", weight, "heads.0.bias", bias));
            ours.normalize();
            lightlys.normalize();
            Tensor z = embeddings();
            assertArrayEquals(
                    new double[] {1, 0, 0.6, 0.6, 0.8, 1},
                    ours.forward(z).get(0).toDoubles(),
                    1e-6);
            assertArrayEquals(
                    new double[] {1.5, -0.25, 0.6, 1.1, 0.55, 1},
                    lightlys.forward(z).get(0).toDoubles(),
                    1e-6);
        }
    }

    @Test
    void frozenPrototypesGetNoGradientButEmbeddingsDo() {
        try (SwavPrototypes prototypes = swav(3)) {
            for (int step = 0; step < 5; step++) {
                prototypes.clearGradients();
                Tensor z = embeddings();
                prototypes.forward(z, step).get(0).sum().backward();
                assertNotNull(z.gradient());
                if (step < 3) {
                    assertNull(prototypes.weight(0).gradient(), "step " + step);
                } else {
                    assertNotNull(prototypes.weight(0).gradient(), "step " + step);
                }
            }
            String message = assertThrows(IllegalArgumentException.class, () -> prototypes.forward(embeddings()))
                    .getMessage();
            assertTrue(message.contains("forward(z, step)"), message);
        }
    }

    @Test
    void severalHeadsScoreByThemselves() {
        try (SwavPrototypes prototypes = new SwavPrototypes(new SwavPrototypes.Config(2, List.of(3, 5), true, 0))) {
            prototypes.initialize(1);
            assertEquals(
                    "[heads.0.weight, heads.0.bias, heads.1.weight, heads.1.bias]",
                    prototypes.state().keySet().toString());
            List<Tensor> scores = prototypes.forward(embeddings());
            assertArrayEquals(new long[] {2, 3}, scores.get(0).shape());
            assertArrayEquals(new long[] {2, 5}, scores.get(1).shape());
            assertEquals("SwavPrototypes[in=2, counts=[3, 5], bias=true, frozenSteps=0]", prototypes.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> new SwavPrototypes.Config(2, List.of(), true, 0));
        assertThrows(IllegalArgumentException.class, () -> new SwavPrototypes.Config(2, List.of(0), true, 0));
        assertThrows(IllegalArgumentException.class, () -> new SwavPrototypes.Config(2, List.of(1), true, -1));
    }

    private static SmogPrototypes smog(double beta, Replicas replicas) {
        SmogPrototypes groups = new SmogPrototypes(3, 2, beta, replicas);
        groups.to(DType.FLOAT64);
        groups.initialize(1);
        groups.reset(Tensor.of(new double[] {1, 0, 0, 1, -1, -1}, 3, 2));
        return groups;
    }

    private static Tensor points() {
        return Tensor.of(new double[] {2, 0.1, 4, 0.3, 0.1, 3, 5, 1}, 4, 2);
    }

    @Test
    void groupsMoveTowardsTheMeanOfWhatBelongsToThem() {
        try (SmogPrototypes groups = smog(0.75, Replicas.ONE)) {
            Tensor z = points().requireGradient(true);
            Tensor assigned = groups.assign(z);
            assertArrayEquals(new long[] {0, 0, 1, 0}, assigned.toLongs());
            Tensor updated = groups.updated(z, assigned);
            assertArrayEquals(
                    new double[] {0.75 + 0.25 * 11 / 3, 0.25 * 1.4 / 3, 0.25 * 0.1, 0.75 + 0.25 * 3, -1, -1},
                    updated.toDoubles(),
                    1e-12);
            assertArrayEquals(new double[] {1, 0, 0, 1, -1, -1}, groups.groups().toDoubles(), 0);
            updated.sum().backward();
            double third = 0.25 / 3;
            assertArrayEquals(
                    new double[] {third, third, third, third, 0.25, 0.25, third, third},
                    z.gradient().toDoubles(),
                    1e-12);
            groups.reset(updated);
            assertArrayEquals(
                    updated.toDoubles(), groups.state().get("group_features").toDoubles(), 0);
        }
    }

    @Test
    void twoReplicasMoveTheGroupsAsOneDoes() {
        try (SmogPrototypes whole = smog(0.5, Replicas.ONE)) {
            double[] expected = whole.updated(points(), whole.assign(points())).toDoubles();
            List<Tensor> halves = TwoHalves.run(replicas -> {
                try (SmogPrototypes half = smog(0.5, replicas)) {
                    Tensor mine = points().narrow(0, 2L * replicas.rank(), 2);
                    return half.updated(mine, half.assign(mine));
                }
            });
            assertArrayEquals(expected, halves.get(0).toDoubles(), 1e-12);
            assertArrayEquals(expected, halves.get(1).toDoubles(), 1e-12);
        }
    }

    @Test
    void underAutocastGroupsAreComparedInFullPrecision() {
        try (SmogPrototypes groups = new SmogPrototypes(3, 2, 0.5, Replicas.ONE)) {
            groups.initialize(1);
            Tensor z = points().to(DType.BFLOAT16);
            Tensor expected = groups.logits(z.to(DType.FLOAT32), groups.groups(), 0.01);
            try (Autocast on = Autocast.to(DType.BFLOAT16, z.device())) {
                Tensor logits = groups.logits(z, groups.groups(), 0.01);
                assertEquals(DType.FLOAT32, logits.dtype());
                assertArrayEquals(expected.toDoubles(), logits.toDoubles(), 1e-4);
                assertEquals(DType.FLOAT32, groups.updated(z, groups.assign(z)).dtype());
            }
        }
    }

    @Test
    void otherShapesAreNamed() {
        try (SmogPrototypes groups = smog(0.5, Replicas.ONE)) {
            Tensor wrong = Tensor.zeros(DType.FLOAT64, 2, 5);
            assertThrows(IllegalArgumentException.class, () -> groups.assign(wrong));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> groups.reset(Tensor.zeros(DType.FLOAT64, 2, 2)))
                    .getMessage();
            assertTrue(message.contains("3 groups"), message);
        }
    }
}
