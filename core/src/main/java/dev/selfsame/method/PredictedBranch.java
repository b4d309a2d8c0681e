package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.NearestNeighbourBank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A branch with a predictor behind it and no target network: SimSiam and its kin. */
final class PredictedBranch extends Module implements Networks {
    final Branch branch;
    final Layer predictor;
    final @Nullable NearestNeighbourBank neighbours;
    private final boolean predictorRateStays;

    /**
     * Takes over its parts, without weights still.
     *
     * @param neighbours where targets come from, or null
     * @param predictorRateStays whether the predictor's learning rate stays
     */
    PredictedBranch(
            Branch branch, Layer predictor, @Nullable NearestNeighbourBank neighbours, boolean predictorRateStays) {
        this.branch = child("branch", branch);
        this.predictor = child("predictor", predictor);
        this.neighbours = neighbours == null ? null : child("neighbours", neighbours);
        this.predictorRateStays = predictorRateStays;
    }

    @Override
    public Backbone encoder() {
        return branch.encoder;
    }

    @Override
    public List<Method.Trained> trained() {
        return List.of(
                new Method.Trained("branch", branch),
                new Method.Trained("predictor", predictor).withSteady(predictorRateStays));
    }
}
