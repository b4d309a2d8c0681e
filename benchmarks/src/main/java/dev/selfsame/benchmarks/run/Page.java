package dev.selfsame.benchmarks.run;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that was written before, in parts: what a case came to stays on it while others are measured.
 *
 * @param aims the rows of the table of aims, by the name of their case
 * @param sections what stands of each case, from its heading on
 */
record Page(Map<String, String> aims, Map<String, String> sections) {
    static final Page EMPTY = new Page(Map.of(), Map.of());

    /** The name of a case is all up to the colon, or to the end of the cell. */
    private static final Pattern ROW = Pattern.compile("^\\| (\\([a-z]\\)[^|]*?) \\|.*\\n", Pattern.MULTILINE);

    private static final Pattern SECTION =
            Pattern.compile("^## (\\([a-z]\\)[^:\\n]*):.*?(?=\\n## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    Page {
        aims = Map.copyOf(aims);
        sections = Map.copyOf(sections);
    }

    /** Reads what {@link Report} wrote. */
    static Page parse(String text) {
        Map<String, String> aims = new TreeMap<>();
        Map<String, String> sections = new TreeMap<>();
        Matcher section = SECTION.matcher(text);
        int first = text.length();
        while (section.find()) {
            first = Math.min(first, section.start());
            sections.put(section.group(1), section.group().stripTrailing() + "\n");
        }
        Matcher row = ROW.matcher(text.substring(0, first));
        while (row.find()) {
            aims.merge(row.group(1), row.group(), String::concat);
        }
        return new Page(aims, sections);
    }
}
