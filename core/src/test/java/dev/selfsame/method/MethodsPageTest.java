package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/methods.md} says what the code says; with {@code -Dselfsame.write=true} it is written anew. */
class MethodsPageTest {
    private static final String HEAD =
            """
            # Methods

            `selfsame train --method NAME` trains by any of these; `selfsame list methods` prints the same, and `--json` every
            column. Each is one class in `dev.selfsame.method`, which reads like its paper; [your-own-method.md](your-own-method.md)
            says how to add one.

            Negatives: other images' embeddings repel. Momentum: a moving average of the network gives the targets. Prototypes:
            embeddings are compared with learned prototypes or centres of clusters. *Small batches* and *weak views* say how much a
            method suffers from them: by its paper's own comparisons where it has them, else by those of its kin; a judgement, not
            a measurement of ours.

            This page is made from the code: `mvn -pl core test -Dtest=MethodsPageTest -Dselfsame.write=true`.

            | name | year | what it does | negatives | momentum | prototypes | small batches | weak views | recipes | class | paper |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Methods.Entry method : Methods.all()) {
            Traits traits = method.traits();
            List<String> cells = List.of(
                    "`" + method.name() + "`",
                    Integer.toString(method.year()),
                    traits.idea(),
                    yes(traits.negatives()),
                    yes(traits.momentum()),
                    yes(traits.prototypes()),
                    word(traits.batch()),
                    word(traits.augmentations()),
                    "auto, " + String.join(", ", method.recipes()),
                    "`" + method.type() + "`",
                    method.paper());
            page.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return page.toString();
    }

    private static String yes(boolean has) {
        return has ? "yes" : "no";
    }

    private static String word(Traits.Sensitivity sensitivity) {
        return sensitivity.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void thePageIsThatOfTheCode() throws IOException {
        Path file = Shared.project().resolve("docs/methods.md");
        if (Boolean.getBoolean("selfsame.write")) {
            Files.writeString(file, page());
        }
        assertEquals(
                page(), Files.readString(file), "docs/methods.md is stale; its last paragraph says what writes it");
    }

    /** {@code docs/contract.md} promises names to scripts. */
    @Test
    void theContractNamesAllMethodsAndNoOther() throws IOException {
        String contract = Files.readString(Shared.project().resolve("docs").resolve("contract.md"));
        Matcher line = Pattern.compile("(?m)^Methods: `([^`]+)`").matcher(contract);
        assertTrue(line.find());
        assertEquals(
                Methods.all().stream().map(Methods.Entry::name).sorted().toList(),
                Pattern.compile(" ").splitAsStream(line.group(1)).sorted().toList());
        assertEquals(WMse.Config.class, Methods.configuration("w-mse"));
        assertEquals(MoCo.Config.class, Methods.configuration("moco"));
        assertEquals(Methods.traits("wmse"), Methods.traits("w-mse"));
        assertEquals(Methods.traits("moco-v1"), Methods.traits("moco"));
        assertTrue(Methods.traits("moco").isPresent());
        assertTrue(Methods.traits("moco-v9").isEmpty());
    }
}
