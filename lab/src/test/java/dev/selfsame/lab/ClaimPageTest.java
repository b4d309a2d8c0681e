package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimPageTest {
    private static final int TEST_IMAGES = 4000;

    /** One run of each variant of a claim, whose kNN is known. */
    private static Experiment experiment(double knn) {
        List<Measured> runs = Claims.named("negatives").variants().apply(LabSize.QUICK).stream()
                .map(variant -> new Measured(
                        variant.name(), 1, knn, 0.1, 1, "", List.of(new Moment(1, 0.5, 0.5, 20, 64)), List.of()))
                .toList();
        return new Experiment(
                Claims.named("negatives"),
                LabSize.QUICK,
                LabData.demo(LabSize.QUICK),
                new Numbers(runs, TEST_IMAGES),
                Path.of("lab"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.22247, 0.30049, 0.00049})
    void theTableSaysWhatTheSentenceSays(double knn) {
        Experiment experiment = experiment(knn);
        String page = ClaimPage.text(ClaimJson.of(experiment, List.of("selfsame")), "# negatives", "");
        for (String variant : experiment.numbers().variants()) {
            Matcher said = Pattern.compile("(.*) % \\[(.*), (.*)]")
                    .matcher(experiment.numbers().knn(variant).percent());
            assertTrue(said.matches());
            String row = "| " + variant + " | " + said.group(1) + " | " + said.group(2) + " to " + said.group(3) + " |";
            assertTrue(page.contains(row), row + "\n" + page);
        }
    }

    @Test
    void theCommandCanBeTypedAgain() {
        List<String> words = List.of(
                "selfsame", "lab", "negatives", "--data", "two words/a_b-1.zip", "--out=a,b:c@d+e%f", "it's", "*", "");
        String typable = "selfsame lab negatives --data 'two words/a_b-1.zip' --out=a,b:c@d+e%f 'it'\\''s' '*' ''";
        assertEquals(
                typable, ClaimJson.of(experiment(0.5), words).path("command").asText());
    }
}
