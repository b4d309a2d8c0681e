package dev.selfsame.lab;

import dev.selfsame.method.Recipe;

/**
 * One thing that a claim tries.
 *
 * @param name in tables and figures; its letters and digits name its directory
 * @param recipe what is learned
 */
public record Variant(String name, Recipe recipe) {
    /** The name of its directory. */
    String folder() {
        String plain = name.replace("τ", "tau").replace("λ", "lambda").replaceAll("[^A-Za-z0-9.]+", "-");
        return plain.replaceAll("^[-.]+|[-.]+$", "");
    }
}
