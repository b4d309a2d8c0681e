package dev.selfsame.report;

import dev.selfsame.image.Pixels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some images of a sample, and what the encoder takes for most alike.
 *
 * @param rows an image each
 * @param agreement the share of all neighbours of all labelled images that have their label, 0 to 1; NaN without labels
 */
record NeighbourRows(List<Row> rows, double agreement) {
    /** Images that are asked about. */
    private static final int QUERIES = 20;

    private static final int SIDE = 64;

    /** An image with its nearest neighbours, the most similar first. */
    record Row(Shown query, List<Shown> neighbours) {}

    /**
     * A picture of a row.
     *
     * @param cosine with the image that is asked about
     */
    record Shown(Pixels thumbnail, String name, @Nullable String label, double cosine) {}

    static NeighbourRows of(SampledImages sample, Similarities similarities) {
        int side = Math.min(SIDE, sample.view().size());
        List<Row> rows = new ArrayList<>();
        for (int query : ReportImages.draw(sample.size(), QUERIES)) {
            List<Shown> neighbours = new ArrayList<>();
            for (Similarities.Neighbour near : similarities.neighbours().get(query)) {
                neighbours.add(shown(sample, near.row(), side, near.cosine()));
            }
            rows.add(new Row(shown(sample, query, side, 1), neighbours));
        }
        return new NeighbourRows(rows, agreement(sample, similarities));
    }

    private static Shown shown(SampledImages sample, int row, int side, double cosine) {
        return new Shown(sample.thumbnail(row, side), sample.name(row), sample.label(row), cosine);
    }

    private static double agreement(SampledImages sample, Similarities similarities) {
        long asked = 0;
        long alike = 0;
        for (int i = 0; i < sample.size(); i++) {
            String label = sample.label(i);
            if (label != null) {
                for (Similarities.Neighbour near : similarities.neighbours().get(i)) {
                    asked++;
                    alike += label.equals(sample.label(near.row())) ? 1 : 0;
                }
            }
        }
        return asked == 0 ? Double.NaN : (double) alike / asked;
    }
}
