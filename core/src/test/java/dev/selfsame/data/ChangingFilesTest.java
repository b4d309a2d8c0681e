package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.apache.lucene.tests.mockfile.FilterSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that someone changes, moves or deletes while a run reads them. */
class ChangingFilesTest {
    private static final DemoImages DRAWN = new DemoImages(1, DemoImages.Split.TRAIN, 6);

    @TempDir
    private Path folder;

    /** The real files, but something happens when one is looked at, or after the first bytes of one were read. */
    private static final class Meddling extends FilterFileSystemProvider {
        /** What happens, once to each file of a name. */
        interface Event {
            void to(Path file) throws IOException;
        }

        private final Map<String, Event> onLook;
        private final Map<String, Event> onRead;

        private Meddling(Map<String, Event> onLook, Map<String, Event> onRead) {
            super("meddling://", FileSystems.getDefault());
            this.onLook = new TreeMap<>(onLook);
            this.onRead = new TreeMap<>(onRead);
        }

        static Path over(Path path, Map<String, Event> onLook, Map<String, Event> onRead) {
            return new Meddling(onLook, onRead).wrapPath(path);
        }

        private void happen(Map<String, Event> events, Path file) throws IOException {
            Event event = events.remove(file.getFileName().toString());
            if (event != null) {
                event.to(file);
            }
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            happen(onLook, toDelegate(path));
            return super.readAttributes(path, type, options);
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            Path file = toDelegate(path);
            return new FilterSeekableByteChannel(super.newByteChannel(path, options, attributes)) {
                @Override
                public int read(ByteBuffer bytes) throws IOException {
                    int count = super.read(bytes);
                    happen(onRead, file);
                    return count;
                }
            };
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    @Test
    void eachIsReportedForWhatItHasBecome() throws Exception {
        for (int i = 0; i < DRAWN.size(); i++) {
            Files.write(folder.resolve(i + ".png"), DRAWN.read(i));
        }
        ImageFolder images = ImageFolder.open(folder);
        Files.delete(folder.resolve("0.png"));
        Files.writeString(folder.resolve("1.png"), "moved to another place");
        truncate(folder.resolve("2.png"), DRAWN.read(2).length / 2);
        Files.delete(folder.resolve("3.png"));
        Files.createDirectory(folder.resolve("3.png"));
        Files.write(folder.resolve("4.png"), new byte[0]);

        Skipped skipped = new Skipped();
        try (EvaluationLoader loader = EvaluationLoader.open(images, EvaluationView.of(8), 8, 2, skipped)) {
            LoadedBatch batch = loader.next();
            assertArrayEquals(new long[] {5}, Arrays.copyOf(batch.indices(), batch.size()));
            batch.release();
        }
        Map<String, String> reasons = new TreeMap<>();
        skipped.entries().forEach(entry -> reasons.put(entry.name(), entry.reason()));
        assertEquals(
                Map.of(
                        "0.png", "no such file",
                        "1.png", "text, not an image (JPEG, PNG, WebP, GIF, BMP, TIFF and PNM are read)",
                        "2.png", "the PNG file is cut off",
                        "3.png", "a folder, not a file",
                        "4.png", "the file is empty"),
                reasons);
    }

    @Test
    void aFileThatChangesItsLengthWhileItIsRead() throws IOException {
        byte[] bytes = new byte[500_000];
        Arrays.fill(bytes, (byte) 7);
        Files.write(folder.resolve("longer.png"), bytes);
        Files.write(folder.resolve("shorter.png"), bytes);
        ImageFolder images = ImageFolder.open(Meddling.over(
                folder,
                Map.of(),
                Map.of(
                        "longer.png", file -> Files.write(file, new byte[99], StandardOpenOption.APPEND),
                        "shorter.png", file -> truncate(file, 200_000))));
        assertArrayEquals(bytes, images.read(0));
        assertEquals(
                "the file became shorter while it was read",
                assertThrows(IOException.class, () -> images.read(1)).getMessage());
    }

    @Test
    void whatVanishesWhileAFolderIsListed() throws IOException {
        for (String name : new String[] {"a.png", "b.png", "c/d.png"}) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[1]);
        }
        ImageFolder images = ImageFolder.open(Meddling.over(folder, Map.of("b.png", Files::delete), Map.of()));
        assertEquals(3, images.size());
        assertEquals("no such file", Reason.of(assertThrows(IOException.class, () -> images.read(1))));

        Meddling.Event removal = file -> {
            Files.delete(file.resolve("d.png"));
            Files.delete(file);
        };
        Path meddled = Meddling.over(folder, Map.of("c", removal), Map.of());
        assertEquals(1, ImageFolder.open(meddled).size(), "as if it had never been there");
    }
}
