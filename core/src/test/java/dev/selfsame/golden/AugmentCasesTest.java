package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AugmentCasesTest {
    private static JsonNode file() throws IOException {
        try (InputStream in = AugmentCasesTest.class.getResourceAsStream("/golden/augment.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        JsonNode file = file();
        return StreamSupport.stream(file.get("cases").spliterator(), false)
                .map(node -> dynamicTest(node.get("name").asText(), () -> AugmentCases.check(node, file)));
    }

    @Test
    void aSampleOfOneLevelBesideIsNoticed() throws IOException {
        JsonNode file = file();
        JsonNode flip = file.get("cases").get(0);
        ArrayNode data = (ArrayNode) flip.get("expected").get("result").get("data");
        data.set(7, data.get(7).asInt() + 1);
        assertThrows(AssertionError.class, () -> AugmentCases.check(flip, file));
    }
}
