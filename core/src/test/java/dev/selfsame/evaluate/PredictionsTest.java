package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    @Test
    void theHighestScoreIsTheAnswerAndFiveAreKept() {
        Predictions.Builder builder = new Predictions.Builder(List.of("a", "b", "c", "d", "e", "f"), 3);
        builder.add(new double[] {6, 5, 4, 3, 2, 1}, 0, false);
        builder.add(new double[] {6, 5, 4, 3, 2, 1}, 4, false);
        builder.add(new double[] {6, 5, 4, 3, 2, 1}, 5, false);
        Predictions predictions = builder.build();
        assertEquals(1 / 3.0, predictions.top1());
        assertEquals(2 / 3.0, predictions.top5());
        assertEquals(0, predictions.predicted(2));
        assertEquals(5, predictions.label(2));
    }

    @Test
    void chanceIsTheShareOfTheMostFrequentClass() {
        Predictions.Builder builder = new Predictions.Builder(List.of("a", "b", "c"), 4);
        for (int label : new int[] {1, 0, 1, 1}) {
            builder.add(new double[] {1, 0, 0}, label, false);
        }
        assertEquals(0.75, builder.build().chance());
    }

    @Test
    void ofEqualScoresTheLowerNumberWins() {
        Predictions.Builder builder = new Predictions.Builder(List.of("a", "b"), 2);
        builder.add(new double[] {1, 1}, 0, false);
        builder.add(new double[] {1, 1}, 1, false);
        assertEquals(0.5, builder.build().top1());
    }

    @Test
    void confusionCountsByHand() throws IOException {
        Predictions.Builder builder = new Predictions.Builder(List.of("cat", "dog, \"big\"", "none"), 4);
        builder.add(new double[] {1, 0, 0}, 0, false);
        builder.add(new double[] {0, 1, 0}, 0, false);
        builder.add(new double[] {0, 1, 0}, 1, false);
        builder.add(new double[] {0, 1, 0}, 1, false);
        Confusion confusion = builder.build().confusion();
        assertArrayEquals(new int[][] {{1, 1, 0}, {0, 2, 0}, {0, 0, 0}}, confusion.counts());
        assertEquals(
                new ClassScore("cat", 2, 1, 1, 0.5, 1.0, 2 / 3.0),
                confusion.perClass().get(0));
        ClassScore none = confusion.perClass().get(2);
        assertNull(none.recall());
        assertNull(none.precision());
        assertNull(none.f1());
        StringBuilder matrix = new StringBuilder();
        confusion.writeMatrix(matrix);
        assertEquals(
                "true\\predicted,cat,\"dog, \"\"big\"\"\",none\ncat,1,1,0\n\"dog, \"\"big\"\"\",0,2,0\nnone,0,0,0\n",
                matrix.toString());
        StringBuilder classes = new StringBuilder();
        confusion.writePerClass(classes);
        assertEquals(
                "class,images,predicted,correct,recall,precision,f1\ncat,2,1,1,0.5,1.0,0.6666666666666666\n"
                        + "\"dog, \"\"big\"\"\",2,3,2,1.0,0.6666666666666666,0.8\nnone,0,0,0,,,\n",
                classes.toString());
    }

    @Test
    void aClassThatOnlyTheTestHasIsInTheTableAndNeverRight() {
        try (Labelled train = Labelled.of(new float[][] {{1, 0}, {0, 1}}, new int[] {0, 1});
                Labelled test = Labelled.of(new float[][] {{1, 0}}, new int[] {3})) {
            Confusion confusion =
                    new Knn(1, 0.1).evaluate(train, test).predictions().confusion();
            assertEquals(List.of("0", "1", "2", "3"), confusion.classes());
            assertEquals(1, confusion.count(3, 0));
        }
    }
}
