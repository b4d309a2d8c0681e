package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(DType.class)
    void everyTypeComesBackAsItWas(DType dtype) throws IOException {
        Path path = folder.resolve("types.safetensors");
        try (Scope scope = new Scope()) {
            Tensor values = Tensor.of(new float[] {0, 1, 0, 1, 1, 0}, 2, 3).to(dtype);
            Tensor transposed = values.t(); // not contiguous
            Safetensors.write(path, Map.of("a", values, "b", transposed), Map.of());
            try (Safetensors file = Safetensors.open(path)) {
                assertEquals(Set.of("a", "b"), file.names());
                assertEquals(dtype, file.dtype("a"));
                assertArrayEquals(new long[] {3, 2}, file.shape("b"));
                assertEquals(dtype, file.read("a").dtype());
                assertArrayEquals(values.toBytes(), file.read("a").toBytes());
                assertArrayEquals(transposed.toBytes(), file.read("b").toBytes());
            }
        }
    }

    @Test
    void scalarsEmptyTensorsAndOddNamesComeBack() throws IOException {
        Path path = folder.resolve("odd.safetensors");
        try (Scope scope = new Scope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("conv1.weight", Tensor.zeros(DType.FLOAT32, 0, 3));
            tensors.put("bn.num_batches_tracked", Tensor.of(new long[] {7}));
            tensors.put("Übung \"1\"\n", Tensor.of(new float[] {-0.0f}, 1));
            Safetensors.write(path, tensors, Map.of("é", "\u0000\\"));
            try (Safetensors file = Safetensors.open(path)) {
                assertEquals("\u0000\\", file.metadata().get("é"));
                Map<String, Tensor> read = file.readAll();
                assertEquals(tensors.keySet(), read.keySet());
                for (String name : tensors.keySet()) {
                    assertArrayEquals(tensors.get(name).shape(), read.get(name).shape(), name);
                    assertArrayEquals(
                            tensors.get(name).toBytes(), read.get(name).toBytes(), name);
                }
            }
        }
    }

    @Test
    void tensorsLargerThanAChunkComeBack() throws IOException {
        Path path = folder.resolve("large.safetensors");
        long count = (40L << 20) / 8 + 3;
        try (Scope scope = new Scope()) {
            Safetensors.write(path, Map.of("range", Tensor.range(count)), Map.of());
            try (Safetensors file = Safetensors.open(path)) {
                long[] values = file.read("range").toLongs();
                assertEquals(count, values.length);
                for (int i = 0; i < values.length; i++) {
                    assertEquals(i, values[i]);
                }
            }
        }
    }

    @Test
    void theBytesAreThoseOfTheReferenceImplementation() throws IOException {
        Path path = folder.resolve("bytes.safetensors");
        try (Scope scope = new Scope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("b", Tensor.of(new float[] {1}, 1));
            tensors.put("a", Tensor.of(new byte[] {5, 6}, DType.UINT8, 2));
            tensors.put("c", Tensor.of(new float[] {2}, 1));
            Safetensors.write(path, tensors, Map.of("k", "v"));
        }
        byte[] bytes = Files.readAllBytes(path);
        // made by Python's safetensors 0.8.0 from the same three arrays
        String json = "{\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"c\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[8,10]}}";
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, length % 8);
        assertEquals(json, new String(bytes, 8, length, UTF_8).stripTrailing());
        byte[] data = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 5, 6};
        assertArrayEquals(data, tail(bytes, 10));
        assertEquals(8 + length + 10, bytes.length);
    }

    @Test
    void equalContentGivesEqualBytesInAnyOrder() throws IOException {
        Path first = folder.resolve("1.safetensors");
        Path second = folder.resolve("2.safetensors");
        try (Scope scope = new Scope()) {
            Map<String, Tensor> forwards = new LinkedHashMap<>();
            Map<String, Tensor> backwards = new LinkedHashMap<>();
            Map<String, String> someWay = new LinkedHashMap<>();
            Map<String, String> otherWay = new LinkedHashMap<>();
            for (int i = 0; i < 20; i++) {
                forwards.put("t" + i, Tensor.of(new int[] {i}, 1));
                backwards.put("t" + (19 - i), Tensor.of(new int[] {19 - i}, 1));
                someWay.put("m" + i, "v");
                otherWay.put("m" + (19 - i), "v");
            }
            Safetensors.write(first, forwards, someWay);
            Safetensors.write(second, backwards, otherWay);
        }
        assertEquals(-1, Files.mismatch(first, second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 4 | cut off
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 9 | belong to no tensor
            {"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}} | 2 | F8_E4M3
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | 8 | needs 12 bytes
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | 8 | whole numbers
            {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}} | 8 | whole numbers
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | not [begin, end]
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}} | 8 | not [begin, end]
            {"a":{"dtype":"F32","shape":[2]}} | 8 | no data_offsets
            {"a":{"dtype":"F32","data_offsets":[0,8]}} | 8 | no shape
            {"a":{"shape":[2],"data_offsets":[0,8]}} | 8 | no dtype
            {"a":7} | 0 | no dtype
            {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}} | 8 | absurd shape
            {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}} | 3 | inside the one before
            {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}} | 5 | gap
            {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}} | 4 | Duplicate
            {"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,2]}} | 2 | whole numbers
            {"__metadata__":{"k":1}} | 0 | not a string
            {"__metadata__":[]} | 0 | not a JSON object
            [1, 2] | 0 | not a JSON object
            {"a": | 0 | not JSON
            {} {} | 0 | not JSON
            """)
    void whatIsWrongIsSaid(String json, int dataBytes, String said) throws IOException {
        Path path = folder.resolve("wrong.safetensors");
        byte[] header = json.getBytes(UTF_8);
        Files.write(
                path,
                ByteBuffer.allocate(8 + header.length + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
        ModelFileException e = assertThrows(ModelFileException.class, () -> Safetensors.open(path));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertTrue(e.getMessage().contains("wrong.safetensors"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        Path path = folder.resolve("whole.safetensors");
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            Safetensors.write(path, Map.of("a", tensor), Map.of("k", "v"));
        }
        byte[] bytes = Files.readAllBytes(path);
        for (int length = 0; length < bytes.length; length++) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThrows(ModelFileException.class, () -> Safetensors.open(cut), "cut to " + length);
        }
    }

    @Test
    void anAbsurdHeaderLengthIsRefusedBeforeAnythingIsAllocated() throws IOException {
        Path path = folder.resolve("absurd.safetensors");
        Files.write(path, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});
        assertThrows(ModelFileException.class, () -> Safetensors.open(path));
        Files.write(path, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        assertThrows(ModelFileException.class, () -> Safetensors.open(path));
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path path = folder.resolve("kept.safetensors");
        Tensor tensor = Tensor.of(new float[] {1}, 1);
        Safetensors.write(path, Map.of("a", tensor), Map.of());
        byte[] before = Files.readAllBytes(path);
        tensor.close();
        assertThrows(IllegalStateException.class, () -> Safetensors.write(path, Map.of("a", tensor), Map.of()));
        assertArrayEquals(before, Files.readAllBytes(path));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static byte[] tail(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }
}
