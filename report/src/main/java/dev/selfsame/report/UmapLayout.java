package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tagbio.umap.Umap;

/**
 * Embeddings laid out in two dimensions so that near neighbours stay near: UMAP (McInnes, Healy and Melville 2018,
 * arXiv:1802.03426), by cosine. Equal embeddings give equal places.
 *
 * @param x to the right, -1 to 1, of each row
 * @param y upwards, -1 to 1
 */
record UmapLayout(List<Double> x, List<Double> y) {
    /** Neighbours that a row is kept near to; the paper's usual number. */
    static final int NEIGHBOURS = 15;

    /** Enough for a few thousand rows, as its authors advise for large sets; 500 take a report twice as long. */
    private static final int EPOCHS = 200;

    private static final long SEED = 1;

    /** Nothing where there are too few rows to have neighbours, or where all are alike. */
    static Optional<UmapLayout> of(Embeddings embedded) {
        if (embedded.size() <= NEIGHBOURS) {
            return Optional.empty();
        }
        float[][] rows = new float[embedded.size()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = embedded.row(row);
        }
        Umap umap = new Umap();
        umap.setNumberComponents(2);
        umap.setNumberNearestNeighbours(NEIGHBOURS);
        umap.setNumberEpochs(EPOCHS);
        umap.setMetric("cosine");
        umap.setSeed(SEED);
        umap.setThreads(1); // with more, places differ from run to run
        float[][] places = umap.fitTransform(rows);
        double[] middle = new double[2];
        double half = 0;
        for (int axis = 0; axis < 2; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (float[] place : places) {
                low = Math.min(low, place[axis]);
                high = Math.max(high, place[axis]);
            }
            middle[axis] = (low + high) / 2;
            half = Math.max(half, (high - low) / 2);
        }
        return half > 0 && Double.isFinite(half)
                ? Optional.of(new UmapLayout(along(0, places, middle, half), along(1, places, middle, half)))
                : Optional.empty();
    }

    private static List<Double> along(int axis, float[][] places, double[] middle, double half) {
        List<Double> along = new ArrayList<>(places.length);
        for (float[] place : places) {
            along.add((place[axis] - middle[axis]) / half);
        }
        return along;
    }
}
