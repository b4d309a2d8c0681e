package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes small MP4 files. */
final class Movies {
    String code = "jpeg";
    String handler = "vide";
    int width = 16;
    int height = 8;
    int[] matrix = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    boolean indexFirst = true;
    List<byte[]> samples = new ArrayList<>();
    /** Numbers of key frames from 1 on; null where all are. */
    int[] keys;
    /** By how much later each sample is shown than decoded; null for not at all. */
    int[] shifts;

    /** Motion JPEG whose frames are grey, each 20 brighter. */
    static Movies jpeg(int frames) {
        Movies movie = new Movies();
        for (int i = 0; i < frames; i++) {
            Pixels pixels = Pixels.blank(movie.width, movie.height, 3);
            Arrays.fill(pixels.data(), (byte) (20 * i));
            movie.samples.add(ImageEncoder.jpeg(pixels, 95));
        }
        return movie;
    }

    /** Samples of {@link AddingCodec}, such as {@code K9 D1}, every K a key frame. */
    static Movies adding(String text) {
        Movies movie = new Movies();
        movie.code = "test";
        List<Integer> keys = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            movie.samples.add(new byte[] {(byte) word.charAt(0), Byte.parseByte(word.substring(1))});
            if (word.charAt(0) == 'K') {
                keys.add(movie.samples.size());
            }
        }
        movie.keys = keys.stream().mapToInt(Integer::intValue).toArray();
        return movie;
    }

    byte[] file() {
        byte[] begin = box("ftyp", "isom".getBytes(US_ASCII), ints(0));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        samples.forEach(data::writeBytes);
        byte[] mdat = box("mdat", data.toByteArray());
        int before = begin.length + 8 + (indexFirst ? index(0).length : 0);
        return indexFirst ? join(begin, index(before), mdat) : join(begin, mdat, index(before));
    }

    private byte[] index(int at) {
        byte[] entry = new byte[78];
        ByteBuffer.wrap(entry).putShort(24, (short) width).putShort(26, (short) height);
        int[] sizes = samples.stream().mapToInt(sample -> sample.length).toArray();
        byte[] table = join(
                box("stsd", ints(0, 1), box(code, entry)),
                box("stts", ints(0, 1, samples.size(), 10)),
                shifts == null ? new byte[0] : box("ctts", ints(0, shifts.length), runs(shifts)),
                keys == null ? new byte[0] : box("stss", ints(0, keys.length), ints(keys)),
                box("stsc", ints(0, 1, 1, samples.size(), 1)),
                box("stsz", ints(0, 0, sizes.length), ints(sizes)),
                box("stco", ints(0, 1, at)));
        byte[] media = join(
                box("hdlr", ints(0, 0), handler.getBytes(US_ASCII), ints(0, 0, 0)), box("minf", box("stbl", table)));
        int[] turned = Arrays.stream(matrix).map(value -> value << 16).toArray();
        byte[] header = join(ints(new int[10]), ints(turned), ints(width << 16, height << 16));
        return box("moov", box("trak", box("tkhd", header), box("mdia", media)));
    }

    private static byte[] runs(int[] values) {
        return ints(Arrays.stream(values)
                .flatMap(value -> Arrays.stream(new int[] {1, value}))
                .toArray());
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length);
        Arrays.stream(values).forEach(out::putInt);
        return out.array();
    }

    private static byte[] box(String type, byte[]... contents) {
        byte[] inside = join(contents);
        return join(ints(8 + inside.length), type.getBytes(US_ASCII), inside);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
