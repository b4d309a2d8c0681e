package dev.selfsame.model.imported;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A program's own network, whose parameters have the same names in the file. */
final class SameNames implements Family {
    static Map<String, String> rules(List<String> names) {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String name : names) {
            int dot = name.indexOf('.');
            String part = dot < 0 ? name : name.substring(0, dot + 1);
            rules.put("(?=" + Pattern.quote(part) + (dot < 0 ? "$" : "") + ")", "");
        }
        return rules;
    }

    @Override
    public Map<String, Object> architecture(Shapes shapes) {
        throw new IllegalArgumentException("nothing is known of it");
    }

    @Override
    public int imageSize(Map<String, Object> architecture) {
        return 224;
    }
}
