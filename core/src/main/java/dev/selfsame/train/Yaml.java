package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** Text of keys and values, as {@code config.yaml} has it. */
final class Yaml {
    private static final int LONGEST = 1 << 20;

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new QuotesOnNumbers())
                    .build())
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    static String write(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads keys and values.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    static ObjectNode tree(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("it has " + text.length() + " characters, a recipe at most " + LONGEST);
        }
        if (read(text) instanceof ObjectNode tree) {
            return tree;
        }
        throw new IllegalArgumentException(
                text.isBlank() ? "it is empty" : "it holds no keys and values, as a recipe does");
    }

    private static JsonNode read(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode first = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("it holds more than one document");
            }
            return first == null ? MissingNode.getInstance() : first;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not YAML: " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // from a text in memory
        }
    }

    /** One line: YAML's own has the text in question between its halves. */
    private static String reason(JsonProcessingException e) {
        String what = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(": "));
        return e.getLocation() == null
                ? what
                : what + " in line " + e.getLocation().getLineNr();
    }

    /** Else a word such as 1e3 would be read as the number that it looks like, and written otherwise. */
    private static final class QuotesOnNumbers extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return value.matches("[-+.]?\\d.*") || super.needToQuoteValue(value);
        }
    }
}
