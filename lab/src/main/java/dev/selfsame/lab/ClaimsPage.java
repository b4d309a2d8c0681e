package dev.selfsame.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One page of several experiments: a table of what held, then each with its numbers and figures. Pictures of images are
 * taken over only where the program drew the images.
 */
public final class ClaimsPage {
    private ClaimsPage() {}

    /**
     * Writes the page, and the figures into a folder beside it that has its name without the suffix.
     *
     * @param directories of experiments that are done
     * @param page the Markdown file
     * @throws IllegalArgumentException if one of them holds no experiment that is done, or two are of the same claim and both
     *     of drawn images, or both of others
     * @throws IOException if something can't be read or written
     */
    public static void write(List<Path> directories, Path page) throws IOException {
        List<JsonNode> claims = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path directory : directories) {
            JsonNode claim = ClaimJson.read(directory);
            if (!names.add(name(claim))) {
                throw new IllegalArgumentException(
                        directory + " is a second experiment " + name(claim) + ": a page has room for one");
            }
            claims.add(claim);
        }
        String folder = String.valueOf(page.getFileName()).replaceFirst("\\.[^.]*$", "");
        Path figures = Files.createDirectories(page.toAbsolutePath().resolveSibling(folder));
        List<String> lines = new ArrayList<>(head(claims));
        for (int i = 0; i < claims.size(); i++) {
            JsonNode claim = claims.get(i);
            String prefix = name(claim) + "-";
            copyFigures(claim, directories.get(i), figures, prefix);
            lines.add(ClaimPage.text(claim, "## " + name(claim), folder + "/" + prefix));
        }
        ClaimJson.text(page, String.join("\n", lines));
    }

    /** What the claim's heading and files are called: other images than the program's have others. */
    private static String name(JsonNode claim) {
        String name = claim.path("claim").asText().replaceAll("[^A-Za-z0-9-]", "-");
        return claim.path("drawn_images").asBoolean() ? name : name + "-other-images";
    }

    private static List<String> head(List<JsonNode> claims) {
        List<String> lines = new ArrayList<>();
        lines.add("# Claims, tried");
        lines.add("");
        lines.add(
                "What is said of self-supervised learning, tried by `selfsame lab` with small encoders in short runs: a claim"
                        + " that doesn't hold here may hold for large ones. Each judgement is made from the numbers by the rule beside"
                        + " it; undecided is what an interval says neither way, and where nothing was learned to compare. Intervals"
                        + " are 95 %, over seeds (Student's t), or over test images where there is one seed."
                        + " Four rules were mended after numbers had been seen, and two verdicts with them,"
                        + " `byol-needs-batchnorm` and `two-questions`: [how](../results.md#the-claims-lab).");
        lines.add("");
        lines.add("| claim | said | verdict | seeds | images |");
        lines.add("|---|---|---|---|---|");
        for (JsonNode claim : claims) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| [%1$s](#%1$s) | %2$s | %3$s | %4$d | %5$s |",
                    name(claim),
                    claim.path("statement").asText(),
                    claim.path("verdict").asText().replace('_', ' '),
                    claim.path("seeds").asInt(),
                    claim.path("drawn_images").asBoolean()
                            ? "drawn"
                            : claim.path("data").asText()));
        }
        lines.add("");
        List<String> others = Claims.all().stream()
                .map(Claim::name)
                .filter(name -> claims.stream()
                        .noneMatch(claim -> claim.path("claim").asText().equals(name)))
                .map(name -> "`selfsame lab " + name + "`")
                .toList();
        if (!others.isEmpty()) {
            lines.add("Not tried here: " + String.join(", ", others) + ".");
            lines.add("");
        }
        return lines;
    }

    private static void copyFigures(JsonNode claim, Path directory, Path figures, String prefix) throws IOException {
        for (JsonNode figure : claim.path("figures")) {
            String file = figure.path("file").asText();
            boolean ofImages = file.equals(TwoQuestions.PICTURES);
            if (file.matches("[a-z-]+\\.png")
                    && (!ofImages || claim.path("drawn_images").asBoolean())) {
                Files.copy(
                        directory.resolve(file), figures.resolve(prefix + file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
