package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipImagesTest {
    private static final String[] NAMES = {"cat/1.ppm", "cat/2.ppm", "ü/写真.PNG", "root.jpg", "../../up/5.ppm"};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("a.zip");
        Archives.zip(file, NAMES);
    }

    private static List<String> names(ImageSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::name).toList();
    }

    private static String failure(ImageSource source, int i) {
        return Reason.of(assertThrows(IOException.class, () -> source.read(i)));
    }

    private String refused() {
        String message =
                assertThrows(SourceException.class, () -> ZipImages.open(file)).getMessage();
        assertTrue(message.contains(file.toString()) && !message.contains("\n"), message);
        return message;
    }

    @Test
    void readsStoredAndDeflatedMembers() throws IOException {
        ZipImages source = ZipImages.open(file);
        assertEquals(List.of(NAMES), names(source));
        assertEquals(List.of("cat", "up", "ü"), source.classes());
        assertEquals(
                List.of(0, 0, 2, -1, 1),
                IntStream.range(0, 5).mapToObj(source::classIndex).toList());
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(Archives.image(i), source.read(i));
        }
        assertEquals("the zip archive " + file + " with 5 images in 3 classes", source.describe());
        assertArrayEquals(new int[] {0}, source.blocks());
    }

    @Test
    void leavesOutWhatIsNoImageOrHidden() throws IOException {
        Archives.zip(file, "a.txt", "__MACOSX/x.txt", ".hidden.png", ".git/a.png", "dir.png/", "b.png");
        assertEquals(List.of("b.png"), names(ZipImages.open(file)));
        Archives.zip(file, "a.txt");
        assertTrue(refused().startsWith("no images in " + file + ": looked for members ending in ."));
    }

    @Test
    void readsZip64AndLocalHeadersWithExtraFields() throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
            out.setUseZip64(Zip64Mode.Always);
            for (int i = 0; i < 3; i++) {
                out.putArchiveEntry(new ZipArchiveEntry("z/" + i + ".ppm"));
                out.write(Archives.image(i));
                out.closeArchiveEntry();
            }
        }
        ZipImages source = ZipImages.open(file);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(Archives.image(i), source.read(i));
        }
    }

    @Test
    void manyThreadsReadAtOnce() throws Exception {
        ZipImages source = ZipImages.open(file);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int from = t;
            all.add(threads.submit(() -> {
                for (int k = 0; k < 200; k++) {
                    assertArrayEquals(Archives.image((from + k) % 5), source.read((from + k) % 5));
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    @Test
    void aDamagedMemberIsFoundByItsChecksum() throws IOException {
        byte[] zip = Files.readAllBytes(file);
        int at = new String(zip, ISO_8859_1).indexOf("P6\n6 6");
        zip[at + 40]++;
        Files.write(file, zip);
        assertEquals("the archive is damaged: the member's checksum is wrong", failure(ZipImages.open(file), 0));
        assertArrayEquals(Archives.image(1), ZipImages.open(file).read(1));

        zip[0] = 'x'; // the first local header
        Files.write(file, zip);
        assertEquals("the archive is damaged: no member is where the directory says", failure(ZipImages.open(file), 0));
    }

    @Test
    void encryptedMembersAndOtherMethodsAreListedAndNotRead() throws IOException {
        Files.write(file, withFlag(Files.readAllBytes(file), 1, 8, 1));
        ZipImages source = ZipImages.open(file);
        assertEquals("encrypted", failure(source, 1));
        assertArrayEquals(Archives.image(2), source.read(2));

        Files.write(file, withFlag(Files.readAllBytes(file), 2, 10, 93));
        assertEquals(
                "compressed by method 93, and only stored and deflated members are read",
                failure(ZipImages.open(file), 2));

        for (int i = 0; i < 5; i++) {
            Files.write(file, withFlag(Files.readAllBytes(file), i, 8, 1));
        }
        assertEquals("none of the 5 images in " + file + " can be read (the first, cat/1.ppm: encrypted)", refused());
    }

    /** Sets bits of a byte of an entry of the directory. */
    private static byte[] withFlag(byte[] zip, int entry, int at, int bits) {
        int found = -1;
        for (int i = 0, seen = 0; i < zip.length - 4; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2 && seen++ == entry) {
                found = i;
            }
        }
        zip[found + at] = (byte) (at == 10 ? bits : zip[found + at] | bits);
        return zip;
    }

    @Test
    void memoryIsNotTakenBecauseAHeaderClaimsIt() throws IOException {
        byte[] zip = Files.readAllBytes(file);
        ByteBuffer directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = entry(zip, 1);
        directory.putInt(at + 24, 1 << 29);
        Files.write(file, zip);
        assertEquals(
                "the archive's directory is damaged: the member can't have 536870912 bytes",
                failure(ZipImages.open(file), 1));
        directory.putInt(at + 20, 1 << 29);
        Files.write(file, zip);
        assertEquals(
                "the archive's directory is damaged: the member lies beyond the end", failure(ZipImages.open(file), 1));
    }

    private static int entry(byte[] zip, int number) {
        for (int i = 0, seen = 0; i < zip.length - 4; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2 && seen++ == number) {
                return i;
            }
        }
        throw new IllegalArgumentException("no entry " + number);
    }

    @Test
    void aCutOffArchiveGivesTheImagesBeforeTheCut() throws IOException {
        byte[] zip = Files.readAllBytes(file);
        for (int whole = 0; whole < 5; whole++) {
            int end = whole < 4 ? localHeader(zip, whole + 1) : entry(zip, 0);
            for (int length : new int[] {end, end + 10}) {
                Files.write(file, Arrays.copyOf(zip, length));
                ZipImages source = ZipImages.open(file);
                assertEquals(whole + 2, source.size());
                for (int i = 0; i <= whole; i++) {
                    assertEquals(NAMES[i], source.name(i));
                    assertArrayEquals(Archives.image(i), source.read(i));
                }
                assertEquals("a.zip", source.name(whole + 1));
                assertEquals(
                        "the archive is cut off or damaged: its directory can't be read, and what is not listed is missing",
                        failure(source, whole + 1));
                assertTrue(source.describe().endsWith("; a.zip is cut off or damaged: its directory can't be read"));
            }
        }
    }

    private static int localHeader(byte[] zip, int number) {
        for (int i = 0, seen = 0; i < zip.length - 4; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4 && seen++ == number) {
                return i;
            }
        }
        throw new IllegalArgumentException("no header " + number);
    }

    @Test
    void whatIsNoZipIsRefusedInOneLine() throws IOException {
        byte[] zip = Files.readAllBytes(file);
        for (byte[] bytes : List.of(new byte[0], "nonsense".repeat(100).getBytes(ISO_8859_1), Arrays.copyOf(zip, 60))) {
            Files.write(file, bytes);
            assertTrue(refused().startsWith("cannot read the directory of the zip archive " + file), refused());
        }
        Files.delete(file);
        assertTrue(refused().contains("(no such file)"), refused());
        Files.createDirectory(file);
        assertTrue(refused().contains("(not a regular file)"), refused());
    }
}
