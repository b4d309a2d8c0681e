package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.Tensor;

/** Losses that draw, with what golden cases say that they drew. */
public final class GivenDraws {
    private GivenDraws() {}

    /**
     * The regulariser of patches.
     *
     * @param draws in order, each with {@code fn} (randint or multinomial) and {@code value}
     */
    public static Loss dse(Dse.Config config, Tensor patches, JsonNode draws) {
        Recorded recorded = new Recorded(draws);
        try (Dse dse = new Dse(config, 0)) {
            Loss loss = dse.apply(patches, recorded);
            assertEquals(draws.size(), recorded.used, "number of draws");
            return loss;
        }
    }

    private static final class Recorded implements KMeans.Choices {
        private final JsonNode draws;
        private int used;

        Recorded(JsonNode draws) {
            this.draws = draws;
        }

        @Override
        public int any(int count) {
            return next("randint", count);
        }

        @Override
        public int weighted(double[] weights) {
            return next("multinomial", weights.length);
        }

        private int next(String function, int count) {
            assertFalse(used == draws.size(), "more draws than the case has: " + used);
            JsonNode draw = draws.get(used++);
            assertEquals(function, draw.get("fn").asText(), "draw " + used);
            int value = draw.get("value").asInt();
            assertFalse(value < 0 || value >= count, value + " of " + count);
            return value;
        }
    }
}
