package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static CaseResult made(String id, boolean quick) {
        SideResult parts = Made.telling("parts", "{\"milliseconds\":{\"decode\":1.5,\"crop\":0.5}}");
        SideResult peer = new SideResult(
                "peer",
                "Peer",
                "python {workers}",
                2,
                Map.of(2, 7.0),
                Made.side("peer", 2, 2, 4).samples());
        return new CaseResult(
                id,
                "some work",
                "How.",
                "images/s",
                "2026-01-01",
                0.1,
                quick,
                List.of(Made.side("ours", 8, 6, 8), peer, parts),
                List.of(
                        Comparison.speed("ours over peer", "ours", "peer", 4),
                        Comparison.memory("memory", "ours", "peer")),
                List.of(new Verdict(true, "counts"), new Verdict(false, "sizes")));
    }

    private static String page(CaseResult... cases) {
        return page(Page.EMPTY, cases);
    }

    private static String page(Page before, CaseResult... cases) {
        return Report.of(
                new Results(Map.of("cores", "2"), Map.of("torch", "1"), List.of(cases)), before, "benchmarks/run x");
    }

    @Test
    void anAimIsReachedOrMissedByTheMedianOfThePairs() {
        String page = page(made("c-byol", false));
        assertTrue(page.contains("| (c) byol | ours over peer | 3.00 (2.00–4.00) | at least 4 | **missed** |"), page);
        assertTrue(page.contains("| (c) byol | memory | 3.00 (2.00–4.00) | at most 1 | **missed** |"), page);
    }

    @Test
    void aSideHasItsMedianItsEndsItsWorkersAndItsPeak() {
        String page = page(made("c", false));
        assertTrue(page.contains("| OURS | 8.00 | 6.00–8.00 |  | 800 |"), page);
        assertTrue(page.contains("| Peer | 2.00 | 2.00–4.00 | 2 (2: 7.00) | 400 |"), page);
        assertTrue(page.contains("\npython 2\n"), page);
        assertTrue(page.contains("1 pairs, 2026-01-01; just before, other things kept 0.10 cores busy."), page);
    }

    @Test
    void thePartsOfAViewHaveATableOfTheirOwn() {
        String page = page(made("c", false));
        assertTrue(page.contains("| decode | 1.500 | 75 % |\n| crop | 0.500 | 25 % |\n| sum | 2.000 |  |"), page);
        assertFalse(page.contains("| parts |"), page);
    }

    @Test
    void whatWasNotTheSameIsSaid() {
        assertTrue(page(made("c", false)).contains("- counts\n- **not the same**: sizes\n"));
    }

    @Test
    void quickFiguresSaySo() {
        assertTrue(page(made("c", true)).contains("**quick**"));
        assertFalse(page(made("c", false)).contains("quick"));
    }

    @Test
    void aCaseThatWasMeasuredBeforeStaysAndTheNewerOfACaseStands() {
        String before = page(made("a", true), made("c-byol", true), made("c-simclr", false));
        String whole = page(made("a", true), made("b", false), made("c-byol", false), made("c-simclr", false));
        String added = page(Page.parse(before), made("b", false), made("c-byol", false));
        assertTrue(whole.contains("Written by `benchmarks/run x`; "), whole);
        assertTrue(added.contains("Written by calls of `benchmarks/run`, the last `benchmarks/run x`; "), added);
        String head = "Written by .*; \\[benchmarks";
        assertEquals(whole.replaceFirst(head, ""), added.replaceFirst(head, ""));
    }

    @Test
    void thePageOfTheProjectIsRead() throws Exception {
        Path file = Path.of("../docs/results/performance.md");
        Page page = Page.parse(Files.readString(file));
        long aims = Files.readAllLines(file).stream()
                .filter(line -> line.endsWith("| reached |") || line.endsWith("| **missed** |"))
                .count();
        assertEquals(aims, page.aims().values().stream().flatMap(String::lines).count(), () -> page.aims()
                .toString());
        assertTrue(
                page.sections().keySet().containsAll(page.aims().keySet()),
                () -> page.sections().keySet().toString());
        assertTrue(page.sections().values().stream().allMatch(section -> section.endsWith("\n```\n")));
    }
}
