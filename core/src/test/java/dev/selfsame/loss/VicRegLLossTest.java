package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class VicRegLLossTest extends LossContract {
    private static final VicRegLoss DISTANCE = new VicRegLoss(1, 0, 0);

    @Override
    PairLoss loss() {
        return adapted(new VicRegLLoss());
    }

    @Override
    String name() {
        return "VicRegLLoss";
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** Of rounded positions other ones can be nearest: by seed 9429912226474 that makes 2.2 %, in float32 too. */
    @Override
    boolean jumps() {
        return true;
    }

    /** Each view's embedding is a map of as many positions too, and says where they lie. */
    static Adapted adapted(VicRegLLoss loss) {
        return new Adapted(
                loss,
                (z0, z1) -> loss.apply(
                        new VicRegLLoss.Views(List.of(z0, z1), List.of(map(z0), map(z1)), List.of(grid(z0), grid(z1))),
                        VicRegLLoss.Views.NONE));
    }

    private static Tensor map(Tensor z) {
        return z.rank() == 2 ? z.reshape(z.size(0), 1, z.size(1), 1) : z;
    }

    private static Tensor grid(Tensor z) {
        return z.rank() == 2
                ? Tensor.stack(List.of(map(z).squeeze(3), map(z.abs()).squeeze(3)), 3)
                : z;
    }

    @Test
    void positionsFindTheirLikeByFeatureAndByPlace() {
        try (Scope scope = new Scope()) {
            Tensor map = Tensor.of(Samples.gaussian(36, 0, 2 * 6 * 3), 2, 2, 3, 3);
            Tensor grid = Tensor.of(Samples.gaussian(36, 1, 2 * 6 * 2), 2, 2, 3, 2);
            Tensor turned = turned(map);
            LocalMatches matches = new LocalMatches(map, turned, 20);
            assertEquals(0, matches.byFeature(DISTANCE).item(), 1e-20);
            assertEquals(0, matches.byGrid(grid, turned(grid), DISTANCE).item(), 1e-20);
            assertTrue(matches.byGrid(grid, grid, DISTANCE).item() > 0.1, "places that say something else");
        }
    }

    @Test
    void onlyTheNearestPairsCount() {
        try (Scope scope = new Scope()) {
            Tensor map = Tensor.of(Samples.gaussian(37, 0, 2 * 4 * 3), 2, 1, 4, 3);
            Tensor odd =
                    Tensor.cat(List.of(map.narrow(2, 0, 3), map.narrow(2, 3, 1).add(50)), 2);
            assertEquals(0, new LocalMatches(odd, map, 3).byFeature(DISTANCE).item(), 1e-20);
            assertTrue(new LocalMatches(odd, map, 4).byFeature(DISTANCE).item() > 100);
        }
    }

    @Test
    void alphaOfOneIsTheGlobalLossAlone() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(38, 0, 24), 6, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(38, 1, 24), 6, 4);
            VicRegLoss vicReg = new VicRegLoss(25, 25, 2); // its covariances are averaged here, summed there
            double whole = adapted(new VicRegLLoss(vicReg, 1, 20, 4))
                    .apply(z0, z1)
                    .total()
                    .item();
            assertEquals(loss(25, 25, 1).apply(z0, z1).total().item(), whole, 1e-12);
        }
    }

    @Test
    void localViewsAreComparedWithGlobalOnes() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(Samples.gaussian(39, 0, 24), 6, 4).requireGradient(true);
            VicRegLLoss.Views global = views(Tensor.of(Samples.gaussian(39, 1, 24), 6, 4));
            Loss loss = new VicRegLLoss().apply(global, views(z));
            loss.total().backward();
            assertEquals(List.of("global", "local"), List.copyOf(loss.terms().keySet()));
            assertTrue(Tensor.of(Samples.gradient(z), 24).norm().item() > 0);
        }
    }

    @Test
    void viewsThatLackSomethingAndArgumentsOutsideTheirRangesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VicRegLLoss(new VicRegLoss(), 1.1, 20, 4));
        assertThrows(IllegalArgumentException.class, () -> new VicRegLLoss(new VicRegLoss(), 0.5, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> new VicRegLLoss(new VicRegLoss(), 0.5, 20, 0));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            Tensor map = Tensor.ones(DType.FLOAT32, 4, 2, 2, 3);
            Tensor grid = Tensor.ones(DType.FLOAT32, 4, 2, 2, 2);
            assertThrows(
                    IllegalArgumentException.class, () -> new VicRegLLoss.Views(List.of(z), List.of(map), List.of()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new VicRegLLoss.Views(List.of(z), List.of(map), List.of(map)));
            VicRegLLoss.Views one = new VicRegLLoss.Views(List.of(z), List.of(map), List.of(grid));
            assertThrows(IllegalArgumentException.class, () -> new VicRegLLoss().apply(one, VicRegLLoss.Views.NONE));
            assertThrows(IllegalArgumentException.class, () -> new VicRegLLoss().apply(VicRegLLoss.Views.NONE, one));
        }
    }

    private static VicRegLoss loss(double lambda, double mu, double nu) {
        return new VicRegLoss(lambda, mu, nu, 1e-4, Replicas.ONE);
    }

    private static VicRegLLoss.Views views(Tensor z) {
        return new VicRegLLoss.Views(List.of(z), List.of(map(z)), List.of(grid(z)));
    }

    /** The same positions in another order, as another map: [N, 2, 3, D] → [N, 3, 2, D]. */
    private static Tensor turned(Tensor map) {
        Tensor rows = map.reshape(map.size(0), 6, map.size(3));
        Tensor order = Tensor.of(new long[] {4, 2, 0, 5, 1, 3}, 6);
        return Indexing.select(rows, 1, order).reshape(map.size(0), 3, 2, map.size(3));
    }
}
