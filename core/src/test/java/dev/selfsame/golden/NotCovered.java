package dev.selfsame.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The golden cases that nothing here computes yet, from {@code golden-not-covered.txt}: one a line, {@code group} or
 * {@code group/case}, a tab and the reason. Lines that start with # are comments.
 */
record NotCovered(Set<String> names) {
    static NotCovered read() {
        Set<String> names = new LinkedHashSet<>();
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
                if (!names.add(parts[0])) {
                    throw new IllegalArgumentException("golden-not-covered.txt lists twice: " + parts[0]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NotCovered(names);
    }

    boolean lists(String group, String goldenCase) {
        return names.contains(group) || names.contains(group + "/" + goldenCase);
    }
}
