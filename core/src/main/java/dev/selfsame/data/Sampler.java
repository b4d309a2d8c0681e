package dev.selfsame.data;

import java.nio.file.Path;

/**
 * Which images an epoch shows, and how often. One that is given by a program itself is a pure function of source and seed,
 * too, or runs can't be repeated.
 */
public interface Sampler {
    /** Each image once an epoch, in a random order. */
    Sampler UNIFORM = new Uniform();

    /**
     * The order of a source's images.
     *
     * @param seed the run's seed, any value
     * @throws SourceException where the source lacks what is needed, or a file that names its images can't be read
     */
    EpochOrder over(ImageSource source, long seed) throws SourceException;

    /**
     * Each image once an epoch, in a random order. Up to 2²⁰ images it takes 4 bytes an image, and above less than a
     * kilobyte; where a source has {@linkplain ImageSource#blocks blocks}, these come in a random order, and at least a
     * {@linkplain ImageSource#window window} of images is mixed, or as many as can be held at once.
     */
    record Uniform() implements Sampler {
        @Override
        public EpochOrder over(ImageSource source, long seed) {
            return Orders.uniform(source.blocks(), source.size(), seed, source);
        }
    }

    /**
     * Every class equally often, to within one an epoch, whose length stays the source's size. The images of a class come in
     * a random order, each once before any comes again. Every image needs a label, but for those known to be unreadable,
     * which are left out; classes without images don't count. Images come from everywhere in the source: of compressed
     * shards that can't all be held, nearly every image has its shard decompressed anew.
     */
    record Balanced() implements Sampler {
        @Override
        public EpochOrder over(ImageSource source, long seed) throws SourceException {
            return new BalancedOrder(source.labelled(), seed);
        }
    }

    /**
     * Images drawn one by one in proportion to their weights, so that one may come several times in an epoch, whose length
     * stays the source's size. They come from everywhere in the source, which is slow for compressed shards that can't all
     * be held, as for {@link Balanced}.
     *
     * @param file of a name, a tab and a weight a line: 0 to 10⁹; images that it doesn't name weigh 1
     */
    record Weighted(Path file) implements Sampler {
        @Override
        public EpochOrder over(ImageSource source, long seed) throws SourceException {
            return new WeightedOrder(NameFile.weights(file, source), seed);
        }
    }

    /**
     * Some images several times an epoch, the others once, all in a random order. An epoch grows by what comes more often.
     *
     * @param file of a name a line, such as those that an earlier run did worst on
     * @param factor how often these come, 2 to 1000
     */
    record Hard(Path file, int factor) implements Sampler {
        /** Checks the factor. */
        public Hard {
            if (factor < 2 || factor > 1000) {
                throw new IllegalArgumentException("hard images come 2 to 1000 times an epoch, not " + factor);
            }
        }

        @Override
        public EpochOrder over(ImageSource source, long seed) throws SourceException {
            return new RepeatedOrder(source, seed, NameFile.images(file, source), factor);
        }
    }
}
