package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import java.util.List;
import java.util.Map;

/** What a method asks of the module that holds all its networks. */
interface Networks {
    /** The network that embeds images afterwards. */
    Backbone encoder();

    /** What the optimiser trains. */
    List<Method.Trained> trained();

    /** What of them changes over a run by a schedule, as the last step had it: {@link Method#measures}. */
    default Map<String, Double> measures() {
        return Map.of();
    }
}
