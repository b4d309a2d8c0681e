package dev.selfsame.train;

import java.util.Collection;

/** Finds the name that was meant by one that there is not. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest letters to change; one that ends in the name wins ties. */
    public static String to(String name, Collection<String> candidates) {
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (String candidate : candidates) {
            String tail = candidate.substring(candidate.lastIndexOf('.') + 1);
            double distance = Math.min(distance(name, candidate), distance(name, tail) + 0.5);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
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
