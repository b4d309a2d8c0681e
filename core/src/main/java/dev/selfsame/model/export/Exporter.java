package dev.selfsame.model.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Scratch;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Interpolation;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.TensorException;
import dev.selfsame.tensor.TorchScript;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an encoder for another engine: aside first, then it is loaded again and compared, then it gets its name. On the
 * calling thread; {@link dev.selfsame.model.Encoder#export} is easier to use.
 *
 * @param backbone in evaluation mode
 * @param view what it sees of an image
 * @param metadata of the encoder's file, which goes along
 * @param safetensors how its own file is written and loaded again
 */
public record Exporter(Backbone backbone, EvaluationView view, Map<String, String> metadata, OwnFile safetensors) {
    /** The name of the text with the metadata in a TorchScript file. */
    public static final String METADATA = "selfsame.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The encoder's own format. */
    public interface OwnFile {
        /** Writes it. */
        void write(Path path) throws IOException;

        /** Loads the network; the caller closes it. */
        Backbone load(Path path) throws IOException;
    }

    /**
     * Exports.
     *
     * @param target a file that is replaced if it is there; for DJL a folder that is not there yet or is empty
     * @param images to compare embeddings of, of which the first few are read; null for drawn ones
     * @param decode how they are decoded
     * @throws ExportException if the network can't be exported so, or what was written does not compute the same; then
     *     nothing is left of it
     */
    public Exported export(ExportOptions options, Path target, @Nullable ImageSource images, DecodeOptions decode)
            throws IOException {
        requireFit(options);
        boolean folder = options.format() == ExportFormat.DJL;
        try (Scratch scratch = folder ? Scratch.forFolder(target) : Scratch.forFile(target);
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            try {
                write(options, scratch.path());
                CheckImages seen =
                        images == null ? CheckImages.drawn(view, decode) : CheckImages.of(images, view, decode);
                Exported exported = check(options, scratch.path(), target, seen);
                scratch.commit();
                return exported;
            } catch (UnsupportedOperationException e) {
                throw new ExportException(String.valueOf(e.getMessage()), e);
            } catch (FileSystemException e) {
                throw scratch.named(e);
            }
        }
    }

    private void requireFit(ExportOptions options) throws ExportException {
        boolean asIs = view.normalize().isAsIs();
        if (asIs && options.input().isBytes()) {
            throw new ExportException("the encoder takes images as they are, not bytes of 0 to 255: the preprocessing"
                    + " can be none or float");
        }
        if (options.input() == ExportInput.RESIZE && view.interpolation() != Interpolation.BILINEAR) {
            throw new ExportException("the encoder was trained with bicubic resizing, which can't be put into the"
                    + " network: export it with preprocessing uint8 and resize before");
        }
        if (options.format() == ExportFormat.DJL && (asIs || backbone.channels() != 3)) {
            throw new ExportException("DJL's images have 3 channels of 8 bits, the encoder wants " + backbone.channels()
                    + (asIs ? " as they are" : "") + ": export it to torchscript");
        }
    }

    private void write(ExportOptions options, Path path) throws IOException {
        switch (options.format()) {
            case SAFETENSORS -> safetensors.write(path);
            case TORCHSCRIPT -> writeTorchScript(options, path);
            case ONNX -> writeOnnx(options, path);
            case DJL -> {
                Files.createDirectory(path);
                writeTorchScript(options, path.resolve(DjlFolder.MODEL));
                DjlFolder.describe(path, view, options.input(), metadata);
            }
        }
    }

    private void writeTorchScript(ExportOptions options, Path path) throws IOException {
        ExportWeights weights = new ExportWeights(backbone);
        TorchScriptWriter writer = new TorchScriptWriter(weights, view.size());
        String result = new EncoderGraph(backbone, view, options, weights).describe(writer, TorchScriptWriter.IMAGES);
        try (TorchScript script =
                TorchScript.compile("Encoder", writer.source(result), weights.parameters(), weights.buffers())) {
            save(script, path, weights.bytes());
        }
    }

    private void save(TorchScript script, Path path, long bytes) throws IOException {
        try {
            Room.require(path, bytes);
            script.save(path, Map.of(METADATA, json()));
        } catch (TensorException e) {
            throw new FileSystemException(path.toString(), null, e.getMessage());
        }
    }

    private void writeOnnx(ExportOptions options, Path path) throws IOException {
        ExportWeights weights = new ExportWeights(backbone);
        OnnxWriter writer = new OnnxWriter(weights, view.size());
        String result = new EncoderGraph(backbone, view, options, weights).describe(writer, OnnxWriter.IMAGES);
        boolean free = !backbone.describesOneSize() || options.input() == ExportInput.RESIZE;
        GraphProto graph = GraphProto.newBuilder()
                .setName("encoder")
                .addAllNode(writer.finish(result))
                .addInput(OnnxFile.value(
                        OnnxWriter.IMAGES,
                        options.input().isBytes() ? OnnxNodes.UINT8 : OnnxNodes.FLOAT,
                        "batch",
                        backbone.channels(),
                        free ? "height" : (Object) view.size(),
                        free ? "width" : (Object) view.size()))
                .addOutput(OnnxFile.value(OnnxWriter.EMBEDDINGS, OnnxNodes.FLOAT, "batch", backbone.features()))
                .build();
        OnnxFile.write(path, graph, writer.used(), options.opset(), metadata);
    }

    private Exported check(ExportOptions options, Path written, Path target, CheckImages images) throws IOException {
        SelfCheck check = SelfCheck.of(backbone, options, images);
        switch (options.format()) {
            case SAFETENSORS -> {
                try (Backbone loaded = safetensors.load(written)) {
                    loaded.training(false);
                    check.compare(loaded::forward);
                }
            }
            case TORCHSCRIPT -> check.compare(TorchScript.load(written));
            case ONNX -> check.compare(OnnxProgram.of(OnnxFile.read(written).getGraph()));
            case DJL -> check.compare(TorchScript.load(written.resolve(DjlFolder.MODEL)));
        }
        return check.result(target);
    }

    private String json() throws JsonProcessingException {
        return JSON.writeValueAsString(new TreeMap<>(metadata));
    }
}
