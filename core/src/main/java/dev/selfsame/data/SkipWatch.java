package dev.selfsame.data;

import java.util.BitSet;
import java.util.Locale;

/**
 * Counts unreadable images as batches are handed over, in order, and stops where a {@link SkipPolicy} says so. Keeps two
 * bits an image. For one thread.
 */
final class SkipWatch {
    private final ImageSource source;
    private final boolean sample;
    private final SkipPolicy policy;
    private final Skipped skipped;
    private final BitSet seen = new BitSet();
    private final BitSet broken = new BitSet();
    private int seenCount;
    private int brokenCount;
    private boolean goesOn;
    private String first = "";

    /**
     * A watch.
     *
     * @param sample whether the images come as if drawn from the source at random; where they do not, such as block by
     *     block, those seen so far say nothing of those to come
     */
    SkipWatch(ImageSource source, boolean sample, SkipPolicy policy, Skipped skipped) {
        this.source = source;
        this.sample = sample;
        this.policy = policy;
        this.skipped = skipped;
    }

    Skipped skipped() {
        return skipped;
    }

    /** Goes on from where another watch was, which had seen these images and listed what it skipped of them. */
    void goOn(EpochOrder order, int epoch, int count) {
        for (int place = 0; place < count; place++) {
            see(order.image(epoch, place));
        }
        goesOn = true;
        brokenCount = skipped.count();
        if (brokenCount > 0) {
            Skipped.Entry one = skipped.entries().get(0);
            first = one.name() + ": " + one.reason();
        }
    }

    /** Takes over what went wrong in a full batch of {@code slot.images}, and throws where it is too much. */
    void check(Slot slot) {
        for (Slot.Failure failure : slot.failures()) {
            unreadable(failure.image(), failure.reason());
        }
        Throwable error = slot.error();
        for (int position = 0; position < slot.sound(); position++) {
            see(slot.images[position]);
        }
        stopAboveShare();
        if (error != null) {
            throw Slot.rethrown(error);
        }
    }

    /** What to throw where no image in place of {@code image} can be read. */
    SkipLimitException givenUp(int image, int tries) {
        return new SkipLimitException(
                "found no readable image in place of " + source.name(image) + " in " + tries + " tries");
    }

    private void unreadable(int image, String reason) {
        see(image);
        if (broken.get(image)) {
            return;
        }
        broken.set(image);
        String name = source.name(image);
        if (skipped.add(name, reason) || !goesOn) {
            brokenCount++;
        }
        if (first.isEmpty()) {
            first = name + ": " + reason;
        }
        if (policy.strict()) {
            throw new SkipLimitException("cannot read the image " + name + ": " + reason);
        }
    }

    private void see(int image) {
        if (!seen.get(image)) {
            seen.set(image);
            seenCount++;
        }
    }

    private void stopAboveShare() {
        if (!policy.isTooMany(brokenCount, sample ? seenCount : source.size(), source.size())) {
            return;
        }
        if (brokenCount == seenCount) {
            throw new SkipLimitException(
                    "none of the " + seenCount + " images read so far is readable; the first is " + first);
        }
        throw new SkipLimitException(String.format(
                Locale.ROOT,
                "%d of the %d images read so far are unreadable, and at most %.1f %% may be (max-broken-share); the first is %s",
                brokenCount,
                seenCount,
                100 * policy.maxShare(),
                first));
    }
}
