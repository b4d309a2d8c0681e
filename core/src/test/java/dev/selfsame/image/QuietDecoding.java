package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** A program for {@link QuietDecodingTest}: decodes files that native libraries have something to say about. */
final class QuietDecoding {
    private QuietDecoding() {}

    public static void main(String[] arguments) {
        byte[] frame = SmallImages.bytes("animated.webp");
        frame[new String(frame, ISO_8859_1).indexOf("VP8L") + 8] = 0; // the signature of the first frame
        decode(frame);
        PngFiles png = new PngFiles(8, 0, false)
                .with("iCCP", "broken".getBytes(US_ASCII))
                .with("zTXt", new byte[] {'a', 0, 0, 1, 2})
                .with("pHYs", new byte[3])
                .with("eXIf", new byte[1]);
        byte[] file = png.of(Grids.of(1, 255));
        file[file.length - 1] ^= 1; // the checksum of its end
        decode(file);
        decode(new PngFiles(16, 3, false).of(Grids.of(1, 255)));
    }

    private static void decode(byte[] file) {
        try {
            System.out.println(ImageDecoder.decode(file));
        } catch (UnreadableImageException e) {
            System.out.println(e.getMessage());
        }
    }
}
