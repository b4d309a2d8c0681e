package dev.selfsame.report;

import dev.selfsame.method.Methods;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;

/** A whole {@code config.yaml}. */
final class DefaultConfiguration {
    private DefaultConfiguration() {}

    static String yaml() {
        return new Configuration(Methods.recipe("byol", "cifar10"), RunSettings.DEFAULT).toYaml();
    }
}
