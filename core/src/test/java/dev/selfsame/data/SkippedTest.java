package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheFirstReasonAndSortsByName() {
        Skipped skipped = new Skipped();
        assertTrue(skipped.add("\uD83D\uDE00.jpg", "empty file"));
        assertTrue(skipped.add("\uE000.jpg", "truncated"));
        assertFalse(skipped.add("\uE000.jpg", "something else"));

        assertEquals(2, skipped.count());
        assertEquals(
                List.of(
                        new Skipped.Entry("\uE000.jpg", "truncated"),
                        new Skipped.Entry("\uD83D\uDE00.jpg", "empty file")),
                skipped.entries());
    }

    @Test
    void writesATableAndReadsItBack() throws IOException {
        Skipped skipped = new Skipped();
        skipped.add("b\\n\tc\n.jpg", "no\r good");
        skipped.add("ä.jpg", "empty file");
        Path file = folder.resolve("skipped.tsv");
        skipped.write(file);

        assertEquals("name\treason\nb\\\\n\\tc\\n.jpg\tno\\r good\nä.jpg\tempty file\n", Files.readString(file));
        Skipped again = new Skipped();
        again.read(file);
        assertEquals(skipped.entries(), again.entries());
        again.read(folder.resolve("none.tsv"));
        assertEquals(2, again.count());
    }

    @Test
    void leavesNoFileWhereThereIsNothingToList() throws IOException {
        Path file = Files.writeString(folder.resolve("skipped.tsv"), "old");
        new Skipped().write(file);
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
