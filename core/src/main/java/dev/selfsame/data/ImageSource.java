package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Encoded images by position, 0 to {@code size() - 1}, in an order that never changes. Any number of threads may read
 * at once.
 */
public interface ImageSource {
    /** How many images there are, at least 1, whether readable or not. */
    int size();

    /** The name of image {@code i}: its path in the source, with {@code /} between folders. */
    String name(int i);

    /**
     * The bytes of image {@code i}, as its file holds them.
     *
     * @throws IOException where it cannot be read
     */
    byte[] read(int i) throws IOException;

    /** Where image {@code i} lies, if it is a file of its own and nothing but that; null as in an archive. */
    default @Nullable Path file(int i) {
        return null;
    }

    /**
     * The pixels of image {@code i}, upright RGB, where the source holds them as they are; null where {@link #read} gives
     * a file that is still to be decoded. A source that gives pixels gives the same ones as a file by {@code read}.
     *
     * @param options how many pixels there may be, where the source decodes them itself
     * @return pixels that the caller must not write into
     * @throws IOException where they cannot be read
     */
    default @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        return null;
    }

    /**
     * Image {@code i} as upright RGB: its {@link #pixels}, or else its file, decoded.
     *
     * @param options how it is decoded
     * @throws IOException where it cannot be read
     * @throws UnreadableImageException where its file is no image
     */
    default Pixels decode(int i, DecodeOptions options) throws IOException, UnreadableImageException {
        Pixels held = pixels(i, options);
        return held != null ? held : ImageDecoder.decode(read(i), options);
    }

    /**
     * Image {@code i} of the kind that views are made of: as it is, from its file, or upright RGB.
     *
     * @param options how a file is decoded
     * @throws IOException where it cannot be read
     * @throws UnreadableImageException where its file is no image, or one of another number of channels
     */
    default Picture decode(int i, Views views, DecodeOptions options) throws IOException, UnreadableImageException {
        Pixels held = views.normalize().isAsIs() ? null : pixels(i, options);
        return held != null ? held : views.decode(read(i), options);
    }

    /** {@link #decode(int, DecodeOptions)} with the defaults. */
    default Pixels decode(int i) throws IOException, UnreadableImageException {
        return decode(i, DecodeOptions.DEFAULT);
    }

    /** The names of the classes in UTF-8 byte order; empty where no image has a label. */
    List<String> classes();

    /** The place of image {@code i}'s label in {@link #classes()}, -1 without one. */
    int classIndex(int i);

    /** A line for people: what kind of source, where, and how much is in it. */
    String describe();

    /** A hash (hexadecimal SHA-256) of all names, labels and file sizes; the contents do not enter. */
    String fingerprint();

    /**
     * Where the blocks begin: runs of images that are cheap to read together, such as a compressed shard or a row group,
     * and dear to read one from here and one from there. Ascending, the first 0; one block where all images are as cheap.
     */
    default int[] blocks() {
        return new int[] {0};
    }

    /**
     * What has to be held to read from a block, in bytes, block by block, such as the images of a compressed shard; zeros
     * where an image is cheap to read by itself. It depends on the source alone, never on the machine: blocks are mixed by
     * it, and an order has to be the same everywhere.
     */
    default long[] blockBytes() {
        return new long[blocks().length];
    }

    /**
     * How many images of neighbouring blocks are mixed, at least: 8,192 where a source says nothing else, and fewer where
     * more than 256 MiB of {@link #blockBytes} would have to be held.
     */
    default int window() {
        return BlockOrder.WINDOW;
    }

    /** About how many bytes of images lie decompressed in files of the system's temporary folder, at most; mostly 0. */
    default long temporaryBytes() {
        return 0;
    }

    /** The label of image {@code i}, null without one. */
    default @Nullable String label(int i) {
        int index = classIndex(i);
        return index < 0 ? null : classes().get(index);
    }

    /** How a person gives each image of such a source a label: a few words for an error. */
    default String howToLabel() {
        return "take a source with labels";
    }

    /**
     * This source, where every image has a label.
     *
     * @throws SourceException naming the first image without one
     */
    default ImageSource labelled() throws SourceException {
        int missing = 0;
        int first = -1;
        for (int i = size() - 1; i >= 0; i--) {
            if (classIndex(i) < 0) {
                missing++;
                first = i;
            }
        }
        if (missing > 0) {
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "labels are needed, and %d of the %d images have none (the first: %s): %s",
                    missing,
                    size(),
                    name(first),
                    howToLabel()));
        }
        return this;
    }
}
