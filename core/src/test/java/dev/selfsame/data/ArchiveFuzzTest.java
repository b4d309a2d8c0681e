package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.testing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes come, an archive gives images or one line of why not. {@link Fuzzing} says for how long and of which seed.
 */
class ArchiveFuzzTest {
    private static final int FEWEST = 200;

    @TempDir
    Path folder;

    @Test
    void mutatedArchivesCrashNothing() throws IOException {
        List<byte[]> archives = archives();
        long end = System.nanoTime() + Fuzzing.of(1).toNanos();
        long first = Fuzzing.seed();
        int opened = 0;
        int refused = 0;
        for (long seed = first; seed < first + FEWEST || System.nanoTime() < end; seed++) {
            Random random = new Random(seed);
            int which = random.nextInt(archives.size());
            byte[] bytes = changed(archives.get(which), random, which == 0);
            Path file = Files.write(folder.resolve(which == 0 ? "a.zip" : "a.tar"), bytes);
            try {
                check(Sources.open(file.toString()));
                opened++;
            } catch (SourceException e) {
                assertOneLine(e);
                refused++;
            } catch (RuntimeException | Error e) {
                fail(
                        "case " + seed + " of kind " + which + ": "
                                + Base64.getEncoder().encodeToString(bytes),
                        e);
            }
        }
        assertTrue(opened > 0 && refused > 0, opened + " opened, " + refused + " refused");
    }

    private static void check(ImageSource source) {
        assertTrue(source.size() >= 1);
        assertFalse(source.describe().contains("\n") && !source.toString().contains("\n"));
        for (int i = 0; i < source.size(); i++) {
            source.name(i);
            assertTrue(source.classIndex(i) < source.classes().size());
            try {
                assertTrue(source.read(i).length <= 1 << 20, "more than there can be");
            } catch (IOException e) {
                assertOneLine(e);
            }
        }
        assertEquals(source.fingerprint(), source.fingerprint());
    }

    private static void assertOneLine(IOException e) {
        String reason = Reason.of(e);
        assertFalse(reason.isBlank() || reason.contains("\n"), reason);
    }

    private List<byte[]> archives() throws IOException {
        List<byte[]> archives = new ArrayList<>();
        Path zip = folder.resolve("seed.zip");
        Archives.zip(zip, "cat/1.ppm", "cat/2.ppm", "ü/3.ppm", "n.txt");
        archives.add(Files.readAllBytes(zip));
        for (int mode : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
            byte[] tar = new Archives.Tar(mode)
                    .folder("cat/")
                    .add("cat/1.ppm", Archives.image(1))
                    .add("cat/1.cls", "3")
                    .add("dog/" + "ö".repeat(120) + ".ppm", Archives.image(2))
                    .link("x.ppm", TarConstants.LF_SYMLINK, "cat/1.ppm")
                    .add("dog/3.ppm", Archives.image(3))
                    .bytes();
            archives.add(tar);
            archives.add(Archives.gzip(tar));
            archives.add(Archives.bzip2(tar));
            archives.add(Archives.lz4(tar));
        }
        return archives;
    }

    private static byte[] changed(byte[] original, Random random, boolean zip) {
        byte[] bytes = original.clone();
        for (int k = random.nextInt(3); k >= 0; k--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 ->
                    Arrays.fill(
                            bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(600)), (byte) -random.nextInt(2));
                case 4 -> {
                    byte[] other = bytes.clone();
                    int from = random.nextInt(bytes.length);
                    int count = Math.min(random.nextInt(1100), bytes.length - Math.max(at, from));
                    System.arraycopy(other, from, bytes, at, count);
                }
                case 5 -> { // the fields that say where and how much
                    int field = zip ? Math.max(0, bytes.length - 1 - random.nextInt(400)) : at / 512 * 512 + 124;
                    for (int i = field; i < Math.min(bytes.length, field + 12); i++) {
                        bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : '0' + random.nextInt(8));
                    }
                }
                default -> {
                    int end = Math.min(bytes.length, at + random.nextInt(700));
                    byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
                    System.arraycopy(
                            bytes,
                            end,
                            shorter,
                            at == shorter.length ? 0 : at,
                            Math.min(bytes.length - end, shorter.length - at));
                    bytes = shorter;
                }
            }
        }
        if (!zip && random.nextInt(4) > 0) {
            repairChecksums(bytes);
        }
        return bytes;
    }

    /** Lets broken headers get past their checksums. */
    private static void repairChecksums(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (tar[at + 257] == 'u' && tar[at + 258] == 's' && tar[at + 259] == 't') {
                TarImagesTest.repairChecksum(tar, at);
            }
        }
    }
}
