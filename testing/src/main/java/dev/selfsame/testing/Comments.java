package dev.selfsame.testing;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is public or protected and has no Javadoc: types, methods, constructors and fields.
 *
 * <p>Overriding methods, constants of an enum and what a record makes of its header need none. Doclint can't be asked
 * for this alone: its group {@code missing} wants every tag as well.
 */
final class Comments {
    private Comments() {}

    /** Each thing without a comment as {@code File.java:line name}, for the sources below a folder. */
    static List<String> missing(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return missing(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> missing(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, null);
            }
            return scanner.missing;
        }
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final List<String> missing = new ArrayList<>();

        Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (isOpen(type.getModifiers())) {
                check(type.getSimpleName().toString());
                // Members of a hidden type are hidden, so only here is it worth going on.
                return super.visitClass(type, null);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean ofHeader =
                    owner().getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
            if (isOpen(method.getModifiers()) && !overrides && !ofHeader) {
                check(method.getName().toString());
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            boolean constant = owner().getKind() == Tree.Kind.ENUM
                    && field.getType() != null
                    && field.getType().toString().contentEquals(owner().getSimpleName());
            if (isOpen(field.getModifiers()) && !constant) {
                check(field.getName().toString());
            }
            return null;
        }

        @Override
        public @Nullable Void visitBlock(BlockTree initializer, @Nullable Void none) {
            return null;
        }

        private ClassTree owner() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean isOpen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean inInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree around
                    && (around.getKind() == Tree.Kind.INTERFACE || around.getKind() == Tree.Kind.ANNOTATION_TYPE)
                    && !flags.contains(Modifier.PRIVATE);
            return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private void check(String name) {
            TreePath path = getCurrentPath();
            if (docs.getDocComment(path) == null) {
                CompilationUnitTree unit = path.getCompilationUnit();
                long start = docs.getSourcePositions().getStartPosition(unit, path.getLeaf());
                String file =
                        Path.of(unit.getSourceFile().getName()).getFileName().toString();
                missing.add(file + ":" + unit.getLineMap().getLineNumber(start) + " " + name);
            }
        }
    }
}
