package dev.selfsame.model.imported;

import dev.selfsame.model.ModelFileException;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weights that someone else trained, or saved, in a file of PyTorch or a safetensors file: the network is found among what
 * the file holds, recognised by its parameters' names and shapes, and its parameters get the names that they have here.
 *
 * <pre>{@code
 * try (ImportedWeights weights = ImportedWeights.open(Path.of("moco_v2_800ep_pretrain.pth.tar"))) {
 *     Backbone backbone = weights.backbone();
 * }
 * }</pre>
 */
public final class ImportedWeights implements AutoCloseable {
    private static final List<Naming> NAMINGS = Stream.of(
                    ResNets.namings(), ConvNexts.namings(), VisionTransformers.namings())
            .flatMap(List::stream)
            .toList();

    private final WeightsPath path;
    private final TensorFile file;
    private final List<FoundNetwork> known;
    private @Nullable FoundNetwork chosen;

    private ImportedWeights(WeightsPath path, TensorFile file) {
        this.path = path;
        this.file = file;
        this.known = FoundNetwork.in(file, NAMINGS);
    }

    /**
     * Opens a file.
     *
     * @param path as {@link WeightsPath#parse} takes it
     * @throws IOException if it can't be read, is damaged, or would run code
     */
    public static ImportedWeights open(Path path) throws IOException {
        WeightsPath parsed = WeightsPath.parse(path);
        if (Files.isDirectory(parsed.file()) || Files.notExists(parsed.file())) {
            throw new ModelFileException(
                    (Files.isDirectory(parsed.file()) ? "a folder, not a file: " : "no such file: ") + parsed.file());
        }
        return new ImportedWeights(parsed, TensorFile.open(parsed.file()));
    }

    /** Whether a path names weights that are for this class: a file that is no encoder of Selfsame. */
    public static boolean isForeign(Path path) throws IOException {
        WeightsPath parsed = WeightsPath.parse(path);
        return Files.isRegularFile(parsed.file()) && !TensorFile.isOwn(parsed.file());
    }

    /**
     * The network that the file's names and shapes tell.
     *
     * @throws ModelFileException if it is none that is known here
     */
    public Map<String, Object> architecture() throws IOException {
        FoundNetwork found = chosen();
        try {
            return found.naming().family().architecture(found.shapes(file, path.heads()));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(path.file() + " is not recognised: " + e.getMessage(), e);
        }
    }

    /**
     * Side of the images that the network is for, as far as that can be known: 32, 224, or that of its positions.
     *
     * @param architecture of the network
     */
    public int imageSize(Map<String, Object> architecture) throws IOException {
        return chosen().naming().family().imageSize(architecture);
    }

    /** The recognised network with its weights; the caller owns it. */
    public Backbone backbone() throws IOException {
        Backbone backbone;
        try {
            backbone = Backbones.fromArchitecture(architecture());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(path.file() + " can't be loaded: " + e.getMessage(), e);
        }
        try {
            load(backbone);
            return backbone;
        } catch (IOException | RuntimeException e) {
            backbone.close();
            throw e;
        }
    }

    /**
     * Copies the weights into a network.
     *
     * @throws ModelFileException if names or shapes are not those of the network, with what is missing, unexpected and of
     *     another shape; nothing is changed
     */
    public ImportReport load(Backbone backbone) throws IOException {
        FoundNetwork found = chosenFor(backbone);
        Fit fit = Fit.of(found.parameters(file), backbone.state(), file);
        if (!fit.faults().isEmpty()) {
            throw new ModelFileException(path.file() + " does not fit " + backbone + ": "
                    + ArchitectureDifference.of(found, found.shapes(file, path.heads()), backbone)
                    + String.join("; ", fit.faults()));
        }
        int assumed = requireHeads(found, backbone);
        Map<String, Tensor> state = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> wanted : backbone.state().entrySet()) {
                state.put(wanted.getKey(), value(fit.taken().get(wanted.getKey()), wanted.getValue()));
            }
            backbone.load(state);
        } catch (TensorException e) {
            throw new ModelFileException(path.file() + " can't be loaded: " + e.getMessage(), e);
        } finally {
            state.values().forEach(Tensor::close);
        }
        return new ImportReport(
                path.file(),
                backbone.toString(),
                found.prefix(),
                found.naming().title(),
                state.size() - fit.counters().size(),
                found.others(file),
                fit.counters().size(),
                assumed);
    }

    /** Networks of other heads have equal shapes. Returns the heads where they can't be known, else 0. */
    private int requireHeads(FoundNetwork found, Backbone backbone) throws IOException {
        int heads = backbone.architecture().get("heads") instanceof Integer number ? number : 0;
        int known = found.naming().family().heads(found.shapes(file, path.heads()));
        if (heads == 0 && known > 0) {
            throw new ModelFileException("#heads=" + known + " is for vision transformers, not for " + backbone);
        }
        if (known > 0 && known != heads) {
            throw new ModelFileException(path.file() + " does not fit " + backbone + ": its attention has " + known
                    + " heads, not " + heads + " (--set backbone.heads=" + known + ")");
        }
        return known > 0 ? 0 : heads;
    }

    private Tensor value(@Nullable String name, Tensor wanted) throws IOException {
        if (name == null) {
            return Tensor.zeros(wanted.dtype(), wanted.shape());
        }
        try (Tensor stored = file.read(name)) {
            requireFinite(name, stored);
            return stored.reshape(wanted.shape());
        }
    }

    private void requireFinite(String name, Tensor tensor) throws ModelFileException {
        if (!tensor.dtype().isFloating() || tensor.count() == 0) {
            return;
        }
        try (Tensor wide = tensor.to(DType.FLOAT64);
                Tensor sum = wide.sum()) {
            if (!Double.isFinite(sum.item())) {
                throw new ModelFileException(
                        path.file() + " can't be used: its " + name + " has values that are NaN or infinite");
            }
        }
    }

    /** The network that is meant; several may have to be compared for it, so that is done once. */
    private FoundNetwork chosen() throws IOException {
        FoundNetwork before = chosen;
        FoundNetwork found = before != null ? before : choose(known);
        chosen = found;
        return found;
    }

    private FoundNetwork choose(List<FoundNetwork> networks) throws IOException {
        return NetworkChoice.of(networks, path.key(), path, file);
    }

    /** The network, or where none is known, one whose parameters are called as those of the network that is to have them. */
    private FoundNetwork chosenFor(Backbone backbone) throws IOException {
        if (!known.isEmpty()) {
            return chosen();
        }
        List<String> names = List.copyOf(backbone.state().keySet());
        Naming same = Naming.of(
                "here", new SameNames(), List.of(names.get(0), names.get(names.size() - 1)), SameNames.rules(names));
        return choose(FoundNetwork.in(file, List.of(same)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return "ImportedWeights[" + path.file() + ", " + file.names().size() + " tensors]";
    }
}
