package dev.selfsame.data;

import dev.selfsame.video.VideoCodec;
import dev.selfsame.video.VideoCodecs;
import dev.selfsame.video.VideoInput;
import dev.selfsame.video.VideoTrack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A video file of a source.
 *
 * @param name its path in the source
 * @param bytes its size
 * @param track its frames; null where it cannot be read
 * @param codec who decodes them; null where each is an image file
 * @param reason why it cannot be read; null where it can
 */
record Clip(String name, long bytes, @Nullable VideoTrack track, @Nullable VideoCodec codec, @Nullable String reason) {

    /** Reads the index of a file. */
    static Clip open(Path path, String name) {
        long bytes = -1;
        try {
            DataFile file = DataFile.open(path);
            bytes = file.size();
            String refusal = VideoFiles.refusal(name);
            if (refusal != null) {
                return new Clip(name, bytes, null, null, refusal);
            }
            VideoTrack track = VideoTrack.read(new Input(file));
            VideoCodec codec = VideoCodecs.isImages(track.format()) ? null : VideoCodecs.of(track.format());
            return new Clip(name, bytes, track, codec, null);
        } catch (SourceException e) {
            return new Clip(name, bytes, null, null, e.getCause() == null ? Reason.of(e) : Reason.of(e.getCause()));
        } catch (IOException e) {
            return new Clip(name, bytes, null, null, Reason.of(e));
        }
    }

    /** A file as what a track is read from. */
    private record Input(DataFile file) implements VideoInput {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public byte[] read(long at, int length) throws IOException {
            return file.read(at, length);
        }
    }

    /** The frames, of a clip that can be read. */
    VideoTrack frames() throws IOException {
        if (track == null) {
            throw new IOException(reason);
        }
        return track;
    }

    /** How many images it is: every {@code stride}-th frame from the first on, or one that cannot be read. */
    int images(int stride) {
        return track == null ? 1 : (track.frames() - 1) / stride + 1;
    }

    /** The name of a frame. */
    String frameName(int frame) {
        return track == null ? name : String.format(Locale.ROOT, "%s/%06d", name, frame);
    }

    /** Bytes of a decoded frame. */
    long frameBytes() {
        return track == null ? 0 : 3L * track.format().width() * track.format().height();
    }
}
