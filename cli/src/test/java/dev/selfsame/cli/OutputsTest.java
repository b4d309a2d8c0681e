package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read stays, and what can't be written is said before the work begins. */
class OutputsTest {
    @TempDir
    private Path folder;

    private Path rows;

    @BeforeEach
    void embeddings() throws IOException {
        rows = folder.resolve("e.csv");
        Random random = new Random(1);
        Embeddings.Builder all = new Embeddings.Builder(3);
        for (int i = 0; i < 20; i++) {
            all.add(i + ".png", null, new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()});
        }
        all.build().write(rows);
    }

    /** Fails as it should, and what is read is as it was. */
    private void refused(int status, String why, Object... words) throws IOException {
        String before = Files.readString(rows);
        Selfsame ended = Selfsame.run(words);
        assertEquals(status, ended.status(), ended.err());
        assertTrue(ended.complaint().contains(why), ended.err());
        assertEquals(before, Files.readString(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outliers", "subset", "clusters", "duplicates", "labels", "coverage"})
    void whatIsCuratedIsNotWrittenOver(String what) throws IOException {
        Object[] more =
                switch (what) {
                    case "subset" -> new Object[] {"--count", "3"};
                    case "clusters" -> new Object[] {"--k", "3"};
                    case "coverage" -> new Object[] {"--reference", rows};
                    default -> new Object[0];
                };
        Object way = Files.createDirectories(folder.resolve("a")).resolve("../e.csv");
        for (String option : new String[] {"--out", "--rest"}) {
            Object[] words = option.equals("--out")
                    ? new Object[] {"--out", way}
                    : new Object[] {"--out", folder.resolve("o.txt"), "--rest", way};
            refused(
                    2,
                    "is read here, and would be written over",
                    "curate",
                    what,
                    "--embeddings",
                    rows,
                    Selfsame.words(more),
                    Selfsame.words(words));
        }
        assertFalse(Files.exists(folder.resolve("o.txt")));
    }

    @Test
    void theReferenceIsNotWrittenOverEither() throws IOException {
        Path other = Files.copy(rows, folder.resolve("other.csv"));
        refused(
                2,
                "e.csv is read here",
                "curate",
                "coverage",
                "--embeddings",
                other,
                "--reference",
                rows,
                "--out",
                rows);
    }

    @Test
    void twoListsHaveTwoNames() throws IOException {
        Path list = folder.resolve("o.txt");
        refused(2, "written twice", "curate", "outliers", "--embeddings", rows, "--out", list, "--rest", list);
        Path scores = folder.resolve("o.txt.scores.tsv");
        refused(2, "written twice", "curate", "outliers", "--embeddings", rows, "--out", list, "--rest", scores);
        assertFalse(Files.exists(list));
        assertFalse(Files.exists(scores));
    }

    @Test
    void rowsOfEarlierAreNotLostToThoseSince() throws IOException {
        refused(
                2,
                "is read here, and would be written over",
                "embed",
                "--run",
                folder,
                "--data",
                "demo",
                "--since",
                rows,
                "--out",
                rows);
    }

    @Test
    void aManifestIsNotWrittenOverByTheEmbeddingsOfItsImages() throws IOException {
        for (String part : new String[] {"", ":train", "#path=image", ":train#path=image"}) {
            refused(2, "e.csv is read here", "embed", "--run", folder, "--data", rows + part, "--out", rows);
        }
        Path list = Files.writeString(folder.resolve("n.paths.txt"), "demo\n");
        refused(
                2,
                "n.paths.txt is read here",
                "embed",
                "--run",
                folder,
                "--data",
                list,
                "--out",
                folder.resolve("n.npy"));
    }

    @Test
    void weightsAreNotWrittenOver() throws IOException {
        for (String end : new String[] {"", "#key=a"}) {
            refused(2, "e.csv is read here", "export", "--model", rows + end, "--out", rows);
        }
        Path encoder = Files.writeString(folder.resolve("encoder.safetensors"), "weights");
        refused(2, "is read here", "export", "--run", folder, "--out", encoder);
        refused(2, "is read here", "export", "--run", folder, "--format", "djl", "--out", folder);
        assertEquals("weights", Files.readString(encoder));
    }

    /** There is no encoder: it would be asked for next. */
    @Test
    void whatCanNotBeWrittenIsSaidFirst() throws IOException {
        Path below = rows.resolve("o.txt"); // a file is no folder
        Object[] source = {"--run", folder, "--data", "demo"};
        refused(1, "e.csv", "embed", Selfsame.words(source), "--out", rows.resolve("o.npy"));
        Path taken = Files.createDirectory(folder.resolve("taken"));
        refused(1, "a folder has this name", "curate", "outliers", Selfsame.words(source), "--out", taken);
        refused(1, "e.csv", "curate", "outliers", Selfsame.words(source), "--out", below);
        Path list = folder.resolve("o.txt");
        refused(1, "e.csv", "curate", "outliers", Selfsame.words(source), "--out", list, "--rest", below);
        refused(
                1,
                "e.csv",
                "curate",
                "duplicates",
                Selfsame.words(source),
                "--out",
                list,
                "--sheet",
                rows.resolve("s.png"));
        for (String probe : new String[] {"knn", "linear", "logistic", "finetune"}) {
            refused(
                    1,
                    "e.csv",
                    "evaluate",
                    probe,
                    "--run",
                    folder,
                    "--train",
                    "demo",
                    "--test",
                    "demo:test",
                    "--tables",
                    rows);
        }
        Object[] labelled = {"--train", "demo", "--test", "demo:test"};
        refused(1, "e.csv", "evaluate", "finetune", "--run", folder, Selfsame.words(labelled), "--checkpoint", below);
        refused(
                1,
                "e.csv is there already",
                "evaluate",
                "finetune",
                "--run",
                folder,
                Selfsame.words(labelled),
                "--checkpoint",
                rows);
    }
}
