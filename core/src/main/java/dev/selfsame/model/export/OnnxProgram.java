package dev.selfsame.model.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TorchScript;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph of ONNX, read back and said in TorchScript: the check of a written file where no engine for ONNX is at hand. It
 * knows the operators that {@link OnnxWriter} writes, as ONNX defines them, and computes with the weights of the file. For
 * use inside a scope.
 */
final class OnnxProgram {
    private static final String HELPERS =
            """
            def sides(self, of: Tensor) -> List[int]:
                l: List[int] = of.tolist()
                return l

            def reshaped(self, x: Tensor, to: Tensor) -> Tensor:
                sides = self.sides(to)
                for i in range(len(sides)):
                    if sides[i] == 0:
                        sides[i] = x.size(i)
                return x.reshape(sides)

            def sliced(self, x: Tensor, starts: Tensor, ends: Tensor, axes: Tensor) -> Tensor:
                first = self.sides(starts)
                last = self.sides(ends)
                dims = self.sides(axes)
                for i in range(len(dims)):
                    x = torch.narrow(x, dims[i], first[i], last[i] - first[i])
                return x

            def quotient(self, a: Tensor, b: Tensor) -> Tensor:
                if a.is_floating_point():
                    return a / b
                return torch.div(a, b, rounding_mode="floor")

            """;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final StringBuilder lines = new StringBuilder(HELPERS + "def forward(self, x: Tensor) -> Tensor:\n");

    private OnnxProgram() {}

    /** Reads a graph with one input and one output. */
    static TorchScript of(GraphProto graph) throws ExportException {
        OnnxProgram program = new OnnxProgram();
        program.variables.put(graph.getInput(0).getName(), "x");
        for (TensorProto weight : graph.getInitializerList()) {
            program.tensor(weight.getName(), weight);
        }
        for (NodeProto node : graph.getNodeList()) {
            program.add(node);
        }
        program.lines
                .append("    return ")
                .append(program.value(graph.getOutput(0).getName()))
                .append('\n');
        return TorchScript.compile("Onnx", program.lines.toString(), Map.of(), program.tensors);
    }

    private void add(NodeProto node) throws ExportException {
        String result = node.getOutput(0);
        if (node.getOpType().equals("Constant")) {
            tensor(result, node.getAttribute(0).getT());
            return;
        }
        String variable = "v" + variables.size();
        lines.append("    ")
                .append(variable)
                .append(" = ")
                .append(expression(node))
                .append('\n');
        variables.put(result, variable);
    }

    private String expression(NodeProto node) throws ExportException {
        String x = value(node.getInput(0));
        return switch (node.getOpType()) {
            case "Conv" ->
                "torch.conv2d(" + x + ", " + value(node.getInput(1)) + ", "
                        + (node.getInputCount() > 2 ? value(node.getInput(2)) : "None") + ", " + list(node, "strides")
                        + ", " + list(node, "pads").subList(0, 2) + ", " + list(node, "dilations") + ", "
                        + integer(node, "group", 1) + ")";
            case "BatchNormalization" ->
                "torch.batch_norm(" + values(node) + ", False, 0.0, "
                        + attribute(node, "epsilon").getF() + ", False)";
            case "LayerNormalization" ->
                "torch.layer_norm(" + x + ", " + value(node.getInput(1)) + ".size(), " + value(node.getInput(1)) + ", "
                        + value(node.getInput(2)) + ", "
                        + attribute(node, "epsilon").getF() + ")";
            case "MaxPool" ->
                "torch.max_pool2d(" + x + ", " + list(node, "kernel_shape") + ", " + list(node, "strides") + ", "
                        + list(node, "pads").subList(0, 2) + ")";
            case "ReduceMean" -> "torch.mean(" + x + ", self.sides(" + value(node.getInput(1)) + "), " + keep(node);
            case "ReduceL2" ->
                "torch.linalg_vector_norm(" + x + ", 2, self.sides(" + value(node.getInput(1)) + "), " + keep(node);
            case "ReduceMin" -> "torch.amin(" + x + ", [0], " + keep(node);
            case "Transpose" -> "torch.permute(" + x + ", " + list(node, "perm") + ")";
            case "Softmax" -> "torch.softmax(" + x + ", " + integer(node, "axis", -1) + ")";
            case "Reshape" -> "self.reshaped(" + values(node) + ")";
            case "Gather" ->
                "torch.select(" + x + ", " + integer(node, "axis", 0) + ", int(" + value(node.getInput(1)) + "))";
            case "Slice" -> "self.sliced(" + values(node) + ")";
            case "Concat" -> "torch.cat([" + values(node) + "], " + integer(node, "axis", 0) + ")";
            case "Shape" ->
                "torch.tensor(" + x + ".size()[" + integer(node, "start", 0) + ":" + integer(node, "end", 99) + "])";
            case "Expand" -> x + ".expand(self.sides(" + value(node.getInput(1)) + "))";
            case "Resize" ->
                "torch._upsample_bilinear2d_aa(" + x + ", self.sides(" + value(node.getInput(3)) + "), False, None)";
            case "Cast" -> x + (integer(node, "to", 0) == OnnxNodes.INT64 ? ".long()" : ".float()");
            case "Div" -> "self.quotient(" + values(node) + ")";
            case "Add" -> x + " + " + value(node.getInput(1));
            case "Sub" -> x + " - " + value(node.getInput(1));
            case "Mul" -> x + " * " + value(node.getInput(1));
            case "MatMul" -> "torch.matmul(" + values(node) + ")";
            case "Max" -> "torch.maximum(" + values(node) + ")";
            case "Relu" -> "torch.relu(" + x + ")";
            case "Erf" -> "torch.erf(" + x + ")";
            case "Round" -> "torch.round(" + x + ")";
            default -> throw new ExportException("the graph has an operator " + node.getOpType() + ", not known here");
        };
    }

    private void tensor(String name, TensorProto proto) {
        long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        if (proto.hasRawData()) {
            tensors.put(name, Tensor.of(proto.getRawData().toByteArray(), DType.FLOAT32, shape));
        } else if (proto.getDataType() == OnnxNodes.INT64) {
            long[] values =
                    proto.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
            tensors.put(name, Tensor.of(values, shape));
        } else {
            tensors.put(name, Tensor.of(new float[] {proto.getFloatData(0)}, shape));
        }
        variables.put(name, TorchScript.access(name));
    }

    private String value(String name) throws ExportException {
        String value = variables.get(name);
        if (value == null) {
            throw new ExportException("the graph uses " + name + " before it is computed");
        }
        return value;
    }

    private String values(NodeProto node) throws ExportException {
        StringBuilder all = new StringBuilder();
        for (String input : node.getInputList()) {
            all.append(all.isEmpty() ? "" : ", ").append(value(input));
        }
        return all.toString();
    }

    private static AttributeProto attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElse(AttributeProto.getDefaultInstance());
    }

    private static List<Long> list(NodeProto node, String name) {
        return attribute(node, name).getIntsList();
    }

    private static long integer(NodeProto node, String name, long otherwise) {
        AttributeProto attribute = attribute(node, name);
        return attribute.hasI() ? attribute.getI() : otherwise;
    }

    private static String keep(NodeProto node) {
        return (integer(node, "keepdims", 1) == 1 ? "True" : "False") + ")";
    }
}
