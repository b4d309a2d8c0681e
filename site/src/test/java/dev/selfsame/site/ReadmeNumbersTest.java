package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The README's numbers and the tutorial's points are those of the pages that have the command of each; they are measured
 * again more often.
 */
class ReadmeNumbersTest {
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.])(\\d+\\.\\d+)(?!\\.?\\w)");
    private static final Pattern TIMES = Pattern.compile("at\\s+([\\d.]+) times");
    private static final Pattern MEASURED_TIMES =
            Pattern.compile("(?m)^\\| \\([ab]\\) \\| Selfsame over Lightly \\| ([\\d.]+) ");

    private static final Pattern CLAIM = Pattern.compile("claims\\.md#([\\w-]+)");
    private static final Pattern POINTS = Pattern.compile("([\\d.]+)\\s+points");
    private static final Pattern MEASURED_POINTS = Pattern.compile("([\\d.]+) points \\[");

    private static String read(String page) throws IOException {
        return Files.readString(Shared.project().resolve(page));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static boolean isRounded(String number, List<String> from) {
        BigDecimal rounded = new BigDecimal(number);
        return from.stream()
                .map(BigDecimal::new)
                .anyMatch(each -> each.scale() >= rounded.scale()
                        && each.setScale(rounded.scale(), RoundingMode.HALF_UP).compareTo(rounded) == 0);
    }

    private static void areRounded(List<String> numbers, List<String> from) {
        assertEquals(
                List.of(),
                numbers.stream().filter(number -> !isRounded(number, from)).toList(),
                "stand in no table of the results");
    }

    @Test
    void whatIsMeasuredStandsInTheResults() throws IOException {
        String readme = read("README.md");
        String measured = readme.substring(readme.indexOf("## What is measured"), readme.indexOf("## More"));
        List<String> numbers = found(DECIMAL, measured);
        assertTrue(numbers.size() > 10, numbers.toString());
        areRounded(numbers, found(DECIMAL, read("docs/results.md") + read("docs/results/performance.md")));

        List<String> times = found(TIMES, measured);
        assertEquals(2, times.size(), times.toString());
        areRounded(times, found(MEASURED_TIMES, read("docs/results/performance.md")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-contrastive", "2-byol", "3-barlow-twins", "4-selfsame"})
    void pointsInATutorialAreThoseOfTheClaimsBesideThem(String chapter) throws IOException {
        String claims = read("docs/results/claims.md");
        for (String paragraph : read("docs/tutorial/" + chapter + ".md").split("\n\n", -1)) {
            StringBuilder linked = new StringBuilder();
            for (String claim : found(CLAIM, paragraph)) {
                int from = claims.indexOf("\n## " + claim + "\n");
                linked.append(claims, from, (claims + "\n## ").indexOf("\n## ", from + 1));
            }
            if (!linked.isEmpty()) {
                areRounded(found(POINTS, paragraph), found(MEASURED_POINTS, linked.toString()));
            }
        }
    }

    @Test
    void thereAreAsManyMethodsAsItSays() throws IOException {
        long methods = read("docs/methods.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .count();
        MatchResult others = Pattern.compile("SimCLR and \\[(\\d+) other methods]")
                .matcher(read("README.md"))
                .results()
                .findFirst()
                .orElseThrow();
        assertEquals(methods - 3, Long.parseLong(others.group(1)));
    }
}
