package dev.selfsame.lab;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.plot.PictureGrid;
import dev.selfsame.plot.PictureGrid.Cell;
import dev.selfsame.plot.PictureGrid.Group;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The claim that contrastive learning and BYOL ask different questions, and so see other images as neighbours. */
final class TwoQuestions {
    private static final String CONTRASTIVE = "SimCLR";
    private static final String BYOL = "BYOL";
    private static final String SAME = "shared by seeds of ";
    private static final String ACROSS = "shared by the two methods";
    /** The figure that shows images. */
    static final String PICTURES = "neighbours.png";

    private static final int NEIGHBOURS = 10;
    private static final int SHOWN = 5;
    private static final int QUERIES = 8;
    private static final int CELL = 56;
    private static final BufferedImage EMPTY = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

    private TwoQuestions() {}

    static Claim claim() {
        return new Claim(
                "two-questions",
                "A contrastive encoder answers \"what tells these two apart?\", BYOL's \"how does this differ from the"
                        + " average?\": the two see other images as the nearest.",
                "The tutorial's picture of the two methods; no paper measures it.",
                size -> List.of(
                        new Variant(CONTRASTIVE, LabRecipes.simclr(size)), new Variant(BYOL, LabRecipes.byol(size))),
                new Rule(
                        "Held where an encoder of one method and one of the other share fewer of a test image's ten nearest"
                                + " images than seeds of either method do; did not hold where they share as many as seeds of"
                                + " one of them. One seed has nothing to be compared with.",
                        TwoQuestions::judge),
                TwoQuestions::overlaps,
                List.of(
                        new Drawing(
                                PICTURES,
                                "Test images, and their five nearest by a SimCLR and by a BYOL encoder; those of the same"
                                        + " class have a frame.",
                                TwoQuestions::draw),
                        Drawings.bars()));
    }

    static Judgement judge(Numbers numbers) {
        List<Double> across = numbers.extra(ACROSS);
        List<Double> contrastive = numbers.extra(SAME + CONTRASTIVE);
        List<Double> byol = numbers.extra(SAME + BYOL);
        if (across.size() < 2 || contrastive.size() != across.size() || byol.size() != across.size()) {
            return new Judgement(Verdict.UNDECIDED, "one seed has no other of its method to be compared with");
        }
        Verdict fewer =
                Verdict.above(difference(contrastive, across), 0).and(Verdict.above(difference(byol, across), 0));
        return new Judgement(
                numbers.whereLearned(fewer),
                "of the ten nearest images seeds of SimCLR share " + said(contrastive) + ", seeds of BYOL " + said(byol)
                        + ", the two methods " + said(across) + "; kNN of " + numbers.said(CONTRASTIVE) + ", "
                        + numbers.said(BYOL));
    }

    /** By seed. */
    private static Estimate difference(List<Double> more, List<Double> less) {
        return Estimate.of(
                IntStream.range(0, more.size())
                        .mapToObj(i -> more.get(i) - less.get(i))
                        .toList(),
                0);
    }

    private static String said(List<Double> shares) {
        return Estimate.of(shares, 0).within(0, 1).percent();
    }

    /** Shares of the ten nearest images that two encoders agree on, averaged over test images, by seed. */
    private static Map<String, List<Double>> overlaps(
            Claim claim, LabSize size, LabData data, List<Long> seeds, Path directory) throws IOException {
        List<Variant> variants = claim.variants().apply(size);
        List<List<int[][]>> nearest = new ArrayList<>(); // by variant and seed
        for (Variant variant : variants) {
            List<int[][]> bySeed = new ArrayList<>();
            for (long seed : seeds) {
                bySeed.add(Nearby.of(Experiment.run(directory, variant, seed), data, NEIGHBOURS));
            }
            nearest.add(bySeed);
        }
        Map<String, List<Double>> overlaps = new LinkedHashMap<>();
        for (int i = 0; i < variants.size(); i++) {
            overlaps.put(SAME + variants.get(i).name(), withOtherSeeds(nearest.get(i)));
        }
        overlaps.put(
                ACROSS,
                IntStream.range(0, seeds.size())
                        .mapToObj(seed -> Nearby.shared(
                                nearest.get(0).get(seed), nearest.get(1).get(seed)))
                        .toList());
        return overlaps;
    }

    /** What each seed shares with the others of its method, on average; nothing where there are no others. */
    private static List<Double> withOtherSeeds(List<int[][]> bySeed) {
        if (bySeed.size() < 2) {
            return List.of();
        }
        return bySeed.stream()
                .map(one -> bySeed.stream()
                        .filter(other -> other != one)
                        .mapToDouble(other -> Nearby.shared(one, other))
                        .average()
                        .orElseThrow())
                .toList();
    }

    private static void draw(Experiment experiment, Path file) throws IOException {
        LabData data = experiment.data();
        List<Integer> queries = queries(data.test());
        List<Group> groups = new ArrayList<>();
        List<List<Cell>> asked = new ArrayList<>();
        for (int query : queries) {
            asked.add(List.of(new Cell(picture(data.test(), query), false)));
        }
        groups.add(new Group("test image", asked));
        for (Variant variant : experiment.claim().variants().apply(experiment.size())) {
            long seed = experiment.numbers().of(variant.name()).get(0).seed();
            int[][] nearest = Nearby.of(experiment.run(variant, seed), data, SHOWN);
            List<List<Cell>> rows = new ArrayList<>();
            for (int query : queries) {
                List<Cell> row = new ArrayList<>();
                for (int place = 0; place < Math.min(SHOWN, data.bank().size()); place++) {
                    if (place >= nearest[query].length) { // the image can't be read
                        row.add(new Cell(EMPTY, false));
                        continue;
                    }
                    int neighbour = nearest[query][place];
                    row.add(new Cell(
                            picture(data.bank(), neighbour),
                            Objects.equals(
                                    data.bank().label(neighbour), data.test().label(query))));
                }
                rows.add(row);
            }
            groups.add(new Group("nearest by " + variant.name(), rows));
        }
        new PictureGrid("Two questions", groups, CELL).write(file);
    }

    /** The first test image of each of the first classes. */
    private static List<Integer> queries(ImageSource test) {
        Map<Integer, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < test.size(); i++) {
            first.putIfAbsent(test.classIndex(i), i);
        }
        return first.values().stream().limit(QUERIES).toList();
    }

    private static BufferedImage picture(ImageSource images, int i) throws IOException {
        try {
            Pixels pixels = images.decode(i);
            BufferedImage picture = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < pixels.height(); y++) {
                for (int x = 0; x < pixels.width(); x++) {
                    picture.setRGB(
                            x, y, pixels.sample(x, y, 0) << 16 | pixels.sample(x, y, 1) << 8 | pixels.sample(x, y, 2));
                }
            }
            return picture;
        } catch (UnreadableImageException e) {
            return EMPTY;
        }
    }
}
