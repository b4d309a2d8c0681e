package dev.selfsame.model.imported;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.Origin;
import dev.selfsame.model.Pretrained;
import dev.selfsame.model.Version;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encoders of weights of others. They embed, are evaluated and saved as those that were trained here.
 *
 * <pre>{@code
 * try (Encoder encoder = ImportedEncoder.of(Path.of("resnet50.pth")).load(EncoderConfig.DEFAULT)) { … }
 * }</pre>
 *
 * @param path of the weights, as {@link WeightsPath#parse} takes it
 * @param backbone name of the network; empty for the one that the file's names and shapes tell
 * @param images what it is to see
 */
public record ImportedEncoder(Path path, String backbone, ImportedImages images) {
    /** The method that stands in the files of such encoders. */
    public static final String METHOD = "imported";

    /** The recognised network, for images as most networks want them. */
    public static ImportedEncoder of(Path path) {
        return new ImportedEncoder(path, "", ImportedImages.DEFAULT);
    }

    /** An encoder, and what was taken for it. */
    public record Loaded(Encoder encoder, ImportReport report) {}

    /** A network to train further, and what was taken for it. */
    public record Network(Pretrained network, ImportReport report) {}

    /**
     * Reads the weights.
     *
     * @throws IOException if the file can't be read, or the network in it is not known or does not fit
     */
    public Encoder load(EncoderConfig config) throws IOException {
        return loadWithReport(config).encoder();
    }

    /**
     * The same, and what was taken and left out.
     *
     * @throws IOException if the file can't be read, or the network in it is not known or does not fit
     */
    public Loaded loadWithReport(EncoderConfig config) throws IOException {
        Network read = network();
        return new Loaded(encoder(read.network(), config), read.report());
    }

    /**
     * The network itself, to train it further.
     *
     * @throws IOException if the file can't be read, or the network in it is not known or does not fit
     */
    public Network network() throws IOException {
        try (ImportedWeights weights = ImportedWeights.open(path)) {
            Map<String, Object> architecture = architecture(weights);
            Backbone made = make(architecture);
            try {
                ImportReport report = weights.load(made);
                Origin origin = new Origin(METHOD, "none", 0, Version.current());
                return new Network(new Pretrained(made, view(weights.imageSize(architecture)), origin), report);
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
        }
    }

    /** The same architecture with fresh weights. */
    public Encoder untrained(long seed, EncoderConfig config) throws IOException {
        try (ImportedWeights weights = ImportedWeights.open(path)) {
            Map<String, Object> architecture = architecture(weights);
            Backbone made = make(architecture);
            try {
                made.initialize(seed);
                EvaluationView view = view(weights.imageSize(architecture));
                return encoder(new Pretrained(made, view, Origin.untrained(seed)), config);
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
        }
    }

    private EvaluationView view(int networkSize) throws ModelFileException {
        try {
            return images.view(networkSize);
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private Encoder encoder(Pretrained network, EncoderConfig config) throws ModelFileException {
        try {
            return Encoder.of(network.backbone(), network.view(), network.origin(), config);
        } catch (IllegalArgumentException e) { // which has closed the network
            throw unusable(e);
        }
    }

    private ModelFileException unusable(IllegalArgumentException e) {
        return new ModelFileException(path + " can't be used so: " + e.getMessage(), e);
    }

    private Map<String, Object> architecture(ImportedWeights weights) throws IOException {
        try {
            Map<String, Object> architecture = new LinkedHashMap<>(weights.architecture());
            architecture.computeIfPresent("name", (key, name) -> backbone.isEmpty() ? name : backbone);
            return architecture;
        } catch (ModelFileException e) {
            if (backbone.isEmpty()) {
                throw e;
            }
            return Map.of("name", backbone);
        }
    }

    private Backbone make(Map<String, Object> architecture) throws ModelFileException {
        try {
            return Backbones.fromArchitecture(architecture);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(path + " can't be loaded: " + e.getMessage(), e);
        }
    }
}
