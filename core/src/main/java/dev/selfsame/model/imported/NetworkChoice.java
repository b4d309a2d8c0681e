package dev.selfsame.model.imported;

import dev.selfsame.model.ModelFileException;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a file's networks is meant. Where it is not said: not one that follows another (a momentum encoder, a target,
 * the keys of MoCo, an average), and a teacher rather than a student, since that is what DINO embeds with. Networks with
 * equal weights, all of them, are one.
 */
final class NetworkChoice {
    private static final Pattern FOLLOWS = Pattern.compile("(^|.*[._])(momentum|target|ema|key|k)([._].*|$)");
    private static final Pattern STUDENT = Pattern.compile("(^|.*[._])student([._].*|$)");

    private NetworkChoice() {}

    /**
     * Chooses.
     *
     * @param key the prefix that was asked for, empty for no prefix; null to go by the rule
     * @throws ModelFileException if there is none, or the rule leaves several
     */
    static FoundNetwork of(List<FoundNetwork> networks, @Nullable String key, WeightsPath path, TensorFile file)
            throws IOException {
        if (networks.isEmpty()) {
            String some = examples(file);
            throw new ModelFileException(path.file()
                    + (some.isEmpty()
                            ? " holds no tensors"
                            : " holds no network that is known here: its tensors are named " + some));
        }
        if (key != null) {
            String prefix = key.isEmpty() || key.endsWith(".") ? key : key + ".";
            return networks.stream()
                    .filter(network -> network.prefix().equals(prefix))
                    .findFirst()
                    .orElseThrow(() -> new ModelFileException(path.file() + " has no network "
                            + (key.isEmpty() ? "without a prefix" : "under " + key)
                            + "; it has one under " + prefixes(networks)));
        }
        int best = networks.stream().mapToInt(NetworkChoice::rank).min().orElse(0);
        List<FoundNetwork> left = networks.stream()
                .filter(network -> rank(network) == best)
                .sorted(Comparator.comparingInt(network -> network.prefix().length()))
                .toList();
        for (FoundNetwork other : left.subList(1, left.size())) {
            if (!equal(left.get(0), other, file)) {
                throw new ModelFileException(path.file() + " has several networks: say which by " + path.file()
                        + "#key=" + left.stream().map(NetworkChoice::key).collect(Collectors.joining(" or #key=")));
            }
        }
        return left.get(0);
    }

    private static int rank(FoundNetwork network) {
        String prefix = network.prefix();
        return FOLLOWS.matcher(prefix).matches() ? 2 : STUDENT.matcher(prefix).matches() ? 1 : 0;
    }

    private static boolean equal(FoundNetwork one, FoundNetwork other, TensorFile file) throws IOException {
        Map<String, String> first = one.parameters(file);
        Map<String, String> second = other.parameters(file);
        if (!one.naming().equals(other.naming()) || !first.keySet().equals(second.keySet())) {
            return false;
        }
        for (Map.Entry<String, String> parameter : first.entrySet()) {
            if (!equal(parameter.getValue(), second.getOrDefault(parameter.getKey(), ""), file)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(String one, String other, TensorFile file) throws IOException {
        if (!Arrays.equals(file.shape(one), file.shape(other))) {
            return false;
        }
        try (Tensor a = file.read(one);
                Tensor b = file.read(other)) {
            return a.dtype() == b.dtype() && Arrays.equals(a.toBytes(), b.toBytes());
        }
    }

    private static String prefixes(List<FoundNetwork> networks) {
        return networks.stream()
                .map(network -> network.prefix().isEmpty() ? "no prefix (#key=)" : key(network))
                .collect(Collectors.joining(", "));
    }

    /** Its prefix without the dot. */
    private static String key(FoundNetwork network) {
        String prefix = network.prefix();
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    private static String examples(TensorFile file) {
        String some = file.names().stream().limit(4).collect(Collectors.joining(", "));
        return some + (file.names().size() > 4 ? ", …" : "");
    }
}
