package dev.selfsame.train;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the known name that a misspelt one probably means. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest letters to change; a dotted one may be meant by its last part. */
    public static String to(String name, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingDouble(candidate -> far(name, candidate)))
                .orElse("");
    }

    /** A question where a key is close to the one given, else the keys beside which it stands. */
    static String hint(String key, List<String> keys) {
        String nearest = to(key, keys);
        if (far(key, nearest) <= Math.max(2.5, lastPart(key).length() / 3.0)) {
            return "did you mean " + nearest + "?";
        }
        return "there are " + String.join(", ", near(key, keys));
    }

    private static double far(String name, String candidate) {
        return Math.min(distance(name, candidate), distance(name, lastPart(candidate)) + 0.5);
    }

    /** The keys of the section that is meant, or else the sections and the keys outside of them. */
    private static Collection<String> near(String key, List<String> keys) {
        for (String section : List.of(key + ".", key.substring(0, key.lastIndexOf('.') + 1))) {
            List<String> within =
                    keys.stream().filter(known -> known.startsWith(section)).toList();
            if (section.length() > 1 && !within.isEmpty()) {
                return within;
            }
        }
        return keys.stream()
                .map(known -> known.contains(".") ? known.substring(0, known.indexOf('.')) + ".…" : known)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Letters to insert, delete or replace (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
