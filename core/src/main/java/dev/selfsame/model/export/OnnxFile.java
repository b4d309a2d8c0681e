package dev.selfsame.model.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.selfsame.data.AtomicFile;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorBytes;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX model on disk. The weights are written one by one, so that a large network needs no second copy of itself in
 * Java's heap; equal models give equal bytes.
 */
final class OnnxFile {
    /** What a protobuf message can hold. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private OnnxFile() {}

    /**
     * Writes a model.
     *
     * @param graph without its weights
     * @param weights float32, by the names that the graph has for them
     * @param metadata strings by name
     * @throws ExportException if it has 2 GiB or more
     */
    static void write(Path path, GraphProto graph, Map<String, Tensor> weights, int opset, Map<String, String> metadata)
            throws IOException {
        Map<TensorProto, Tensor> initializers = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> initializers.put(head(name, tensor), tensor));
        long size = graph.getSerializedSize();
        for (TensorProto head : initializers.keySet()) {
            long bytes = size(head);
            size += CodedOutputStream.computeTagSize(GraphProto.INITIALIZER_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt64SizeNoTag(bytes)
                    + bytes;
        }
        if (size > MOST_BYTES - (1 << 20)) {
            throw new ExportException("the network has " + (size >> 20)
                    + " MiB of weights; an ONNX file holds less than 2 GiB: export it to torchscript");
        }
        try (AtomicFile file = AtomicFile.create(path)) {
            CodedOutputStream out = CodedOutputStream.newInstance(file.stream(), 1 << 16);
            frame(opset, metadata).writeTo(out);
            out.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt64NoTag(size);
            graph.writeTo(out);
            for (Map.Entry<TensorProto, Tensor> one : initializers.entrySet()) {
                out.writeTag(GraphProto.INITIALIZER_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt64NoTag(size(one.getKey()));
                one.getKey().writeTo(out);
                out.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt64NoTag(bytes(one.getKey()));
                TensorBytes.forEachChunk(one.getValue(), bytes -> out.writeRawBytes(bytes));
            }
            out.flush();
            file.commit();
        }
    }

    /** Reads a model; its weights lie in the file, which must stay as it is meanwhile. */
    static ModelProto read(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MappedByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(all).newCodedInput();
            in.enableAliasing(true);
            return ModelProto.parseFrom(in);
        }
    }

    /**
     * What a graph says of its images or its embeddings.
     *
     * @param type {@link OnnxNodes#FLOAT} or another of ONNX's numbers
     * @param sides numbers, or the names of those that may differ
     */
    static ValueInfoProto value(String name, int type, Object... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object side : sides) {
            TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
            if (side instanceof Integer length) {
                dimension.setDimValue(length);
            } else {
                dimension.setDimParam(side.toString());
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    private static ModelProto frame(int opset, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(opset < 19 ? 8 : opset < 21 ? 9 : 10) // as ONNX's table of versions pairs them
                .setProducerName("selfsame")
                .setProducerVersion(metadata.getOrDefault("selfsame-version", ""))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.buildPartial();
    }

    private static TensorProto head(String name, Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT32) {
            throw new IllegalArgumentException("weights are exported as float32, " + name + " is " + tensor.dtype());
        }
        TensorProto.Builder head = TensorProto.newBuilder().setName(name).setDataType(OnnxNodes.FLOAT);
        for (long side : tensor.shape()) {
            head.addDims(side);
        }
        return head.build();
    }

    private static long bytes(TensorProto head) {
        return head.getDimsList().stream().reduce((long) Float.BYTES, (a, b) -> a * b);
    }

    private static long size(TensorProto head) {
        long bytes = bytes(head);
        return head.getSerializedSize()
                + CodedOutputStream.computeTagSize(TensorProto.RAW_DATA_FIELD_NUMBER)
                + CodedOutputStream.computeUInt64SizeNoTag(bytes)
                + bytes;
    }
}
