package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON in front of a safetensors file: what the tensors are and where their bytes lie.
 *
 * @param metadata strings by name, sorted
 * @param entries the tensors by name, in the order of their bytes
 */
record SafetensorsHeader(SortedMap<String, String> metadata, Map<String, Entry> entries) {
    private static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The order of the reference implementation, which keeps every tensor aligned to its type. */
    private static final List<DType> WIDEST_FIRST = List.of(
            DType.INT64,
            DType.FLOAT64,
            DType.FLOAT32,
            DType.INT32,
            DType.BFLOAT16,
            DType.FLOAT16,
            DType.UINT8,
            DType.BOOL);

    /**
     * One tensor.
     *
     * @param begin its first byte, counted from the end of the header
     * @param end the byte after its last
     */
    record Entry(DType dtype, List<Long> shape, long begin, long end) {
        long[] sides() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** A header that is not one; the caller adds the file's name. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }
    }

    /** Lays tensors out one after the other, so that equal content gives equal bytes. */
    static SafetensorsHeader layOut(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<String> names = new ArrayList<>(tensors.keySet());
        names.sort(Comparator.<String>comparingInt(
                        name -> WIDEST_FIRST.indexOf(tensor(tensors, name).dtype()))
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Entry> entries = new LinkedHashMap<>();
        long at = 0;
        for (String name : names) {
            if (name.equals(METADATA)) {
                throw new IllegalArgumentException("a tensor can't be called " + METADATA);
            }
            Tensor tensor = tensor(tensors, name);
            long end = at + tensor.count() * tensor.dtype().bytes();
            entries.put(name, new Entry(tensor.dtype(), sides(tensor.shape()), at, end));
            at = end;
        }
        return new SafetensorsHeader(new TreeMap<>(metadata), entries);
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the tensor " + name + " is null");
        }
        return tensor;
    }

    /** As UTF-8, filled up with spaces so that the data begins at a multiple of 8 bytes. */
    byte[] toBytes() {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            metadata.forEach(node::put);
        }
        entries.forEach((name, entry) -> {
            ObjectNode node = root.putObject(name);
            node.put("dtype", code(entry.dtype));
            entry.shape.forEach(node.putArray("shape")::add);
            node.putArray("data_offsets").add(entry.begin).add(entry.end);
        });
        byte[] json = root.toString().getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads and checks a header.
     *
     * @param dataBytes the bytes in the file after the header; the tensors have to fill them without gap or overlap
     */
    static SafetensorsHeader parse(byte[] json, long dataBytes) throws Malformed {
        JsonNode root;
        try {
            root = JSON.readTree(new String(json, UTF_8));
        } catch (JsonProcessingException e) {
            throw new Malformed("its header is not JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new Malformed("its header is not a JSON object");
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        List<Map.Entry<String, Entry>> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(property.getValue(), metadata);
            } else {
                found.add(Map.entry(property.getKey(), readEntry(property.getKey(), property.getValue())));
            }
        }
        found.sort(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin)
                .thenComparingLong(e -> e.getValue().end));
        Map<String, Entry> entries = new LinkedHashMap<>();
        long at = 0;
        for (Map.Entry<String, Entry> next : found) {
            Entry entry = next.getValue();
            if (entry.begin != at) {
                throw new Malformed("its tensor " + next.getKey() + " begins at byte " + entry.begin
                        + (entry.begin < at ? ", inside the one before, which ends at " : ", after a gap from ") + at);
            }
            at = entry.end;
            entries.put(next.getKey(), entry);
        }
        if (at > dataBytes) {
            throw new Malformed("it is cut off: its tensors need " + at + " bytes, it has " + dataBytes);
        }
        if (at < dataBytes) {
            throw new Malformed("it has " + (dataBytes - at) + " bytes that belong to no tensor");
        }
        return new SafetensorsHeader(Collections.unmodifiableSortedMap(metadata), Collections.unmodifiableMap(entries));
    }

    private static void readMetadata(JsonNode node, Map<String, String> into) throws Malformed {
        if (!node.isObject()) {
            throw new Malformed("its " + METADATA + " is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw new Malformed("its metadata " + property.getKey() + " is not a string");
            }
            into.put(property.getKey(), property.getValue().textValue());
        }
    }

    private static Entry readEntry(String name, JsonNode node) throws Malformed {
        String code = node.path("dtype").asText("");
        if (code.isEmpty()) {
            throw new Malformed("its tensor " + name + " has no dtype");
        }
        DType dtype = null;
        for (DType candidate : DType.values()) {
            if (code(candidate).equals(code)) {
                dtype = candidate;
            }
        }
        if (dtype == null) {
            throw new Malformed("its tensor " + name + " is of type " + code + ", which is not read here");
        }
        long[] shape = wholeNumbers(name, node, "shape");
        long[] offsets = wholeNumbers(name, node, "data_offsets");
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new Malformed(
                    "its tensor " + name + " has the data_offsets " + Arrays.toString(offsets) + ", not [begin, end]");
        }
        long bytes = dtype.bytes();
        try {
            for (long side : shape) {
                bytes = Math.multiplyExact(bytes, side);
            }
        } catch (ArithmeticException e) {
            throw new Malformed("its tensor " + name + " has the absurd shape " + Arrays.toString(shape));
        }
        if (bytes != offsets[1] - offsets[0]) {
            throw new Malformed("its tensor " + name + ", " + code + Arrays.toString(shape) + ", needs " + bytes
                    + " bytes, its data_offsets give it " + (offsets[1] - offsets[0]));
        }
        return new Entry(dtype, sides(shape), offsets[0], offsets[1]);
    }

    private static List<Long> sides(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }

    private static long[] wholeNumbers(String tensor, JsonNode node, String key) throws Malformed {
        JsonNode array = node.path(key);
        long[] values = new long[array.size()];
        boolean fine = array.isArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).asLong(-1);
            fine &= array.path(i).isIntegralNumber() && array.path(i).canConvertToLong() && values[i] >= 0;
        }
        if (!fine) {
            throw new Malformed("its tensor " + tensor + " has "
                    + (array.isMissingNode() ? "no " + key : key + " " + array + ", not whole numbers from 0 on"));
        }
        return values;
    }

    private static String code(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
            case BFLOAT16 -> "BF16";
            case FLOAT16 -> "F16";
            case INT64 -> "I64";
            case INT32 -> "I32";
            case UINT8 -> "U8";
            case BOOL -> "BOOL";
        };
    }
}
