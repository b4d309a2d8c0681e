package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.CapiLoss;
import dev.selfsame.loss.ClusterParts;
import dev.selfsame.loss.DetConBLoss;
import dev.selfsame.loss.DetConSLoss;
import dev.selfsame.loss.DinoLoss;
import dev.selfsame.loss.IbotPatch;
import dev.selfsame.loss.IbotPlusPlusPatch;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MsnLoss;
import dev.selfsame.loss.PatchKernelAlignment;
import dev.selfsame.loss.PmsnLoss;
import dev.selfsame.loss.Sinkhorn;
import dev.selfsame.loss.SwavLoss;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Our counterparts of Lightly's clustering losses and of their parts, by Lightly's names and arguments. */
final class ClusterLosses {
    private ClusterLosses() {}

    /** What a case is about: a loss, with state or without, and results that it gives apart; null for what it lacks. */
    record Subject(Function<CaseInputs, Loss> loss, BiFunction<String, CaseInputs, List<Tensor>> parts, Module module)
            implements AutoCloseable {
        Loss apply(CaseInputs inputs) {
            return loss.apply(inputs);
        }

        List<Tensor> part(String name, CaseInputs inputs) {
            return parts == null ? null : parts.apply(name, inputs);
        }

        Tensor state(String name) {
            Tensor buffer = module.buffers().get(name);
            assertNotNull(buffer, "no buffer " + name);
            return buffer;
        }

        /** Converts what it holds, and gives it the state with which the case begins. */
        void start(JsonNode goldenCase, DType dtype) {
            if (module != null) {
                module.to(dtype);
                Golden.load(goldenCase, module);
            }
        }

        @Override
        public void close() {
            if (module != null) {
                module.close();
            }
        }
    }

    static Subject of(JsonNode goldenCase) {
        Args args = new Args(goldenCase.path("args"));
        return switch (goldenCase.get("target").asText()) {
            case "SwaVLoss" -> swav(args);
            case "DINOLoss" -> dino(args, goldenCase.path("teacher_temp_schedule"));
            case "IBOTPatchLoss" -> ibot(args);
            case "IBOTPlusPlusPatchLoss" -> ibotPlusPlus(args);
            case "MSNLoss" -> msn(args);
            case "PMSNLoss", "PMSNCustomLoss" -> pmsn(args);
            case "CAPILoss" -> capi(args);
            case "DetConSLoss", "DetConBLoss" ->
                detCon(args, goldenCase.get("target").asText());
            case "PatchKernelAlignmentLoss" -> alignment(args);
            case "roi_resample_to_grid" -> roi(args);
            default -> part(goldenCase.get("target").asText(), args);
        };
    }

    private static Subject swav(Args args) {
        args.allow("temperature", "sinkhorn_iterations", "sinkhorn_epsilon");
        SwavLoss usual = new SwavLoss();
        SwavLoss loss = new SwavLoss(
                args.number("temperature", usual.temperature()),
                args.number("sinkhorn_epsilon", usual.epsilon()),
                args.whole("sinkhorn_iterations", usual.iterations()),
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(
                        in.list("high_resolution_outputs"),
                        in.list("low_resolution_outputs"),
                        in.list("queue_outputs")),
                (name, in) -> name.equals("codes") ? codes(loss, in) : null,
                null);
    }

    private static List<Tensor> codes(SwavLoss loss, CaseInputs in) {
        List<Tensor> high = in.list("high_resolution_outputs");
        List<Tensor> queue = in.list("queue_outputs");
        Sinkhorn sinkhorn = new Sinkhorn(loss.iterations(), Replicas.ONE);
        List<Tensor> codes = new ArrayList<>();
        for (int i = 0; i < high.size(); i++) {
            Tensor rows = queue.isEmpty() ? high.get(i) : Tensor.cat(List.of(high.get(i), queue.get(i)), 0);
            codes.add(sinkhorn.ofScores(rows, loss.epsilon())
                    .narrow(0, 0, high.get(i).size(0)));
        }
        return codes;
    }

    private static Subject dino(Args args, JsonNode schedule) {
        args.allow(
                "output_dim",
                "warmup_teacher_temp",
                "teacher_temp",
                "warmup_teacher_temp_epochs",
                "student_temp",
                "center_momentum",
                "center_mode");
        args.requireMean();
        DinoLoss loss = new DinoLoss(
                args.whole("output_dim", 65536),
                args.number("warmup_teacher_temp", 0.04),
                args.number("teacher_temp", 0.04),
                args.whole("warmup_teacher_temp_epochs", 30),
                args.number("student_temp", 0.1),
                args.number("center_momentum", 0.9),
                Replicas.ONE);
        for (int epoch = 0; epoch < schedule.size(); epoch++) {
            assertEquals(Golden.number(schedule.get(epoch)), loss.temperature(epoch), 1e-15);
        }
        return new Subject(in -> dino(loss, in), null, loss);
    }

    private static Loss dino(DinoLoss loss, CaseInputs in) {
        List<Tensor> teacher = in.list("teacher_out");
        List<Tensor> student = in.list("student_out");
        if (in.hasNumber("teacher_temp")) {
            return loss.apply(teacher, student, in.number("teacher_temp", 0));
        }
        return in.hasNumber("epoch")
                ? loss.apply(teacher, student, loss.temperature((int) in.number("epoch", 0)))
                : loss.apply(teacher, student);
    }

    private static Subject ibot(Args args) {
        args.allow("output_dim", "teacher_temp", "student_temp", "center_mode", "center_momentum");
        args.requireMean();
        double temperature = args.number("teacher_temp", 0.04);
        IbotPatch loss = new IbotPatch(
                args.whole("output_dim", 65536),
                temperature,
                args.number("student_temp", 0.1),
                args.number("center_momentum", 0.9),
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(
                        in.get("teacher_out"),
                        in.get("student_out"),
                        in.get("mask"),
                        in.number("teacher_temp", temperature)),
                null,
                loss);
    }

    private static Subject ibotPlusPlus(Args args) {
        args.allow("output_dim", "teacher_temp", "student_temp", "center_mode", "center_momentum");
        args.requireMean();
        double temperature = args.number("teacher_temp", 0.04);
        IbotPlusPlusPatch loss = new IbotPlusPlusPatch(
                args.whole("output_dim", 65536),
                temperature,
                args.number("student_temp", 0.1),
                args.number("center_momentum", 0.9),
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(
                        in.get("teacher_out"),
                        in.get("student_out"),
                        in.get("mask"),
                        in.number("visible_loss_weight", 1),
                        in.number("teacher_temp", temperature)),
                null,
                loss);
    }

    private static Subject msn(Args args) {
        args.allow("temperature", "sinkhorn_iterations", "regularization_weight", "me_max_weight");
        MsnLoss usual = new MsnLoss();
        MsnLoss loss = new MsnLoss(
                args.number("temperature", usual.temperature()),
                args.whole("sinkhorn_iterations", usual.iterations()),
                args.number("me_max_weight", args.number("regularization_weight", usual.regularization())),
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(
                        in.get("anchors"),
                        in.get("targets"),
                        in.get("prototypes"),
                        in.number("target_sharpen_temperature", MsnLoss.SHARPENING)),
                null,
                null);
    }

    /** Lightly's divergence is the other way round; {@code PmsnLossTest} shows both. */
    private static Subject pmsn(Args args) {
        args.allow(
                "temperature",
                "sinkhorn_iterations",
                "regularization_weight",
                "power_law_exponent",
                "target_distribution");
        PmsnLoss usual = new PmsnLoss();
        PmsnLoss.Prior prior = args.has("target_distribution")
                ? prior(args.nodes.get("target_distribution"))
                : new PmsnLoss.PowerLaw(args.number("power_law_exponent", 0.25));
        PmsnLoss loss = new PmsnLoss(
                args.number("temperature", usual.temperature()),
                args.whole("sinkhorn_iterations", usual.iterations()),
                args.number("regularization_weight", usual.regularization()),
                prior,
                PmsnLoss.Divergence.FROM_PRIOR,
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(
                        in.get("anchors"),
                        in.get("targets"),
                        in.get("prototypes"),
                        in.number("target_sharpen_temperature", MsnLoss.SHARPENING)),
                null,
                null);
    }

    /** A distribution given by its values, or by the text of a formula. */
    private static PmsnLoss.Prior prior(JsonNode distribution) {
        return mean -> {
            int count = (int) mean.count();
            double[] values = distribution.isTextual()
                    ? Formula.values(distribution.asText(), count)
                    : Golden.numbers(distribution);
            return Tensor.of(values, values.length).to(mean.dtype());
        };
    }

    private static Subject capi(Args args) {
        args.allow("teacher_temperature", "student_temperature", "sinkhorn_iterations");
        CapiLoss usual = new CapiLoss();
        CapiLoss loss = new CapiLoss(
                args.number("teacher_temperature", usual.teacherTemperature()),
                args.number("student_temperature", usual.studentTemperature()),
                args.whole("sinkhorn_iterations", usual.iterations()),
                Replicas.ONE);
        return new Subject(
                in -> loss.apply(in.get("teacher_logits"), in.get("student_logits"), in.get("teacher_index")),
                null,
                null);
    }

    private static Subject detCon(Args args, String target) {
        args.allow("temperature");
        double temperature = args.number("temperature", new DetConSLoss().temperature());
        DetConSLoss s = new DetConSLoss(temperature, Replicas.ONE);
        DetConBLoss b = new DetConBLoss(temperature, Replicas.ONE);
        return new Subject(
                target.equals("DetConSLoss")
                        ? in -> s.apply(in.get("view0"), in.get("view1"), in.get("mask_view0"), in.get("mask_view1"))
                        : in -> b.apply(
                                List.of(in.get("pred_view0"), in.get("pred_view1")),
                                List.of(in.get("target_view0"), in.get("target_view1")),
                                List.of(in.get("mask_view0"), in.get("mask_view1"))),
                null,
                null);
    }

    private static Subject alignment(Args args) {
        args.allow("max_tokens");
        PatchKernelAlignment loss =
                new PatchKernelAlignment(args.whole("max_tokens", Integer.MAX_VALUE), 1, Replicas.ONE);
        return new Subject(
                in -> ClusterParts.alignment(
                        loss, in.get("student_features"), in.get("teacher_features"), in.get("mask"), in.get("scores")),
                null,
                loss);
    }

    private static Subject roi(Args args) {
        args.allow("out_h", "out_w");
        Function<CaseInputs, Tensor> output = in -> PatchKernelAlignment.resampleToGrid(
                in.get("feature_map"), in.get("boxes"), args.whole("out_h", 0), args.whole("out_w", 0));
        return new Subject(
                in -> Loss.of("sum", output.apply(in).mul(in.get("v")).sum()),
                (name, in) -> name.equals("output") ? List.of(output.apply(in)) : null,
                null);
    }

    /** What is no loss: it has a {@code result}. */
    private static Subject part(String target, Args args) {
        args.allow("iterations", "epsilon", "temperature", "size", "exponent");
        Sinkhorn sinkhorn = new Sinkhorn(args.whole("iterations", new Sinkhorn().iterations()), Replicas.ONE);
        Function<CaseInputs, Tensor> result =
                switch (target) {
                    case "swav_loss.sinkhorn" ->
                        in -> sinkhorn.ofScores(in.get("out"), args.number("epsilon", new SwavLoss().epsilon()));
                    case "msn_loss.sinkhorn" ->
                        in -> sinkhorn.ofLogProbabilities(
                                in.get("probabilities").log());
                    case "capi_loss.sinkhorn_knopp" ->
                        in -> sinkhorn.positionwise(in.get("logits"), args.number("epsilon", 1e-8));
                    case "msn_loss.sharpen" ->
                        in -> ClusterParts.sharpened(in.get("probabilities"), args.number("temperature", 0.25));
                    case "msn_loss.prototype_probabilities" ->
                        in -> ClusterParts.assignments(
                                in.get("queries"), in.get("prototypes"), args.number("temperature", 0.1));
                    case "pmsn_loss._power_law_distribution" ->
                        in -> new PmsnLoss.PowerLaw(args.number("exponent", 0.25))
                                .of(Tensor.zeros(DType.FLOAT64, args.whole("size", 0)));
                    default -> throw new AssertionError("no counterpart for the target " + target);
                };
        return new Subject(in -> null, (name, in) -> name.equals("result") ? List.of(result.apply(in)) : null, null);
    }

    /** Lightly's arguments. */
    private record Args(JsonNode nodes) {
        /** Fails on an argument that isn't among the names, unless it is off. */
        void allow(String... names) {
            for (Iterator<String> given = nodes.fieldNames(); given.hasNext(); ) {
                String name = given.next();
                boolean off = name.contains("gather_distributed");
                if (!off && !Set.of(names).contains(name)) {
                    fail("no counterpart for the argument " + name);
                }
            }
        }

        /** Ours has one way to centre and no argument for it. */
        void requireMean() {
            if (has("center_mode") && !text("center_mode").equals("mean")) {
                throw new IllegalArgumentException("no counterpart for centring by the " + text("center_mode"));
            }
        }

        boolean has(String name) {
            return nodes.has(name) && !nodes.get(name).isNull();
        }

        String text(String name) {
            return nodes.get(name).asText();
        }

        double number(String name, double otherwise) {
            return has(name) ? Golden.number(nodes.get(name)) : otherwise;
        }

        int whole(String name, int otherwise) {
            return (int) number(name, otherwise);
        }
    }
}
