package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a case came to: what the report is made of.
 *
 * @param id its letter, and what it is a part of it
 * @param title for people
 * @param about how it was measured
 * @param unit of the sides' values: {@code s}, or something a second
 * @param measured when, and from which commit
 * @param busyCores how many cores other things kept busy just before
 * @param quick whether it was only to try the program
 * @param sides in the order in which they ran
 * @param comparisons between them
 * @param verdicts on whether they did the same work
 */
record CaseResult(
        String id,
        String title,
        String about,
        String unit,
        String measured,
        double busyCores,
        boolean quick,
        List<SideResult> sides,
        List<Comparison> comparisons,
        List<Verdict> verdicts) {
    @JsonIgnore
    boolean lowerIsFaster() {
        return unit.equals("s");
    }

    Map<String, SideResult> byName() {
        Map<String, SideResult> byName = new LinkedHashMap<>();
        sides.forEach(side -> byName.put(side.name(), side));
        return byName;
    }

    Spread ratio(Comparison comparison) {
        return Spread.of(comparison.ratios(byName(), lowerIsFaster()));
    }
}
