package dev.selfsame.model.export;

import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorException;
import dev.selfsame.tensor.TorchScript;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Compares what was written, loaded again, with the encoder. For use inside a scope. */
final class SelfCheck {
    /** The largest difference, as a share of the largest value, that is float32's rounding. */
    private static final double ROUNDING = 1e-4;

    /** The same where images are resized: a pixel in many is rounded to the other side. */
    private static final double RESIZING = 2e-2;

    private final ExportOptions options;
    private final List<Tensor> inputs;
    private final Tensor expected;
    private double largestDifference;

    private SelfCheck(ExportOptions options, List<Tensor> inputs, Tensor expected) {
        this.options = options;
        this.inputs = inputs;
        this.expected = expected;
    }

    static SelfCheck of(Backbone backbone, ExportOptions options, CheckImages images) {
        Device device = backbone.state().values().iterator().next().device();
        Tensor features = backbone.forward(images.seen().to(device)).to(Device.CPU);
        Tensor expected = options.unitLength() ? Norm.l2(features, -1, EncoderGraph.LEAST_LENGTH) : features;
        return new SelfCheck(options, images.inputs(options.input()), expected);
    }

    /** Takes a program, which it closes. */
    void compare(TorchScript program) throws ExportException {
        try (program) {
            compare(program::forward);
        } catch (TensorException e) {
            throw new ExportException("what was written does not run: " + e.getMessage(), e);
        }
    }

    /** Image by image, and all at once where they are of one size. */
    void compare(UnaryOperator<Tensor> network) {
        for (int i = 0; i < inputs.size(); i++) {
            note(network.apply(inputs.get(i)), expected.narrow(0, i, 1));
        }
        if (options.input() != ExportInput.RESIZE) {
            note(network.apply(Tensor.cat(inputs, 0)), expected);
        }
    }

    private void note(Tensor got, Tensor wanted) {
        double difference = got.sub(wanted).abs().flatten(0).max(0, false).item();
        largestDifference = Math.max(largestDifference, difference); // NaN stays
    }

    /**
     * What came out.
     *
     * @throws ExportException if it is too far off
     */
    Exported result(Path target) throws ExportException {
        double largest = expected.abs().flatten(0).max(0, false).item();
        double bound = (options.input() == ExportInput.RESIZE ? RESIZING : ROUNDING) * largest;
        if (!(largestDifference <= bound)) {
            throw new ExportException("what was written as " + options.format() + " does not compute the same as the"
                    + " encoder: values differ by up to " + largestDifference + " of at most " + largest
                    + "; nothing was kept");
        }
        return new Exported(target, options, inputs.size(), largestDifference, largest);
    }
}
