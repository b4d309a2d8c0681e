package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import java.util.List;

/**
 * Embeddings laid out in two dimensions.
 *
 * @param layouts ways of doing so, at least one
 * @param nearest the row whose embedding is most alike, for each
 */
record EmbeddingMap(List<Layout> layouts, List<Integer> nearest) {
    /**
     * Where each row lies.
     *
     * @param name of the way
     * @param meaning how to read it
     * @param x to the right, -1 to 1
     * @param y upwards, -1 to 1
     */
    record Layout(String name, String meaning, List<Double> x, List<Double> y) {}

    static EmbeddingMap of(Embeddings embedded, Similarities similarities) {
        List<Layout> layouts = List.of(PrincipalComponents.of(embedded).layout());
        List<Integer> nearest = similarities.neighbours().stream()
                .map(near -> near.get(0).row())
                .toList();
        return new EmbeddingMap(layouts, nearest);
    }
}
