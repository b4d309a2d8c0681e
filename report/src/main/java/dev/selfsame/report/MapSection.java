package dev.selfsame.report;

import dev.selfsame.image.Pixels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The map of embeddings: its place in the page, and what the script {@code map.js} draws there. */
final class MapSection {
    private static final int SIDE = 48;

    /** Of the picture that holds all thumbnails; a page is to stay below 5 MB. */
    private static final int MOST_BYTES = 1_500_000;

    /** Places on the map in thousandths of its half side. */
    private static final double FINENESS = 1_000;

    private static final String UMAP_MEANING = "UMAP, by cosine and "
            + UmapLayout.NEIGHBOURS
            + " neighbours: images that are near each other in all dimensions are near here too. How far apart heaps lie,"
            + " and how large they are, says little, and embeddings that have collapsed are spread out all the same.";

    private MapSection() {}

    static String of(ReportImages images) {
        return Markup.fill(
                """
                <section aria-labelledby="map-title">
                <h2 id="map-title">Map of the embeddings</h2>
                <p>{{sample}} Point at one, or go from one to the next with the arrow keys, to see it; Enter goes to the image
                whose embedding is most alike.</p>
                <figure id="map" role="group" aria-labelledby="map-title">
                <noscript><p>The map needs JavaScript.</p></noscript>
                <p class="summary" id="map-summary">{{summary}}</p>
                </figure>
                <p class="note" id="map-meaning">{{meaning}}</p>
                </section>""",
                Map.of(
                        "sample", Markup.escape(sample(images)),
                        "summary", Markup.escape(summary(images)),
                        "meaning", Markup.escape(meaning(images.map()))));
    }

    private static String meaning(EmbeddingMap map) {
        return String.format(
                Locale.ROOT,
                "The two directions in which the L2-normalised embeddings vary most (PCA); %.0f %% of their variance lies"
                        + " in them, so that images may be near each other here and far apart in the others. The frame"
                        + " goes from -%.2f to %.2f each way, and never gets smaller than %.2f: embeddings that have"
                        + " collapsed lie in one spot.",
                100 * map.share(),
                map.frame(),
                map.frame(),
                EmbeddingMap.LEAST_FRAME);
    }

    private static Map<String, Object> layout(String name, String meaning, List<Double> x, List<Double> y) {
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put("name", name);
        layout.put("meaning", meaning);
        layout.put("x", rounded(x));
        layout.put("y", rounded(y));
        return layout;
    }

    private static String sample(ReportImages images) {
        SampledImages sample = images.sample();
        return String.format(
                Locale.ROOT,
                "Each mark is one of %,d images, %s of %s.",
                sample.size(),
                sample.size() + sample.skipped() < sample.source().size() ? "drawn at random" : "all that can be read",
                sample.source().describe());
    }

    private static String summary(ReportImages images) {
        double agreement = images.neighbours().agreement();
        return Double.isNaN(agreement)
                ? "No class is known, so that all marks are alike."
                : String.format(
                        Locale.ROOT,
                        "%d classes; of the %d nearest neighbours of an image, %s are of its class.",
                        images.sample().classes().size(),
                        Similarities.COUNT,
                        Numbers.percent(agreement));
    }

    static Map<String, Object> data(ReportImages images) {
        SampledImages sample = images.sample();
        List<String> classes = sample.classes();
        int side = Math.min(SIDE, sample.view().size());
        int columns = (int) Math.ceil(Math.sqrt(sample.size()));
        List<Pixels> squares = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int row = 0; row < sample.size(); row++) {
            squares.add(sample.thumbnail(row, side));
            names.add(sample.name(row));
            String label = sample.label(row);
            labels.add(label == null ? -1 : classes.indexOf(label));
        }
        EmbeddingMap map = images.map();
        List<Map<String, Object>> layouts = new ArrayList<>();
        layouts.add(layout("Principal components", meaning(map), map.x(), map.y()));
        map.umap().ifPresent(umap -> layouts.add(layout("UMAP", UMAP_MEANING, umap.x(), umap.y())));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("layouts", layouts);
        data.put("names", names);
        data.put("classes", classes);
        data.put("labels", labels);
        data.put("nearest", images.map().nearest());
        data.put("side", side);
        data.put("columns", columns);
        data.put("sheet", Thumbnails.address(Thumbnails.sheet(squares, side, columns), MOST_BYTES));
        return data;
    }

    private static List<Long> rounded(List<Double> places) {
        return places.stream().map(place -> Math.round(FINENESS * place)).toList();
    }
}
