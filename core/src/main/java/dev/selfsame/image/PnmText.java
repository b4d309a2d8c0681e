package dev.selfsame.image;

import java.nio.ByteBuffer;

/** Words and numbers in a PNM file, between white space and comments, which go from {@code #} to the end of the line. */
final class PnmText {
    private static final int LONGEST_WORD = 64;
    private static final int MOST_DIGITS = 18;

    private final ByteBuffer file;
    private int at;

    PnmText(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
    }

    /** Where the samples begin: behind one character of white space, or a comment with the end of its line. */
    int endOfHeader() {
        int end = at;
        while (file.get(at) == '#' && !isLineEnd(file.get(end))) {
            end++;
        }
        return end + 1;
    }

    String word() throws UnreadableImageException {
        skip();
        StringBuilder word = new StringBuilder();
        while (!isSpace(file.get(at))) {
            int c = file.get(at++);
            if (c <= ' ' || word.length() == LONGEST_WORD) {
                throw Header.damaged(ImageFormat.PNM, "its header is no text");
            }
            word.append((char) c);
        }
        return word.toString();
    }

    /** A whole number from 0; one of more than 18 digits is refused. The last one of a file may end with it. */
    long number() throws UnreadableImageException {
        skip();
        long number = 0;
        int first = at;
        while (at < file.limit() && file.get(at) >= '0' && file.get(at) <= '9') {
            number = 10 * number + file.get(at++) - '0';
            if (at - first > MOST_DIGITS) {
                throw Header.damaged(ImageFormat.PNM, "it holds a number of more than " + MOST_DIGITS + " digits");
            }
        }
        if (at == first || (at < file.limit() && !isSpace(file.get(at)) && file.get(at) != '#')) {
            throw Header.damaged(ImageFormat.PNM, "a number is not one");
        }
        return number;
    }

    /** One digit, 0 or 1. */
    int bit() throws UnreadableImageException {
        skip();
        int bit = file.get(at++) - '0';
        if (bit != 0 && bit != 1) {
            throw Header.damaged(ImageFormat.PNM, "a number is not one");
        }
        return bit;
    }

    private void skip() {
        while (isSpace(file.get(at)) || file.get(at) == '#') {
            if (file.get(at) == '#') {
                while (!isLineEnd(file.get(at))) {
                    at++;
                }
            }
            at++;
        }
    }

    private static boolean isLineEnd(byte c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
