package dev.selfsame.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.nn.ResNet;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingJournalTest {
    private static final int IMAGES = 40;

    private final ImageSource images = new DemoImages(1, DemoImages.Split.TRAIN, IMAGES);

    @TempDir
    private Path folder;

    /** Images 3 and 30 can't be read. */
    private static final class Spotted extends SourceAround {
        private int reads;

        Spotted(ImageSource source) {
            super(source);
        }

        @Override
        public Pixels pixels(int i, DecodeOptions options) {
            return null;
        }

        @Override
        public synchronized byte[] read(int i) throws IOException {
            reads++;
            return i == 3 || i == 30 ? new byte[] {1, 2, 3} : super.read(i);
        }
    }

    @Test
    void aRunThatWasCutOffAnywhereGoesOnAndGivesTheSameFile() throws IOException {
        Spotted spotted = new Spotted(images);
        Path whole = folder.resolve("whole.parquet");
        Path file = folder.resolve("e.parquet");
        try (Encoder encoder = encoder(1, EncoderConfig.DEFAULT.withBatchSize(8))) {
            assertEquals(2, encoder.embed(spotted, whole).count());
            byte[] journal;
            try (EmbeddingJournal begun = EmbeddingJournal.begin(file, spotted, encoder)) {
                encoder.embed(begun, new Skipped());
                journal = Files.readAllBytes(EmbeddingJournal.of(file));
            }
            assertFalse(Files.exists(file));
            int record = 4 * (encoder.dimension() + 2);
            int head = journal.length - 38 * record;
            for (int length : new int[] {0, 10, head, head + 1, head + 5 * record + 7, journal.length - 1}) {
                Files.write(EmbeddingJournal.of(file), Arrays.copyOf(journal, length));
                spotted.reads = 0;
                Skipped skipped = new Skipped();
                try (EmbeddingJournal resumed = EmbeddingJournal.resume(file, spotted, encoder)) {
                    int rows = Math.max(0, (length - head) / record);
                    assertEquals(rows, resumed.count());
                    encoder.embed(resumed, skipped);
                    assertEquals(IMAGES - rows, spotted.reads);
                    assertEquals(38, resumed.count());
                    try (EmbeddingWriter writer =
                            EmbeddingWriter.create(file, encoder.dimension(), encoder.fingerprint())) {
                        resumed.writeTo(writer);
                        writer.commit();
                    }
                    resumed.delete();
                }
                assertEquals(2, skipped.count());
                assertFalse(Files.exists(EmbeddingJournal.of(file)));
                assertSame(Embeddings.read(whole), Embeddings.read(file));
            }
        }
    }

    private static void assertSame(Embeddings wanted, Embeddings got) {
        assertEquals(wanted.names(), got.names());
        assertEquals(wanted.labels(), got.labels());
        for (int i = 0; i < wanted.size(); i++) {
            // A batch of another size may differ in the last digits.
            assertArrayEquals(wanted.row(i), got.row(i), 1e-4f);
        }
    }

    @Test
    void aRecordThatIsDamagedIsDoneAgain() throws IOException {
        Path file = folder.resolve("e.npy");
        try (Encoder encoder = encoder(1, EncoderConfig.DEFAULT)) {
            try (EmbeddingJournal begun = EmbeddingJournal.begin(file, images, encoder)) {
                encoder.embed(begun, new Skipped());
            }
            try (FileChannel channel = FileChannel.open(EmbeddingJournal.of(file), StandardOpenOption.WRITE)) {
                long record = 4L * (encoder.dimension() + 2);
                channel.write(ByteBuffer.wrap(new byte[] {77}), channel.size() - 3 * record + 9);
            }
            try (EmbeddingJournal resumed = EmbeddingJournal.resume(file, images, encoder)) {
                assertEquals(IMAGES - 3, resumed.count());
                assertEquals(3, resumed.remaining().size());
            }
        }
    }

    @Test
    void otherImagesEncodersAndOptionsAreRefused() throws IOException {
        Path file = folder.resolve("e.npy");
        try (Encoder encoder = encoder(1, EncoderConfig.DEFAULT);
                Encoder other = encoder(2, EncoderConfig.DEFAULT);
                Encoder rough = encoder(1, EncoderConfig.DEFAULT.withBf16(true))) {
            EmbeddingJournal.begin(file, images, encoder).close();
            assertRefused("with another encoder", file, images, other);
            assertRefused("with other options (fp32", file, images, rough);
            assertRefused("for other images", file, new DemoImages(1, DemoImages.Split.TRAIN, IMAGES - 1), encoder);
            Files.writeString(EmbeddingJournal.of(file), "selfsame-embed 99; a; b; c\n");
            assertRefused("by another version", file, images, encoder);
            try (EmbeddingJournal first = EmbeddingJournal.begin(file, images, encoder)) {
                IOException e = assertThrows(IOException.class, () -> EmbeddingJournal.resume(file, images, encoder));
                assertTrue(e.getMessage().contains("is being written already"), e.getMessage());
                assertEquals(0, first.count());
            }
        }
    }

    private static void assertRefused(String why, Path file, ImageSource images, Encoder encoder) {
        ModelFileException e =
                assertThrows(ModelFileException.class, () -> EmbeddingJournal.resume(file, images, encoder));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void theFingerprintIsThatOfTheWeightsAndTheView() throws IOException {
        Path saved = folder.resolve("encoder.safetensors");
        try (Encoder encoder = encoder(1, EncoderConfig.DEFAULT);
                Encoder same = encoder(1, EncoderConfig.DEFAULT.withFoldedBatchNorm(false));
                Encoder other = encoder(2, EncoderConfig.DEFAULT)) {
            encoder.save(saved);
            assertEquals(64, encoder.fingerprint().length());
            assertEquals(encoder.fingerprint(), same.fingerprint());
            assertFalse(encoder.fingerprint().equals(other.fingerprint()));
            try (Encoder loaded = Encoder.load(saved)) {
                assertEquals(encoder.fingerprint(), loaded.fingerprint());
            }
            encoder.embed(images, folder.resolve("e.csv"));
            try (EmbeddingReader reader = EmbeddingReader.open(folder.resolve("e.csv"))) {
                assertEquals(encoder.fingerprint(), reader.model());
            }
        }
    }

    private static Encoder encoder(long seed, EncoderConfig config) {
        ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8));
        net.initialize(seed);
        double[] half = {0.5, 0.5, 0.5};
        return Encoder.of(
                net,
                new EvaluationView(32, 32, Interpolation.BILINEAR, Normalize.of(half, half)),
                Origin.untrained(seed),
                config);
    }
}
