package dev.selfsame.model.imported;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was taken from a file, and what was not.
 *
 * @param file that was read
 * @param network that has the weights now
 * @param prefix what the parameters' names begin with in the file
 * @param naming who names them so
 * @param taken tensors that were taken
 * @param leftOut tensors that are no part of the network, such as its head, by where they lie
 * @param counters counters of batches that the file has not; they are 0
 * @param heads heads of the attention where they were assumed; 0 where they are known, or there are none
 */
public record ImportReport(
        Path file,
        String network,
        String prefix,
        String naming,
        int taken,
        Map<String, Integer> leftOut,
        int counters,
        int heads) {
    private static final int SHOWN = 8;

    /** For people: one to four lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(taken + " tensors of " + network + " taken from " + file
                + (prefix.isEmpty() ? "" : " under " + prefix.substring(0, prefix.length() - 1)) + ", named as "
                + naming);
        if (!leftOut.isEmpty()) {
            lines.add("left out, being no part of it: "
                    + leftOut.entrySet().stream()
                            .limit(SHOWN)
                            .map(part -> part.getKey() + " (" + part.getValue() + ")")
                            .collect(Collectors.joining(", "))
                    + (leftOut.size() > SHOWN ? " and " + (leftOut.size() - SHOWN) + " more" : ""));
        }
        if (counters > 0) {
            lines.add("not in the file: " + counters + " counters of batches (num_batches_tracked), which are 0");
        }
        if (heads > 0) {
            lines.add("not in the file: how many heads the attention has; " + heads
                    + " are taken, and #heads=N after the file's name says otherwise");
        }
        return lines;
    }
}
