package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.DemoImages.Split;
import dev.selfsame.lab.Claim;
import dev.selfsame.lab.Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
    @TempDir
    Path folder;

    @Test
    void triesAClaimAndWritesAPage() throws IOException {
        Path out = folder.resolve("negatives");
        Selfsame run = Selfsame.run(
                        "lab", "negatives", "--quick", "--seeds", "1", "--jobs", "1", "--out", out.toString())
                .done();
        JsonNode claim = Selfsame.run(
                        "lab", "negatives", "--quick", "--seeds", "1", "--resume", "--json", "--out", out.toString())
                .done()
                .json();
        assertTrue(run.out().contains(claim.path("sentence").asText()), run.out());
        assertEquals("negatives", claim.path("claim").asText());
        assertFalse(claim.path("command").asText().contains("--resume"), "the command that makes all of it");
        assertEquals(4, claim.path("variants").size());
        assertEquals(1, claim.path("seeds").asInt());
        assertTrue(
                List.of("held", "did_not_hold", "undecided")
                        .contains(claim.path("verdict").asText()),
                claim.toString());

        Path page = folder.resolve("claims.md");
        Selfsame.run("lab", "--page", out.toString(), "--out", page.toString()).done();
        assertTrue(Files.readString(page).contains(claim.path("sentence").asText()));
        assertTrue(Files.exists(folder.resolve("claims/negatives-knn.png")));
    }

    @Test
    void ownImagesHaveAPartHeldOut() throws IOException {
        DemoImages images = new DemoImages(1, Split.TRAIN, 60);
        for (int i = 0; i < images.size(); i++) {
            Path file = folder.resolve("images").resolve(images.name(i));
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, images.read(i));
        }
        JsonNode claim = Selfsame.run(
                        "lab",
                        "negatives",
                        "--quick",
                        "--seeds",
                        "1",
                        "--json",
                        "--data",
                        folder.resolve("images").toString(),
                        "--out",
                        folder.resolve("own").toString())
                .done()
                .json();
        assertEquals(10, claim.path("test_images").asInt(), "one or two of each class, cut to the size of a try");
        assertFalse(claim.path("drawn_images").asBoolean());
    }

    @Test
    void listsTheClaims() throws IOException {
        JsonNode claims = Selfsame.run("lab", "--list", "--json").done().json();
        assertEquals(Claims.all().stream().map(Claim::name).toList(), claims.findValuesAsText("name"));
        assertEquals(
                Selfsame.run("list", "claims").done().out(),
                Selfsame.run("lab", "--list").done().out());
        assertTrue(claims.get(0).path("rule").asText().startsWith("Held where"), claims.toString());
    }

    @Test
    void whatIsWrongIsSaidInALine() {
        refused(2, "there is no claim byol-target-x; did you mean byol-target?", "lab", "byol-target-x");
        refused(2, "say which claim: byol-needs-batchnorm, byol-target", "lab");
        refused(2, "--seeds must be 1 to 30, got 0", "lab", "negatives", "--seeds", "0");
        refused(2, "--jobs must be 1 to 1024, got -1", "lab", "negatives", "--jobs", "-1");
        refused(2, "--test goes with --data", "lab", "negatives", "--test", "demo:test");
        refused(1, "holds no experiment that is done", "lab", "--page", folder.toString());
        refused(1, "no such folder or file: nowhere", "lab", "negatives", "--data", "nowhere");
    }

    private static void refused(int status, String line, String... words) {
        Selfsame run = Selfsame.run(List.of(words));
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(line), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
