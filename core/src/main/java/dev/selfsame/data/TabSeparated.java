package dev.selfsame.data;

/**
 * Values in lines of columns between tabs: within a value a tab, line feed, carriage return or backslash is written {@code
 * \t}, {@code \n}, {@code \r} or {@code \\}.
 */
public final class TabSeparated {
    private TabSeparated() {}

    /** A value as it is written. */
    public static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** The value that was written. */
    public static String unescape(String written) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                char code = written.charAt(++i);
                plain.append(code == 't' ? '\t' : code == 'n' ? '\n' : code == 'r' ? '\r' : code);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
