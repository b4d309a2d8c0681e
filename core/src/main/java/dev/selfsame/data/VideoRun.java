package dev.selfsame.data;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.video.FrameDecoder;
import dev.selfsame.video.VideoTrack;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Frames of a clip that were decoded one after another from a key frame on. */
final class VideoRun {
    /** MiB that all decoders together may take: a quarter of the heap. */
    private static final int ROOM =
            (int) Math.max(1, Math.min(1 << 20, Runtime.getRuntime().maxMemory() >> 22));

    private static final Semaphore FREE = new Semaphore(ROOM);

    private final Map<Integer, Pixels> pixels = new HashMap<>();
    private final int firstBad;
    private final @Nullable String reason;

    private VideoRun(VideoTrack track, FrameDecoder decoder, int[] frames) {
        Set<Integer> wanted = new HashSet<>();
        int last = 0;
        for (int frame : frames) {
            wanted.add(track.sample(frame));
            last = Math.max(last, track.sample(frame));
        }
        int key = track.start(frames[0]);
        int sample = key;
        String why = null;
        try {
            for (; sample <= last; sample++) {
                boolean isWanted = wanted.contains(sample);
                if (track.frame(sample) < track.frame(key)) {
                    continue; // shown before the key frame, it may build on what was not decoded, and nothing on it
                }
                Pixels decoded = decoder.decode(track.readSample(sample), isWanted);
                if (isWanted && decoded != null) {
                    pixels.put(sample, upright(decoded, track.turns()));
                }
            }
        } catch (IOException e) {
            why = Reason.of(e);
        }
        this.firstBad = sample;
        this.reason = why;
    }

    /**
     * Decodes.
     *
     * @param frames of the clip, which all begin at the same key frame
     * @throws IOException where the clip's frames cannot be decoded at all
     */
    static VideoRun decode(Clip clip, int[] frames, long maxPixels) throws IOException {
        VideoTrack track = clip.frames();
        if (clip.codec() == null) {
            throw new IllegalArgumentException("each frame of " + clip.name() + " is an image file");
        }
        FrameDecoder decoder = clip.codec().open(track.format(), maxPixels);
        long bytes = decoder.memoryBytes() + frames.length * clip.frameBytes();
        int room = (int) Math.min(ROOM, (bytes >> 20) + 1);
        FREE.acquireUninterruptibly(room);
        try {
            return new VideoRun(track, decoder, frames);
        } finally {
            FREE.release(room);
        }
    }

    /** A frame as it should be seen. */
    static Pixels upright(Pixels stored, int turns) {
        return turns == 0 ? stored : Geometry.rotate(stored, -turns);
    }

    /**
     * A frame that was asked for.
     *
     * @throws IOException where it could not be decoded
     */
    Pixels pixels(int sample) throws IOException {
        Pixels found = pixels.get(sample);
        if (found != null) {
            return found;
        }
        if (reason == null) {
            throw new IOException("cannot be decoded: it is shown before the first key frame");
        }
        throw new IOException(
                sample == firstBad
                        ? "cannot be decoded: " + reason
                        : "cannot be decoded, since it builds on a frame that cannot: " + reason);
    }

    /** What the frames take. */
    long memoryBytes() {
        return pixels.values().stream().mapToLong(Pixels::bytes).sum();
    }
}
