package dev.selfsame.model.imported;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file's parameters and those of a network have in common.
 *
 * @param taken what is in both, by the names here, and by those in the file
 * @param counters counters of batches that the file has not, as before PyTorch 0.4.1; they begin at 0
 * @param faults what does not fit, in words
 */
record Fit(Map<String, String> taken, List<String> counters, List<String> faults) {
    private static final int SHOWN = 4;
    private static final String COUNTER = ".num_batches_tracked";

    /** Compares names and shapes. */
    static Fit of(Map<String, String> parameters, Map<String, Tensor> state, TensorFile file) {
        List<String> counters = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> mismatched = new ArrayList<>();
        List<String> unexpected = parameters.keySet().stream()
                .filter(name -> !state.containsKey(name))
                .toList();
        state.forEach((name, tensor) -> {
            String theirs = parameters.get(name);
            if (theirs == null && name.endsWith(COUNTER)) {
                counters.add(name);
            } else if (theirs == null) {
                missing.add(name + nearest(name, unexpected, parameters));
            } else if (!Arrays.equals(sides(file.shape(theirs)), sides(tensor.shape()))) {
                mismatched.add(theirs + " is " + Arrays.toString(file.shape(theirs)) + ", not "
                        + Arrays.toString(tensor.shape()));
            }
        });
        List<String> faults = new ArrayList<>();
        add(faults, "missing", missing);
        add(faults, "of another shape", mismatched);
        add(faults, "unexpected", unexpected.stream().map(parameters::get).toList());
        return new Fit(parameters, counters, faults);
    }

    /** The sides but for those of 1, by which some libraries' factors and 1×1 convolutions differ. */
    private static long[] sides(long[] shape) {
        return Arrays.stream(shape).filter(side -> side != 1).toArray();
    }

    private static String nearest(String name, List<String> unexpected, Map<String, String> theirs) {
        Optional<String> best = unexpected.stream().max(Comparator.comparingInt(other -> alike(name, other)));
        return best.filter(other -> alike(name, other) * 2 > name.length())
                .map(other -> " (nearest there: " + theirs.get(other) + ")")
                .orElse("");
    }

    /** Letters that two names share at their beginning and at their end. */
    private static int alike(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int first = 0;
        while (first < most && a.charAt(first) == b.charAt(first)) {
            first++;
        }
        int last = 0;
        while (last < most - first && a.charAt(a.length() - 1 - last) == b.charAt(b.length() - 1 - last)) {
            last++;
        }
        return first + last;
    }

    private static void add(List<String> faults, String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
            faults.add(what + ": " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more);
        }
    }
}
