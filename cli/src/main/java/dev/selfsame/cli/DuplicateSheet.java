package dev.selfsame.cli;

import dev.selfsame.curate.DuplicateCluster;
import dev.selfsame.curate.Duplicates;
import dev.selfsame.curate.ImageLocations;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.ContactSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws clusters of near-duplicates: the image to keep first, over each copy its cosine and similarity. */
final class DuplicateSheet {
    private DuplicateSheet() {}

    static void requireClusters(int clusters) {
        if (clusters < 1 || clusters > ContactSheet.MOST_GROUPS) {
            throw new IllegalArgumentException(
                    "--sheet-clusters must be 1 to " + ContactSheet.MOST_GROUPS + ", got " + clusters);
        }
    }

    /**
     * Writes the sheet, unless there is no cluster.
     *
     * @param most clusters, the largest
     * @param undrawn takes images that aren't there or can't be read
     */
    static void write(Duplicates found, CuratedImages set, DecodeOptions options, int most, Path file, Skipped undrawn)
            throws IOException {
        List<List<ContactSheet.Entry>> drawn = found.clusters().stream()
                .sorted(Comparator.<DuplicateCluster>comparingInt(cluster -> -cluster.size())
                        .thenComparingInt(DuplicateCluster::kept))
                .limit(most)
                .map(cluster -> group(cluster, set, options, undrawn))
                .toList();
        if (!drawn.isEmpty()) {
            PngFile.write(ContactSheet.of(drawn), file);
        }
    }

    private static List<ContactSheet.Entry> group(
            DuplicateCluster cluster, CuratedImages set, DecodeOptions options, Skipped undrawn) {
        List<ContactSheet.Entry> group = new ArrayList<>();
        int more = cluster.size() - ContactSheet.MOST_IMAGES;
        group.add(new ContactSheet.Entry(
                image(cluster.kept(), set, options, undrawn), more > 0 ? "KEPT +" + more : "KEPT"));
        for (DuplicateCluster.Copy copy :
                cluster.copies().subList(0, Math.min(cluster.copies().size(), ContactSheet.MOST_IMAGES - 1))) {
            group.add(new ContactSheet.Entry(
                    image(copy.row(), set, options, undrawn),
                    Double.isNaN(copy.similarity())
                            ? String.format(Locale.ROOT, "%.2f", copy.cosine())
                            : String.format(Locale.ROOT, "%.2f %.2f", copy.cosine(), copy.similarity())));
        }
        return group;
    }

    private static @Nullable Pixels image(int row, CuratedImages set, DecodeOptions options, Skipped undrawn) {
        ImageLocations locations = set.locations();
        int place = locations == null ? -1 : locations.place(row);
        if (locations == null || place < 0) {
            undrawn.add(set.images().names().get(row), "there is no image of this name in the source");
            return null;
        }
        try {
            return ContactSheet.small(locations.shown(place, options));
        } catch (IOException | UnreadableImageException e) {
            undrawn.add(set.images().names().get(row), Reason.of(e));
            return null;
        }
    }
}
