package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cases of all workloads measure; nothing is run. */
class CasesTest {
    private static List<Case> all(boolean quick) {
        return Performance.all(new Place(Path.of("checkout"), Path.of("work"), Path.of("python"), 2), quick);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePeakMemoryOfBothSidesIsSeenEverywhere(boolean quick) {
        for (Case each : all(quick)) {
            Set<String> watched =
                    each.sides().stream().filter(Side::memory).map(Side::name).collect(Collectors.toSet());
            List<Comparison> compared = each.comparisons().stream()
                    .filter(comparison -> comparison.kind() == Comparison.Kind.MEMORY)
                    .toList();
            assertTrue(!compared.isEmpty(), each.id() + " compares no memory");
            compared.forEach(comparison ->
                    assertTrue(watched.containsAll(comparison.sides()), each.id() + ": " + comparison.what()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void comparisonsAreOfSidesThatThereAre(boolean quick) {
        for (Case each : all(quick)) {
            List<String> names = each.sides().stream().map(Side::name).toList();
            assertEquals(names.size(), Set.copyOf(names).size(), each.id());
            each.comparisons()
                    .forEach(comparison -> assertTrue(names.containsAll(comparison.sides()), comparison.what()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyWorkloadHasACase(boolean quick) {
        assertEquals(
                Set.of("a", "b", "c", "d", "e", "f", "g"),
                all(quick).stream().map(each -> each.id().substring(0, 1)).collect(Collectors.toSet()));
    }
}
