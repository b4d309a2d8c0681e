package dev.selfsame.train;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.ResNet;
import java.util.ArrayList;
import java.util.List;

/** The network of {@link TinyRuns}, by a name under which a test gets hold of what a run trains. */
final class RememberedNetworks {
    /** What makes a run take it. */
    static final String SETTING = "backbone.name=remembered";

    private static final List<Backbone> MADE = new ArrayList<>();

    static {
        Backbones.register("remembered", "a ResNet-18 for tests", options -> {
            Backbone network = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4));
            MADE.add(network);
            return network;
        });
    }

    private RememberedNetworks() {}

    /** Has runs find it; the class does so as it loads, once. */
    static void makeKnown() {}

    /** The one of those that were made whose weights collect gradients. */
    static Backbone trained() {
        return MADE.stream()
                .filter(network -> network.parameters().values().stream().allMatch(one -> one.requiresGradient()))
                .findFirst()
                .orElseThrow();
    }
}
