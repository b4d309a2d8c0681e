package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.curate.LabelIssues.Issue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabelIssuesTest {
    @Test
    void plantedErrorsAreFoundWithWhatTheyShouldBe() {
        float[][] rows = Made.clusters(1000, 32, 5, 0.3, 1);
        List<String> labels = Made.labels(1000, 5);
        Set<Integer> wrong = new TreeSet<>();
        for (int i = 3; i < 1000; i += 27) {
            labels.set(i, "class-" + (i + 1) % 5);
            wrong.add(i);
        }
        try (EmbeddedImages images = Made.images(rows, labels)) {
            LabelIssues.Result found = LabelIssues.DEFAULT.find(images);
            Set<Integer> issues = found.issues().stream().map(Issue::row).collect(Collectors.toSet());
            assertTrue(wrong.containsAll(issues), issues.toString());
            assertTrue(issues.size() > 0.7 * wrong.size(), issues.size() + " of " + wrong.size());
            assertEquals(wrong.size(), found.disagreeing());
            for (Issue issue : found.issues()) {
                assertEquals("class-" + issue.row() % 5, issue.suggested());
                assertEquals("class-" + (issue.row() + 1) % 5, issue.label());
                assertTrue(issue.margin() > 0.5);
            }
        }
    }

    /** Where two classes can't be told apart, neighbours disagree in half of the cases, and thresholds know that. */
    @Test
    void classesThatLookAlikeAreNoErrors() {
        float[][] rows = Made.clusters(1000, 16, 1, 1, 1);
        try (EmbeddedImages images = Made.images(rows, Made.labels(1000, 2))) {
            LabelIssues.Result found = LabelIssues.DEFAULT.find(images);
            assertTrue(found.disagreeing() > 350, "disagreeing " + found.disagreeing());
            for (int i = 1; i < found.issues().size(); i++) {
                assertTrue(found.issues().get(i - 1).margin()
                        >= found.issues().get(i).margin());
            }
        }
    }

    @Test
    void whatItCannotDoItSays() {
        assertThrows(IllegalArgumentException.class, () -> new LabelIssues(0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new LabelIssues(5, 0));
        float[][] rows = Made.noise(30, 4, 1);
        try (EmbeddedImages images = Made.images(rows);
                EmbeddedImages one = Made.images(rows, Made.labels(30, 1))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> LabelIssues.DEFAULT.find(images))
                    .getMessage()
                    .startsWith("labels are needed, and 30 of the 30 images have none"));
            assertEquals(
                    "doubtful labels need at least 2 classes, got only class-0",
                    assertThrows(IllegalArgumentException.class, () -> LabelIssues.DEFAULT.find(one))
                            .getMessage());
        }
    }
}
