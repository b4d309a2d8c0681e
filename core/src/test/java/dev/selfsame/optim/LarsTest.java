package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LarsTest {
    private static final double[] P = {3, -4};
    private static final double[] G = {0.6, 0.3};
    private static final double DECAY = 0.1;
    private static final double RATE = 2;

    @Test
    void thePapersRuleDividesByGradientAndDecayedWeight() {
        double ratio = 0.001 * 5 / (norm(G) + DECAY * 5 + 1e-8);
        assertStep(config(TrustRule.PAPER, 0.001), P, G, ratio, DECAY);
    }

    @Test
    void byolsRuleDividesByTheLengthOfTheDecayedGradient() {
        double[] decayed = {G[0] + DECAY * P[0], G[1] + DECAY * P[1]};
        assertStep(config(TrustRule.BYOL, 0.001), P, G, 0.001 * 5 / norm(decayed), DECAY);
    }

    @Test
    void byolsRuleDecaysButDoesNotScaleAZeroGradient() {
        assertStep(config(TrustRule.BYOL, 0.001), P, new double[] {0, 0}, 0.001 * 5 / (DECAY * 5), DECAY);
        assertStep(config(TrustRule.BYOL, 0.001), new double[] {0, 0}, G, 1, DECAY);
    }

    @Test
    void larcNeverMovesFasterThanSgd() {
        double ratio = 0.02 * 5 / (norm(G) + DECAY * 5 + 1e-8);
        assertStep(config(TrustRule.LARC, 0.02), P, G, ratio / RATE, DECAY);
        assertStep(config(TrustRule.LARC, 1000), P, G, 1, DECAY);
    }

    @Test
    void larcStandsStillAtLearningRateZero() {
        try (Scope scope = new Scope()) {
            Tensor p = parameter(P, G);
            try (Lars lars = new Lars(List.of(group(p, true)), config(TrustRule.LARC, 0.02))) {
                lars.step(0);
            }
            assertArrayEquals(P, p.detach().toDoubles());
        }
    }

    @Test
    void aGroupThatDoesNotAdaptIsPlainSgd() {
        try (Scope scope = new Scope()) {
            Tensor p = parameter(P, G);
            Tensor q = parameter(P, G);
            try (Lars lars = new Lars(List.of(group(p, false)));
                    Sgd sgd = new Sgd(List.of(group(q, false)), 0.9)) {
                for (int i = 0; i < 3; i++) {
                    lars.step(0.1);
                    sgd.step(0.1);
                }
            }
            assertArrayEquals(q.detach().toDoubles(), p.detach().toDoubles());
        }
    }

    @Test
    void aDampenedLateStarterBeginsWithItsFirstGradientUndamped() {
        try (Scope scope = new Scope()) {
            Tensor early = parameter(P, G);
            Tensor late = Tensor.of(P, 2).requireGradient(true);
            Lars.Config config = new Lars.Config(0.9, 0.5, false, TrustRule.BYOL, 0.001, 0);
            ParameterGroup group = new ParameterGroup("all", Map.of("early", early, "late", late), 1, 0, true);
            try (Lars lars = new Lars(List.of(group), config)) {
                lars.step(RATE);
                late.backward(Tensor.of(G, 2));
                lars.step(RATE);
            }
            double ratio = 0.001 * 5 / norm(G);
            assertEquals(P[0] - RATE * ratio * G[0], late.detach().toDoubles()[0], 1e-12);
        }
    }

    @Test
    void impossibleNumbersAreRefusedByName() {
        assertRefused("momentum", () -> new Lars.Config(1, 0, false, TrustRule.PAPER, 0.001, 0));
        assertRefused("momentum", () -> new Lars.Config(Double.NaN, 0, false, TrustRule.PAPER, 0.001, 0));
        assertRefused("dampening", () -> new Lars.Config(0.9, -1, false, TrustRule.PAPER, 0.001, 0));
        assertRefused("trust", () -> new Lars.Config(0.9, 0, false, TrustRule.PAPER, 0, 0));
        assertRefused("trust", () -> new Lars.Config(0.9, 0, false, TrustRule.PAPER, 1e9, 0));
        assertRefused("eps", () -> new Lars.Config(0.9, 0, false, TrustRule.PAPER, 0.001, -1));
        assertRefused("nesterov", () -> new Lars.Config(0, 0, true, TrustRule.PAPER, 0.001, 0));
    }

    @Test
    void printsNameAndParameters() {
        try (Scope scope = new Scope();
                Lars lars = new Lars(List.of(ParameterGroup.all(Map.of("p", Tensor.ones(DType.FLOAT32, 2)), 0)))) {
            assertEquals("Lars(momentum=0.9, rule=PAPER, trust=0.001, eps=1.0E-8)", lars.toString());
        }
    }

    /** One step without momentum: {@code p - rate · ratio · (g + decay · p)}. */
    private static void assertStep(Lars.Config config, double[] p, double[] g, double ratio, double decay) {
        try (Scope scope = new Scope()) {
            Tensor parameter = parameter(p, g);
            try (Lars lars = new Lars(List.of(group(parameter, true)), config)) {
                lars.step(RATE);
            }
            double[] expected = {
                p[0] - RATE * ratio * (g[0] + decay * p[0]), p[1] - RATE * ratio * (g[1] + decay * p[1])
            };
            assertArrayEquals(expected, parameter.detach().toDoubles(), 1e-12);
        }
    }

    private static Lars.Config config(TrustRule rule, double trust) {
        return new Lars.Config(0, 0, false, rule, trust, 1e-8);
    }

    private static ParameterGroup group(Tensor parameter, boolean adapt) {
        return new ParameterGroup("all", Map.of("p", parameter), 1, DECAY, adapt);
    }

    private static Tensor parameter(double[] values, double[] gradient) {
        Tensor parameter = Tensor.of(values, values.length).requireGradient(true);
        parameter.backward(Tensor.of(gradient, gradient.length));
        return parameter;
    }

    private static double norm(double[] v) {
        return Math.hypot(v[0], v[1]);
    }

    private static void assertRefused(String name, Runnable make) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, make::run);
        assertTrue(e.getMessage().startsWith(name), e.getMessage());
    }
}
