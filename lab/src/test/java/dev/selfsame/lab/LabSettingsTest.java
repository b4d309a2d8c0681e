package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.DemoImages.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LabSettingsTest {
    private static final Path RUN = Path.of("runs", "all", "seed-1");
    private static final LabData DATA = LabData.demo(LabSize.QUICK);

    /** The same settings as a version would have written them that had fewer keys, and other forms of numbers. */
    static String earlier(String text) {
        return text.replaceAll(
                        "(?m)^ *(horizontal-flip|vertical-flip|rotation|colour|milestones|final-weight-decay|cache): .*\n",
                        "")
                .replaceAll("(?m)^(sampler|snapshots):\n(  .*\n)+", "")
                .replace("weight-decay: 1.0E-4\n", "weight-decay: 0.0001\n");
    }

    private static LabSettings settings(String claim) {
        Variant baseline = Claims.named(claim).variants().apply(LabSize.QUICK).get(0);
        return LabSettings.of(baseline, 1, LabSize.QUICK, DATA);
    }

    /** What is said of a run whose settings were those of {@code negatives} but for a change. */
    private static String refusal(UnaryOperator<String> change) {
        LabSettings now = settings("negatives");
        String written = now.toText();
        String changed = change.apply(written);
        assertNotEquals(written, changed);
        String message = assertThrows(IllegalArgumentException.class, () -> now.requireSame(changed, RUN))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static String changed(String from, String to) {
        return refusal(text -> text.replace(from, to));
    }

    private static String otherSettings(String which) {
        return RUN + " holds a run with other settings (" + which + "): name another directory";
    }

    private static String unreadable(String why) {
        return RUN + " holds a run whose settings can't be read (" + why + "): name another directory";
    }

    @Test
    void everyRunIsItselfAlsoWhereKeysCameLater() {
        for (Claim claim : Claims.all()) {
            for (Variant variant : claim.variants().apply(LabSize.USUAL)) {
                LabSettings settings = LabSettings.of(variant, 3, LabSize.USUAL, DATA);
                String text = settings.toText();
                settings.requireSame(text, RUN);
                assertNotEquals(text, earlier(text));
                if (!variant.name().equals("no flip")) { // which could not be said then
                    settings.requireSame(earlier(text), RUN);
                }
            }
        }
    }

    @Test
    void whatALaterKeyChangesIsOtherwise() {
        Variant noFlip = Claims.named("byol-augmentations").variants().apply(LabSize.QUICK).stream()
                .filter(variant -> variant.name().equals("no flip"))
                .findFirst()
                .orElseThrow();
        LabSettings settings = LabSettings.of(noFlip, 1, LabSize.QUICK, DATA);
        String earlier = earlier(settings.toText());
        assertEquals(
                otherSettings("views.horizontal-flip: 0.5 → 0.0"),
                assertThrows(IllegalArgumentException.class, () -> settings.requireSame(earlier, RUN))
                        .getMessage());
    }

    @Test
    void eachKeyThatIsOtherwiseIsNamedWithBothValues() {
        assertEquals(otherSettings("seed: 2 → 1"), changed("seed: 1\n", "seed: 2\n"));
        assertEquals(otherSettings("method.negatives: 5 → 1; views.min-scale: 0.4 → 0.3"), refusal(text -> text.replace(
                        "negatives: 1\n", "negatives: 5\n")
                .replace("scale: 0.3\n", "scale: 0.4\n")));
    }

    @Test
    void whatIsMeasuredOtherwiseIsOtherwise() {
        assertEquals(otherSettings("log-every: 2 → 1"), changed("log-every: 1\n", "log-every: 2\n"));
        assertEquals(otherSettings("probe.k: 6 → 5"), changed("  k: 5\n", "  k: 6\n"));
    }

    @Test
    void whatChangesNoNumberMayBeOtherwise() {
        LabSettings settings = settings("negatives");
        String other = settings.toText()
                .replace("cache: auto\n", "cache: 2G\n")
                .replace("workers: 1\n", "workers: 2\n")
                .replace("  count: 0\n", "  count: 7\n");
        assertNotEquals(settings.toText(), other);
        settings.requireSame(other, RUN);
    }

    @Test
    void anotherMethodIsAllThatIsSaid() {
        String byol = settings("byol-target").toText();
        assertEquals(otherSettings("method.name: lab-byol → lab-contrast"), refusal(text -> byol));
        String simclr = settings("simclr-augmentations").toText();
        assertEquals(otherSettings("method.name: simclr → lab-contrast"), refusal(text -> simclr));
    }

    @Test
    void whatCantBeReadSaysWhy() {
        assertEquals(
                unreadable("the key method.negatives is missing"),
                refusal(text -> text.replaceAll("  negatives: .*\n", "")));
        assertEquals(unreadable("it is empty"), refusal(text -> "nothing of the kind"));
        String later = changed("  negatives: 1\n", "  negatives: 1\n  harder: true\n");
        assertTrue(later.contains("unknown key method.harder"), later);
    }

    @Test
    void otherImagesAreNamed() throws IOException {
        LabSettings settings = settings("negatives");
        DemoImages train = new DemoImages(2, Split.TRAIN, 64);
        LabData other = LabData.of(train, new DemoImages(2, Split.TEST, 20), LabSize.QUICK);
        assertNotEquals(DATA.fingerprint(), other.fingerprint());
        String written = new LabSettings(settings.configuration(), other).toText();
        assertEquals(
                RUN + " holds a run with other images than " + DATA.describe() + ": name another directory",
                refusal(text -> written));
    }
}
