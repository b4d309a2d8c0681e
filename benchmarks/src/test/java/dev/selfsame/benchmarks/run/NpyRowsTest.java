package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyRowsTest {
    @TempDir
    Path folder;

    private Path file(String type, float... values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (2, 2), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.ISO_8859_1));
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Files.write(Files.createTempFile(folder, "rows", ".npy"), bytes.array());
    }

    @Test
    void rowsAreRead() throws IOException {
        NpyRows rows = NpyRows.read(file("<f4", 1, 2, 3, 4));
        assertEquals(2, rows.rows());
        assertEquals(2, rows.columns());
        assertEquals(3, rows.values().get(2));
    }

    @Test
    void theLeastCosineIsThatOfTheRowThatDiffersMostFromItsOwn() throws IOException {
        NpyRows a = NpyRows.read(file("<f4", 11, 0, 9, 0)); // less their mean: (1, 0) and (-1, 0)
        NpyRows b = NpyRows.read(file("<f4", 13, 4, 7, -4)); // (3, 4) and (-3, -4)
        assertEquals(0.6, a.leastCosine(b), 1e-9);
    }

    @Test
    void rowsOfOtherImagesAreNotTakenForTheSame() throws IOException {
        NpyRows a = NpyRows.read(file("<f4", 100, 101, 101, 100));
        NpyRows b = NpyRows.read(file("<f4", 101, 100, 100, 101));
        assertEquals(-1, a.leastCosine(b), 1e-9);
    }

    @Test
    void otherTypesAreRefused() {
        assertThrows(IOException.class, () -> NpyRows.read(file("<f8", 1, 2, 3, 4)));
    }
}
