package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlipsTest {
    private static Draws draws(int index) {
        return Draws.of(5, Stream.VIEWS, 2, index);
    }

    /** The single transforms that these views string together. */
    private static List<Transform> parts(ContrastiveTransform made) {
        Flips flips = made.flips();
        List<Transform> parts = new ArrayList<>(List.of(made.crop(), new HorizontalFlip(flips.horizontalFlip())));
        if (flips.verticalFlip() > 0) {
            parts.add(new VerticalFlip(flips.verticalFlip()));
        }
        if (flips.rotation() > 0) {
            parts.add(new RandomRotate90(flips.rotation()));
        }
        parts.addAll(List.of(made.jitter(), made.grayscale(), made.blur(), made.solarize()));
        return parts;
    }

    static List<Views> views() {
        Flips all = new Flips(0.5, 0.5, 0.5);
        return List.of(
                SimClrViews.of(16),
                SimClrViews.of(16).withFlips(all),
                ByolViews.of(16),
                ByolViews.of(16).withFlips(new Flips(0, 0.5, 0)),
                AlikeViews.mocoV2(16),
                AlikeViews.mocoV2(16).withFlips(new Flips(0, 0, 0.5)),
                MultiCropViews.dino(16, 9),
                MultiCropViews.dino(16, 9).withFlips(all),
                ReSslViews.of(16),
                ReSslViews.of(16).withFlips(all),
                DetConViews.b(16, 2),
                DetConViews.b(16, 2).withFlips(all));
    }

    /** So views without vertical flips and turns draw what they drew when there were none. */
    @ParameterizedTest
    @MethodSource("views")
    void aViewIsItsStepsOneByOneAndWhatIsOffDrawsNothing(Views views) {
        Pixels image = Patterns.rgb(40, 30);
        for (int i = 0; i < 40; i++) {
            for (int view = 0; view < views.count(); view++) {
                ContrastiveTransform made = (ContrastiveTransform) views.transform(view);
                Draws stepwise = draws(i);
                Pixels expected = image;
                for (Transform part : parts(made)) {
                    expected = part.apply(expected, stepwise);
                }
                Draws atOnce = draws(i);
                assertArrayEquals(expected.data(), made.apply(image, atOnce).data());
                assertEquals(stepwise.bits(), atOnce.bits(), "as many numbers are drawn");
            }
        }
    }

    @Test
    void aHorizontalFlipThatIsOffMovesNoOtherDraw() {
        Pixels image = Patterns.rgb(40, 30);
        Transform usual = SimClrViews.of(16).transform(0);
        Transform never = SimClrViews.of(16).withFlips(new Flips(0, 0, 0)).transform(0);
        for (int i = 0; i < 40; i++) {
            Draws withFlip = draws(i);
            Draws without = draws(i);
            usual.apply(image, withFlip);
            never.apply(image, without);
            assertEquals(withFlip.bits(), without.bits());
        }
    }

    @Test
    void eachComesAsOftenAsAsked() {
        Flips flips = new Flips(0.2, 0.5, 0.8);
        int[] counts = new int[3];
        for (int i = 0; i < 2000; i++) {
            Flips.Drawn drawn = flips.draw(draws(i));
            counts[0] += drawn.mirrored() ? 1 : 0;
            counts[1] += drawn.upsideDown() ? 1 : 0;
            counts[2] += drawn.turned() ? 1 : 0;
        }
        assertEquals(400, counts[0], 90); // five standard deviations
        assertEquals(1000, counts[1], 112);
        assertEquals(1600, counts[2], 90);
    }

    @Test
    void aTurnByAnyAngleIsByTheOneThatIsDrawn() {
        Pixels image = Patterns.rgb(31, 31);
        for (int i = 0; i < 100; i++) {
            Draws same = draws(i);
            assertTrue(same.chance(1));
            Pixels expected = Geometry.rotateByDegrees(image, same.uniform(-30, 30));
            assertArrayEquals(
                    expected.data(),
                    new RandomRotateDegrees(1, 30).apply(image, draws(i)).data());
            assertSame(image, new RandomRotateDegrees(0, 30).apply(image, draws(i)));
        }
    }
}
