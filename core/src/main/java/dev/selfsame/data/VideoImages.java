package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.video.VideoFormat;
import dev.selfsame.video.VideoTrack;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Frames of videos by a stride, in the order in which they are shown, named by their clip and their number in it. A clip
 * that cannot be read at all is one image, which cannot be read.
 *
 * <p>A frame that builds on others is decoded with all those from its key frame on, so frames are decoded by blocks: those
 * of one key frame, or fewer where they take more than {@value #BLOCK_BYTES} bytes. The blocks that were used last are
 * kept.
 */
final class VideoImages implements ImageSource {
    /** Two windows and the blocks that they begin in fit into what is kept under a heap of 2 GiB. */
    static final long BLOCK_BYTES = 32 << 20;

    private static final long WINDOW_BYTES = 64 << 20;

    private final String what;
    private final String howToLabel;
    private final List<Clip> clips;
    private final int stride;
    private final int[] first;
    private final int size;
    private final int[] blocks;
    private final int[] classOf;
    private final List<String> classes;
    private final RecentParts<VideoRun> decoded = RecentParts.ofUsualSize(VideoRun::memoryBytes);

    /** The frames of clips, which have a label each or none at all. */
    VideoImages(String what, String howToLabel, List<Clip> clips, Labels labels, int stride) throws SourceException {
        this.what = what;
        this.howToLabel = howToLabel;
        this.clips = List.copyOf(clips);
        this.stride = stride;
        this.first = new int[clips.size()];
        long total = 0;
        for (int c = 0; c < first.length; c++) {
            first[c] = (int) total;
            total += clips.get(c).images(stride);
            if (total > Integer.MAX_VALUE - 8) {
                throw new SourceException("too many frames: " + what);
            }
        }
        this.size = (int) total;
        this.blocks = IntStream.range(0, first.length).flatMap(this::blocksOf).toArray();
        this.classOf = labels.places();
        this.classes = labels.classes();
    }

    /** Where the blocks of a clip begin. */
    private IntStream blocksOf(int c) {
        Clip clip = clips.get(c);
        VideoTrack track = clip.track();
        if (track == null || clip.codec() == null) {
            return IntStream.of(first[c]);
        }
        int most = (int) Math.max(1, BLOCK_BYTES / clip.frameBytes());
        IntStream.Builder begins = IntStream.builder();
        int begin = 0;
        for (int k = 0; k < clip.images(stride); k++) {
            if (k == 0 || k - begin >= most || track.start(k * stride) != track.start((k - 1) * stride)) {
                begins.add(first[c] + k);
                begin = k;
            }
        }
        return begins.build();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        int c = clipOf(i);
        return clips.get(c).frameName((i - first[c]) * stride);
    }

    /** {@inheritDoc} Here a PNG of the frame, unless each frame is an image file. */
    @Override
    public byte[] read(int i) throws IOException {
        Pixels held = pixels(i, DecodeOptions.DEFAULT);
        return held == null ? stored(i) : StoredPng.encode(held.data(), held.width(), held.height());
    }

    private byte[] stored(int i) throws IOException {
        int c = clipOf(i);
        VideoTrack track = clips.get(c).frames();
        return track.readSample(track.sample((i - first[c]) * stride));
    }

    @Override
    public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        int c = clipOf(i);
        Clip clip = clips.get(c);
        VideoTrack track = clip.frames();
        if (clip.codec() == null) {
            return track.turns() == 0 ? null : turned(i, track, options);
        }
        VideoFormat format = track.format();
        try {
            options.checkSize(format.width(), format.height());
        } catch (UnreadableImageException e) {
            throw new IOException(e.getMessage(), e);
        }
        int block = Arrays.binarySearch(blocks, i);
        int b = block < 0 ? -block - 2 : block;
        int end = b + 1 < blocks.length ? blocks[b + 1] : size;
        int[] frames = IntStream.range(blocks[b], end)
                .map(k -> (k - first[c]) * stride)
                .toArray();
        VideoRun run = decoded.get(new RecentParts.Key(c, b), () -> VideoRun.decode(clip, frames, options.maxPixels()));
        return run.pixels(track.sample((i - first[c]) * stride));
    }

    private Pixels turned(int i, VideoTrack track, DecodeOptions options) throws IOException {
        try {
            return VideoRun.upright(ImageDecoder.decode(stored(i), options), track.turns());
        } catch (UnreadableImageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Pixels decode(int i, DecodeOptions options) throws IOException, UnreadableImageException {
        Pixels held = pixels(i, options);
        return held != null ? held : ImageDecoder.decode(stored(i), options);
    }

    @Override
    public Picture decode(int i, Views views, DecodeOptions options) throws IOException, UnreadableImageException {
        Pixels held = pixels(i, options);
        if (held == null) {
            return views.decode(stored(i), options);
        }
        return views.normalize().isAsIs() ? views.decode(read(i), options) : held;
    }

    private int clipOf(int i) {
        Objects.checkIndex(i, size);
        int found = Arrays.binarySearch(first, i);
        return found < 0 ? -found - 2 : found;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int classIndex(int i) {
        int c = clipOf(i);
        return classOf.length == 0 ? -1 : classOf[c];
    }

    /** {@inheritDoc} One block where every frame is an image file. */
    @Override
    public int[] blocks() {
        return clips.stream().allMatch(clip -> clip.codec() == null) ? new int[] {0} : blocks.clone();
    }

    /** {@inheritDoc} Here as many as are kept decoded. */
    @Override
    public int window() {
        long largest = clips.stream().mapToLong(Clip::frameBytes).max().orElse(1);
        return (int) Math.max(1, Math.min(BlockOrder.WINDOW, WINDOW_BYTES / Math.max(1, largest)));
    }

    @Override
    public String describe() {
        long bad = clips.stream().filter(clip -> clip.track() == null).count();
        Clip worst =
                clips.stream().filter(clip -> clip.track() == null).findFirst().orElse(null);
        return String.format(
                Locale.ROOT,
                "%s with %,d frame%s of %,d video%s%s %s%s",
                what,
                size - bad,
                size - bad == 1 ? "" : "s",
                clips.size() - bad,
                clips.size() - bad == 1 ? "" : "s",
                stride == 1 ? "" : ", one in " + stride + ",",
                Labels.count(classes, "in no classes"),
                worst == null ? "" : "; " + bad + " cannot be read (" + worst.name() + ": " + worst.reason() + ")");
    }

    @Override
    public String howToLabel() {
        return howToLabel;
    }

    /** {@inheritDoc} The size that enters is that of the frame in its file. */
    @Override
    public String fingerprint() {
        return Fingerprint.of(this, i -> {
            int c = clipOf(i);
            VideoTrack track = clips.get(c).track();
            return track == null ? clips.get(c).bytes() : track.bytes(track.sample((i - first[c]) * stride));
        });
    }

    @Override
    public String toString() {
        return "VideoImages[" + describe() + "]";
    }
}
