package dev.selfsame.log;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import dev.selfsame.train.Configuration;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Transform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What TensorBoard's embedding projector shows: the embeddings of some images as tab-separated numbers, their names and
 * labels, a sheet of their thumbnails, and the file that names these.
 */
final class Projector {
    private static final int MOST_IMAGES = 1000;
    private static final int THUMBNAIL = 32; // pixels; the sheet's side must not be above 8,192
    private static final String CONFIGURATION = "projector_config.pbtxt";

    private final Path folder;
    private final Configuration configuration;

    Projector(Path folder, Configuration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /** Places in a source, drawn, always the same ones, and rising: so many, or all. Every n-th might be of one class. */
    static int[] some(int size, int wanted) {
        Permutation order = Permutation.of(size, Draws.of(0, Stream.SAMPLE, 0, 0));
        return IntStream.range(0, Math.min(size, wanted))
                .map(place -> order.at(place))
                .sorted()
                .toArray();
    }

    /** Embeds images with the encoder of a run, and writes everything; nothing where none can be read. */
    void write(Path run, ImageSource images) throws IOException {
        ChosenImages some = ChosenImages.of(images, some(images.size(), MOST_IMAGES));
        Embeddings rows;
        try (Encoder encoder = Encoder.load(run)) {
            rows = encoder.embed(some, new Skipped());
        }
        if (rows.size() == 0) {
            return;
        }
        write("embeddings.tsv", numbers(rows));
        write("metadata.tsv", names(rows));
        BufferedImage sheet = configuration.recipe().views().normalize().isAsIs() ? null : sheet(some, rows.names());
        if (sheet != null) {
            write("thumbnails.png", EventMessage.png(sheet));
        }
        write(CONFIGURATION, configuration(sheet != null));
    }

    private static String configuration(boolean thumbnails) {
        return "embeddings {\n"
                + "  tensor_name: \"backbone\"\n"
                + "  tensor_path: \"embeddings.tsv\"\n"
                + "  metadata_path: \"metadata.tsv\"\n"
                + (thumbnails
                        ? "  sprite {\n    image_path: \"thumbnails.png\"\n    single_image_dim: " + THUMBNAIL
                                + "\n    single_image_dim: " + THUMBNAIL + "\n  }\n"
                        : "")
                + "}\n";
    }

    private static String numbers(Embeddings rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            float[] row = rows.row(i);
            for (int k = 0; k < row.length; k++) {
                text.append(k == 0 ? "" : "\t").append(row[k]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A line of column names where there are two columns, none where there is one: so the projector wants it. */
    private static String names(Embeddings rows) {
        boolean labelled = rows.labels().stream().anyMatch(label -> label != null);
        StringBuilder text = new StringBuilder(labelled ? "name\tlabel\n" : "");
        for (int i = 0; i < rows.size(); i++) {
            text.append(cell(rows.names().get(i)));
            if (labelled) {
                text.append('\t').append(cell(rows.labels().get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", " ");
    }

    /** The thumbnails in rows, in the order of names, which are some of the images' in their order. */
    private BufferedImage sheet(ChosenImages images, List<String> names) throws IOException {
        int columns = (int) Math.ceil(Math.sqrt(names.size()));
        BufferedImage sheet = new BufferedImage(columns * THUMBNAIL, columns * THUMBNAIL, BufferedImage.TYPE_INT_RGB);
        Transform view = EvaluationView.of(THUMBNAIL).transform(0);
        int row = 0;
        for (int i = 0; i < images.size() && row < names.size(); i++) {
            if (images.name(i).equals(names.get(row))) {
                draw(thumbnail(images, i, view), sheet, row % columns * THUMBNAIL, row / columns * THUMBNAIL);
                row++;
            }
        }
        return sheet;
    }

    private Pixels thumbnail(ChosenImages images, int i, Transform view) throws IOException {
        try {
            Pixels image = images.decode(i, configuration.run().decode());
            return view.apply(image, Draws.of(0, Stream.SAMPLE, 0, 0));
        } catch (UnreadableImageException e) {
            return Pixels.blank(THUMBNAIL, THUMBNAIL, 3); // changed since it was embedded
        }
    }

    private static void draw(Pixels image, BufferedImage sheet, int left, int top) {
        boolean grey = image.channels() < 3;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int red = image.sample(x, y, 0);
                int green = grey ? red : image.sample(x, y, 1);
                int blue = grey ? red : image.sample(x, y, 2);
                sheet.setRGB(left + x, top + y, red << 16 | green << 8 | blue);
            }
        }
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        try (AtomicFile file = AtomicFile.create(folder.resolve(name))) {
            file.stream().write(bytes, 0, bytes.length);
            file.commit();
        }
    }
}
