package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.selfsame.method.Methods;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikelyCausesTest {
    private static String collapse(String method, String... settings) {
        Configuration configuration = new Configuration(Methods.recipe(method, "cifar10"), RunSettings.DEFAULT);
        return LikelyCauses.or(LikelyCauses.ofCollapse(configuration.with(List.of(settings))));
    }

    @Test
    void aMethodThatPredictsIsAskedForWhatKeepsItApart() {
        String byol = collapse("byol", "method.tau=0.97", "optimizer.learning-rate=2", "batch-size=64");
        assertTrue(byol.startsWith("no predictor"), byol);
        for (String cause : List.of(
                "stop-gradient",
                "batch norm",
                "follows too fast (method.tau 0.97)",
                "a learning rate that is too high (optimizer.learning-rate 2)",
                "batches that are too small (batch-size 64)")) {
            assertTrue(byol.contains(cause), byol);
        }
        assertFalse(byol.contains("negatives"), byol);
        assertFalse(collapse("simsiam").contains("tau"));
    }

    @Test
    void aTargetThatIsHardlyAnotherNetworkIsNamedFirst() {
        assertTrue(collapse("byol", "method.tau=0.5").startsWith("a target that follows too fast (method.tau 0.5), "));
    }

    @Test
    void ofAMethodOfAnotherVersionThereIsSomethingToSayToo() {
        List<String> causes =
                LikelyCauses.ofCollapse(JsonNodeFactory.instance.objectNode().put("recipe", "auto"));
        assertTrue(causes.contains("no stop-gradient"), causes.toString());
        assertTrue(causes.contains("batches that are too small"), causes.toString());
    }

    @Test
    void othersAreAskedForTheirOwn() {
        assertTrue(collapse("simclr", "method.temperature=5")
                .startsWith("a temperature so high that negatives hardly repel (method.temperature 5)"));
        assertTrue(collapse("barlow-twins").startsWith("too little weight on the terms of the loss"));
        assertTrue(collapse("swav").startsWith("all images at one prototype"));
        for (Methods.Entry method : Methods.all()) {
            assertTrue(
                    collapse(method.name()).contains(" or images or views that are nearly all alike"), method.name());
        }
    }

    @Test
    void whatDivergesIsAskedForRatesPrecisionAndTemperature() {
        Configuration simclr = TinyRuns.configuration(
                "simclr", "optimizer.learning-rate=3", "precision=bf16", "method.temperature=0.001");
        assertEquals(
                List.of(
                        "a lower optimizer.learning-rate (it is 3)",
                        "a longer schedule.warmup-epochs (it is 0)",
                        "precision fp32",
                        "a higher method.temperature (it is 0.001)"),
                LikelyCauses.remediesOfDivergence(simclr));
    }
}
