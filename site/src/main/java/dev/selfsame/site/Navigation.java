package dev.selfsame.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of the pages at the side.
 *
 * @param groups pages that belong together
 */
record Navigation(List<Group> groups) {
    /** The title of the group that leads to the Javadoc, too. */
    static final String REFERENCE = "Reference";

    /** What begins with one of these belongs to the group; where several fit, to the one that says most. */
    private record Rule(String title, List<String> beginnings) {}

    private static final List<Rule> RULES = List.of(
            new Rule("Selfsame", List.of("README.md")),
            new Rule("Tutorial", List.of("docs/tutorial/README.md", "docs/tutorial/")),
            new Rule(
                    "Guides",
                    List.of(
                            "docs/recipes.md",
                            "docs/methods.md",
                            "docs/import.md",
                            "docs/hand-over.md",
                            "docs/your-own-method.md",
                            "docs/")),
            new Rule(REFERENCE, List.of("docs/contract.md", "docs/architecture.md")),
            new Rule("Results", List.of("docs/results.md", "docs/results/", "benchmarks/README.md")),
            new Rule("Project", List.of("CONTRIBUTING.md", "CHANGELOG.md", "")));

    /**
     * Pages under a heading.
     *
     * @param title the heading
     * @param pages the pages
     */
    record Group(String title, List<Page> pages) {}

    static Navigation of(List<Page> pages) {
        List<Group> groups = new ArrayList<>();
        for (Rule rule : RULES) {
            List<Page> own = pages.stream()
                    .filter(page -> ruleOf(page).equals(rule))
                    .sorted(Comparator.<Page>comparingInt(
                                    page -> rule.beginnings().indexOf(beginning(rule, page)))
                            .thenComparing(page -> page.place().file()))
                    .toList();
            if (!own.isEmpty()) {
                groups.add(new Group(rule.title(), own));
            }
        }
        return new Navigation(groups);
    }

    private static Rule ruleOf(Page page) {
        Rule best = RULES.get(RULES.size() - 1);
        for (Rule rule : RULES) {
            if (beginning(rule, page).length() > beginning(best, page).length()) {
                best = rule;
            }
        }
        return best;
    }

    /** The longest beginning of a rule that fits a page; empty where none does. */
    private static String beginning(Rule rule, Page page) {
        return rule.beginnings().stream()
                .filter(page.place().file()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
