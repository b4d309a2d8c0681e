package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColorJitterTest {
    private static Draws draws(int index) {
        return Draws.of(7, Stream.VIEWS, 0, index);
    }

    @Test
    void noStrengthLeavesTheImageAlone() {
        Pixels image = Patterns.rgb(6, 6);
        assertSame(image, new ColorJitter(0, 0, 0, 0, 1).apply(image, draws(0)));
    }

    @Test
    void factorsAreUniformBetweenOneLessAndOneMoreStrength() {
        Pixels image = Pixels.of(1, 1, 3, new byte[] {100, 100, 100});
        double sum = 0;
        int lowest = 255;
        int highest = 0;
        for (int i = 0; i < 4000; i++) {
            int level = new ColorJitter(0.6, 0, 0, 0, 1).apply(image, draws(i)).sample(0, 0, 0);
            sum += level;
            lowest = Math.min(lowest, level);
            highest = Math.max(highest, level);
        }
        assertEquals(99.5, sum / 4000, 2); // cut off towards zero, hence half a level less
        assertEquals(40, lowest, 1);
        assertEquals(159, highest, 1);
    }

    @Test
    void aStrengthAboveOneDoesNotInvert() {
        Pixels image = Pixels.of(1, 1, 3, new byte[] {50, 50, 50});
        int dark = 0;
        for (int i = 0; i < 2000; i++) {
            dark += new ColorJitter(1.5, 0, 0, 0, 1).apply(image, draws(i)).sample(0, 0, 0) < 5 ? 1 : 0;
        }
        assertTrue(dark < 160, "factors lie in [0, 2.5], so one in 25 is darker than a tenth: " + dark + " of 2000");
    }

    @Test
    void allTwentyFourOrdersComeAboutEquallyOften() {
        Pixels image = Patterns.rgb(4, 4);
        ColorJitter jitter = new ColorJitter(0.8, 0.8, 0.8, 0.2, 1);
        Map<String, Integer> orders = new HashMap<>();
        for (int i = 0; i < 2400; i++) {
            String order = orderOf(jitter, image, i);
            orders.merge(order, 1, Integer::sum);
        }
        assertEquals(24, orders.size());
        orders.forEach((order, count) -> assertEquals(100, count, 45, order));
    }

    /** Draws as the transform does, and checks that the operations in that order give its result. */
    private static String orderOf(ColorJitter jitter, Pixels image, int index) {
        Draws draws = draws(index);
        assertTrue(draws.chance(jitter.probability()));
        int[] order = draws.permutation(4);
        double brightness = draws.uniform(0.2, 1.8);
        double contrast = draws.uniform(0.2, 1.8);
        double saturation = draws.uniform(0.2, 1.8);
        double hue = draws.uniform(-0.2, 0.2);
        Pixels expected = image;
        StringBuilder name = new StringBuilder();
        for (int property : order) {
            name.append(property);
            expected = switch (property) {
                case 0 -> ColorOperations.brightness(expected, brightness);
                case 1 -> ColorOperations.contrast(expected, contrast);
                case 2 -> ColorOperations.saturation(expected, saturation);
                default -> ColorOperations.hue(expected, hue);
            };
        }
        assertArrayEquals(expected.data(), jitter.apply(image, draws(index)).data());
        return name.toString();
    }
}
