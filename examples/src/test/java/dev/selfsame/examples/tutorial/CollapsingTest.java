package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the page says of its figure. */
class CollapsingTest {
    private static double lastSpread(PlainByol.Parts parts) throws Exception {
        List<Double> spread = Collapsing.train(parts, 300).spread();
        return spread.get(spread.size() - 1);
    }

    @Test
    @Tag("slow")
    void withoutTheStopGradientItCollapsesAndWithItItDoesNot() throws Exception {
        double whole = lastSpread(PlainByol.Parts.ALL);
        double meeting = lastSpread(new PlainByol.Parts(true, false, true, 0.99));
        assertTrue(whole > 0.3 && meeting < 0.1, whole + " and " + meeting);
    }
}
