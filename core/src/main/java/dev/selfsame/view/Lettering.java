package dev.selfsame.view;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the headings of a sheet, in letters of its own: Java's would need fonts, which a server may lack, and look
 * different on each machine.
 */
final class Lettering {
    /** Pixels from the top of a letter to its foot. */
    static final int HEIGHT = 14;

    private static final int PIXEL = 2;
    /** From one letter to the next. */
    static final int ADVANCE = 6 * PIXEL;

    private static final int INK = 0x404040;

    /** The letters and signs that headings need, and the digits: each from its top row to its bottom row. */
    private static final Map<Character, String[]> LETTERS = letters(
            """
            A .###. #...# #...# ##### #...# #...# #...#
            C .###. #...# #.... #.... #.... #...# .###.
            D ####. #...# #...# #...# #...# #...# ####.
            E ##### #.... #.... ####. #.... #.... #####
            G .###. #...# #.... #.### #...# #...# .###.
            I .###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.
            K #...# #..#. #.#.. ##... #.#.. #..#. #...#
            L #.... #.... #.... #.... #.... #.... #####
            M #...# ##.## #.#.# #.#.# #...# #...# #...#
            N #...# ##..# ##..# #.#.# #..## #..## #...#
            O .###. #...# #...# #...# #...# #...# .###.
            P ####. #...# #...# ####. #.... #.... #....
            R ####. #...# #...# ####. #.#.. #..#. #...#
            S .#### #.... #.... .###. ....# ....# ####.
            T ##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..
            U #...# #...# #...# #...# #...# #...# .###.
            V #...# #...# #...# #...# #...# .#.#. ..#..
            W #...# #...# #...# #.#.# #.#.# ##.## #...#
            Y #...# #...# .#.#. ..#.. ..#.. ..#.. ..#..
            . ..... ..... ..... ..... ..... .##.. .##..
            + ..... ..#.. ..#.. ##### ..#.. ..#.. .....
            - ..... ..... ..... ##### ..... ..... .....
            0 .###. #...# #..## #.#.# ##..# #...# .###.
            1 ..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.
            2 .###. #...# ....# ...#. ..#.. .#... #####
            3 ##### ...#. ..#.. ...#. ....# #...# .###.
            4 ...#. ..##. .#.#. #..#. ##### ...#. ...#.
            5 ##### #.... ####. ....# ....# #...# .###.
            6 ..##. .#... #.... ####. #...# #...# .###.
            7 ##### ....# ...#. ..#.. .#... .#... .#...
            8 .###. #...# #...# .###. #...# #...# .###.
            9 .###. #...# #...# .#### ....# ...#. .##..
            """);

    private Lettering() {}

    private static Map<Character, String[]> letters(String table) {
        Map<Character, String[]> letters = new HashMap<>();
        table.lines()
                .forEach(line -> letters.put(line.charAt(0), line.substring(2).split(" ")));
        return letters;
    }

    /** Writes capitals, digits, signs and blanks, centred between {@code left} and {@code left + width}. */
    static void write(String text, BufferedImage sheet, int left, int top, int width) {
        int x = left + (width - text.length() * ADVANCE + PIXEL) / 2;
        for (int i = 0; i < text.length(); i++) {
            String[] rows = LETTERS.getOrDefault(text.charAt(i), new String[0]);
            for (int row = 0; row < rows.length; row++) {
                draw(rows[row], sheet, x + i * ADVANCE, top + row * PIXEL);
            }
        }
    }

    private static void draw(String row, BufferedImage sheet, int left, int top) {
        for (int x = 0; x < row.length() * PIXEL; x++) {
            if (row.charAt(x / PIXEL) == '#') {
                for (int y = 0; y < PIXEL; y++) {
                    sheet.setRGB(left + x, top + y, INK);
                }
            }
        }
    }
}
