package dev.selfsame.proofs;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.selfsame.image.Pixels;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.export.ExportFormat;
import dev.selfsame.model.export.ExportInput;
import dev.selfsame.model.export.ExportOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime computes of an exported encoder what the encoder computes. */
class OnnxRuntimeTest {
    private static final List<Integer> BATCHES = List.of(1, 7);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"resnet18, 32", "resnet18, 96", "resnet50, 96", "vit-tiny, 96", "convnext-tiny, 96"})
    void embeddingsAreTheSame(String backbone, int size) throws IOException, OrtException {
        try (Encoder encoder = Encoder.load(TrainedEncoders.of(backbone, size))) {
            try (Model model = new Model(encoder, ExportOptions.of(ExportFormat.ONNX))) {
                for (int count : BATCHES) {
                    FloatBuffer input = FloatBuffer.wrap(Inputs.normalized(encoder, count));
                    Sameness.assertSame(Inputs.embeddings(encoder, count), model.run(input, count, size));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 19, 20, 21})
    void everyOpsetAndWhatIsInTheGraphBesideTheNetwork(int opset) throws IOException, OrtException {
        try (Encoder encoder = Encoder.load(TrainedEncoders.of("resnet18", 32))) {
            ExportOptions options =
                    ExportOptions.of(ExportFormat.ONNX).withOpset(opset).withUnitLength(true);
            for (int count : BATCHES) {
                float[][] expected = Inputs.unitLength(Inputs.embeddings(encoder, count));
                try (Model model = new Model(encoder, options.withInput(ExportInput.FLOAT))) {
                    FloatBuffer input = FloatBuffer.wrap(Inputs.scaled(encoder, count));
                    Sameness.assertSame(expected, model.run(input, count, 32));
                }
                try (Model model = new Model(encoder, options.withInput(ExportInput.UINT8))) {
                    ByteBuffer input = ByteBuffer.wrap(Inputs.bytes(encoder, count));
                    Sameness.assertSame(expected, model.run(input, count, 32, 32));
                }
            }
        }
    }

    @Test
    void imagesOfAnySizeAreResizedInTheGraph() throws IOException, OrtException {
        Pixels wide = pixels(150, 117);
        try (Encoder encoder = Encoder.load(TrainedEncoders.of("resnet18", 96));
                Model model =
                        new Model(encoder, ExportOptions.of(ExportFormat.ONNX).withInput(ExportInput.RESIZE))) {
            byte[] planes = new byte[wide.data().length];
            for (int at = 0; at < planes.length; at++) {
                planes[at % 3 * (planes.length / 3) + at / 3] = wide.data()[at];
            }
            float[][] got = model.run(ByteBuffer.wrap(planes), 1, wide.height(), wide.width());
            Sameness.assertSame(new float[][] {encoder.embed(wide)}, got, 2e-2);
        }
    }

    private static Pixels pixels(int width, int height) {
        byte[] data = new byte[width * height * 3];
        for (int at = 0; at < data.length; at++) {
            int x = at / 3 % width;
            int y = at / 3 / width;
            data[at] = (byte) (128 + 100 * Math.sin(x * 0.11 * (1 + at % 3)) * Math.cos(y * 0.07) + (x + y) % 20);
        }
        return Pixels.of(width, height, 3, data);
    }

    /** An exported encoder, loaded by ONNX Runtime. */
    private final class Model implements AutoCloseable {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;

        Model(Encoder encoder, ExportOptions options) throws IOException, OrtException {
            Path file = folder.resolve("encoder.onnx");
            encoder.export(options, file);
            try (OrtSession.SessionOptions threads = new OrtSession.SessionOptions()) {
                threads.setIntraOpNumThreads(1);
                session = environment.createSession(file.toString(), threads);
            }
        }

        float[][] run(FloatBuffer images, int count, int side) throws OrtException {
            try (OnnxTensor input = OnnxTensor.createTensor(environment, images, new long[] {count, 3, side, side})) {
                return run(input);
            }
        }

        float[][] run(ByteBuffer images, int count, int height, int width) throws OrtException {
            try (OnnxTensor input = OnnxTensor.createTensor(
                    environment, images, new long[] {count, 3, height, width}, OnnxJavaType.UINT8)) {
                return run(input);
            }
        }

        private float[][] run(OnnxTensor input) throws OrtException {
            try (OrtSession.Result result = session.run(Map.of("images", input))) {
                return (float[][]) result.get(0).getValue();
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
