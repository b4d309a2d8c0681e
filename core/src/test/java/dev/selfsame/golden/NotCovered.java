package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The golden cases that nothing here computes, from {@code golden-not-covered.txt}: one a line, {@code group}, {@code
 * group:target} for every case of a target whatever its sizes and arguments, or {@code group/case}; a tab and the reason.
 * Lines that start with # are comments.
 */
public record NotCovered(List<Entry> entries) {
    /** All of them. */
    public static final NotCovered LIST = read();

    /**
     * What a line names.
     *
     * @param group the cases' group
     * @param target all of whose cases are meant, or empty
     * @param goldenCase the name of the one case that is meant, or empty
     */
    public record Entry(String group, String target, String goldenCase) {
        static Entry of(String text) {
            String[] single = text.split("/", 2);
            if (single.length == 2) {
                return new Entry(single[0], "", single[1]);
            }
            String[] all = text.split(":", 2);
            return new Entry(all[0], all.length == 2 ? all[1] : "", "");
        }

        boolean isWholeGroup() {
            return target.isEmpty() && goldenCase.isEmpty();
        }

        boolean is(String ofGroup, JsonNode node) {
            return group.equals(ofGroup)
                    && (target.isEmpty() || target.equals(node.path("target").asText()))
                    && (goldenCase.isEmpty()
                            || goldenCase.equals(node.path("name").asText()));
        }

        @Override
        public String toString() {
            return group + (target.isEmpty() ? "" : ":" + target) + (goldenCase.isEmpty() ? "" : "/" + goldenCase);
        }
    }

    private static NotCovered read() {
        List<Entry> entries = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                NotCovered.class.getResourceAsStream("/golden-not-covered.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split("\t", 2);
                if (parts.length < 2 || parts[1].isBlank()) {
                    throw new IllegalArgumentException("golden-not-covered.txt: no tab and reason in: " + line);
                }
                Entry entry = Entry.of(parts[0]);
                if (entries.contains(entry)) {
                    throw new IllegalArgumentException("golden-not-covered.txt lists twice: " + parts[0]);
                }
                entries.add(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NotCovered(List.copyOf(entries));
    }

    /** Whether a case of a group is among them. */
    public boolean lists(String group, JsonNode goldenCase) {
        return entries.stream().anyMatch(entry -> entry.is(group, goldenCase));
    }
}
