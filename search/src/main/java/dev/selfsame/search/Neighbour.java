package dev.selfsame.search;

import org.jspecify.annotations.Nullable;

/**
 * An image that was found.
 *
 * @param row its row in the file that the index was built of, from 0
 * @param path its name there
 * @param label its label, null without one
 * @param cosine of the angle between its embedding and the one asked for, -1 to 1
 */
public record Neighbour(int row, String path, @Nullable String label, double cosine) {}
