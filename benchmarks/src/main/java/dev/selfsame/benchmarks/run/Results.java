package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What was measured in one go.
 *
 * @param machine what was measured on: names and values
 * @param peers their versions
 * @param cases by their ids
 */
record Results(Map<String, String> machine, Map<String, String> peers, List<CaseResult> cases) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Results {
        cases = List.copyOf(cases);
    }

    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), this);
    }

    /** With a case in place of the one with its id. */
    Results with(CaseResult added) {
        List<CaseResult> all = new ArrayList<>(cases);
        all.removeIf(each -> each.id().equals(added.id()));
        all.add(added);
        all.sort(Comparator.comparing(CaseResult::id));
        return new Results(machine, peers, all);
    }
}
