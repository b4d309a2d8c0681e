package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import java.util.List;
import java.util.Optional;

/**
 * Embeddings laid out in two dimensions: by their first two principal components, and by UMAP.
 *
 * @param x to the right, -1 to 1, of each row
 * @param y upwards, -1 to 1
 * @param frame what 1 is, in the units of L2-normalised embeddings
 * @param share of the variance that lies in these two, 0 to 1
 * @param umap the other layout; nothing where there are too few rows
 * @param nearest the row whose embedding is most alike, for each
 */
record EmbeddingMap(
        List<Double> x, List<Double> y, double frame, double share, Optional<UmapLayout> umap, List<Integer> nearest) {
    /**
     * Embeddings that lie closer together than this are drawn so: a map that enlarges whatever there is would make a
     * collapsed run look like a healthy one.
     */
    static final double LEAST_FRAME = 0.25;

    static EmbeddingMap of(Embeddings embedded, Similarities similarities) {
        PrincipalComponents components = PrincipalComponents.of(embedded);
        double frame = Math.max(LEAST_FRAME, components.largest());
        return new EmbeddingMap(
                components.first().stream().map(place -> place / frame).toList(),
                components.second().stream().map(place -> place / frame).toList(),
                frame,
                components.share(),
                UmapLayout.of(embedded),
                similarities.neighbours().stream()
                        .map(near -> near.get(0).row())
                        .toList());
    }
}
