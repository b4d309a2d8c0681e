package dev.selfsame.pth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes and functions of Python that a file may name, and what is made of them here. Nothing is called: those that
 * rebuild tensors become descriptions, containers become Java's, all else becomes an empty map.
 */
final class Globals {
    private static final String TENSOR = "torch._utils._rebuild_";

    /** Rebuilds a tensor that has attributes: {@code (function, type, arguments, attributes)}. */
    private static final String WITH_ATTRIBUTES = "torch._tensor._rebuild_from_type_v2";

    /** Containers and numbers of Python itself. */
    private static final Set<String> PLAIN = Set.of(
            "OrderedDict",
            "defaultdict",
            "Counter",
            "dict",
            "list",
            "tuple",
            "set",
            "frozenset",
            "int",
            "float",
            "str",
            "bool",
            "bytes",
            "bytearray",
            "object",
            "complex",
            "slice",
            "range",
            "NoneType");

    /** Classes that hold data: of them, only that they are there is kept. */
    private static final Set<String> DATA = Set.of(
            "argparse.Namespace",
            "types.SimpleNamespace",
            "pathlib.Path",
            "pathlib.PosixPath",
            "pathlib.WindowsPath",
            "pathlib.PurePosixPath",
            "pathlib.PureWindowsPath",
            "pathlib._local.PosixPath",
            "pathlib._local.WindowsPath",
            "datetime.datetime",
            "datetime.date",
            "datetime.timedelta",
            "_codecs.encode",
            "numpy.dtype",
            "numpy.ndarray",
            "numpy.core.multiarray.scalar",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray.scalar",
            "numpy._core.multiarray._reconstruct",
            "numpy.core.numeric._frombuffer",
            "numpy._core.numeric._frombuffer",
            WITH_ATTRIBUTES,
            "torch.Tensor",
            "torch.device",
            "torch.Size",
            "pytorch_lightning.utilities.parsing.AttributeDict",
            "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint",
            "pytorch_lightning.callbacks.early_stopping.EarlyStopping",
            "lightning.pytorch.utilities.parsing.AttributeDict",
            "lightning.fabric.utilities.data.AttributeDict",
            "lightning_fabric.utilities.data.AttributeDict",
            "omegaconf.dictconfig.DictConfig",
            "omegaconf.listconfig.ListConfig",
            "omegaconf.base.ContainerMetadata",
            "omegaconf.base.Metadata",
            "omegaconf.nodes.AnyNode",
            "omegaconf.nodes.BooleanNode",
            "omegaconf.nodes.FloatNode",
            "omegaconf.nodes.IntegerNode",
            "omegaconf.nodes.StringNode",
            "typing.Any",
            "typing.Dict",
            "typing.List",
            "typing.Union");

    private Globals() {}

    /**
     * A class or function that a pickle names.
     *
     * @param name with its module, such as {@code collections.OrderedDict}
     */
    record Global(String name) {}

    /**
     * Looks a name up.
     *
     * @throws Refusal if it is not on the list
     */
    static Global named(@Nullable Object module, @Nullable Object name) throws Refusal {
        if (!(module instanceof String where && name instanceof String what)) {
            throw new Refusal("it is damaged: its pickle names a class by something that is no text");
        }
        String full = where + "." + what;
        boolean known = full.startsWith(TENSOR)
                ? rebuilds(full)
                : isPlain(where, what)
                        || DATA.contains(full)
                        || ValueType.ofStorage(full) != null
                        || ValueType.ofName(full) != null
                        || full.equals("torch.nn.parameter.Parameter");
        if (!known) {
            throw new Refusal(refused(where, full));
        }
        return new Global(full);
    }

    private static boolean isPlain(String module, String name) {
        return switch (module) {
            case "builtins", "__builtin__", "collections" -> PLAIN.contains(name);
            default -> false;
        };
    }

    private static boolean rebuilds(String full) {
        return switch (full.substring(TENSOR.length())) {
            case "tensor", "tensor_v2", "tensor_v3", "parameter", "parameter_with_state" -> true;
            default -> false;
        };
    }

    private static String refused(String module, String full) {
        String shown = full.length() > 100 ? full.substring(0, 100) + "…" : full;
        boolean network =
                module.startsWith("torch.nn") || module.startsWith("torchvision.") || module.startsWith("timm.");
        return "it names " + shown + ", which is not on the list of harmless classes"
                + (network
                        ? ": it is a whole module; save its state_dict() in Python and take that"
                        : "; nothing of it was run");
    }

    /**
     * What stands for a call in a pickle.
     *
     * @throws Refusal if it is no call that may be
     */
    static Object call(@Nullable Object callee, @Nullable Object arguments) throws Refusal {
        if (!(callee instanceof Global global) || !(arguments instanceof Object[] given)) {
            throw new Refusal("it is damaged: its pickle calls something that is no class");
        }
        String name = global.name;
        if (name.equals(WITH_ATTRIBUTES)) {
            boolean plain =
                    given.length == 4 && given[0] instanceof Global function && function.name.startsWith(TENSOR);
            if (!plain || !(given[2] instanceof Object[] own)) {
                throw new Refusal("it is damaged: a tensor with attributes in it is not described as one");
            }
            return tensor(((Global) given[0]).name, own);
        }
        if (name.startsWith(TENSOR) || name.equals("torch.nn.parameter.Parameter")) {
            return tensor(name, given);
        }
        if (ValueType.ofStorage(name) != null || ValueType.ofName(name) != null) {
            throw new Refusal("it calls " + name + ", which no file of weights does");
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "OrderedDict", "dict", "Counter" -> map(given);
            case "list", "tuple", "set", "frozenset" -> list(given);
            default -> new LinkedHashMap<>();
        };
    }

    private static Object tensor(String name, Object[] given) throws Refusal {
        if (name.endsWith("arameter") || name.endsWith("parameter_with_state")) {
            if (given.length > 0 && given[0] instanceof StoredTensor tensor) {
                return tensor;
            }
            throw new Refusal("it is damaged: a parameter in it has no tensor");
        }
        int least = name.endsWith("_v3") ? 7 : 4;
        if (given.length < least) {
            throw new Refusal("it is damaged: a tensor in it is described by " + given.length + " values");
        }
        ValueType type = null;
        if (least == 7) {
            type = given[6] instanceof Global global ? ValueType.ofName(global.name) : null;
            if (type == null) {
                throw new Refusal("it is damaged: a tensor in it has no type");
            }
        }
        return StoredTensor.of(given[0], given[1], given[2], given[3], type);
    }

    /** Empty, the same map, or one of a list of pairs, as Python 2 writes ordered ones. */
    private static Map<?, ?> map(Object[] given) throws Refusal {
        Object first = given.length > 0 ? given[0] : null;
        if (first instanceof Map<?, ?> same) {
            return same;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object pair : first instanceof List<?> pairs ? pairs : List.of()) {
            Object[] both = pair instanceof List<?> list && list.size() == 2
                    ? list.toArray()
                    : pair instanceof Object[] array ? array : new Object[0];
            if (both.length != 2) {
                throw new Refusal("it is damaged: a dictionary in it is made of something other than pairs");
            }
            put(map, both[0], both[1]);
        }
        return map;
    }

    private static List<?> list(Object[] given) {
        Object first = given.length > 0 ? given[0] : null;
        return first instanceof List<?> same
                ? same
                : first instanceof Object[] array ? Arrays.asList(array) : new ArrayList<>();
    }

    /**
     * Adds an entry; what Java would have to look into to compare keys is no key in Python either.
     *
     * @throws Refusal if the key is a container
     */
    static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) throws Refusal {
        if (key instanceof Map || key instanceof List) {
            throw new Refusal("it is damaged: a dictionary in it has a container for a key");
        }
        map.put(key, value);
    }
}
