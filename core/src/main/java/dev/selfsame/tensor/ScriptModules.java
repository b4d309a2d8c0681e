package dev.selfsame.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;

/** Modules within modules that hold tensors, by the dots in the tensors' names; for use inside an {@link Op}. */
final class ScriptModules {
    private final CompilationUnit unit;
    private final JitModule module;
    private final Map<String, ScriptModules> children = new LinkedHashMap<>();

    ScriptModules(String name) {
        this(new CompilationUnit(), name);
    }

    private ScriptModules(CompilationUnit unit, String name) {
        this.unit = unit;
        this.module = new JitModule(new QualifiedName("__torch__." + name), unit, true);
    }

    /** Adds a tensor; the tensors of a module stay in the order in which they come. */
    void add(String name, Tensor tensor, boolean buffer) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            module.register_parameter(name, tensor.handle(), buffer);
        } else {
            children.computeIfAbsent(name.substring(0, dot), child -> new ScriptModules(unit, "Part"))
                    .add(name.substring(dot + 1), tensor, buffer);
        }
    }

    /** The module with those below it in it. */
    JitModule joined() {
        children.forEach((name, child) -> module.register_module(name, child.joined()));
        return module;
    }
}
