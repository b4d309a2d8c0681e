package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceAround;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.model.Pretrained;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinetuneTest {
    private static final EncoderConfig CONFIG = EncoderConfig.DEFAULT.withWorkers(1);

    private static Pretrained network() {
        ResNet backbone = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4));
        backbone.initialize(3);
        return new Pretrained(backbone, EvaluationView.of(16), Origin.untrained(3));
    }

    private static final ImageSource TRAIN = new ColourImages(96, 1);
    private static final ImageSource TEST = new ColourImages(60, 2);

    private static FinetuneResult run(Finetune protocol) throws IOException {
        try (Pretrained network = network()) {
            return protocol.evaluate(network, TRAIN, TEST, CONFIG, new Skipped(), ImageWatcher.NONE, null)
                    .orElseThrow();
        }
    }

    private static Finetune standard(boolean scratch) {
        try (Pretrained network = network()) {
            return Finetune.standard(network, scratch, 1);
        }
    }

    @Test
    void itLearnsAndRepeats() throws IOException {
        Finetune protocol = new Finetune(false, 1, true, 6, 0.1, 16, 0, 0, 0.9, 0, 0, 0.1, 0.5, 1);
        long before = Leaks.live();
        FinetuneResult one = run(protocol);
        assertEquals(before, Leaks.live());
        assertTrue(one.top1() > 0.8, one.toString());
        assertEquals(one.predictions(), run(protocol).predictions());
        assertEquals("pretrained", one.start());
    }

    @Test
    void aShareOfTheLabelsIsSaidAsItWasGiven() {
        String said = standard(true).withLabels(0.07).settings();
        assertTrue(said.contains(", 7.0 % of the labels"), said);
    }

    @Test
    void fromScratchTheWeightsAreOfTheSeed() throws IOException {
        FinetuneResult result = run(standard(true).withEpochs(1).withLabels(0.2));
        assertEquals("scratch", result.start());
        assertEquals(0.2, result.labels());
        assertTrue(result.settings().contains("20.0 % of the labels"), result.settings());
        assertNotEquals(
                result.predictions(),
                run(standard(false).withEpochs(1).withLabels(0.2)).predictions());
    }

    @Test
    void theWatcherEndsIt() throws IOException {
        AtomicLong steps = new AtomicLong();
        try (Pretrained network = network()) {
            Optional<FinetuneResult> result = standard(false)
                    .evaluate(
                            network,
                            TRAIN,
                            TEST,
                            CONFIG,
                            new Skipped(),
                            (step, all, epoch, loss) -> steps.incrementAndGet() < 3,
                            null);
            assertTrue(result.isEmpty());
            assertEquals(3, steps.get());
        }
    }

    @Test
    void theProbeOnCropsLeavesTheNetworkAsItIs() throws IOException {
        try (Pretrained network = network();
                Pretrained same = network()) {
            LinearProbe probe = new LinearProbe(2, 0.1, 32, LinearProbe.Decay.COSINE_BY_STEP, 1, Scaling.BATCH_NORM, 1);
            float[] before =
                    network.backbone().state().values().iterator().next().toFloats();
            float[] running =
                    network.backbone().buffers().values().iterator().next().toFloats();
            ImageWatcher looksOn = (step, steps, epoch, loss) -> {
                assertArrayEquals(
                        before,
                        network.backbone().state().values().iterator().next().toFloats());
                assertArrayEquals(
                        running,
                        network.backbone().buffers().values().iterator().next().toFloats());
                return true;
            };
            LinearResult result = ImageProbe.evaluate(probe, network, TRAIN, TEST, CONFIG, new Skipped(), looksOn, null)
                    .orElseThrow();
            assertEquals("own", result.variant());
            assertTrue(result.settings().contains("batch norm"), result.settings());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ImageProbe.evaluate(
                            LinearProbe.standard(1),
                            same,
                            TRAIN,
                            TEST,
                            CONFIG,
                            new Skipped(),
                            ImageWatcher.NONE,
                            null));
        }
    }

    @Test
    void oneClassIsRefused() throws IOException {
        ImageSource images = TRAIN;
        int[] ofOne = IntStream.range(0, images.size())
                .filter(i -> images.classIndex(i) == 0)
                .toArray();
        ImageSource one = ChosenImages.of(images, ofOne);
        ImageSource oneAndCutOff = new SourceAround(one) { // as an archive has it that ends before a label
                    @Override
                    public int classIndex(int i) {
                        return i == 3 ? -1 : super.classIndex(i);
                    }

                    @Override
                    public ImageSource labelled() {
                        return this;
                    }
                };
        try (Pretrained network = network()) {
            for (ImageSource source : List.of(one, oneAndCutOff)) {
                IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> standard(false)
                        .evaluate(network, source, TEST, CONFIG, new Skipped(), ImageWatcher.NONE, null));
                assertTrue(e.getMessage().startsWith("training needs images of at least two classes; all are of"));
            }
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        Finetune base = standard(false);
        assertThrows(IllegalArgumentException.class, () -> base.withEpochs(0));
        assertThrows(IllegalArgumentException.class, () -> base.withLabels(0));
        assertThrows(IllegalArgumentException.class, () -> base.withLabels(Double.NaN));
    }
}
