package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.optim.Progress;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeepClusterV2Test extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.swav(12, 8).withCounts(2, 1);
    private static final DeepClusterV2.Config CONFIG = new DeepClusterV2.Config(24, 16, 3, 2, 0.1, 10);

    @Override
    MethodConfig config() {
        return CONFIG;
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static Tensor state(Method method, String name) {
        return method.modules().state().get(name);
    }

    @Test
    void afterTheSurveyEveryImageHasACluster() {
        try (Method method = make(1)) {
            long[] labels = state(method, "bank.labels").toLongs();
            assertEquals(2 * IMAGES, labels.length);
            assertTrue(Arrays.stream(labels).allMatch(label -> label >= 0 && label < 3), Arrays.toString(labels));
            assertTrue(Arrays.stream(labels).distinct().count() > 1, Arrays.toString(labels));
        }
    }

    @Test
    void theLossIsTheCrossEntropyOfEveryViewAndClusteringWithTheCluster() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Branch network = ((DeepClusterV2) method).networks.network;
            Batch batch = batch(IMAGES);
            long[] labels = state(method, "bank.labels").toLongs();
            double expected = 0;
            for (int head = 0; head < 2; head++) {
                Tensor centroids = state(method, "prototypes.heads." + head + ".weight");
                Tensor clusters = Tensor.of(Arrays.copyOfRange(labels, head * IMAGES, (head + 1) * IMAGES), IMAGES);
                for (int view = 0; view < 3; view++) {
                    Tensor z = Norm.l2(network.projector.forward(network.encoder.forward(batch.view(view))));
                    expected += Softmax.crossEntropy(z.matmul(centroids.t()).div(0.1), clusters)
                                    .item()
                            / 6;
                }
            }
            assertEquals(expected, method.loss(batch).total().item(), 1e-5);
        }
    }

    @Test
    void clustersChangeBetweenEpochsOnly() {
        try (Method method = make(1)) {
            float[] centroids = state(method, "prototypes.heads.0.weight").toFloats();
            long[] labels = state(method, "bank.labels").toLongs();
            float[] embeddings = state(method, "bank.embeddings").toFloats();
            steps(method, 5, 0.05);
            assertArrayEquals(
                    centroids, state(method, "prototypes.heads.0.weight").toFloats());
            assertArrayEquals(labels, state(method, "bank.labels").toLongs());
            assertFalse(
                    Arrays.equals(embeddings, state(method, "bank.embeddings").toFloats()));
            method.beforeEpoch(new Progress(5, 10, 1, 2));
            assertFalse(Arrays.equals(
                    centroids, state(method, "prototypes.heads.0.weight").toFloats()));
        }
    }

    @Test
    void anEvaluationRemembersNothing() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false);
            float[] before = state(method, "bank.embeddings").toFloats();
            method.loss(batch(IMAGES));
            assertArrayEquals(before, state(method, "bank.embeddings").toFloats());
        }
    }

    @Test
    void anImageThatNobodySawGoesToTheNearestCentroid() {
        try (Method method = config().build(
                        () -> new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false).build(),
                        views(),
                        1)) {
            ((SurveyingMethod) method).begin(IMAGES);
            method.beforeEpoch(new Progress(0, 10, 0, 1));
            assertTrue(Double.isFinite(loss(method)));
            assertTrue(Arrays.stream(state(method, "bank.labels").toLongs()).allMatch(label -> label == -1));
        }
    }

    @Test
    void itHasToKnowHowManyImagesThereAre() {
        try (Method method = config().build(
                        () -> new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false).build(),
                        views(),
                        1)) {
            assertTrue(assertThrows(IllegalStateException.class, () -> loss(method))
                    .getMessage()
                    .contains("call begin"));
        }
    }

    @Test
    void kMeansFindsDirectionsThatLieApart() {
        try (Scope scope = new Scope()) {
            float[] rows = new float[60];
            Draws draws = Draws.of(3, Stream.SAMPLE, 0, 0);
            for (int i = 0; i < 30; i++) {
                double angle = i % 3 * 2 * Math.PI / 3 + draws.uniform(-0.1, 0.1);
                rows[2 * i] = (float) Math.cos(angle);
                rows[2 * i + 1] = (float) Math.sin(angle);
            }
            boolean apart = false;
            for (int part = 0; part < 10; part++) { // from any first rows it may find less
                SphericalKMeans.Clusters clusters =
                        new SphericalKMeans(10).of(Tensor.of(rows, 30, 2), 3, Draws.of(3, Stream.SAMPLE, 1, 0, part));
                long[] labels = clusters.labels().toLongs();
                boolean all = Arrays.stream(labels).distinct().count() == 3;
                for (int i = 3; i < 30; i++) {
                    all &= labels[i] == labels[i - 3];
                }
                apart |= all;
                for (float length : clusters.centroids().norm(1, false).toFloats()) {
                    assertEquals(1, length, 1e-5);
                }
            }
            assertTrue(apart);
            SphericalKMeans.Clusters few = new SphericalKMeans(10)
                    .of(Tensor.of(rows, 30, 2).narrow(0, 0, 2), 3, Draws.of(3, Stream.SAMPLE, 1, 0));
            assertArrayEquals(new long[] {2, 2}, few.centroids().shape());
        }
    }
}
