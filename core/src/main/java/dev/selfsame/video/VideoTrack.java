package dev.selfsame.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first video track of an MP4 or MOV file. Its frames are numbered in the order in which they are shown, and are all
 * that the file holds: a list of cuts (elst) is not applied. A sample is the bytes of a frame, numbered in the order in
 * which they are decoded. Holds the index only; any number of threads may read.
 */
public final class VideoTrack {
    /** A frame takes more bytes than this and than its pixels do only where the index lies. */
    private static final int LIKELY_BYTES = 1 << 20;

    private final VideoInput file;
    private final VideoFormat format;
    private final int turns;
    private final SampleTable samples;
    private final FrameOrder order;

    private VideoTrack(VideoInput file, ByteBuffer track, ByteBuffer table) throws IOException {
        this.file = file;
        this.format = format(Boxes.require(table, "stsd"));
        this.turns = turns(Boxes.find(track, "tkhd"));
        this.samples = SampleTable.read(table);
        this.order = FrameOrder.read(table, samples.size());
    }

    /**
     * Reads the index of a file.
     *
     * @throws IOException with the reason in one line, without the file's name: it is none of MP4 or MOV, is cut off or
     *     damaged, or has no video track or no frames
     */
    public static VideoTrack read(VideoInput file) throws IOException {
        try {
            ByteBuffer movie = Movie.read(file);
            for (ByteBuffer track : Boxes.all(movie, "trak")) {
                ByteBuffer handler = Boxes.find(track, "mdia", "hdlr");
                ByteBuffer table = Boxes.find(track, "mdia", "minf", "stbl");
                if (handler != null && Boxes.code(handler, 8).equals("vide") && table != null) {
                    return checked(new VideoTrack(file, track, table), movie);
                }
            }
        } catch (IndexOutOfBoundsException e) { // a box that is shorter than what it must hold
            throw new IOException("its index is damaged: a box is too short", e);
        }
        throw new IOException("it has no video track");
    }

    private static VideoTrack checked(VideoTrack track, ByteBuffer movie) throws IOException {
        if (track.frames() == 0 && Boxes.find(movie, "mvex") != null) {
            throw new IOException(
                    "it is in fragments, which are not read: ffmpeg -i IN.mp4 -c copy OUT.mp4 joins them");
        }
        if (track.frames() == 0) {
            throw new IOException("its video track has no frames");
        }
        if (track.format.width() == 0 || track.format.height() == 0) {
            throw new IOException("its frames have no pixels: " + track.format.width() + " x " + track.format.height());
        }
        return track;
    }

    private static VideoFormat format(ByteBuffer descriptions) throws IOException {
        long size = Integer.toUnsignedLong(descriptions.getInt(8));
        if (descriptions.getInt(4) < 1 || size < 8 || size > descriptions.limit() - 8) {
            throw new IOException("its index is damaged: it doesn't say how the frames are coded");
        }
        return new VideoFormat(Boxes.code(descriptions, 12), descriptions.slice(16, (int) size - 8));
    }

    /** Quarter turns to the right that make frames upright, as phones write them into the track's matrix. */
    private static int turns(@Nullable ByteBuffer header) {
        int at = header == null ? 0 : header.get(0) == 1 ? 52 : 40;
        if (header == null || header.limit() < at + 20) {
            return 0;
        }
        int a = Integer.signum(header.getInt(at));
        int b = Integer.signum(header.getInt(at + 4));
        int c = Integer.signum(header.getInt(at + 12));
        int d = Integer.signum(header.getInt(at + 16));
        if (b == 0 && c == 0) {
            return a < 0 && d < 0 ? 2 : 0;
        }
        return a == 0 && d == 0 && b == -c ? (b > 0 ? 1 : 3) : 0;
    }

    /** How frames are coded. */
    public VideoFormat format() {
        return format;
    }

    /** Quarter turns to the right that make decoded frames upright, 0 to 3. */
    public int turns() {
        return turns;
    }

    /** How many frames there are, at least 1. */
    public int frames() {
        return samples.size();
    }

    /** The sample of a frame. */
    public int sample(int frame) {
        return order.sample(Objects.checkIndex(frame, frames()));
    }

    /** The frame of a sample. */
    public int frame(int sample) {
        return order.frame(Objects.checkIndex(sample, frames()));
    }

    /**
     * The sample of the key frame from which decoding must begin for a frame to come out right. A frame that is shown
     * before the key frame that it lies behind may build on what was before that one.
     */
    public int start(int frame) {
        int key = samples.key(sample(frame));
        return order.frame(key) <= frame || key == 0 ? key : samples.key(key - 1);
    }

    /** Bytes of a sample, as the index claims. */
    public long bytes(int sample) {
        return samples.bytes(Objects.checkIndex(sample, frames()));
    }

    /**
     * The bytes of a sample.
     *
     * @throws IOException where they cannot be read, or the index claims what can't be
     */
    public byte[] readSample(int sample) throws IOException {
        long at = samples.at(Objects.checkIndex(sample, frames()));
        long bytes = samples.bytes(sample);
        if (at < 0 || at > file.size() || bytes > file.size() - at) {
            throw new IOException("the file is cut off before it");
        }
        if (bytes > LIKELY_BYTES + 4L * format.width() * format.height()) {
            throw new IOException("the index claims " + bytes + " bytes for it, more than its pixels take");
        }
        if (bytes == 0) {
            throw new IOException("it is empty");
        }
        return file.read(at, (int) bytes);
    }

    @Override
    public String toString() {
        return "VideoTrack[" + format + ", " + frames() + " frames]";
    }
}
