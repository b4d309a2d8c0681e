package dev.selfsame.model.export;

import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TorchScript;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes operations as lines of TorchScript; values are the names of variables, or expressions that give weights. */
final class TorchScriptWriter implements GraphWriter {
    /** The variable that holds the images. */
    static final String IMAGES = "x";

    private final ExportWeights weights;
    private final StringBuilder lines = new StringBuilder("def forward(self, x: Tensor) -> Tensor:\n");
    private final int imageSide;
    private int values;

    TorchScriptWriter(ExportWeights weights, int imageSide) {
        this.weights = weights;
        this.imageSide = imageSide;
    }

    /** The whole function. */
    String source(String result) {
        return lines + "    return " + result + "\n";
    }

    private String line(String function, Object... arguments) {
        return let("torch." + function + "("
                + Arrays.stream(arguments).map(TorchScriptWriter::say).collect(Collectors.joining(", ")) + ")");
    }

    private String let(String expression) {
        String name = "v" + values++;
        lines.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private static String say(Object argument) {
        if (argument instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        return argument.toString();
    }

    private String orNone(@Nullable Tensor tensor) {
        return tensor == null ? "None" : weight(tensor);
    }

    private static List<Integer> pair(int side) {
        return List.of(side, side);
    }

    @Override
    public int imageSide() {
        return imageSide;
    }

    @Override
    public String constant(String name, Tensor values) {
        return weight(weights.constant("constant." + name, values));
    }

    @Override
    public String weight(Tensor tensor) {
        return TorchScript.access(weights.name(tensor));
    }

    @Override
    public String conv2d(
            String x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups) {
        return line("conv2d", x, orNone(weight), orNone(bias), pair(stride), pair(padding), pair(dilation), groups);
    }

    @Override
    public String batchNorm(String x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double eps) {
        return line(
                "batch_norm", x, orNone(weight), orNone(bias), orNone(mean), orNone(variance), false, 0.1, eps, true);
    }

    @Override
    public String layerNorm(String x, Tensor weight, Tensor bias, double eps) {
        return line("layer_norm", x, List.of(weight.size(0)), orNone(weight), orNone(bias), eps, true);
    }

    @Override
    public String linear(String x, Tensor weight, @Nullable Tensor bias) {
        return line("linear", x, orNone(weight), orNone(bias));
    }

    @Override
    public String relu(String x) {
        return line("relu", x);
    }

    @Override
    public String gelu(String x) {
        return line("gelu", x);
    }

    @Override
    public String maxPool2d(String x, int kernel, int stride, int padding) {
        return line("max_pool2d", x, pair(kernel), pair(stride), pair(padding), pair(1), false);
    }

    @Override
    public String mean(String x, List<Integer> dims, boolean keep) {
        return line("mean", x, dims, keep);
    }

    @Override
    public String add(String a, String b) {
        return let(a + " + " + b);
    }

    @Override
    public String mul(String a, String b) {
        return let(a + " * " + b);
    }

    @Override
    public String scale(String x, double factor) {
        return let(x + " * " + factor);
    }

    @Override
    public String matmul(String a, String b) {
        return line("matmul", a, b);
    }

    @Override
    public String softmax(String x, int dim) {
        return line("softmax", x, dim);
    }

    @Override
    public String reshape(String x, long... sides) {
        String all = IntStream.range(0, sides.length)
                .mapToObj(i -> sides[i] == 0 ? x + ".size(" + i + ")" : Long.toString(sides[i]))
                .collect(Collectors.joining(", "));
        return line("reshape", x, "[" + all + "]");
    }

    @Override
    public String permute(String x, int... order) {
        return line("permute", x, Arrays.toString(order));
    }

    @Override
    public String select(String x, int dim, long index) {
        return line("select", x, dim, index);
    }

    @Override
    public String narrow(String x, int dim, long start, long length) {
        return line("narrow", x, dim, start, length);
    }

    @Override
    public String concatenate(int dim, List<String> parts) {
        return line("cat", parts, dim);
    }

    @Override
    public String repeat(String x, String batch) {
        String one = let(x);
        return let(one + ".expand([" + batch + ".size(0)] + " + one + ".size()[1:])");
    }

    @Override
    public String unitLength(String x, double eps) {
        return let(x + " / torch.clamp_min(torch.linalg_vector_norm(" + x + ", 2, [-1], True), " + eps + ")");
    }

    @Override
    public String toFloat(String x) {
        return let(x + ".float()");
    }

    @Override
    public String round(String x) {
        return line("round", x);
    }

    @Override
    public String middleOfResized(String x, int shortSide, int size) {
        String shorter = let("min(" + x + ".size(2), " + x + ".size(3))");
        String height = let(shortSide + " * " + x + ".size(2) // " + shorter);
        String width = let(shortSide + " * " + x + ".size(3) // " + shorter);
        String resized = line("_upsample_bilinear2d_aa", x, List.of(height, width), false, "None");
        String rows = narrow(resized, 2, height, size);
        return narrow(rows, 3, width, size);
    }

    private String narrow(String x, int dim, String side, int size) {
        return line("narrow", x, dim, "int(round((" + side + " - " + size + ") / 2.0))", size);
    }
}
