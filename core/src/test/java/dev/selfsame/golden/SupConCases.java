package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.loss.SupConLoss;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Golden cases of the supervised contrastive loss, of any number of views with labels. */
final class SupConCases {
    private SupConCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        assertEquals("SupConLoss", goldenCase.get("target").asText());
        JsonNode args = goldenCase.path("args");
        LossCases.allow(args, "temperature", "base_temperature");
        double temperature = LossCases.argument(args, "temperature", new SupConLoss().temperature());
        double scale = args.has("base_temperature")
                ? temperature / args.get("base_temperature").asDouble()
                : 1;
        SupConLoss loss = new SupConLoss(temperature, scale);
        JsonNode inputs = goldenCase.get("inputs");
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                List<Tensor> views = new ArrayList<>();
                inputs.get("views")
                        .forEach(view -> views.add(Golden.tensor(view, dtype).requireGradient(true)));
                Tensor total =
                        loss.apply(views, Golden.tensor(inputs.get("labels"))).total();
                total.backward();
                Golden.assertResult(goldenCase, "loss", total);
                JsonNode gradients = goldenCase.get("expected").get("grad_views");
                double error = Golden.float32Error(goldenCase, "grad_views");
                for (int i = 0; i < views.size(); i++) {
                    Tensor gradient = views.get(i).gradient();
                    assertNotNull(gradient);
                    double[] expected = Golden.numbers(gradients.get(i));
                    Golden.assertClose("grad_views", expected, gradient.toDoubles(), dtype, error);
                }
            }
        }
    }
}
