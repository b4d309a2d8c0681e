package dev.selfsame.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.parquet.ParquetFile;
import java.util.ArrayList;
import java.util.List;

/** What Hugging Face's {@code datasets} notes in the Parquet files that it writes. */
final class HuggingFace {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HuggingFace() {}

    /** The names of the numbered classes in a column; empty where they are not noted. */
    static List<String> classNames(ParquetFile file, String column) {
        String noted = file.metadata().get("huggingface");
        if (noted == null) {
            return List.of();
        }
        try {
            JsonNode names = JSON.readTree(noted)
                    .path("info")
                    .path("features")
                    .path(column)
                    .path("names");
            List<String> texts = new ArrayList<>();
            names.forEach(name -> texts.add(name.asText()));
            return texts;
        } catch (JsonProcessingException e) {
            return List.of(); // numbers will do
        }
    }
}
