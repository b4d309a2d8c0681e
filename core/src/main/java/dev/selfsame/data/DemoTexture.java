package dev.selfsame.data;

import dev.selfsame.random.Draws;

/** What covers a surface in the demo's images: two colours of one tone, and a pattern that goes between them. */
final class DemoTexture {
    private static final int PATTERNS = 5;
    private static final double APART = 0.05;

    private final int pattern;
    private final double[] first;
    private final double[] second;
    private final double cos;
    private final double sin;
    private final double frequency;
    private final double phase;

    /** Draws one whose lightness is about {@code lightness}, 0 to 1. */
    DemoTexture(Draws draws, double lightness) {
        double hue = draws.uniform();
        double saturation = draws.uniform(0.25, 0.9);
        first = colour(hue, saturation, lightness - APART);
        second = colour(hue + draws.uniform(-0.08, 0.08), saturation, lightness + APART);
        pattern = draws.below(PATTERNS);
        double angle = draws.uniform(0, 2 * Math.PI);
        frequency = 2 * Math.PI / draws.uniform(4, 11);
        cos = StrictMath.cos(angle);
        sin = StrictMath.sin(angle);
        phase = draws.uniform(0, 2 * Math.PI);
    }

    /** Lets {@code share} of the colour at a place, in pixels, cover red, green and blue from {@code at} on. */
    void paint(double[] rgb, int at, double share, double x, double y) {
        if (share == 0) {
            return;
        }
        double u = cos * x + sin * y;
        double v = cos * y - sin * x;
        double mix = pattern(u, v);
        for (int c = 0; c < 3; c++) {
            double colour = first[c] + mix * (second[c] - first[c]);
            rgb[at + c] += share * (colour - rgb[at + c]);
        }
    }

    /** How much of the second colour there is, 0 to 1. */
    private double pattern(double u, double v) {
        double wave = wave(frequency * u + phase);
        return switch (pattern) {
            case 0 -> 0.5; // plain
            case 1 -> clamp(0.5 + u / 32); // shaded from side to side
            case 2 -> clamp(0.5 + 2 * wave); // stripes
            case 3 -> clamp(0.5 + 3 * wave * wave(frequency * v)); // checks
            default -> clamp(2 * (wave + wave(frequency * v)) - 0.8); // dots
        };
    }

    private static double wave(double angle) {
        return StrictMath.sin(angle);
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Hue, saturation and lightness (of the HSL cone) as red, green and blue, 0 to 1. */
    private static double[] colour(double hue, double saturation, double lightness) {
        double[] rgb = new double[3];
        double reach = saturation * Math.min(lightness, 1 - lightness);
        for (int c = 0; c < 3; c++) {
            double k = 12 * (hue + 1) + (c == 0 ? 0 : c == 1 ? 8 : 4);
            k -= 12 * Math.floor(k / 12);
            rgb[c] = lightness - reach * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
        }
        return rgb;
    }
}
