package dev.selfsame.model.export;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as nodes of ONNX, with the operators of version 18, which mean the same up to 21. What ONNX has no
 * operator for is put together from several.
 */
final class OnnxWriter implements GraphWriter {
    /** The name of the images. */
    static final String IMAGES = "images";

    /** The name of the result. */
    static final String EMBEDDINGS = "embeddings";

    private final ExportWeights weights;
    private final int imageSide;
    private final OnnxNodes nodes = new OnnxNodes();
    private final Map<String, Tensor> used = new LinkedHashMap<>();

    OnnxWriter(ExportWeights weights, int imageSide) {
        this.weights = weights;
        this.imageSide = imageSide;
    }

    /** All nodes, with the constants among them; the last one gives the result its name. */
    List<NodeProto> finish(String result) {
        nodes.rename(result, EMBEDDINGS);
        return nodes.all();
    }

    /** The weights that nodes use, by name. */
    Map<String, Tensor> used() {
        return used;
    }

    private List<String> names(String x, @Nullable Tensor... tensors) {
        List<String> names = new ArrayList<>(List.of(x));
        for (Tensor tensor : tensors) {
            if (tensor != null) {
                names.add(weight(tensor));
            }
        }
        return names;
    }

    private static long[] twice(long value) {
        return new long[] {value, value};
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
        String name = weights.name(tensor);
        used.put(name, weights.value(name));
        return name;
    }

    @Override
    public String conv2d(
            String x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups) {
        return nodes.add(
                "Conv",
                names(x, weight, bias),
                OnnxNodes.integers("kernel_shape", weight.size(2), weight.size(3)),
                OnnxNodes.integers("strides", twice(stride)),
                OnnxNodes.integers("pads", padding, padding, padding, padding),
                OnnxNodes.integers("dilations", twice(dilation)),
                OnnxNodes.integer("group", groups));
    }

    @Override
    public String batchNorm(String x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double eps) {
        return nodes.add(
                "BatchNormalization", names(x, weight, bias, mean, variance), OnnxNodes.number("epsilon", eps));
    }

    @Override
    public String layerNorm(String x, Tensor weight, Tensor bias, double eps) {
        return nodes.add(
                "LayerNormalization",
                names(x, weight, bias),
                OnnxNodes.integer("axis", -1),
                OnnxNodes.number("epsilon", eps));
    }

    @Override
    public String linear(String x, Tensor weight, @Nullable Tensor bias) {
        String product = matmul(x, permute(weight(weight), 1, 0));
        return bias == null ? product : add(product, weight(bias));
    }

    @Override
    public String relu(String x) {
        return nodes.add("Relu", List.of(x));
    }

    @Override
    public String gelu(String x) {
        String share = nodes.add("Erf", List.of(scale(x, Math.sqrt(0.5))));
        return scale(mul(x, add(share, nodes.real(1))), 0.5);
    }

    @Override
    public String maxPool2d(String x, int kernel, int stride, int padding) {
        return nodes.add(
                "MaxPool",
                List.of(x),
                OnnxNodes.integers("kernel_shape", twice(kernel)),
                OnnxNodes.integers("strides", twice(stride)),
                OnnxNodes.integers("pads", padding, padding, padding, padding));
    }

    @Override
    public String mean(String x, List<Integer> dims, boolean keep) {
        String axes = nodes.list(dims.stream().mapToLong(Integer::longValue).toArray());
        return nodes.add("ReduceMean", List.of(x, axes), OnnxNodes.integer("keepdims", keep ? 1 : 0));
    }

    @Override
    public String add(String a, String b) {
        return nodes.add("Add", List.of(a, b));
    }

    @Override
    public String mul(String a, String b) {
        return nodes.add("Mul", List.of(a, b));
    }

    @Override
    public String scale(String x, double factor) {
        return mul(x, nodes.real(factor));
    }

    @Override
    public String matmul(String a, String b) {
        return nodes.add("MatMul", List.of(a, b));
    }

    @Override
    public String softmax(String x, int dim) {
        return nodes.add("Softmax", List.of(x), OnnxNodes.integer("axis", dim));
    }

    @Override
    public String reshape(String x, long... sides) {
        return nodes.add("Reshape", List.of(x, nodes.list(sides)));
    }

    @Override
    public String permute(String x, int... order) {
        return nodes.add(
                "Transpose",
                List.of(x),
                OnnxNodes.integers("perm", IntStream.of(order).asLongStream().toArray()));
    }

    @Override
    public String select(String x, int dim, long index) {
        return nodes.add("Gather", List.of(x, nodes.scalar(index)), OnnxNodes.integer("axis", dim));
    }

    @Override
    public String narrow(String x, int dim, long start, long length) {
        return nodes.add("Slice", List.of(x, nodes.list(start), nodes.list(start + length), nodes.list(dim)));
    }

    @Override
    public String concatenate(int dim, List<String> parts) {
        return nodes.add("Concat", parts, OnnxNodes.integer("axis", dim));
    }

    @Override
    public String repeat(String x, String batch) {
        String count = nodes.add("Shape", List.of(batch), OnnxNodes.integer("start", 0), OnnxNodes.integer("end", 1));
        String rest = nodes.add("Shape", List.of(x), OnnxNodes.integer("start", 1));
        return nodes.add("Expand", List.of(x, concatenate(0, List.of(count, rest))));
    }

    @Override
    public String unitLength(String x, double eps) {
        String length = nodes.add("ReduceL2", List.of(x, nodes.list(-1)), OnnxNodes.integer("keepdims", 1));
        return nodes.add("Div", List.of(x, nodes.add("Max", List.of(length, nodes.real(eps)))));
    }

    @Override
    public String toFloat(String x) {
        return nodes.add("Cast", List.of(x), OnnxNodes.integer("to", OnnxNodes.FLOAT));
    }

    @Override
    public String round(String x) {
        return nodes.add("Round", List.of(x));
    }

    @Override
    public String middleOfResized(String x, int shortSide, int size) {
        String sides = nodes.add("Shape", List.of(x), OnnxNodes.integer("start", 2)); // H, W
        String shorter = nodes.add("ReduceMin", List.of(sides), OnnxNodes.integer("keepdims", 1));
        String wanted = nodes.add("Div", List.of(mul(sides, nodes.list(shortSide)), shorter));
        String resized = nodes.add(
                "Resize",
                List.of(x, "", "", wanted),
                OnnxNodes.text("mode", "linear"),
                OnnxNodes.integers("axes", 2, 3),
                OnnxNodes.integer("antialias", 1));
        String spare = nodes.add("Sub", List.of(wanted, nodes.list(size)));
        String half = round(scale(toFloat(spare), 0.5));
        String start = nodes.add("Cast", List.of(half), OnnxNodes.integer("to", OnnxNodes.INT64));
        String end = add(start, nodes.list(size));
        return nodes.add("Slice", List.of(resized, start, end, nodes.list(2, 3)));
    }
}
