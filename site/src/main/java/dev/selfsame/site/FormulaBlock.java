package dev.selfsame.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/** A formula that stands alone: TeX between two lines of two dollars. */
final class FormulaBlock extends CustomBlock {
    private static final String FENCE = "$$";

    /** A line that is further in is code. */
    private static final int CODE_INDENT = 4;

    private final List<String> lines = new ArrayList<>();

    private FormulaBlock() {}

    String tex() {
        return String.join("\n", lines).strip();
    }

    /** Whether the next line is a fence. */
    private static boolean isFence(ParserState state) {
        CharSequence line = state.getLine().getContent();
        return line.subSequence(state.getNextNonSpaceIndex(), line.length())
                .toString()
                .strip()
                .equals(FENCE);
    }

    /** Finds where one begins. */
    static final class Start extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            return isFence(state) && state.getIndent() < CODE_INDENT
                    ? BlockStart.of(new Reader())
                            .atIndex(state.getLine().getContent().length())
                    : BlockStart.none();
        }
    }

    /** Reads one to its end. */
    private static final class Reader extends AbstractBlockParser {
        private final FormulaBlock block = new FormulaBlock();

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return isFence(state) ? BlockContinue.finished() : BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void addLine(SourceLine line) {
            block.lines.add(line.getContent().toString());
        }
    }
}
