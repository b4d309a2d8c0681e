package dev.selfsame.plot;

/**
 * A dashed line across a chart at one value, such as that of chance.
 *
 * @param name for the legend
 * @param value where it lies
 */
public record Mark(String name, double value) {}
