package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardPatternTest {
    @TempDir
    Path folder;

    private void shards(String... names) throws IOException {
        int next = 0;
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, Archives.tar(next, next + 2));
            next += 2;
        }
    }

    private List<String> found(String pattern) throws IOException {
        return ShardPattern.find(folder + "/" + pattern).names();
    }

    private static String refused(String pattern) {
        return assertThrows(SourceException.class, () -> ShardPattern.find(pattern))
                .getMessage();
    }

    @Test
    void bracesAreExpandedAsShellsDo() throws IOException {
        assertEquals(List.of("a-08", "a-09", "a-10"), Braces.expand("a-{08..10}"));
        assertEquals(List.of("9", "10", "11"), Braces.expand("{9..11}"));
        assertEquals(List.of("2", "1", "0"), Braces.expand("{2..0}"));
        assertEquals(List.of("8", "9", "10"), Braces.expand("{0..10}").subList(8, 11));
        assertEquals(List.of("10", "9"), Braces.expand("{10..0}").subList(0, 2));
        assertEquals(List.of("00", "01"), Braces.expand("{0..01}"));
        assertEquals(List.of("a1x", "a2x", "b1x", "b2x"), Braces.expand("{a,b}{1..2}x"));
        assertEquals(List.of("00", "01", "x"), Braces.expand("{{00..01},x}"));
        assertEquals(List.of("a", "ab"), Braces.expand("a{,b}"));
        assertEquals(
                List.of("{a}", "{}", "{1..}", "{"),
                List.of(
                        Braces.expand("{a}").get(0),
                        Braces.expand("{}").get(0),
                        Braces.expand("{1..}").get(0),
                        Braces.expand("{").get(0)));
        assertEquals(
                "{0..1000000}.tar stands for more than 1000000 files",
                assertThrows(SourceException.class, () -> Braces.expand("{0..1000000}.tar"))
                        .getMessage());
        assertThrows(SourceException.class, () -> Braces.expand("{0..9999}{0..9999}"));
    }

    @Test
    void findsShardsInTheOrderOfThePattern() throws IOException {
        shards("t/s-2.tar", "t/s-10.tar", "t/s-1.tar", "v/s-1.tar", "t/.s-3.tar", "t/note.txt");
        assertEquals(List.of("s-2.tar", "s-1.tar"), found("t/s-{2..1}.tar"));
        assertEquals(List.of("s-1.tar", "s-10.tar", "s-2.tar"), found("t/*.tar"));
        assertEquals(List.of("s-1.tar", "s-2.tar"), found("t/s-[0-9].tar"));
        assertEquals(List.of("t/s-1.tar", "v/s-1.tar"), found("?/s-1.tar"));
        assertEquals(List.of("v/s-1.tar", "t/s-1.tar"), found("{v,t}/s-1.tar"));
        assertEquals(List.of("v/s-1.tar", "t/s-1.tar", "t/s-10.tar"), found("{v/s-1,t/s-1*}.tar"));
    }

    @Test
    void namesThatAreThereAreNoPatterns() throws IOException {
        shards(
                "a [20]/{b,c}/s-0.tar",
                "a [20]/{b,c}/s-1.tar",
                "a [20]/[x]-0.tar",
                "a [20]/{x}-0.tar",
                "a [20]/{-0.tar");
        assertEquals(List.of("s-0.tar", "s-1.tar"), found("a [20]/{b,c}/s-{0..1}.tar"));
        assertEquals(List.of("s-0.tar", "s-1.tar"), found("a [20]/{b,c}/s-?.tar"));
        assertEquals(List.of("[x]-0.tar", "{x}-0.tar"), found("a [20]/{[x],{x}}-{0..0}.tar"));
        assertEquals(List.of("[x]-0.tar", "{-0.tar", "{x}-0.tar"), found("a [20]/*-0.tar"));
        assertEquals(List.of("{x}-0.tar"), found("a [20]/{x}-*.tar"));
        assertEquals(List.of("{-0.tar"), found("a [20]/{-*.tar"));
        assertEquals(List.of("{b,c}/s-0.tar"), found("a [20]/*/s-{0..0}.tar"));
        assertEquals(4, Sources.open(folder + "/a [20]/{b,c}/s-{0..1}.tar").size());
        shards("t/y.tar", "[t]/y.tar");
        assertEquals(List.of("y.tar"), found("[t]/y*.tar"));
        assertArrayEquals(
                Archives.image(2), Sources.open(folder + "/[t]/y*.tar").read(0));
    }

    @Test
    void missingShardsAreNamedInOneLine() throws IOException {
        shards("s-00.tar", "s-02.tar");
        String pattern = folder + "/s-{00..02}.tar";
        assertEquals("1 of the 3 shards of " + pattern + " is missing: s-01.tar", refused(pattern));
        pattern = folder + "/s-{00..99}.tar";
        assertEquals(
                "98 of the 100 shards of " + pattern
                        + " are missing: s-01.tar, s-03.tar, s-04.tar, s-05.tar, s-06.tar, … s-99.tar",
                refused(pattern));
        assertEquals("no such file: " + folder + "/x*.tar", refused(folder + "/x*.tar"));
        assertEquals("no such file: " + folder + "/nowhere/*.tar", refused(folder + "/nowhere/*.tar"));
        pattern = folder + "/{s-00,s-00}.tar";
        assertEquals(pattern + " names the shard s-00.tar more than once", refused(pattern));
        assertTrue(refused(folder + "/s-[.tar").startsWith("cannot list the folder "), refused(folder + "/s-[.tar"));
    }

    @Test
    void imagesAreNamedByTheirShardAndShardsAreTheBlocks() throws IOException {
        shards("s-0.tar", "s-1.tar", "s-3.tar");
        Files.write(
                folder.resolve("s-2.tar"),
                new Archives.Tar().add("x.txt", "no image").bytes());
        Files.write(
                folder.resolve("s-4.tar"),
                new Archives.Tar().add("x.txt", "no image").bytes());
        TarImages source = TarImages.openShards(folder + "/s-{0..4}.tar");
        assertEquals(6, source.size());
        assertEquals("s-0.tar/even/0.ppm", source.name(0));
        assertEquals("s-3.tar/odd/5.ppm", source.name(5));
        assertEquals(List.of("even", "odd"), source.classes());
        assertArrayEquals(new int[] {0, 2, 4}, source.blocks());
        assertArrayEquals(new long[3], source.blockBytes());
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(Archives.image(i), source.read(i));
        }
        assertEquals("5 tar shards " + folder + "/s-{0..4}.tar with 6 images in 2 classes", source.describe());
        Files.write(folder.resolve("s-3.tar"), Archives.gzip(Archives.tar(4, 6)));
        assertArrayEquals(
                new long[] {0, 0, 2L * Archives.image(4).length},
                TarImages.openShards(folder + "/s-{0..4}.tar").blockBytes());
    }
}
