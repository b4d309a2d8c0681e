package dev.selfsame.image;

import java.nio.ByteBuffer;

/**
 * The header of a PBM, PGM, PPM or PAM file (netpbm's manual pages pbm(5), pgm(5), ppm(5) and pam(5)).
 *
 * @param kind the digit of the magic number, 1 to 7
 * @param width pixels in a row
 * @param height rows
 * @param depth samples of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
 * @param most the sample of full brightness, 1 to 65535
 * @param at where the samples begin
 */
record PnmHeader(int kind, int width, int height, int depth, int most, int at) {
    /** Reads it, and refuses it where the file is too short for its size. */
    static PnmHeader read(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        int kind = file.get(1) - '0';
        PnmText text = new PnmText(file, 2);
        long width = 0;
        long height = 0;
        long depth = kind == 3 || kind == 6 ? 3 : 1;
        long most = 1;
        if (kind == 7) {
            for (String key = text.word(); !key.equals("ENDHDR"); key = text.word()) {
                switch (key) {
                    case "WIDTH" -> width = text.number();
                    case "HEIGHT" -> height = text.number();
                    case "DEPTH" -> depth = text.number();
                    case "MAXVAL" -> most = text.number();
                    case "TUPLTYPE" -> checkKind(text.word());
                    default -> throw Header.damaged(ImageFormat.PNM, "its header has a line " + key);
                }
            }
        } else {
            width = text.number();
            height = text.number();
            most = kind == 1 || kind == 4 ? 1 : text.number();
        }
        options.checkSize(width, height);
        if (depth < 1 || depth > 4) {
            throw new UnreadableImageException("PNM files of " + depth + " channels are not read");
        }
        if (most < 1 || most > 65535) {
            throw Header.damaged(ImageFormat.PNM, "its full brightness is " + most + ", not 1 to 65535");
        }
        PnmHeader header = new PnmHeader(kind, (int) width, (int) height, (int) depth, (int) most, text.endOfHeader());
        if (header.leastBytes() > file.limit() - header.at) {
            throw Header.cutOff(ImageFormat.PNM);
        }
        return header;
    }

    private static void checkKind(String tuple) throws UnreadableImageException {
        if (!tuple.matches("(BLACKANDWHITE|GRAYSCALE|RGB)(_ALPHA)?")) {
            throw new UnreadableImageException("PAM files of the kind " + tuple + " are not read");
        }
    }

    /** Whether samples are written as digits. */
    boolean isPlain() {
        return kind <= 3;
    }

    /** Whether 0 is white. */
    boolean isBitmap() {
        return kind == 1 || kind == 4;
    }

    private long leastBytes() {
        long samples = (long) width * height * depth;
        return switch (kind) {
            case 1 -> samples;
            case 2, 3 -> 2 * samples - 1; // a digit each, and what parts them
            case 4 -> (width + 7L) / 8 * height;
            default -> most > 255 ? 2 * samples : samples;
        };
    }
}
