package dev.selfsame.model;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.model.export.ExportException;
import dev.selfsame.model.export.ExportOptions;
import dev.selfsame.model.export.Exported;
import dev.selfsame.model.export.Exporter;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.BatchNormFolding;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A trained network that turns images into embeddings, with all that it needs to know about images.
 *
 * <pre>{@code
 * try (Encoder encoder = Encoder.load(Path.of("runs/byol"))) {
 *     float[] embedding = encoder.embed(Path.of("photo.jpg"));
 *     Embeddings embeddings = encoder.embed(ImageFolder.open(Path.of("photos")));
 * }
 * }</pre>
 *
 * <p>Any number of threads may use it at once: images are read and resized on the threads that ask, the network computes
 * on one thread of its own, with as many compute threads as libtorch has. The memory that it takes does not grow with
 * the number of images. An image's embedding may differ in the last digits with the batch that it is computed in.
 */
public final class Encoder implements AutoCloseable {
    private final Inference inference;
    private final EvaluationView view;
    private final Origin origin;
    private final EncoderConfig config;
    private final EncoderThread thread = new EncoderThread();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int dimension;
    private final int channels;
    private final String network;
    private final EncoderFingerprint fingerprint;

    private Encoder(EncoderFile parts, EncoderConfig config) {
        Backbone backbone = parts.backbone();
        this.view = parts.view();
        this.origin = parts.origin();
        this.config = config;
        this.dimension = backbone.features();
        this.channels = backbone.channels();
        this.network = backbone.toString();
        this.fingerprint = new EncoderFingerprint(backbone, view);
        this.inference = new Inference(backbone, config);
        backbone.training(false);
        backbone.requireGradient(false);
        try {
            backbone.to(config.device());
        } catch (RuntimeException e) {
            backbone.close();
            throw e;
        }
        backbone.handOver();
        if (config.foldBatchNorm()) {
            fold();
        }
    }

    private void fold() {
        try {
            thread.call(() -> {
                BatchNormFolding.fold(inference.backbone(), view.size());
                return true;
            });
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Loads an encoder, to compute on the processor in 32 bits.
     *
     * @param path a run directory, or a file that {@link #save} wrote
     * @throws ModelFileException if it holds no encoder, or one that a newer version wrote
     */
    public static Encoder load(Path path) throws IOException {
        return load(path, EncoderConfig.DEFAULT);
    }

    /**
     * Loads an encoder.
     *
     * @param path a run directory, or a file that {@link #save} wrote
     * @throws ModelFileException if it holds no encoder, or one that a newer version wrote
     */
    public static Encoder load(Path path, EncoderConfig config) throws IOException {
        return new Encoder(EncoderFile.read(path), config);
    }

    /**
     * The encoder that training started from, or one like it: the architecture of a file with fresh weights.
     *
     * @param path a run directory, or a file that {@link #save} wrote
     * @param seed of the weights
     * @throws ModelFileException if it holds no encoder, or one that a newer version wrote
     */
    public static Encoder untrained(Path path, long seed, EncoderConfig config) throws IOException {
        EncoderFile file = EncoderFile.read(path);
        file.backbone().initialize(seed);
        return new Encoder(new EncoderFile(file.backbone(), file.view(), Origin.untrained(seed)), config);
    }

    /**
     * Makes an encoder of a network, which belongs to it from now on, in evaluation mode and without gradients.
     *
     * @param view what the network is to see of an image
     */
    public static Encoder of(Backbone backbone, EvaluationView view, Origin origin, EncoderConfig config) {
        return new Encoder(new EncoderFile(backbone, view, origin).checked(), config);
    }

    /** Writes the encoder that a network in training would be now; the network stays as it is. */
    public static void save(Path path, Backbone backbone, EvaluationView view, Origin origin) throws IOException {
        new EncoderFile(backbone, view, origin).write(path);
    }

    /**
     * Embeds images with a network in training, on the calling thread; it is in evaluation mode for the while.
     *
     * @param skipped takes the images that can't be read
     */
    public static Embeddings embed(
            Backbone backbone, EvaluationView view, ImageSource images, EncoderConfig config, Skipped skipped)
            throws IOException {
        boolean training = backbone.isTraining();
        backbone.training(false);
        try {
            Inference inference = new Inference(backbone, config);
            Embeddings.Builder rows = new Embeddings.Builder(backbone.features());
            new EmbeddingPass(images, view, config, config.decode(view), skipped)
                    .run(inference::run, List.of((i, name, label, row) -> rows.add(name, label, row)));
            return rows.build();
        } finally {
            backbone.training(training);
        }
    }

    /** The length of an embedding, D. */
    public int dimension() {
        return dimension;
    }

    /** The channels of an image. */
    public int channels() {
        return channels;
    }

    /** How it decodes the files of images. */
    public DecodeOptions decodeOptions() {
        return config.decode(view);
    }

    /** What the network sees of an image. */
    public EvaluationView view() {
        return view;
    }

    /**
     * A hash (hexadecimal SHA-256) of the weights, the architecture and what the network sees of an image: of equal
     * encoders, wherever they were loaded from, and of no others.
     */
    public String fingerprint() {
        return thread.call(fingerprint::get);
    }

    /** What else decides an embedding's digits: the settings that {@link #fingerprint} leaves out. */
    String options() {
        return config.digits(view);
    }

    /** How this came about. */
    public Origin origin() {
        return origin;
    }

    /**
     * Embeds an image file.
     *
     * @throws IOException if it can't be read, or is no image
     */
    public float[] embed(Path image) throws IOException {
        if (Files.isDirectory(image)) {
            throw new IOException(image + ": a folder, not an image");
        }
        try {
            return embed(Files.readAllBytes(image));
        } catch (UnreadableImageException e) {
            throw new IOException(image + ": " + e.getMessage(), e);
        }
    }

    /**
     * Embeds an encoded image, such as the bytes of a JPEG file.
     *
     * @throws UnreadableImageException if they are no image
     */
    public float[] embed(byte[] image) throws UnreadableImageException {
        return embed(view.decode(image, config.decode(view)));
    }

    /**
     * Embeds a decoded image of any size and as many channels as the network has, of the kind that its {@link #view}
     * decodes to.
     */
    public float[] embed(Picture image) {
        int side = view.size();
        float[] values = new float[side * side * channels];
        view.render(image, 0, Draws.of(0, Stream.SAMPLE, 0, 0), FloatBuffer.wrap(values), 0);
        return compute(() -> Tensor.of(values, 1, side, side, channels));
    }

    /** Embeds every readable image of a source, in its order. */
    public Embeddings embed(ImageSource images) throws IOException {
        return embed(images, new Skipped());
    }

    /**
     * Embeds every readable image of a source, in its order.
     *
     * @param skipped takes the others
     */
    public Embeddings embed(ImageSource images, Skipped skipped) throws IOException {
        Embeddings.Builder rows = new Embeddings.Builder(dimension);
        new EmbeddingPass(images, view, config, config.decode(view), skipped)
                .run(this::compute, List.of((i, name, label, row) -> rows.add(name, label, row)));
        return rows.build();
    }

    /**
     * Embeds views of every readable image of a source, such as those that methods train on; the views of an image are
     * the same at every call.
     *
     * @param views what to make of each image; their normalisation counts, not the encoder's
     * @param skipped takes the images that can't be read
     * @return the embeddings of each view; row i of all is of one image
     */
    public List<Embeddings> embed(ImageSource images, Views views, Skipped skipped) throws IOException {
        List<Embeddings.Builder> rows = new ArrayList<>();
        for (int v = 0; v < views.count(); v++) {
            rows.add(new Embeddings.Builder(dimension));
        }
        new EmbeddingPass(images, views, config, config.decode(view), skipped)
                .run(
                        this::compute,
                        rows.stream()
                                .<EmbeddingPass.Rows>map(to -> (i, name, label, row) -> to.add(name, label, row))
                                .toList());
        return rows.stream().map(Embeddings.Builder::build).toList();
    }

    /**
     * Embeds every readable image of a source, in its order, into a file; the memory needed is that of a few batches.
     *
     * @param writer gets the rows; the caller commits it
     * @param skipped takes the images that can't be read
     */
    public void embed(ImageSource images, EmbeddingWriter writer, Skipped skipped) throws IOException {
        new EmbeddingPass(images, view, config, config.decode(view), skipped)
                .run(this::compute, List.of((i, name, label, row) -> writer.write(name, label, row)));
    }

    /**
     * Embeds the images that a journal has no rows of yet.
     *
     * @param skipped takes those that can't be read
     */
    public void embed(EmbeddingJournal journal, Skipped skipped) throws IOException {
        embed(journal, images -> images, skipped);
    }

    /**
     * Embeds the images that a journal has no rows of yet, and lets somebody watch.
     *
     * @param around makes a source around these images
     * @param skipped takes those that can't be read
     */
    public void embed(EmbeddingJournal journal, UnaryOperator<ImageSource> around, Skipped skipped) throws IOException {
        ChosenImages images = journal.remaining();
        if (images.size() > 0) {
            new EmbeddingPass(around.apply(images), view, config, config.decode(view), skipped)
                    .run(this::compute, List.of((i, name, label, row) -> journal.write(images.place(i), row)));
        }
    }

    /**
     * Embeds every readable image of a source, in its order, into a file, and lists the others in {@code
     * FILE.skipped.tsv}, which is absent if there are none.
     *
     * @param file its name says the format: {@link EmbeddingWriter#create}
     * @return the images that can't be read
     */
    public Skipped embed(ImageSource images, Path file) throws IOException {
        Skipped skipped = new Skipped();
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, dimension, fingerprint())) {
            embed(images, writer, skipped);
            writer.commit();
        }
        skipped.write(Skipped.beside(file));
        return skipped;
    }

    /** Writes the encoder, for {@link #load}. */
    public void save(Path path) throws IOException {
        EncoderFile file = file();
        onThread(() -> {
            file.write(path);
            return path;
        });
    }

    /**
     * Writes the encoder for use elsewhere, loads what was written again, and compares the embeddings of a few images;
     * only then it gets its name.
     *
     * <pre>{@code
     * encoder.export(ExportOptions.of(ExportFormat.ONNX), Path.of("encoder.onnx"), ImageFolder.open(Path.of("photos")));
     * }</pre>
     *
     * @param target a file, which is replaced if it is there; for DJL a folder that is not there yet or is empty
     * @param images the first few readable ones are compared
     * @throws ExportException if the network can't be exported so, or what was written does not compute the same
     */
    public Exported export(ExportOptions options, Path target, ImageSource images) throws IOException {
        EncoderFile file = file();
        return onThread(() -> new Exporter(file.backbone(), view, file.metadata(), file)
                .export(options, target, images, config.decode(view)));
    }

    /** The same, compared with drawn images. */
    public Exported export(ExportOptions options, Path target) throws IOException {
        EncoderFile file = file();
        return onThread(() -> new Exporter(file.backbone(), view, file.metadata(), file)
                .export(options, target, null, config.decode(view)));
    }

    private EncoderFile file() {
        return new EncoderFile(inference.backbone(), view, origin);
    }

    /** Does work with files on the encoder's thread. */
    private <T> T onThread(FileWork<T> work) throws IOException {
        try {
            return thread.call(() -> {
                if (closed.get()) { // while this waited
                    throw new IllegalStateException(EncoderThread.CLOSED);
                }
                try {
                    return work.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }

    private float[] compute(Supplier<Tensor> images) {
        return thread.call(() -> {
            if (closed.get()) { // while this waited
                throw new IllegalStateException(EncoderThread.CLOSED);
            }
            return inference.run(images);
        });
    }

    /** Frees the network after the work in hand; from then on every use is an {@link IllegalStateException}. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            thread.call(() -> {
                inference.backbone().close();
                return true;
            });
        } finally {
            thread.close();
        }
    }

    @Override
    public String toString() {
        return "Encoder[" + network + ", " + dimension + " dimensions, images of " + view.size() + "×" + view.size()
                + ", method " + origin.method() + "]";
    }
}
