package dev.selfsame.video;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** What can be decoded: image files as they are, and what the modules on the class path bring. */
public final class VideoCodecs {
    private static final Set<String> IMAGES = Set.of("jpeg", "mjpg", "MJPG", "png ");
    private static final Set<String> H264 = Set.of("avc1", "avc3");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("hvc1", "H.265 (HEVC)"),
            Map.entry("hev1", "H.265 (HEVC)"),
            Map.entry("dvh1", "Dolby Vision"),
            Map.entry("dvhe", "Dolby Vision"),
            Map.entry("av01", "AV1"),
            Map.entry("vp08", "VP8"),
            Map.entry("vp09", "VP9"),
            Map.entry("mp4v", "MPEG-4 part 2"),
            Map.entry("s263", "H.263"),
            Map.entry("apcn", "ProRes"),
            Map.entry("apch", "ProRes"),
            Map.entry("apcs", "ProRes"),
            Map.entry("apco", "ProRes"),
            Map.entry("ap4h", "ProRes"));

    private static final List<VideoCodec> CODECS = List.copyOf(ServiceLoader.load(VideoCodec.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());

    private VideoCodecs() {}

    /** Whether each frame is an image file by itself: motion JPEG, or PNG. */
    public static boolean isImages(VideoFormat format) {
        return IMAGES.contains(format.code());
    }

    /**
     * Who decodes a track.
     *
     * @throws IOException where nobody does, with what to do instead, in one line
     */
    public static VideoCodec of(VideoFormat format) throws IOException {
        for (VideoCodec codec : CODECS) {
            if (codec.decodes(format.code())) {
                return codec;
            }
        }
        if (H264.contains(format.code())) {
            throw new IOException("H.264 is decoded by the module selfsame-video, which is not on the class path");
        }
        String code = format.code().chars().allMatch(c -> c > ' ' && c < 127) ? format.code() : "unknown";
        String name = NAMES.get(code);
        throw new IOException((name == null ? "video of the kind " + code : name + " video")
                + " is not decoded: ffmpeg -i IN -c:v mjpeg -q:v 2 OUT.mov makes motion JPEG of it");
    }
}
