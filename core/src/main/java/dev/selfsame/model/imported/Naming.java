package dev.selfsame.model.imported;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a library names the parameters of a family of networks.
 *
 * @param title who names them so, for people
 * @param family what is named
 * @param anchors names that such a network has in any case, and others have not
 * @param rules what a name begins with, and how that is called here; the first that fits counts. A name that none fits is
 *     no part of the network, such as its head
 */
record Naming(String title, Family family, List<String> anchors, Map<Pattern, String> rules) {
    /** A naming with rules as text: regular expressions for the start of a name, and their replacements. */
    static Naming of(String title, Family family, List<String> anchors, Map<String, String> rules) {
        Map<Pattern, String> compiled = rules.entrySet().stream()
                .collect(Collectors.toMap(
                        rule -> Pattern.compile(rule.getKey()), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        return new Naming(title, family, anchors, compiled);
    }

    /** What a parameter is called here; null for what is no part of the network. */
    @Nullable
    String ours(String theirs) {
        for (Map.Entry<Pattern, String> rule : rules.entrySet()) {
            Matcher matcher = rule.getKey().matcher(theirs);
            if (matcher.lookingAt()) {
                return matcher.replaceFirst(rule.getValue());
            }
        }
        return null;
    }
}
