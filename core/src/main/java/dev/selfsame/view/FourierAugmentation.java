package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import java.util.Arrays;

/**
 * Changes of an image's spectrum, each by chance (the Fourier-domain augmentations of arXiv:2312.02205, as Lightly has
 * them): all amplitudes rescaled by 0.8 to 1.75, all phases shifted by 0.4 to 0.7, 1 to 10 % of the frequencies left out
 * (never frequency 0), and 20 Gaussian holes of standard deviations 10 to 15. Any number of channels, which are changed
 * alike.
 *
 * <p><b>Erratum.</b> Samples outside 0–255 afterwards are held to it; in Lightly they wrap round.
 *
 * @param amplitude probability of rescaling the amplitudes; 0.2
 * @param phase probability of shifting the phases; 0.2
 * @param mask probability of leaving frequencies out; 0.5
 * @param holes probability of the Gaussian holes; 0.2 in the first view, 0 in the second
 */
public record FourierAugmentation(double amplitude, double phase, double mask, double holes) implements Transform {
    private static final int HOLES = 20;

    /** Checks the probabilities. */
    public FourierAugmentation {
        Ranges.checkProbability("FourierAugmentation: amplitude", amplitude);
        Ranges.checkProbability("FourierAugmentation: phase", phase);
        Ranges.checkProbability("FourierAugmentation: mask", mask);
        Ranges.checkProbability("FourierAugmentation: holes", holes);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        boolean rescaled = draws.chance(amplitude);
        boolean shifted = draws.chance(phase);
        boolean masked = draws.chance(mask);
        boolean holed = draws.chance(holes);
        if (!rescaled && !shifted && !masked && !holed) {
            return image;
        }
        Spectrum spectrum = Spectrum.of(image);
        if (rescaled) {
            spectrum.turn(draws.uniform(0.8, 1.75), 0);
        }
        if (shifted) {
            double angle = draws.uniform(0.4, 0.7);
            spectrum.turn(StrictMath.cos(angle), StrictMath.sin(angle));
        }
        if (masked) {
            spectrum.filter(withoutSome(spectrum, draws));
        }
        if (holed) {
            spectrum.filter(withHoles(spectrum, draws));
        }
        return spectrum.toPixels();
    }

    private static double[] withoutSome(Spectrum spectrum, Draws draws) {
        double[] factors = new double[spectrum.rows() * spectrum.columns()];
        Arrays.fill(factors, 1);
        int[] order = draws.permutation(factors.length);
        int out = (int) (factors.length * draws.uniform(0.01, 0.1));
        for (int i = 0; i < out; i++) {
            factors[order[i]] = 0;
        }
        factors[0] = 1;
        return factors;
    }

    /** The product of one minus each Gaussian. */
    private static double[] withHoles(Spectrum spectrum, Draws draws) {
        int rows = spectrum.rows();
        int columns = spectrum.columns();
        double[] factors = new double[rows * columns];
        Arrays.fill(factors, 1);
        for (int hole = 0; hole < HOLES; hole++) {
            double[] down = bell(rows, draws.below(rows), draws.uniform(10, 15));
            double[] across = bell(columns, draws.below(columns), draws.uniform(10, 15));
            for (int i = 0; i < factors.length; i++) {
                factors[i] *= 1 - down[i / columns] * across[i % columns];
            }
        }
        return factors;
    }

    private static double[] bell(int length, int middle, double sigma) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double z = (i - middle) / sigma;
            values[i] = StrictMath.exp(-z * z / 2);
        }
        return values;
    }
}
