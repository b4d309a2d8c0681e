package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.RegionPooling;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.RegionViews;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Objects;

/**
 * DetCon's regions: some of each image and view, drawn with repetition from those that it has. The seed and the number of
 * the next draw are state, so that a resumed run draws as the unbroken one.
 */
final class RegionDraws extends Module {
    private final int count;
    private final int wanted;
    private final Replicas replicas;
    private final Tensor seed;
    private final Tensor calls = buffer("calls", Tensor.zeros(DType.INT64, 1));

    /**
     * Draws.
     *
     * @param count how many regions an image may have
     * @param wanted how many are drawn
     * @param seed of the draws
     * @param replicas who shares the batch, for whose images all draw as one would
     */
    RegionDraws(int count, int wanted, long seed, Replicas replicas) {
        this.count = count;
        this.wanted = wanted;
        this.replicas = replicas;
        this.seed = buffer("seed", Tensor.of(new long[] {seed}, 1));
    }

    /**
     * How many regions an image may have in views.
     *
     * @param method whose views they are, for the message
     * @throws IllegalArgumentException if the views have no regions
     */
    static int count(String method, Views views) {
        if (views instanceof DetConViews grid) {
            return grid.regionCount();
        }
        if (views instanceof RegionViews own) {
            return own.map().count();
        }
        throw new IllegalArgumentException(method + " wants views with regions, such as DetConViews, got " + views);
    }

    /** Whose regions are looked at in view 0 and in view 1: int64 [N, wanted] each. */
    List<Tensor> next(Batch batch) {
        if (batch.size() < 2) {
            throw new IllegalArgumentException("DetCon wants a batch of at least 2 images, got " + batch.size());
        }
        long call = calls.toLongs()[0];
        if (isTraining()) {
            try (NoGrad guard = new NoGrad()) {
                calls.fillInPlace((double) (call + 1));
            }
        }
        return List.of(ids(batch.views().get(0), 0, call), ids(batch.views().get(1), 1, call));
    }

    private Tensor ids(View view, int number, long call) {
        Draws draws = Draws.of(seed.toLongs()[0], Stream.REGIONS, 0, call, number);
        Tensor all = RegionPooling.sample(replicas.gather(regions(view)), wanted, draws); // [all, wanted]
        long n = all.size(0) / replicas.size();
        return all.narrow(0, n * replicas.rank(), n).to(view.pixels().device());
    }

    private static Tensor regions(View view) {
        return Objects.requireNonNull(view.regions(), "the views have regions");
    }

    /**
     * What a head makes of the mean features of regions.
     *
     * @param map [N, C, h, w]
     * @param ids int64 [N, M]
     * @return [N, M, out]
     */
    Tensor projected(Layer head, Tensor map, View view, Tensor ids) {
        Tensor features = RegionPooling.choose(RegionPooling.pool(map, regions(view), count), ids); // [N, M, C]
        long n = ids.size(0);
        long m = ids.size(1);
        return head.forward(features.reshape(n * m, -1)).reshape(n, m, -1);
    }
}
