package dev.selfsame.model.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.Safetensors;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Scope;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedEncoderTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsSavedIsByteForByteWhatWasRead() throws IOException {
        Path out = folder.resolve("encoder.safetensors");
        try (ForeignFiles file = new ForeignFiles();
                Scope scope = new Scope()) {
            Path path = file.network("state_dict.module.", 1).write(folder.resolve("a.safetensors"));
            try (Encoder encoder = ImportedEncoder.of(path).load(EncoderConfig.DEFAULT)) {
                assertEquals("imported", encoder.origin().method());
                assertEquals(EvaluationView.of(224), encoder.view());
                encoder.save(out);
            }
            try (Safetensors saved = Safetensors.open(out)) {
                assertEquals(file.tensors().size(), saved.names().size());
                for (String name : saved.names()) {
                    assertArrayEquals(
                            file.tensors().get("state_dict.module." + name).toBytes(),
                            saved.read(name).toBytes(),
                            name);
                }
            }
            assertEquals(false, ImportedWeights.isForeign(out));
            assertEquals(true, ImportedWeights.isForeign(path));
            Encoder.load(out).close();
        }
    }

    @Test
    void imagesAreAsTheyAreAskedFor() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", ResNet.Config.cifar(18).withBaseWidth(2), 1, UnaryOperator.identity())
                    .write(folder.resolve("a.safetensors"));
            try (Encoder encoder = ImportedEncoder.of(path).load(EncoderConfig.DEFAULT)) {
                assertEquals(EvaluationView.of(32), encoder.view());
            }
            Normalize half = Normalize.of(new double[] {.5, .5, .5}, new double[] {.5, .5, .5});
            ImportedImages asked = new ImportedImages(48, 64, Interpolation.BICUBIC, half);
            try (Encoder encoder = new ImportedEncoder(path, "", asked).load(EncoderConfig.DEFAULT)) {
                assertEquals(new EvaluationView(48, 64, Interpolation.BICUBIC, half), encoder.view());
            }
            try (Encoder encoder = new ImportedEncoder(path, "", asked).untrained(3, EncoderConfig.DEFAULT)) {
                assertEquals("none", encoder.origin().method());
            }
            ImportedImages narrow = new ImportedImages(48, 32, Interpolation.BILINEAR, half);
            String message = assertThrows(ModelFileException.class, () -> new ImportedEncoder(path, "", narrow)
                            .load(EncoderConfig.DEFAULT))
                    .getMessage();
            assertTrue(message.contains("shortSide must be at least the size of 48, got 32"), message);
        }
    }

    @Test
    void anotherNumberOfChannelsNeedsItsStatistics() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            ResNet.Config five = ResNet.Config.of(18).withBaseWidth(2).withChannels(5);
            Path path = file.network("", five, 1, UnaryOperator.identity()).write(folder.resolve("five.safetensors"));
            String message = assertThrows(ModelFileException.class, () -> ImportedEncoder.of(path)
                            .load(EncoderConfig.DEFAULT))
                    .getMessage();
            assertTrue(message.contains("the network wants images of 5 channels, the normalisation has 3"), message);
        }
    }

    @Test
    void theNameThatIsGivenCounts() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", 1).write(folder.resolve("18.safetensors"));
            ImportedEncoder fifty = new ImportedEncoder(path, "resnet50", ImportedImages.DEFAULT);
            String message = assertThrows(ModelFileException.class, () -> fifty.load(EncoderConfig.DEFAULT))
                    .getMessage();
            assertTrue(message.contains("it is a resnet18, not a resnet50"), message);
            ImportedEncoder none = new ImportedEncoder(path, "resnet7", ImportedImages.DEFAULT);
            message = assertThrows(ModelFileException.class, () -> none.load(EncoderConfig.DEFAULT))
                    .getMessage();
            assertTrue(message.contains("no backbone resnet7"), message);
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path none = folder.resolve("none.pth");
        assertEquals(
                "no such file: " + none,
                assertThrows(ModelFileException.class, () -> ImportedWeights.open(none))
                        .getMessage());
    }
}
