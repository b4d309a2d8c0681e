package dev.selfsame.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files of the test resource folder {@code images}: a picture of 6 × 4 pixels (24 × 16 where compression loses
 * something) saved in many ways, with the pixels that Pillow 9.4.0 reads from each, and for those of {@code expected-13.json} Pillow 13.0.0. Where Pillow leaves alpha to its
 * caller, the expected pixels lie on white; where it cuts 16 bits off, they are rounded.
 */
final class SmallImages {
    private SmallImages() {}

    /** A file and what is in it. */
    record Expected(String name, Pixels pixels) {
        byte[] bytes() {
            return SmallImages.bytes(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Expected> all() throws IOException {
        List<Expected> result = new ArrayList<>();
        add("expected.json", result);
        add("expected-13.json", result);
        return result;
    }

    private static void add(String list, List<Expected> result) throws IOException {
        JsonNode images = new ObjectMapper().readTree(bytes(list)).get("images");
        for (var entry : images.properties()) {
            JsonNode image = entry.getValue();
            byte[] data = new byte[image.get("rgb").size()];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) image.get("rgb").get(i).asInt();
            }
            Pixels pixels =
                    Pixels.of(image.get("width").asInt(), image.get("height").asInt(), 3, data);
            result.add(new Expected(entry.getKey(), pixels));
        }
    }

    static byte[] bytes(String name) {
        try (InputStream in = SmallImages.class.getResourceAsStream("/images/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
