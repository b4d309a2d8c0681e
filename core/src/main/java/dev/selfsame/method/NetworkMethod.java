package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Map;

/**
 * A method that is its networks and a loss: all but the loss is the same for all.
 *
 * @param <C> its hyper-parameters
 * @param <N> its networks, and what else of it has state
 */
abstract class NetworkMethod<C extends MethodConfig, N extends Module & Networks> implements Method {
    final C config;
    final N networks;
    private final Views views;

    /**
     * Draws the weights.
     *
     * @param networks without weights still; they are closed where the views are not such as the method takes
     * @param seed of the weights
     */
    NetworkMethod(C config, Views views, N networks, long seed) {
        try {
            Check.views(config, views);
        } catch (IllegalArgumentException e) {
            networks.close();
            throw e;
        }
        this.config = config;
        this.views = views;
        this.networks = networks;
        networks.initialize(seed);
    }

    @Override
    public final Module modules() {
        return networks;
    }

    @Override
    public final Backbone encoder() {
        return networks.encoder();
    }

    @Override
    public final List<Trained> trained() {
        return networks.trained();
    }

    @Override
    public Map<String, Double> measures() {
        return networks.measures();
    }

    @Override
    public final Views views() {
        return views;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + config.toString().substring("Config".length());
    }
}
