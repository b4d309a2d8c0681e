package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.curate.LabelSuspects.Suspect;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabelSuspectsTest {
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
            LabelSuspects.Result found = LabelSuspects.DEFAULT.find(images);
            Set<Integer> suspects = found.suspects().stream().map(Suspect::row).collect(Collectors.toSet());
            assertTrue(wrong.containsAll(suspects), suspects.toString());
            assertTrue(suspects.size() > 0.7 * wrong.size(), suspects.size() + " of " + wrong.size());
            assertEquals(wrong.size(), found.disagreeing());
            for (Suspect suspect : found.suspects()) {
                assertEquals("class-" + suspect.row() % 5, suspect.suggested());
                assertEquals("class-" + (suspect.row() + 1) % 5, suspect.label());
                assertTrue(suspect.margin() > 0.5);
            }
        }
    }

    /** Where two classes can't be told apart, neighbours disagree in half of the cases, and thresholds know that. */
    @Test
    void classesThatLookAlikeAreNoErrors() {
        float[][] rows = Made.clusters(1000, 16, 1, 1, 1);
        try (EmbeddedImages images = Made.images(rows, Made.labels(1000, 2))) {
            LabelSuspects.Result found = LabelSuspects.DEFAULT.find(images);
            assertTrue(found.disagreeing() > 350, "disagreeing " + found.disagreeing());
            for (int i = 1; i < found.suspects().size(); i++) {
                assertTrue(found.suspects().get(i - 1).margin()
                        >= found.suspects().get(i).margin());
            }
        }
    }

    @Test
    void whatItCannotDoItSays() {
        assertThrows(IllegalArgumentException.class, () -> new LabelSuspects(0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new LabelSuspects(5, 0));
        float[][] rows = Made.noise(30, 4, 1);
        try (EmbeddedImages images = Made.images(rows);
                EmbeddedImages one = Made.images(rows, Made.labels(30, 1))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> LabelSuspects.DEFAULT.find(images))
                    .getMessage()
                    .startsWith("labels are needed, and 30 of the 30 images have none"));
            assertEquals(
                    "doubtful labels need at least 2 classes, got only class-0",
                    assertThrows(IllegalArgumentException.class, () -> LabelSuspects.DEFAULT.find(one))
                            .getMessage());
        }
    }
}
