package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarImagesTest {
    @TempDir
    Path folder;

    private TarImages open(byte[] archive) throws IOException {
        return TarImages.open(Files.write(folder.resolve("a.tar"), archive));
    }

    private static List<String> names(ImageSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::name).toList();
    }

    private static List<String> labels(ImageSource source) {
        return IntStream.range(0, source.size())
                .mapToObj(i -> String.valueOf(source.label(i)))
                .toList();
    }

    private static String failure(ImageSource source, int i) {
        return Reason.of(assertThrows(IOException.class, () -> source.read(i)));
    }

    @Test
    void readsAPlainArchiveLikeAFolder() throws IOException {
        Archives.Tar tar = new Archives.Tar()
                .folder("./")
                .folder("./cat/")
                .add("./cat/1.ppm", Archives.image(1))
                .add("./cat/notes.txt", "no image")
                .add("./cat/.hidden.ppm", Archives.image(9))
                .add("./.git/2.ppm", Archives.image(9))
                .add("./ant/deep/er/x.v2.PNG", Archives.image(2))
                .add("root.ppm", Archives.image(3))
                .link("cat/hard.ppm", TarConstants.LF_LINK, "cat/1.ppm")
                .link("cat/soft.ppm", TarConstants.LF_SYMLINK, "1.ppm")
                .add("/abs/4.ppm", Archives.image(4));
        TarImages source = open(tar.bytes());

        assertEquals(List.of("cat/1.ppm", "ant/deep/er/x.v2.PNG", "root.ppm", "abs/4.ppm"), names(source));
        assertEquals(List.of("cat", "ant", "null", "abs"), labels(source));
        assertEquals(List.of("abs", "ant", "cat"), source.classes());
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(Archives.image(i + 1), source.read(i));
        }
        assertArrayEquals(new int[] {0}, source.blocks());
        assertEquals("the tar archive " + folder.resolve("a.tar") + " with 4 images in 3 classes", source.describe());
        String message = assertThrows(SourceException.class, source::labelled).getMessage();
        assertTrue(
                message.startsWith("labels are needed, and 1 of the 4 images have none (the first: root.ppm)"),
                message);
    }

    @Test
    void namesInAnyScriptAndOfAnyLengthSurvive() throws IOException {
        String longName = "ordner/" + "длинное имя 図 ".repeat(30) + ".ppm";
        for (int mode : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
            TarImages source = open(new Archives.Tar(mode)
                    .add("ü/写真.ppm", Archives.image(0))
                    .add(longName, Archives.image(1))
                    .add("../../etc/x.ppm", Archives.image(2))
                    .bytes());
            assertEquals(List.of("ü/写真.ppm", longName, "../../etc/x.ppm"), names(source));
            assertEquals(List.of("ü", "ordner", "etc"), labels(source));
            assertArrayEquals(Archives.image(1), source.read(1));
            assertArrayEquals(Archives.image(2), source.read(2));
        }
    }

    @Test
    void namesThatAreNoUtf8AreReadByTheirPlace() throws IOException {
        byte[] tar = new Archives.Tar().add("caf_.ppm", Archives.image(5)).bytes();
        tar[3] = (byte) 0xE9;
        repairChecksum(tar, 0);
        TarImages source = open(tar);
        assertEquals("café.ppm", source.name(0));
        assertArrayEquals(Archives.image(5), source.read(0));
    }

    /** Writes the right checksum into the header at a byte. */
    static void repairChecksum(byte[] tar, int at) {
        Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
            sum += tar[i] & 0xFF;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(ISO_8859_1);
        System.arraycopy(digits, 0, tar, at + 148, 8);
    }

    @Test
    void webDatasetSamplesAreLabelledByTheirClsFiles() throws IOException {
        TarImages source = open(new Archives.Tar()
                .add("000.cls", "3\n")
                .add("000.jpg", Archives.image(0))
                .add("000.json", "{}")
                .add("000.mask.png", Archives.image(9))
                .add("a/001.left.webp", Archives.image(1))
                .add("a/001.right.webp", Archives.image(2))
                .add("a/001.cls", " Käfer ")
                .add("a/002.PNG", Archives.image(3))
                .add("b/002.cls", "not of that key")
                .add("003.v2.jpg", Archives.image(4))
                .bytes());
        assertEquals(
                List.of("000.jpg", "a/001.left.webp", "a/001.right.webp", "a/002.PNG", "003.v2.jpg"), names(source));
        assertEquals(List.of("3", "Käfer", "Käfer", "null", "null"), labels(source));
        assertEquals(List.of("3", "Käfer"), source.classes());
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(Archives.image(i), source.read(i));
        }
    }

    @Test
    void compressedArchivesAreTheSame() throws IOException {
        byte[] tar = Archives.tar(0, 40);
        TarImages plain = open(tar);
        for (byte[] packed : List.of(Archives.gzip(tar), Archives.bzip2(tar), Archives.lz4(tar))) {
            TarImages source = TarImages.open(Files.write(folder.resolve("b.tgz"), packed));
            assertEquals(plain.fingerprint(), source.fingerprint());
            for (int i = 39; i >= 0; i--) {
                assertArrayEquals(Archives.image(i), source.read(i));
            }
        }
        byte[] two = Arrays.copyOf(Archives.gzip(tar), 2 * Archives.gzip(tar).length);
        System.arraycopy(Archives.gzip(tar), 0, two, two.length / 2, two.length / 2);
        assertEquals(
                80, TarImages.open(Files.write(folder.resolve("c.tar.gz"), two)).size());
    }

    /** Whatever Java's memory has room for: a shard whose file is gone can't be decompressed a second time. */
    @Test
    void aPassOverCompressedShardsDecompressesEachOnce() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int shard = 0; shard < 12; shard++) {
            byte[] tar = Archives.tar(shard * 20, shard * 20 + 20);
            files.add(Files.write(folder.resolve("s-" + shard + ".tgz"), Archives.gzip(tar)));
        }
        List<String> names =
                files.stream().map(file -> file.getFileName().toString()).toList();
        long three = 60L * Archives.image(0).length;
        TarImages source = TarImages.open("shards", files, names, false, three);
        EpochOrder order = Sampler.UNIFORM.over(source, 1);
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int place = 0; place < order.length(); place++) {
                int i = order.image(epoch, place);
                assertArrayEquals(Archives.image(i), source.read(i));
                Files.deleteIfExists(files.get(i / 20));
            }
        }
    }

    @Test
    void archivesPutTogetherEndToEndAreReadThrough() throws IOException {
        byte[] first = Archives.tar(0, 3);
        byte[] both = Arrays.copyOf(first, first.length + Archives.tar(3, 5).length);
        System.arraycopy(Archives.tar(3, 5), 0, both, first.length, both.length - first.length);
        TarImages source = open(both);
        assertEquals(5, source.size());
        assertArrayEquals(Archives.image(4), source.read(4));
        assertEquals("the tar archive " + folder.resolve("a.tar") + " with 5 images in 2 classes", source.describe());
    }

    @Test
    void manyThreadsReadAtOnce() throws Exception {
        for (int shard = 0; shard < 8; shard++) {
            byte[] tar = Archives.tar(shard * 20, shard * 20 + 20);
            Files.write(folder.resolve("s-" + shard + ".tar.gz"), Archives.gzip(tar));
            Files.write(folder.resolve("s-" + shard + ".tar"), tar);
        }
        for (String pattern : List.of("s-{0..7}.tar", "s-{0..7}.tar.gz")) {
            TarImages source = TarImages.openShards(folder + "/" + pattern);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int from = t * 53;
                all.add(threads.submit(() -> {
                    for (int k = 0; k < 320; k++) {
                        int i = (from + k * 37) % 160;
                        assertArrayEquals(Archives.image(i), source.read(i));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            threads.shutdown();
        }
    }

    @Test
    void everyCutOfAnArchiveIsSaid() throws IOException {
        byte[] tar = new Archives.Tar()
                .add("a/0.ppm", Archives.image(0))
                .add("a/notes.txt", "x".repeat(600))
                .add("a/1.ppm", Archives.image(1))
                .bytes();
        for (int length = 0; length < tar.length; length++) {
            byte[] cut = Arrays.copyOf(tar, length);
            if (length < 512 + 119) { // the first image's end
                assertThrows(SourceException.class, () -> open(cut), "cut to " + length);
                continue;
            }
            TarImages source = open(cut);
            boolean whole = length >= 3584 + 512; // one record of the end mark
            List<String> expected = new ArrayList<>(List.of("a/0.ppm"));
            if (length >= 3072) { // behind the last image's header
                expected.add("a/1.ppm");
            }
            if (!whole && (length < 3072 || length >= 3072 + 119)) {
                expected.add("a.tar");
            }
            assertEquals(expected, names(source), "cut to " + length);
            assertArrayEquals(Archives.image(0), source.read(0));
            assertEquals(!whole, source.describe().contains("; a.tar is cut off at byte "), source.describe());
            if (!whole) {
                String reason = failure(source, source.size() - 1);
                assertTrue(reason.startsWith("the archive is cut off at byte "), reason);
                assertSame(source, source.labelled());
            }
        }
    }

    @Test
    void theMemberThatIsCutOffIsTheOneThatCannotBeRead() throws IOException {
        byte[] tar = Archives.tar(0, 4); // each image has a header and a block
        TarImages source = open(Arrays.copyOf(tar, 3 * 1024 + 512 + 50));
        assertEquals(List.of("even/0.ppm", "odd/1.ppm", "even/2.ppm", "odd/3.ppm"), names(source));
        assertEquals("the archive is cut off at byte 3634", failure(source, 3));
        assertEquals(
                "the tar archive " + folder.resolve("a.tar")
                        + " with 4 images in 2 classes; a.tar is cut off at byte 3634",
                source.describe());

        TarImages atAMember = open(Arrays.copyOf(tar, 3 * 1024));
        assertEquals(List.of("even/0.ppm", "odd/1.ppm", "even/2.ppm", "a.tar"), names(atAMember));
        assertEquals(
                "the archive is cut off at byte 3072, before its end mark: what lies behind is missing",
                failure(atAMember, 3));
    }

    @Test
    void cutOffCompressedArchivesGiveWhatIsBeforeTheCut() throws IOException {
        Archives.Tar tar = new Archives.Tar();
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < 50; i++) {
            noise[0] = (byte) i;
            tar.add("a/" + i + ".ppm", noise.clone());
        }
        byte[] whole = Archives.gzip(tar.bytes());
        for (int length : new int[] {20, 1000, 5000, whole.length / 2, whole.length - 9, whole.length - 1}) {
            Path file = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, length));
            if (length < 3000) {
                String message = assertThrows(SourceException.class, () -> TarImages.open(file))
                        .getMessage();
                assertTrue(message.contains(file.toString()), message);
                continue;
            }
            TarImages source = TarImages.open(file);
            int broken = 0;
            for (int i = 0; i < source.size(); i++) {
                try {
                    assertEquals(3000, source.read(i).length);
                    assertEquals("a/" + i + ".ppm", source.name(i));
                } catch (IOException e) {
                    assertTrue(Reason.of(e).startsWith("the archive is damaged behind byte "), Reason.of(e));
                    broken++;
                }
            }
            assertEquals(1, broken, "cut to " + length);
        }
    }

    @Test
    void aWrongChecksumEndsTheArchiveThere() throws IOException {
        byte[] tar = Archives.tar(0, 4);
        tar[2 * 1024 + 3]++;
        TarImages source = open(tar);
        assertEquals(List.of("even/0.ppm", "odd/1.ppm", "a.tar"), names(source));
        assertEquals(
                "the archive has no header at byte 2048, where one must be: what lies behind is missing",
                failure(source, 2));
        assertArrayEquals(Archives.image(1), source.read(1));
    }

    @Test
    void aTailOfZerosIsNoEndMark() throws IOException {
        byte[] tar = Archives.tar(0, 4);
        TarImages source = open(Arrays.copyOf(Arrays.copyOf(tar, 2048), 3 << 20));
        assertEquals(List.of("even/0.ppm", "odd/1.ppm", "a.tar"), names(source));
        assertTrue(failure(source, 2).startsWith("the archive is empty from byte 2048 on"), failure(source, 2));
    }

    @Test
    void whatIsNoTarIsRefusedInOneLine() throws IOException {
        assertRefused("", "cut off at byte 0");
        assertRefused("nonsense", "a.tar: it is no tar archive");
        assertRefused("nonsense ".repeat(200), "a.tar: it is no tar archive");
        assertRefused("\0".repeat(500), "a.tar: it is no tar archive");
        assertRefused("\0".repeat(10240), "no images in ");
        assertRefused("\u001F\u008B\u0008nonsense".repeat(100), "a.tar: ");
        assertRefused("BZh9nonsense".repeat(100), "a.tar: ");
        assertRefused("\u00FD7zXZ\0nonsense", "tar archives compressed by xz are not read: ");
        String folderMessage = assertThrows(
                        SourceException.class, () -> TarImages.open(Files.createDirectory(folder.resolve("d.tar"))))
                .getMessage();
        assertEquals(
                "cannot read the tar archive " + folder.resolve("d.tar") + ": a folder, not a file", folderMessage);
        assertEquals(
                "cannot read the tar archive none.tar: no such file",
                assertThrows(SourceException.class, () -> TarImages.open(Path.of("none.tar")))
                        .getMessage());
        TarImages.open(Files.write(folder.resolve("e.tar"), Archives.tar(0, 1)));
        String empty = assertThrows(
                        SourceException.class,
                        () -> open(new Archives.Tar().add("x.txt", "x").bytes()))
                .getMessage();
        assertTrue(
                empty.startsWith("no images in " + folder.resolve("a.tar") + ": looked for members ending in ."),
                empty);
    }

    private void assertRefused(String content, String part) {
        String message = assertThrows(SourceException.class, () -> open(content.getBytes(ISO_8859_1)))
                .getMessage();
        assertTrue(message.contains(part) && message.contains("a.tar") && !message.contains("\n"), message);
    }

    @Test
    void sparseMembersAreListedAndNotRead() throws IOException {
        byte[] tar = new Archives.Tar()
                .add("0.ppm", Archives.image(0))
                .add("1.ppm", new byte[512])
                .bytes();
        tar[1024 + 156] = 'S';
        repairChecksum(tar, 1024);
        TarImages source = open(tar);
        assertEquals(List.of("0.ppm", "1.ppm"), names(source));
        assertEquals("sparse members of tar archives are not read", failure(source, 1));
    }

    @Test
    void anImageThatIsTooLargeIsNotRead() throws IOException {
        byte[] tar = new Archives.Tar()
                .add("0.ppm", Archives.image(0))
                .add("1.ppm", new byte[1])
                .bytes();
        System.arraycopy("17777777777\0".getBytes(ISO_8859_1), 0, tar, 1024 + 124, 12); // 2 GiB - 1
        repairChecksum(tar, 1024);
        TarImages source = open(tar);
        assertTrue(failure(source, 1).startsWith("the archive is cut off at byte "), failure(source, 1));
        Path file = folder.resolve("a.tar");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(2L << 30 | 4096).write(ByteBuffer.allocate(1024)); // a hole
        }
        assertEquals(
                "a file of 2147483647 bytes is too large for an image, at most 1073741824",
                failure(TarImages.open(file), 1));
    }

    @Test
    void anImageThatJavasHeapHasNoRoomForIsNotRead() throws IOException {
        byte[] tar = new Archives.Tar()
                .add("0.ppm", Archives.image(0))
                .add("1.ppm", new byte[1])
                .bytes();
        long size = Runtime.getRuntime().maxMemory() / 4 + 1;
        System.arraycopy(
                (Long.toOctalString(8L << 30 | size).substring(1) + "\0").getBytes(ISO_8859_1), 0, tar, 1024 + 125, 11);
        tar[1024 + 124] = '0';
        repairChecksum(tar, 1024);
        Path file = Files.write(folder.resolve("a.tar"), tar);
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(size + 4096 & -512).write(ByteBuffer.allocate(1024)); // a hole
        }
        TarImages source = TarImages.open(file);
        assertArrayEquals(Archives.image(0), source.read(0));
        assertTrue(failure(source, 1).startsWith("a file of " + size + " bytes is too large for "), failure(source, 1));
    }

    @Test
    void fingerprintKnowsNamesLabelsAndSizes() throws IOException {
        String one =
                open(new Archives.Tar().add("0.ppm", Archives.image(0)).bytes()).fingerprint();
        assertEquals(
                one,
                open(new Archives.Tar().add("./0.ppm", Archives.image(1)).bytes())
                        .fingerprint());
        assertNotEquals(
                one,
                open(new Archives.Tar().add("1.ppm", Archives.image(0)).bytes()).fingerprint());
        assertNotEquals(
                one,
                open(new Archives.Tar()
                                .add("0.ppm", Archives.image(0))
                                .add("0.cls", "1")
                                .bytes())
                        .fingerprint());
    }
}
