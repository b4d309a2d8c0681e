package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import java.util.List;

/** What a method asks of the module that holds all its networks. */
interface Networks {
    /** The network that embeds images afterwards. */
    Backbone encoder();

    /** What the optimiser trains. */
    List<Method.Trained> trained();
}
