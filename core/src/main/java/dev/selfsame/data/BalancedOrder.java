package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;

/**
 * Every class equally often, to within one an epoch: the places of an epoch are gone through in rounds of as many as there
 * are classes, each round in an order of its own. The images of a class come in a random order, each once before any comes
 * again, over all epochs. Keeps 4 bytes an image.
 */
final class BalancedOrder implements EpochOrder {
    private static final int ORDER_OF_CLASSES = 1;
    private static final int ORDER_WITHIN_CLASS = 2;

    /** Replacements that are tried from the class itself. */
    private static final int TRIES_IN_CLASS = 50;

    private final long seed;
    private final int length;
    /** All images with a label, class by class. */
    private final int[] images;
    /** Where each class begins in {@code images}, and behind the last its length. */
    private final int[] begins;

    private final int classes;
    private final int rounds;

    /**
     * An order.
     *
     * @param source where every image has a label, but for those known to be unreadable, which are left out
     */
    BalancedOrder(ImageSource source, long seed) {
        this.seed = seed;
        length = source.size();
        int[] counts = new int[source.classes().size()];
        for (int i = 0; i < length; i++) {
            int label = source.classIndex(i);
            if (label >= 0) {
                counts[label]++;
            }
        }
        int[] place = new int[counts.length];
        int[] found = new int[counts.length + 1];
        int number = 0;
        for (int label = 0; label < counts.length; label++) {
            place[label] = found[number];
            if (counts[label] > 0) { // a class may have no image
                found[number + 1] = found[number] + counts[label];
                number++;
            }
        }
        classes = number;
        begins = found;
        images = new int[found[number]];
        for (int i = 0; i < length; i++) {
            int label = source.classIndex(i);
            if (label >= 0) {
                images[place[label]++] = i;
            }
        }
        rounds = (length - 1) / classes + 1;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int image(int epoch, int place) {
        return image(classAt(epoch, place), (long) epoch * rounds + place / classes);
    }

    @Override
    public int replacement(int epoch, int place, int tries, Draws draws) {
        if (tries >= TRIES_IN_CLASS) {
            return images[draws.below(images.length)];
        }
        int label = classAt(epoch, place);
        return images[begins[label] + draws.below(begins[label + 1] - begins[label])];
    }

    private int classAt(int epoch, int place) {
        Draws draws = Draws.of(seed, Stream.SHUFFLE, epoch, place / classes, ORDER_OF_CLASSES);
        return Permutation.keyed(classes, draws).at(place % classes);
    }

    /** What a class shows when its turn has come so many times before. */
    private int image(int label, long turns) {
        int size = begins[label + 1] - begins[label];
        Draws draws = Draws.of(seed, Stream.SHUFFLE, (int) (turns / size), label, ORDER_WITHIN_CLASS);
        return images[begins[label] + Permutation.keyed(size, draws).at((int) (turns % size))];
    }

    @Override
    public String toString() {
        return "BalancedOrder[" + images.length + " images of " + classes + " classes]";
    }
}
