package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.StateFile;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far the training of a classifier has come, saved and taken up again; where there is no file, nothing is. */
final class TrainingState {
    private static final String FORMAT = "selfsame-classifier";
    private static final String VERSION = "1";
    private static final String NETWORK = "network.";
    private static final String OPTIMIZER = "optimizer.";

    /** What is a hash, of which only that it differs says something. */
    private static final List<String> HASHES = List.of("network", "images");

    private final @Nullable ClassifierCheckpoint checkpoint;
    private final Classifier network;
    private final Optimizer optimizer;
    private final Skipped skipped;
    private final Map<String, String> identity;
    private final long since = System.nanoTime();
    private double secondsBefore;

    /** Of a training that has not begun. */
    TrainingState(
            @Nullable ClassifierCheckpoint checkpoint,
            ImageTraining training,
            ImageSource images,
            Optimizer optimizer,
            Skipped skipped) {
        this.checkpoint = checkpoint;
        this.network = training.network();
        this.optimizer = optimizer;
        this.skipped = skipped;
        this.identity = checkpoint == null ? Map.of() : identity(training, images);
    }

    /** What decides the numbers that a training comes to. */
    private static Map<String, String> identity(ImageTraining training, ImageSource images) {
        Classifier network = training.network();
        ImageTraining.Settings settings = training.settings();
        Map<String, String> described = Map.of(
                "architecture", new TreeMap<>(network.backbone().architecture()).toString(),
                "view", training.view().toString(),
                "frozen", Boolean.toString(network.frozen()));
        Map<String, String> identity = new TreeMap<>();
        identity.put("network", StateFile.checksum(network.state(), described));
        identity.put("images", images.fingerprint());
        identity.put("decoding", training.decode().toString());
        identity.put("precision", training.config().bf16() ? "bf16" : "fp32");
        identity.put("optimizer", settings.adamW() ? "adamw" : "sgd");
        identity.put("learning rate", settings.rate().toString());
        identity.put("epochs", Integer.toString(settings.epochs()));
        identity.put("batch size", Integer.toString(settings.batchSize()));
        identity.put("weight decay", Double.toString(settings.weightDecay()));
        identity.put("layer decay", Double.toString(settings.layerDecay()));
        identity.put("mixing", settings.mixing().toString());
        identity.put("smallest scale", Double.toString(settings.minScale()));
        identity.put("seed", Long.toString(settings.seed()));
        return identity;
    }

    /**
     * Takes up what was saved, where there is something.
     *
     * @return how many steps it had done
     * @throws ModelFileException if it is there though nothing is to go on from it, it is no such file, is damaged, or was
     *     begun otherwise
     */
    long restore() throws IOException {
        if (checkpoint == null) {
            return 0;
        }
        checkpoint.require();
        if (!Files.exists(checkpoint.file())) {
            return 0;
        }
        requireSame(checkpoint, StateFile.head(checkpoint.file()));
        try (StateFile saved = StateFile.read(checkpoint.file())) {
            network.load(saved.part(NETWORK));
            optimizer.load(saved.part(OPTIMIZER));
            skipped.read(checkpoint.skipped());
            secondsBefore = Double.parseDouble(saved.metadata().getOrDefault("seconds", ""));
            return Long.parseLong(saved.metadata().getOrDefault("step", ""));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(checkpoint.file() + ": " + e.getMessage(), e);
        }
    }

    private void requireSame(ClassifierCheckpoint from, Map<String, String> saved) throws ModelFileException {
        if (!FORMAT.equals(saved.get("format")) || !VERSION.equals(saved.get("version"))) {
            throw new ModelFileException(
                    from.file() + " is no checkpoint of a classifier's training that this version of Selfsame reads");
        }
        List<String> others = new ArrayList<>();
        identity.forEach((name, value) -> {
            String before = saved.getOrDefault(name, "unknown");
            if (!before.equals(value)) {
                others.add(HASHES.contains(name) ? "other " + name : name + " " + before + ", not " + value);
            }
        });
        if (!others.isEmpty()) {
            throw new ModelFileException(from.file() + " was begun otherwise (" + String.join("; ", others)
                    + "): go on as it was begun, or name another file");
        }
    }

    /**
     * Saves the state after so many steps.
     *
     * @throws IllegalStateException if a weight is not finite; what was saved before stays
     */
    void save(long step) throws IOException {
        if (checkpoint == null) {
            return;
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.state().forEach((name, tensor) -> tensors.put(NETWORK + name, tensor));
        optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        StateFile.notFinite(tensors).ifPresent(name -> {
            throw new IllegalStateException("training diverged: after step " + step + ", " + name
                    + " is not finite; take a lower learning rate");
        });
        Map<String, String> metadata = new TreeMap<>(identity);
        metadata.put("format", FORMAT);
        metadata.put("version", VERSION);
        metadata.put("step", Long.toString(step));
        metadata.put("seconds", Double.toString(secondsBefore + (System.nanoTime() - since) / 1e9));
        boolean interrupted = Thread.interrupted(); // an interrupt would close the file
        try {
            skipped.write(checkpoint.skipped());
            StateFile.write(checkpoint.file(), tensors, metadata);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The seconds of earlier sittings. */
    double secondsBefore() {
        return secondsBefore;
    }
}
