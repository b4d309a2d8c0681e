package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PathTableTest {
    @Test
    void givesBackWhatWasPutIn() {
        PathTable table = new PathTable();
        int none = table.addFolder(new byte[0]);
        int deep = table.addFolder("a/b/".getBytes(UTF_8));
        String large = "x".repeat(3 << 20);
        table.add(none, "1.jpg".getBytes(UTF_8));
        table.add(deep, large.getBytes(UTF_8));
        for (int i = 2; i < 200_000; i++) {
            table.add(deep, ("image-" + i).getBytes(UTF_8));
        }
        table.trim();

        assertEquals(200_000, table.size());
        assertEquals("1.jpg", new String(table.path(0), UTF_8));
        assertEquals("a/b/" + large, new String(table.path(1), UTF_8));
        for (int i = 2; i < 200_000; i++) {
            assertEquals("a/b/image-" + i, new String(table.path(i), UTF_8));
        }
        assertEquals(deep, table.folderOf(7));
        assertEquals(2, table.folders());
    }
}
