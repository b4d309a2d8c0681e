package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.method.AutoSettings;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.ChannelRecipes;
import dev.selfsame.method.Methods;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.tensor.Cpu;
import dev.selfsame.tensor.Device;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recipe for a stranger's folder: sizes from the images, batch from their number and the memory, and
 * the method's own {@link AutoSettings} (see {@code docs/recipes.md}).
 *
 * @param recipe what was chosen
 * @param viewReasons a line for each choice about the views, with why
 * @param otherReasons the same for the other choices
 */
public record AutoRecipe(Recipe recipe, List<String> viewReasons, List<String> otherReasons) {
    private static final long IMAGES_SEEN = 2_000_000;
    private static final int LEAST_EPOCHS = 50;
    private static final int MOST_EPOCHS = 800;
    private static final double MIB = 1 << 20;
    private static final String CARD = "; an image takes about %.1f MiB of the card's memory, whose size isn't asked";

    /** Keeps copies of the lists. */
    public AutoRecipe {
        viewReasons = List.copyOf(viewReasons);
        otherReasons = List.copyOf(otherReasons);
    }

    /** A line for each choice, with why. */
    public List<String> reasons() {
        List<String> all = new ArrayList<>(viewReasons);
        all.addAll(otherReasons);
        return all;
    }

    /**
     * What the user has decided already; 0 or an empty name leaves a choice open.
     *
     * @param backbone name
     * @param baseWidth channels of the first stage
     * @param imageSize side of a view in pixels
     * @param batchSize images a step
     * @param epochs passes over the images
     * @param device where it will run
     * @param precision in how many bits it will compute
     * @param decode how image files become pixels
     */
    public record Given(
            String backbone,
            int baseWidth,
            int imageSize,
            int batchSize,
            int epochs,
            Device device,
            Precision precision,
            DecodeOptions decode) {
        /** Everything open, on the processor. */
        public static final Given NOTHING =
                new Given("", 0, 0, 0, 0, Device.CPU, Precision.AUTO, DecodeOptions.DEFAULT);
    }

    /**
     * Chooses.
     *
     * @param method its name
     * @param images to learn from
     * @throws IllegalArgumentException if there is no such method, or what is given is out of range
     * @throws RunException if no image can be read
     */
    public static AutoRecipe choose(String method, ImageSource images, Given given) {
        return choose(method, images, given, null);
    }

    /**
     * Chooses.
     *
     * @param method its name
     * @param images to learn from
     * @param statistics of the images, where they are taken as they are; null for RGB
     * @throws IllegalArgumentException if there is no such method, or what is given is out of range
     * @throws RunException if no image can be read
     */
    public static AutoRecipe choose(
            String method, ImageSource images, Given given, @Nullable ChannelStatistics statistics) {
        Methods.configuration(method); // or there is no such method
        List<String> viewReasons = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        int side = side(images, statistics == null ? 0 : statistics.channels(), given, viewReasons);
        BackboneConfig backbone = backbone(side, given, reasons);
        AutoSettings own = Methods.auto(method, side);
        Views views = backbone.fitted(own.views());
        int batch = batch(images.size(), backbone, views, own.method().batchMultiple(), given, reasons);
        int epochs = epochs(images.size(), given, reasons);
        if (side <= AutoSettings.SMALL) {
            viewReasons.add("views without blur, a crop at least a fifth of the image: of " + side
                    + " px there is little to see in less");
        }
        OptimizerConfig optimizer = optimizer(own, backbone, reasons);
        ScheduleConfig schedule = new ScheduleConfig(Math.min(10, epochs / 10.0), ScheduleConfig.Per.STEP, 0);
        reasons.add(String.format(
                Locale.ROOT,
                "learning rate %.4g: %s of %.4g at a batch of %d, scaled to this one; warm-up %.1f epochs, then cosine",
                optimizer.learningRate(batch),
                optimizer.name(),
                optimizer.learningRate(),
                optimizer.referenceBatch(),
                schedule.warmupEpochs()));
        Recipe recipe = new Recipe("auto", own.method(), backbone, views, optimizer, schedule, epochs, batch, 1);
        return new AutoRecipe(
                statistics == null ? recipe : ChannelRecipes.of(recipe, statistics), viewReasons, reasons);
    }

    private static int side(ImageSource images, int channels, Given given, List<String> reasons) {
        if (given.imageSize > 0) {
            return given.imageSize;
        }
        boolean cpu = given.device.equals(Device.CPU);
        int typical = typicalSide(images, channels, given.decode);
        int side = size(typical, cpu);
        reasons.add("image-size " + side + ": the shorter side of the images is typically " + typical + " px"
                + (cpu && typical > side ? ", and 128 px is what a processor learns in reasonable time" : ""));
        return side;
    }

    private static BackboneConfig backbone(int side, Given given, List<String> reasons) {
        String name = given.backbone.isEmpty() ? "resnet18" : given.backbone;
        BackboneConfig backbone = new BackboneConfig(name, Map.of()).fittedTo(side);
        reasons.add("backbone " + name + " with " + backbone.opening()
                + (given.backbone.isEmpty() ? ": the smallest that is worth having" : ""));
        return given.baseWidth == 0 ? backbone : backbone.with("base-width", given.baseWidth);
    }

    /** Transformers want Adam (Dosovitskiy et al. 2021, arXiv:2010.11929, section 4.1; Caron et al. 2021). */
    private static OptimizerConfig optimizer(AutoSettings own, BackboneConfig backbone, List<String> reasons) {
        if (!backbone.isOfPatches()) {
            return own.optimizer();
        }
        reasons.add(
                "optimizer adamw, weight decay 0.05, gradients of at most 3: what networks of patches are trained with");
        return OptimizerConfig.of(OptimizerConfig.Rule.ADAMW, 5e-4)
                .withWeightDecay(0.05)
                .withClipNorm(3);
    }

    private static int batch(
            int images, BackboneConfig backbone, Views views, int multiple, Given given, List<String> reasons) {
        if (given.batchSize > 0) {
            return given.batchSize;
        }
        boolean cpu = given.device.equals(Device.CPU);
        int usual = cpu ? AutoSettings.BATCH : 2 * AutoSettings.BATCH;
        StepMemory memory = StepMemory.of(backbone, views, given.precision);
        int batch = batch(images, cpu ? memory.images(Cpu.memoryBytes() / 2) : usual, usual);
        if (batch % multiple != 0) {
            int whole = (batch + multiple - 1) / multiple * multiple;
            reasons.add("batch-size " + whole + ": the method wants a multiple of " + multiple + ", and " + batch
                    + " would else do");
            return whole;
        }
        String reason = batch < usual
                ? "the power of two that fits into a quarter of the " + images
                        + " images, so that an epoch has some steps"
                        + (cpu ? ", and into half of the memory, of which an image takes about %.1f MiB" : CARD)
                : cpu
                        ? "the batch that the learning rates here were found at"
                        : "what a card takes well; the learning rate goes with it" + CARD;
        reasons.add("batch-size " + batch + ": " + String.format(Locale.ROOT, reason, memory.perImage() / MIB));
        return batch;
    }

    private static int epochs(int images, Given given, List<String> reasons) {
        if (given.epochs > 0) {
            return given.epochs;
        }
        int epochs = (int) Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, IMAGES_SEEN / images));
        String bound = epochs == MOST_EPOCHS ? " (the most)" : epochs == LEAST_EPOCHS ? " (the fewest)" : "";
        reasons.add(String.format(
                Locale.ROOT,
                "epochs %d%s: %,d images seen, of two million aimed at",
                epochs,
                bound,
                (long) epochs * images));
        return epochs;
    }

    private static int size(int typical, boolean cpu) {
        if (typical <= 40) {
            return 32;
        }
        if (typical <= 80) {
            return 64;
        }
        if (typical <= 112) {
            return 96;
        }
        return cpu || typical <= 160 ? 128 : 224;
    }

    /** A power of two, at most a quarter of the images and what the memory holds, but at least 2. */
    static int batch(int images, int held, int most) {
        int bound = Math.min(most, Math.min(images / 4, held));
        return Math.max(2, Integer.highestOneBit(Math.max(1, bound)));
    }

    /** The median of the shorter sides of a sample of the images; {@code channels} is 0 for RGB. */
    private static int typicalSide(ImageSource images, int channels, DecodeOptions decode) {
        int[] sides = ImageSides.shorter(images, channels, decode);
        return sides[sides.length / 2];
    }
}
