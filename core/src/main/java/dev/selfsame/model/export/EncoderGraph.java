package dev.selfsame.model.export;

import dev.selfsame.nn.Backbone;
import dev.selfsame.view.EvaluationView;

/** From images to embeddings: what prepares images, the backbone, and what is done with its features. */
record EncoderGraph(Backbone backbone, EvaluationView view, ExportOptions options, ExportWeights weights) {
    /** The least length that an embedding is divided by: PyTorch's. */
    static final double LEAST_LENGTH = 1e-12;

    /**
     * Writes it down.
     *
     * @param images [N, C, H, W]
     * @return the embeddings, [N, D]
     */
    String describe(GraphWriter to, String images) {
        String features = backbone.describe(to, prepared(to, images));
        return options.unitLength() ? to.unitLength(features, LEAST_LENGTH) : features;
    }

    private String prepared(GraphWriter to, String images) {
        if (options.input() == ExportInput.NORMALIZED) {
            return images;
        }
        String x = options.input().isBytes() ? to.toFloat(images) : images;
        if (options.input() == ExportInput.RESIZE) {
            x = to.round(to.middleOfResized(x, view.shortSide(), view.size()));
        }
        double range = options.input().isBytes() ? 255 : 1;
        String shifted = to.add(x, to.weight(weights.shift(view.normalize(), range)));
        return to.mul(shifted, to.weight(weights.scale(view.normalize(), range)));
    }
}
