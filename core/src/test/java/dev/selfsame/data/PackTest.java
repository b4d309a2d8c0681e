package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {
    @TempDir
    Path folder;

    /** Stops before an image. */
    private record StopsAt(int image, List<Integer> seen) implements Pack.Watcher {
        @Override
        public void done(int images) {
            seen.add(images);
        }

        @Override
        public boolean stops() {
            return !seen.isEmpty() && seen.get(seen.size() - 1) >= image;
        }
    }

    private static Pack.Watcher never() {
        return new StopsAt(Integer.MAX_VALUE, new ArrayList<>());
    }

    private static Pack.Result pack(ImageSource source, Path out, PackConfig config) throws Exception {
        return Pack.run(source, PackTarget.of(out), config, false, new Skipped(), never());
    }

    /** All files of a folder with their contents. */
    private static Map<String, List<Byte>> files(Path out) throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(out)) {
            for (Path path : all.toList()) {
                byte[] bytes = Files.readAllBytes(path);
                files.put(
                        path.getFileName().toString(),
                        IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
            }
        }
        return files;
    }

    private static List<String> members(Path tar) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(Files.readAllBytes(tar)), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertTrue(entry.isCheckSumOK()
                        && entry.getLongUserId() == 0
                        && entry.getUserName().isEmpty());
                assertEquals(0, entry.getLastModifiedTime().toMillis());
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void whatWasPackedComesBack() throws Exception {
        MemorySource source = new MemorySource(23, i -> i == 4 || i == 17);
        Skipped skipped = new Skipped();
        Path out = folder.resolve("out");
        Pack.Result result = Pack.run(source, PackTarget.of(out), PackConfig.ofImages(5), false, skipped, never());

        assertEquals(21, result.images());
        assertEquals(5, result.shards());
        assertEquals(2, skipped.count());
        assertEquals(
                List.of("name\treason", "e/0004.ppm\tno such file"),
                Files.readAllLines(out.resolve("skipped.tsv")).subList(0, 2));
        assertEquals(
                List.of("e/0000.ppm", "e/0000.cls", "o/0001.ppm", "o/0001.cls"),
                members(out.resolve("shard-000000.tar")).subList(0, 4));
        ImageSource back = Sources.open(PackTarget.of(out).source(5));
        assertEquals(21, back.size());
        assertEquals(List.of("e", "o"), back.classes());
        for (int i = 0, k = 0; i < 23; i++) {
            if (i != 4 && i != 17) {
                assertEquals(String.format("shard-%06d.tar/%s", k / 5, source.name(i)), back.name(k));
                assertEquals(source.label(i), back.label(k));
                assertArrayEquals(source.read(i), back.read(k));
                k++;
            }
        }
        long bytes = 0;
        for (int shard = 0; shard < 5; shard++) {
            bytes += Files.size(PackTarget.of(out).shard(shard));
        }
        assertEquals(bytes, result.bytes());
    }

    @Test
    void bytesAreTheSameForAnyNumberOfWorkers() throws Exception {
        MemorySource source = new MemorySource(60, i -> i % 9 == 2);
        pack(source, folder.resolve("a"), PackConfig.ofBytes(10_000));
        pack(source, folder.resolve("b"), PackConfig.ofBytes(10_000).withWorkers(6));
        assertEquals(files(folder.resolve("a")), files(folder.resolve("b")));
        for (int shard = 0; Files.exists(PackTarget.of(folder.resolve("a")).shard(shard)); shard++) {
            assertTrue(Files.size(PackTarget.of(folder.resolve("a")).shard(shard)) <= 10_000);
        }
        assertEquals(
                1,
                pack(new MemorySource(1), folder.resolve("c"), PackConfig.ofBytes(1))
                        .shards());
    }

    @Test
    void imagesAsTheyAreAreNotMadeSmaller() {
        PackConfig five = PackConfig.ofImages(5).withChannels(5);
        assertEquals(
                "images are made smaller as 8-bit RGB, which images as they are (channels 5) do not become",
                assertThrows(IllegalArgumentException.class, () -> five.withShortSide(8, PackConfig.Format.KEEP, 90))
                        .getMessage());
        assertEquals(
                "channels must be 0 to 64, got 65",
                assertThrows(IllegalArgumentException.class, () -> five.withChannels(65))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> five.withMaxPixels(0));
    }

    @Test
    void namesSurviveAsKeysWithoutDots() throws Exception {
        List<String> names = List.of(
                "cat/a.jpg",
                "cat/a.png",
                "cat/a.b.JPG",
                "100%.jpg",
                "x.y/.hidden/z.jpg",
                "../up.jpg",
                "/abs.jpg",
                "noSuffix",
                "photo.dat",
                "ü/写真.jpg",
                "twice.jpg",
                "twice.jpg",
                "l/" + "ö".repeat(200) + ".jpg");
        Path out = folder.resolve("out");
        pack(new Named(names), out, PackConfig.ofImages(100));
        List<String> expected = List.of(
                "cat/a.jpg",
                "cat/a%2Epng.png",
                "cat/a%2Eb.JPG",
                "100%25.jpg",
                "x.y/%2Ehidden/z.jpg",
                "%2E./up.jpg",
                "%2Fabs.jpg",
                "noSuffix.pnm",
                "photo%2Edat.pnm",
                "ü/写真.jpg",
                "twice.jpg",
                "twice%2Ejpg.jpg",
                "l/" + "ö".repeat(200) + ".jpg");
        assertEquals(expected, members(out.resolve("shard-000000.tar")));
        ImageSource back = Sources.open(out.resolve("shard-000000.tar").toString());
        assertEquals(
                expected, IntStream.range(0, back.size()).mapToObj(back::name).toList());
        assertArrayEquals(Archives.image(12), back.read(12));
    }

    /** Images of given names, without labels. */
    private record Named(List<String> names) implements ImageSource {
        @Override
        public int size() {
            return names.size();
        }

        @Override
        public String name(int i) {
            return names.get(i);
        }

        @Override
        public byte[] read(int i) {
            return Archives.image(i);
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int classIndex(int i) {
            return -1;
        }

        @Override
        public String describe() {
            return "named images";
        }

        @Override
        public String fingerprint() {
            return names.toString();
        }
    }

    @Test
    void aStoppedPackGoesOnToTheSameBytes() throws Exception {
        MemorySource source = new MemorySource(40, i -> i % 9 == 2);
        pack(source, folder.resolve("whole"), PackConfig.ofImages(6));
        for (int stop : new int[] {1, 7, 20, 39}) {
            Path out = folder.resolve("stopped" + stop);
            PackTarget target = PackTarget.of(out);
            Pack.Result part = Pack.run(
                    source, target, PackConfig.ofImages(6), false, new Skipped(), new StopsAt(stop, new ArrayList<>()));
            assertTrue(part.stopped());
            assertFalse(Files.exists(target.shard(part.shards())), "half a shard");
            assertFalse(Files.exists(out.resolve("shard-00000" + part.shards() + ".tar.partial")));
            Pack.Result rest =
                    Pack.run(source, target, PackConfig.ofImages(6).withWorkers(3), true, new Skipped(), never());
            assertFalse(rest.stopped());
            assertEquals(35, rest.images());
            assertEquals(files(folder.resolve("whole")), files(out));
            assertEquals(rest, Pack.run(source, target, PackConfig.ofImages(6), true, new Skipped(), never()));
        }
    }

    @Test
    void aPackGoesOnAtTheFirstMissingOrShortenedShard() throws Exception {
        MemorySource source = new MemorySource(40, i -> i % 9 == 2);
        Path out = folder.resolve("out");
        pack(source, out, PackConfig.ofImages(6));
        Map<String, List<Byte>> whole = files(out);
        Files.delete(out.resolve("shard-000002.tar"));
        Files.write(out.resolve("shard-000004.tar"), new byte[3]);
        Files.writeString(out.resolve("pack.tsv"), Files.readString(out.resolve("pack.tsv")) + "shard-0000");
        List<Integer> seen = new ArrayList<>();
        Pack.run(
                source,
                PackTarget.of(out),
                PackConfig.ofImages(6),
                true,
                new Skipped(),
                new StopsAt(Integer.MAX_VALUE, seen));
        assertEquals(whole, files(out));
        assertTrue(seen.get(0) > 12, "the first two shards are packed again");
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws Exception {
        MemorySource source = new MemorySource(10);
        Path out = folder.resolve("out");
        PackTarget target = PackTarget.of(out);
        pack(source, out, PackConfig.ofImages(6));
        assertRefused(
                out.resolve("pack.tsv") + " is there already: name another place, or go on with --resume",
                source,
                target,
                6,
                false);
        assertRefused(
                "can't go on with " + target + ": it was packed in another way (" + out.resolve("pack.tsv") + ")",
                source,
                target,
                7,
                true);
        assertRefused(
                "can't go on with " + target + ": it was packed from other images than 11 made-up images ("
                        + out.resolve("pack.tsv") + ")",
                new MemorySource(11),
                target,
                6,
                true);
        Files.delete(out.resolve("pack.tsv"));
        assertRefused(
                out.resolve("shard-000000.tar") + " is there already: name another place, or go on with --resume",
                source,
                target,
                6,
                false);
        assertRefused(
                "can't go on with " + target + ": " + out.resolve("pack.tsv") + " is missing", source, target, 6, true);
    }

    private static void assertRefused(
            String expected, ImageSource source, PackTarget target, int images, boolean resume) {
        String message = assertThrows(
                        SourceException.class,
                        () -> Pack.run(source, target, PackConfig.ofImages(images), resume, new Skipped(), never()))
                .getMessage();
        assertEquals(expected, message);
    }

    @Test
    void whereNothingCanBeReadItFailsAndSaysTheFirst() throws Exception {
        PackTarget target = PackTarget.of(folder.resolve("out"));
        assertRefused(
                "none of the images can be read (e/0000.ppm: no such file): 3 made-up images",
                new MemorySource(3, i -> true),
                target,
                6,
                false);
        assertTrue(Files.exists(target.skipped()));
        assertFalse(Files.exists(target.shard(0)));
    }

    @Test
    void whereNothingWasPackedItBeginsAnew() throws Exception {
        PackConfig six = PackConfig.ofImages(6);
        for (boolean resume : new boolean[] {false, true}) {
            PackTarget target = PackTarget.of(folder.resolve("none-" + resume));
            assertRefused(
                    "none of the images can be read (e/0000.ppm: no such file): 3 made-up images",
                    new MemorySource(3, i -> true),
                    target,
                    6,
                    false);
            Skipped skipped = new Skipped();
            assertEquals(
                    4,
                    Pack.run(new MemorySource(4), target, six.withMaxPixels(99), resume, skipped, never())
                            .images());
            assertEquals(0, skipped.count());
            assertFalse(Files.exists(target.skipped()));

            PackTarget stopped = PackTarget.of(folder.resolve("stopped-" + resume));
            Pack.Watcher early = new StopsAt(2, new ArrayList<>());
            assertTrue(Pack.run(new MemorySource(9, i -> i == 0), stopped, six, false, new Skipped(), early)
                    .stopped());
            assertEquals(
                    9,
                    Pack.run(new MemorySource(9), stopped, PackConfig.ofImages(5), resume, skipped, never())
                            .images());
            assertFalse(Files.exists(stopped.skipped()));
        }
    }

    @Test
    void aResumedPackListsOnlyWhatItLeavesOut() throws Exception {
        Path out = folder.resolve("out");
        PackTarget target = PackTarget.of(out);
        pack(new MemorySource(9, i -> i == 1 || i == 8), out, PackConfig.ofImages(3));
        Files.delete(target.shard(2));
        Skipped skipped = new Skipped();
        Pack.Result result =
                Pack.run(new MemorySource(9, i -> i == 1), target, PackConfig.ofImages(3), true, skipped, never());
        assertEquals(8, result.images());
        assertEquals(
                List.of("o/0001.ppm"),
                skipped.entries().stream().map(Skipped.Entry::name).toList());
        assertEquals(2, Files.readAllLines(target.skipped()).size());
    }

    @Test
    void largerImagesAreMadeSmallerAndOthersKept() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        byte[] large = ppm(40, 30);
        byte[] tall = ppm(10, 35);
        Files.write(images.resolve("large.ppm"), large);
        Files.write(images.resolve("tall.ppm"), tall);
        Files.write(images.resolve("a.jpg"), ImageEncoder.jpeg(ImageDecoder.decode(large), 95));
        ImageSource source = ImageFolder.open(images);

        PackConfig small = PackConfig.ofImages(9).withShortSide(12, PackConfig.Format.KEEP, 90);
        pack(source, folder.resolve("keep"), small);
        ImageSource kept =
                Sources.open(folder.resolve("keep").resolve("shard-000000.tar").toString());
        assertEquals(
                List.of("a.jpg", "large%2Eppm.png", "tall.ppm"), List.of(kept.name(0), kept.name(1), kept.name(2)));
        assertArrayEquals(tall, kept.read(2));
        Pixels expected = Resampling.resize(ImageDecoder.decode(large), 16, 12, Interpolation.BILINEAR);
        assertArrayEquals(expected.data(), ImageDecoder.decode(kept.read(1)).data());
        assertEquals(16, ImageDecoder.decode(kept.read(0)).width());
        assertEquals((byte) 0xFF, kept.read(0)[0]);

        pack(source, folder.resolve("jpeg"), small.withShortSide(12, PackConfig.Format.JPEG, 80));
        ImageSource jpegs =
                Sources.open(folder.resolve("jpeg").resolve("shard-000000.tar").toString());
        assertEquals("large%2Eppm.jpg", jpegs.name(1));
        Pixels lossy = ImageDecoder.decode(jpegs.read(1));
        double sum = 0;
        for (int i = 0; i < lossy.data().length; i++) {
            sum += Math.abs((lossy.data()[i] & 0xFF) - (expected.data()[i] & 0xFF));
        }
        assertTrue(sum / lossy.data().length < 12, "mean difference " + sum / lossy.data().length);
    }

    @Test
    void anImageThatNoFileOfItsKindCanHoldIsSkipped() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.write(images.resolve("a.ppm"), ppm(40, 30));
        Files.write(images.resolve("wide.ppm"), ppm(131_004, 4)); // 65,502 pixels at half its size
        ImageSource source = ImageFolder.open(images);
        Skipped skipped = new Skipped();
        PackConfig half = PackConfig.ofImages(9).withShortSide(2, PackConfig.Format.JPEG, 90);
        Pack.Result result = Pack.run(source, PackTarget.of(folder.resolve("jpeg")), half, false, skipped, never());
        assertEquals(1, result.images());
        assertEquals(
                List.of(new Skipped.Entry(
                        "wide.ppm", "the image is too large for a JPEG: 65502 x 2, at most 65500 pixels a side")),
                skipped.entries());

        PackConfig png = half.withShortSide(2, PackConfig.Format.PNG, 90);
        assertEquals(2, pack(source, folder.resolve("png"), png).images());
        Files.write(images.resolve("wider.ppm"), ppm(2_000_004, 2)); // more than libpng takes at half its size
        Skipped wider = new Skipped();
        Pack.run(
                ImageFolder.open(images),
                PackTarget.of(folder.resolve("wider")),
                half.withShortSide(1, PackConfig.Format.PNG, 90),
                false,
                wider,
                never());
        assertEquals(
                List.of(new Skipped.Entry(
                        "wider.ppm", "the image is too large for a PNG: 1000002 x 1, at most 1000000 pixels a side")),
                wider.entries());
    }

    /** A smooth picture. */
    private static byte[] ppm(int width, int height) {
        byte[] head = ("P6\n" + width + " " + height + "\n255\n").getBytes(UTF_8);
        byte[] file = Arrays.copyOf(head, head.length + 3 * width * height);
        for (int i = 0; i < width * height; i++) {
            file[head.length + 3 * i] = (byte) (255 * (i % width) / width);
            file[head.length + 3 * i + 1] = (byte) (255 * (i / width) / height);
            file[head.length + 3 * i + 2] = (byte) 128;
        }
        return file;
    }

    @Test
    void aShardThatReadsBackOtherwiseGetsNoName() throws Exception {
        byte[] image = ppm(200, 200);
        PackedImage packed = PackedImage.of(new Single(image), 0, PackConfig.ofImages(1));
        Path file = folder.resolve("s.tar");
        try (PackedShard shard = new PackedShard(file)) {
            shard.add(packed, null, 0);
            try (FileChannel other = FileChannel.open(folder.resolve("s.tar.partial"), StandardOpenOption.WRITE)) {
                other.write(ByteBuffer.wrap(new byte[] {1}), 600);
            }
            String message = assertThrows(IOException.class, shard::commit).getMessage();
            assertTrue(message.startsWith(file + " differs from what was written when it is read back"), message);
        }
        assertEquals(Map.of(), files(folder));
    }

    /** One image. */
    private static final class Single extends SourceAround {
        private final byte[] image;

        Single(byte[] image) {
            super(new MemorySource(1));
            this.image = image;
        }

        @Override
        public byte[] read(int i) {
            return image;
        }
    }

    @Test
    void theSourceOfAnyNumberOfShardsNamesThemAll() throws Exception {
        for (String pattern : List.of("train-%d.tar", "train-%02d.tar", "train-%04d.tar")) {
            for (int shards : new int[] {1, 2, 10, 11, 100, 101, 102, 9_999, 10_000, 10_001, 10_002}) {
                PackTarget target = PackTarget.of(Path.of("o", pattern));
                assertEquals(
                        IntStream.range(0, shards)
                                .mapToObj(shard -> target.shard(shard).toString())
                                .toList(),
                        Braces.expand(target.source(shards)));
            }
        }
    }

    @Test
    void patternsNumberTheShards() {
        PackTarget target = PackTarget.of(Path.of("out", "train-%04d.tar"));
        assertEquals(Path.of("out", "train-0012.tar"), target.shard(12));
        assertEquals(Path.of("out", "train-{0000..0012}.tar").toString(), target.source(13));
        assertEquals(Path.of("out", "train-0000.tar").toString(), target.source(1));
        assertEquals(Path.of("out", "train.pack.tsv"), target.log());
        assertEquals(Path.of("out", "train.skipped.tsv"), target.skipped());
        assertEquals(
                Path.of("out", "shard-000003.tar"),
                PackTarget.of(Path.of("out")).shard(3));
        assertEquals("x-7.tar", PackTarget.of(Path.of("x-%d.tar")).shard(7).toString());
        for (String wrong : List.of("train.tar", "%d-%02d.tar", "train-%x.tar")) {
            assertEquals(
                    "a pattern of shards has the shard's number once, such as train-%06d.tar, got " + wrong,
                    assertThrows(IllegalArgumentException.class, () -> PackTarget.of(Path.of(wrong)))
                            .getMessage());
        }
    }
}
