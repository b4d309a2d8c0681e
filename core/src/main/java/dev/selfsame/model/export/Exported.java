package dev.selfsame.model.export;

import java.nio.file.Path;

/**
 * An encoder that was exported, and how far what was written differs from it: it was loaded again and embedded the same
 * images.
 *
 * @param file what was written; a folder for DJL
 * @param options how
 * @param images how many were compared
 * @param largestDifference between two values of embeddings
 * @param largestValue of the encoder's embeddings, without its sign
 */
public record Exported(Path file, ExportOptions options, int images, double largestDifference, double largestValue) {}
