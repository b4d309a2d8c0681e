package dev.selfsame.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.export.ExportFormat;
import dev.selfsame.model.export.ExportInput;
import dev.selfsame.model.export.ExportOptions;
import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DJL's PyTorch engine, in a process without our natives, computes of an exported encoder what the encoder computes. */
class DjlTest {
    /** DJL, what it needs, and the program that uses it; nothing of ours besides. */
    private static final String CLASS_PATH =
            ".*/(ai/djl/|com/google/code/gson/|net/java/dev/jna/|org/apache/commons/|org/slf4j/|commons-).*"
                    + "|.*/proofs/target/.*";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"resnet18, 32", "resnet50, 96", "vit-tiny, 96"})
    void itLoadsTheTorchScript(String backbone, int size) throws IOException {
        Path model = folder.resolve("encoder.pt");
        Path input = folder.resolve("input");
        Path out = folder.resolve("out");
        try (Encoder encoder = Encoder.load(TrainedEncoders.of(backbone, size))) {
            encoder.export(ExportOptions.of(ExportFormat.TORCHSCRIPT), model);
            for (int count : List.of(1, 7)) {
                Files.write(input, bytes(Inputs.normalized(encoder, count)));
                djl("script", model, input, out, count, 3, size, size);
                Sameness.assertSame(Inputs.embeddings(encoder, count), rows(out, count));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NORMALIZED", "FLOAT"})
    void itLoadsTheFolderAndFeedsItWithImageFiles(ExportInput prepared) throws IOException {
        Path model = folder.resolve("djl");
        Path out = folder.resolve("out");
        List<Object> words = new ArrayList<>(List.of("folder", model, out));
        for (int i = 0; i < Inputs.IMAGES.size(); i++) {
            words.add(Files.write(folder.resolve(i + ".png"), Inputs.IMAGES.read(i)));
        }
        try (Encoder encoder = Encoder.load(TrainedEncoders.of("resnet18", 32))) {
            encoder.export(
                    ExportOptions.of(ExportFormat.DJL).withInput(prepared).withUnitLength(true), model);
            djl(words.toArray());
            float[][] expected = Inputs.unitLength(Inputs.embeddings(encoder, Inputs.IMAGES.size()));
            Sameness.assertSame(expected, rows(out, Inputs.IMAGES.size()));
        }
    }

    private void djl(Object... words) {
        Path cache = Path.of("target", "djl").toAbsolutePath();
        ChildJvm.Result ended = ChildJvm.of(DjlEmbeddings.class)
                .withClassesFrom(CLASS_PATH)
                .with("-DDJL_CACHE_DIR=" + cache, "-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1")
                .with(Map.of("OMP_NUM_THREADS", "1"))
                .run(List.of(words).stream().map(Object::toString).toArray(String[]::new));
        assertEquals(0, ended.status(), ended.err());
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[][] rows(Path file, int count) throws IOException {
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[][] rows = new float[count][floats.remaining() / count];
        for (float[] row : rows) {
            floats.get(row);
        }
        return rows;
    }
}
