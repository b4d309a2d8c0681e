package dev.selfsame.site;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * A formula in a line of text: TeX between dollars, as GitHub reads it. The first dollar stands before something, the last
 * after something and before no digit, so that prices and variables of a shell stay text.
 */
final class Formula extends CustomNode {
    private final String tex;

    private Formula(String tex) {
        this.tex = tex;
    }

    String tex() {
        return tex;
    }

    /** Finds them. */
    static final class Reader implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            scanner.next();
            Position start = scanner.position();
            if (scanner.find('$') < 0) {
                return ParsedInline.none();
            }
            String tex = scanner.getSource(start, scanner.position()).getContent();
            scanner.next();
            boolean isText =
                    tex.isEmpty() || !tex.equals(tex.strip()) || tex.contains("`") || Character.isDigit(scanner.peek());
            return isText ? ParsedInline.none() : ParsedInline.of(new Formula(tex), scanner.position());
        }
    }
}
