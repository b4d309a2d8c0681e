package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/** The formats that {@link ImageDecoder} reads, told apart by their first bytes. */
enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    GIF,
    BMP,
    TIFF,
    PNM;

    /**
     * What the bytes are.
     *
     * @throws UnreadableImageException if there are none, or they begin like none of the formats
     */
    static ImageFormat of(byte[] bytes) throws UnreadableImageException {
        if (bytes.length == 0) {
            throw new UnreadableImageException("the file is empty");
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 16), ISO_8859_1);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return GIF;
        }
        if (start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0\b\0\0\0")
                || start.startsWith("MM\0+\0\b\0\0")) {
            return TIFF;
        }
        if (start.length() > 2
                && start.charAt(0) == 'P'
                && start.charAt(1) >= '1'
                && start.charAt(1) <= '7'
                && Character.isWhitespace(start.charAt(2))) {
            return PNM;
        }
        if (start.startsWith("BM") && bytes.length >= 18 && bytes[6] == 0 && bytes[7] == 0) {
            return BMP;
        }
        String other = otherKind(start);
        if (!other.isEmpty()) {
            throw new UnreadableImageException(other + " is not read: convert it to JPEG or PNG");
        }
        throw new UnreadableImageException((isText(bytes) ? "text, not an image" : "not an image of a known kind")
                + " (JPEG, PNG, WebP, GIF, BMP, TIFF and PNM are read)");
    }

    /** The name of an image format that there is no decoder for, or nothing. */
    private static String otherKind(String start) {
        if (start.startsWith("\0\0\0\fjP  \r\n\u0087\n") || start.startsWith("\u00FFO\u00FFQ")) {
            return "JPEG 2000";
        }
        if (start.startsWith("\0\0\0\fJXL \r\n\u0087\n") || start.startsWith("\u00FF\n")) {
            return "JPEG XL";
        }
        if (start.startsWith("II\u00BC")) {
            return "JPEG XR";
        }
        if (start.startsWith("8BPS")) {
            return "PSD";
        }
        if (!start.startsWith("ftyp", 4) || start.length() < 12) {
            return "";
        }
        return switch (start.substring(8, 12)) {
            case "avif", "avis" -> "AVIF";
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1" -> "HEIC";
            default -> "";
        };
    }

    /** UTF-8 without control characters but line ends and tabs, as far as the beginning tells. */
    private static boolean isText(byte[] bytes) {
        ByteBuffer start = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 512));
        CharBuffer text = CharBuffer.allocate(512);
        if (UTF_8.newDecoder().decode(start, text, false).isError() || text.position() == 0) {
            return false;
        }
        return text.flip().chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
    }

    @Override
    public String toString() {
        return this == WEBP ? "WebP" : name();
    }
}
