package dev.selfsame.model.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The nodes of a graph in the order of computing; results are named v0, v1, …, constants c0, c1, …. */
final class OnnxNodes {
    /** ONNX's number for float32. */
    static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

    /** ONNX's number for bytes. */
    static final int UINT8 = TensorProto.DataType.UINT8_VALUE;

    /** ONNX's number for int64. */
    static final int INT64 = TensorProto.DataType.INT64_VALUE;

    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<TensorProto, String> constants = new LinkedHashMap<>();
    private int results;

    /** Adds an operation with one result, whose name it gives. */
    String add(String operator, List<String> inputs, AttributeProto... attributes) {
        String result = "v" + results++;
        nodes.add(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "_" + result)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(List.of(attributes))
                .build());
        return result;
    }

    /** A list of whole numbers, [n]; equal ones are the same. */
    String list(long... values) {
        return constant(TensorProto.newBuilder()
                .setDataType(INT64)
                .addDims(values.length)
                .addAllInt64Data(LongStream.of(values).boxed().toList())
                .build());
    }

    /** A whole number, []. */
    String scalar(long value) {
        return constant(
                TensorProto.newBuilder().setDataType(INT64).addInt64Data(value).build());
    }

    /** A number, []. */
    String real(double value) {
        return constant(TensorProto.newBuilder()
                .setDataType(FLOAT)
                .addFloatData((float) value)
                .build());
    }

    private String constant(TensorProto value) {
        String known = constants.get(value);
        if (known != null) {
            return known;
        }
        String name = "c" + constants.size();
        constants.put(value, name);
        nodes.add(NodeProto.newBuilder()
                .setOpType("Constant")
                .setName("Constant_" + name)
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(value))
                .build());
        return name;
    }

    /** Gives the last result another name. */
    void rename(String result, String name) {
        int last = nodes.size() - 1;
        NodeProto node = nodes.get(last);
        if (!node.getOutput(0).equals(result)) {
            throw new IllegalArgumentException("the network's result is not what it computes last");
        }
        nodes.set(last, node.toBuilder().setOutput(0, name).build());
    }

    /** All so far. */
    List<NodeProto> all() {
        return nodes;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    static AttributeProto number(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }
}
