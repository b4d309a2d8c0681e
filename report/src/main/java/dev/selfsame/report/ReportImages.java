package dev.selfsame.report;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What a run's encoder makes of images: a sample of them, the nearest neighbours of some, and a map of all. It is computed
 * for a report and kept in its page only.
 *
 * <pre>{@code
 * try (Encoder encoder = Encoder.load(run)) {
 *     ReportImages images = ReportImages.of(encoder, ImageFolder.open(Path.of("photos")), source -> source);
 *     Report.of(run).withImages(images).write();
 * }
 * }</pre>
 */
public final class ReportImages {
    /** Images of a sample, at most. */
    public static final int MOST = 2_000;

    private static final long KEY = Draws.hash("report");
    private static final long SEED = 1;

    private final SampledImages sample;
    private final NeighbourRows neighbours;
    private final EmbeddingMap map;

    private ReportImages(SampledImages sample, NeighbourRows neighbours, EmbeddingMap map) {
        this.sample = sample;
        this.neighbours = neighbours;
        this.map = map;
    }

    /**
     * Embeds at most {@link #MOST} images, drawn at random and always the same ones of the same source.
     *
     * @param encoder of the run; stays the caller's
     * @param images such as those that the run learned from; labels are shown where there are any
     * @param around makes a source around the sample, such as one that shows how far it is; each image is read once by it
     * @throws ReportException if fewer than two of the images can be read
     */
    public static ReportImages of(Encoder encoder, ImageSource images, UnaryOperator<ImageSource> around)
            throws IOException {
        ChosenImages chosen = choose(images);
        Skipped skipped = new Skipped();
        Embeddings embedded = encoder.embed(around.apply(chosen), skipped);
        if (embedded.size() < 2) {
            throw new ReportException("fewer than two of the images can be read: " + images.describe());
        }
        List<Integer> places = places(chosen, embedded, skipped);
        SampledImages sample =
                new SampledImages(images, encoder.view(), encoder.decodeOptions(), embedded, places, skipped.count());
        Similarities similarities = Similarities.of(embedded);
        return new ReportImages(
                sample, NeighbourRows.of(sample, similarities), EmbeddingMap.of(embedded, similarities));
    }

    SampledImages sample() {
        return sample;
    }

    NeighbourRows neighbours() {
        return neighbours;
    }

    EmbeddingMap map() {
        return map;
    }

    static ChosenImages choose(ImageSource images) {
        Permutation order = Permutation.of(images.size(), Draws.of(SEED, Stream.SAMPLE, 0, KEY));
        int[] chosen = IntStream.range(0, Math.min(MOST, images.size()))
                .map(order::at)
                .sorted()
                .toArray();
        return ChosenImages.of(images, chosen);
    }

    /** Where the image of each row is in the source. */
    private static List<Integer> places(ChosenImages chosen, Embeddings rows, Skipped skipped) {
        Set<String> unread = new HashSet<>();
        skipped.entries().forEach(entry -> unread.add(entry.name()));
        List<String> names = rows.names();
        int[] places = new int[rows.size()];
        Arrays.fill(places, -1);
        int row = 0;
        for (int i = 0; i < chosen.size() && row < places.length; i++) {
            String name = chosen.name(i);
            if (names.get(row).equals(name) && !unread.contains(name)) {
                places[row++] = chosen.place(i);
            }
        }
        return Arrays.stream(places).boxed().toList();
    }

    /** The row numbers of some images, drawn at random. */
    static int[] draw(int rows, int most) {
        int[] order = Draws.of(SEED, Stream.SAMPLE, 1, KEY).permutation(rows);
        return Arrays.stream(order).limit(most).sorted().toArray();
    }

    @Override
    public String toString() {
        return "ReportImages[" + sample.size() + " images]";
    }
}
