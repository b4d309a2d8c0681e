package dev.selfsame.data;

import dev.selfsame.image.Pixels;

/**
 * How a picture's samples lie in a data file, a byte each.
 *
 * @param width pixels in a row
 * @param height rows
 * @param order what follows what
 */
record RawPicture(int width, int height, Order order) {
    /** The order of the samples. */
    enum Order {
        /** Grey, row by row. */
        GREY(1),
        /** All of red, then of green, then of blue, each row by row. */
        PLANES(3),
        /** All of red, then of green, then of blue, each column by column. */
        TURNED_PLANES(3);

        private final int channels;

        Order(int channels) {
            this.channels = channels;
        }
    }

    /** What a picture takes. */
    int bytes() {
        return width * height * order.channels;
    }

    /** The picture as a PNG file, grey if it is. */
    byte[] png(byte[] stored) {
        return StoredPng.encode(order == Order.GREY ? stored : pixels(stored).data(), width, height);
    }

    /** The picture as RGB. */
    Pixels pixels(byte[] stored) {
        int area = width * height;
        byte[] rgb = new byte[3 * area];
        for (int y = 0, to = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                int from = order == Order.TURNED_PLANES ? x * height + y : y * width + x;
                int step = order == Order.GREY ? 0 : area;
                rgb[to] = stored[from];
                rgb[to + 1] = stored[from + step];
                rgb[to + 2] = stored[from + 2 * step];
            }
        }
        return Pixels.of(width, height, 3, rgb);
    }
}
