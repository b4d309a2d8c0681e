package dev.selfsame.image;

import java.nio.ByteBuffer;

/**
 * PBM, PGM, PPM and PAM, plain and raw. TwelveMonkeys' reader, which reads the other rare formats, takes a full
 * brightness of 1 for an error and cuts levels off where it is not 255.
 */
final class PnmDecoder {
    private final ByteBuffer file;
    private final PnmHeader header;
    private final PnmText text;

    private PnmDecoder(ByteBuffer file, PnmHeader header) {
        this.file = file;
        this.header = header;
        this.text = new PnmText(file, header.at());
    }

    /** The picture of a big-endian buffer. */
    static Pixels decode(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        return new PnmDecoder(file, PnmHeader.read(file, options)).pixels(options.background());
    }

    /** The samples of a big-endian buffer as they are, alpha too. */
    static Samples samples(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        PnmHeader header = PnmHeader.read(file, options);
        Samples.checkSize(header.width(), header.height(), header.depth(), options);
        return new PnmDecoder(file, header).samples();
    }

    private Samples samples() throws UnreadableImageException {
        int width = header.width();
        int depth = header.depth();
        Samples result = Samples.blank(width, header.height(), depth);
        int[] row = new int[width * depth];
        for (int y = 0; y < header.height(); y++) {
            read(y, row);
            for (int i = 0; i < row.length; i++) {
                result.data()[(i % depth * header.height() + y) * width + i / depth] = row[i];
            }
        }
        return result;
    }

    private Pixels pixels(Rgb ground) throws UnreadableImageException {
        int width = header.width();
        int depth = header.depth();
        int full = header.most();
        Pixels result = Pixels.blank(width, header.height(), 3);
        byte[] out = result.data();
        int[] row = new int[width * depth];
        boolean alpha = depth == 2 || depth == 4;
        int step = depth >= 3 ? 1 : 0;
        for (int y = 0, o = 0; y < header.height(); y++) {
            read(y, row);
            for (int i = 0; i < row.length; i += depth, o += 3) {
                int cover = alpha ? row[i + depth - 1] : full;
                out[o] = Flattening.over(row[i], cover, full, ground.red());
                out[o + 1] = Flattening.over(row[i + step], cover, full, ground.green());
                out[o + 2] = Flattening.over(row[i + 2 * step], cover, full, ground.blue());
            }
        }
        return result;
    }

    /** The samples of a row; one above full brightness counts as full. */
    private void read(int y, int[] row) throws UnreadableImageException {
        int full = header.most();
        int first = header.at() + y * row.length * (full > 255 ? 2 : 1);
        for (int i = 0; i < row.length; i++) {
            int sample;
            if (header.isBitmap()) {
                sample = 1 - (header.isPlain() ? text.bit() : packed(y, i, row.length));
            } else if (header.isPlain()) {
                sample = (int) Math.min(full, text.number());
            } else if (full > 255) {
                sample = file.getShort(first + 2 * i) & 0xFFFF;
            } else {
                sample = file.get(first + i) & 0xFF;
            }
            row[i] = Math.min(full, sample);
        }
    }

    private int packed(int y, int x, int width) {
        int at = header.at() + y * ((width + 7) / 8) + x / 8;
        return file.get(at) >> (7 - x % 8) & 1;
    }
}
