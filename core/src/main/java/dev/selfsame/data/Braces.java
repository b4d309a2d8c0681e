package dev.selfsame.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands the braces of a pattern as shells do: {@code {a,b}}, {@code {7..12}}, {@code {000..099}} with leading zeros
 * kept; several of them, and one in another. Braces without a comma or a range stay as they are.
 */
final class Braces {
    /** The most words a pattern may stand for. */
    static final int MOST = 1_000_000;

    private static final int MOST_DIGITS = 9;

    private Braces() {}

    /**
     * The words that a pattern stands for, in their order.
     *
     * @throws SourceException where there are more than {@link #MOST}
     */
    static List<String> expand(String pattern) throws SourceException {
        List<String> words = new ArrayList<>();
        expand("", pattern, pattern, words);
        return words;
    }

    /** Whether a text stands for more than itself by its braces. */
    static boolean in(String text) {
        return text.indexOf('{') >= 0 && text.indexOf('}', text.indexOf('{')) >= 0;
    }

    private static void expand(String before, String rest, String pattern, List<String> words) throws SourceException {
        int open = rest.indexOf('{');
        int close = open < 0 ? -1 : closing(rest, open);
        if (close < 0) {
            if (words.size() == MOST) {
                throw new SourceException(pattern + " stands for more than " + MOST + " files");
            }
            words.add(before + rest);
            return;
        }
        List<String> choices = choices(rest.substring(open + 1, close), pattern);
        String start = before + rest.substring(0, open);
        if (choices.isEmpty()) {
            expand(start + "{", rest.substring(open + 1), pattern, words);
            return;
        }
        for (String choice : choices) {
            expand(start, choice + rest.substring(close + 1), pattern, words);
        }
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> choices(String inside, String pattern) throws SourceException {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        if (parts.isEmpty()) {
            return range(inside, pattern);
        }
        parts.add(inside.substring(from));
        return parts;
    }

    private static List<String> range(String inside, String pattern) throws SourceException {
        int dots = inside.indexOf("..");
        String first = dots < 0 ? "" : inside.substring(0, dots);
        String last = dots < 0 ? "" : inside.substring(dots + 2);
        if (!isNumber(first) || !isNumber(last)) {
            return List.of();
        }
        int width = isPadded(first) || isPadded(last) ? Math.max(first.length(), last.length()) : 1;
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (Math.abs(to - from) >= MOST) {
            throw new SourceException(pattern + " stands for more than " + MOST + " files");
        }
        List<String> numbers = new ArrayList<>();
        for (int i = from; i != to; i += to > from ? 1 : -1) {
            numbers.add(padded(i, width));
        }
        numbers.add(padded(to, width));
        return numbers;
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static boolean isPadded(String number) {
        return number.length() > 1 && number.startsWith("0");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
