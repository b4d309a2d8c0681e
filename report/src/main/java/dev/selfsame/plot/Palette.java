package dev.selfsame.plot;

import java.awt.Color;
import java.util.List;

/** The colours: Okabe and Ito's for kinds, one hue for amounts, two round white for what has a sign. */
final class Palette {
    static final Color INK = new Color(0x33, 0x33, 0x33);
    static final Color MUTED = new Color(0x77, 0x77, 0x77);
    static final Color GRID = new Color(0xE6, 0xE6, 0xE6);

    /** Okabe and Ito 2008, without the yellow, which white swallows. */
    static final List<Color> KINDS = List.of(
            new Color(0x00, 0x72, 0xB2),
            new Color(0xD5, 0x5E, 0x00),
            new Color(0x00, 0x9E, 0x73),
            new Color(0xCC, 0x79, 0xA7),
            new Color(0xE6, 0x9F, 0x00),
            new Color(0x56, 0xB4, 0xE9),
            new Color(0x00, 0x00, 0x00));

    private static final Color WARM = KINDS.get(1);
    private static final Color COLD = KINDS.get(0);

    private Palette() {}

    /** The colour of the i-th kind; they come again after the last. */
    static Color kind(int i) {
        return KINDS.get(i % KINDS.size());
    }

    /** How often the colours have come already. */
    static int round(int i) {
        return i / KINDS.size();
    }

    static Color pale(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /**
     * The colour of a number.
     *
     * @param share of the way from the lowest to the highest, 0 to 1
     * @param signed whether white is in the middle, or at the beginning
     */
    static Color amount(double share, boolean signed) {
        double at = Math.max(0, Math.min(1, share));
        if (!signed) {
            return between(Color.WHITE, COLD, at);
        }
        return at < 0.5 ? between(COLD, Color.WHITE, 2 * at) : between(Color.WHITE, WARM, 2 * at - 1);
    }

    private static Color between(Color from, Color to, double share) {
        return new Color(
                mixed(from.getRed(), to.getRed(), share),
                mixed(from.getGreen(), to.getGreen(), share),
                mixed(from.getBlue(), to.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }
}
