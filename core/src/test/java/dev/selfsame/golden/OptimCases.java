package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.optim.CosineSchedule;
import dev.selfsame.optim.CosineWarmupSchedule;
import dev.selfsame.optim.Lars;
import dev.selfsame.optim.LinearWarmupSchedule;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToDoubleFunction;

/** The golden groups {@code lars} and {@code schedules}. */
final class OptimCases {
    private OptimCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        boolean lars = goldenCase.get("target").asText().equals("LARS");
        if (goldenCase.get("expected").has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> {
                if (lars) {
                    larsOfOne(goldenCase.get("args"));
                } else {
                    LongToDoubleFunction schedule = values(goldenCase);
                    for (double step : raisingSteps(goldenCase)) {
                        schedule.applyAsDouble((long) step);
                    }
                }
            });
        } else if (lars) {
            for (DType dtype : Golden.PRECISIONS) {
                try (Scope scope = new Scope()) {
                    checkLars(goldenCase, dtype);
                }
            }
        } else {
            checkSchedule(goldenCase);
        }
    }

    /** The step of a call that raises; where several are given, one of them does. */
    private static double[] raisingSteps(JsonNode goldenCase) {
        for (String name : List.of("steps", "epochs")) {
            if (goldenCase.path("inputs").has(name)) {
                return Golden.numbers(goldenCase.get("inputs").get(name));
            }
        }
        return new double[] {goldenCase.get("args").path("step").asDouble()};
    }

    // ---- schedules ----

    private static void checkSchedule(JsonNode goldenCase) {
        LongToDoubleFunction schedule = values(goldenCase);
        boolean scheduler = goldenCase.get("target").asText().equals("CosineWarmupScheduler");
        double[] expected = Golden.numbers(goldenCase.get("expected").get(scheduler ? "lr" : "values"));
        double[] steps = Golden.numbers(goldenCase.get("inputs").get(scheduler ? "epochs" : "steps"));
        double[] ours = new double[steps.length];
        for (int i = 0; i < ours.length; i++) {
            ours[i] = schedule.applyAsDouble((long) steps[i]);
        }
        Golden.assertClose("values", expected, ours, DType.FLOAT64, 0);
    }

    private static LongToDoubleFunction values(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        long maxSteps = args.path("max_steps").asLong();
        switch (goldenCase.get("target").asText()) {
            case "cosine_schedule" -> {
                CosineSchedule schedule = new CosineSchedule(
                        Golden.number(args.get("start_value")), Golden.number(args.get("end_value")), period(args));
                return step -> schedule.value(step, maxSteps);
            }
            case "cosine_warmup_schedule" -> {
                CosineWarmupSchedule schedule = new CosineWarmupSchedule(
                        Golden.number(args.get("start_value")),
                        Golden.number(args.get("end_value")),
                        args.get("warmup_steps").asLong(),
                        argument(args, "warmup_start_value", 0),
                        args.hasNonNull("warmup_end_value") ? Golden.number(args.get("warmup_end_value")) : null,
                        period(args));
                return step -> schedule.value(step, maxSteps);
            }
            case "linear_warmup_schedule" -> {
                LinearWarmupSchedule schedule = new LinearWarmupSchedule(
                        args.get("warmup_steps").asLong(),
                        Golden.number(args.get("start_value")),
                        Golden.number(args.get("end_value")));
                return schedule::value;
            }
            case "CosineWarmupScheduler" -> { // factors of the base learning rate, from 1 to 0.001 by default
                CosineWarmupSchedule schedule = new CosineWarmupSchedule(
                        argument(args, "start_value", 1),
                        argument(args, "end_value", 0.001),
                        args.get("warmup_epochs").asLong(),
                        argument(args, "warmup_start_value", 0),
                        args.hasNonNull("warmup_end_value") ? Golden.number(args.get("warmup_end_value")) : null,
                        period(args));
                return epoch -> Golden.number(args.get("base_lr"))
                        * schedule.value(epoch, args.get("max_epochs").asLong());
            }
            default -> throw new AssertionError("no schedule for the target " + goldenCase.get("target"));
        }
    }

    private static Long period(JsonNode args) {
        return args.hasNonNull("period") ? args.get("period").asLong() : null;
    }

    // ---- LARS ----

    private static void checkLars(JsonNode goldenCase, DType dtype) {
        JsonNode args = goldenCase.get("args");
        List<Tensor> parameters = new ArrayList<>();
        for (JsonNode node : goldenCase.get("inputs").get("parameters")) {
            parameters.add(Golden.tensor(node, dtype).requireGradient(true));
        }
        double error = Golden.float32Error(goldenCase, "parameters_after_each_step");
        JsonNode expected = goldenCase.get("expected").get("parameters_after_each_step");
        JsonNode gradients = goldenCase.get("inputs").get("gradients");
        try (Lars lars = new Lars(groups(goldenCase, parameters), config(args))) {
            for (int step = 0; step < gradients.size(); step++) {
                lars.clearGradients();
                for (int i = 0; i < parameters.size(); i++) {
                    parameters.get(i).backward(Golden.tensor(gradients.get(step).get(i), dtype));
                }
                lars.step(args.get("lr").asDouble());
                for (int i = 0; i < parameters.size(); i++) {
                    JsonNode node = expected.get(step).get(i);
                    assertArrayEquals(Golden.shape(node), parameters.get(i).shape());
                    Golden.assertClose(
                            "parameter " + i + " after step " + step,
                            Golden.numbers(node),
                            parameters.get(i).detach().toDoubles(),
                            dtype,
                            error);
                }
            }
        }
    }

    /** Lightly rescales exactly the groups with weight decay. */
    private static List<ParameterGroup> groups(JsonNode goldenCase, List<Tensor> parameters) {
        JsonNode args = goldenCase.get("args");
        double decay = argument(args, "weight_decay", 0);
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            all.put("p" + i, parameters.get(i));
        }
        JsonNode described = goldenCase.path("inputs").path("param_groups");
        described = described.isMissingNode() ? goldenCase.path("param_groups") : described;
        if (described.isMissingNode()) {
            return List.of(new ParameterGroup("all", all, 1, decay, decay != 0));
        }
        List<ParameterGroup> groups = new ArrayList<>();
        for (JsonNode node : described) {
            Map<String, Tensor> some = new LinkedHashMap<>();
            for (JsonNode index : node.get("parameters")) {
                some.put("p" + index.asInt(), parameters.get(index.asInt()));
            }
            node.fieldNames()
                    .forEachRemaining(name -> assertTrue(
                            Set.of("parameters", "weight_decay", "lr").contains(name),
                            "no counterpart for the " + name + " of a group of parameters, so it isn't compared"));
            double own = argument(node, "weight_decay", decay);
            double scale = argument(node, "lr", args.get("lr").asDouble())
                    / args.get("lr").asDouble();
            groups.add(new ParameterGroup("group" + groups.size(), some, scale, own, own != 0));
        }
        return groups;
    }

    private static Lars.Config config(JsonNode args) {
        return new Lars.Config(
                argument(args, "momentum", 0),
                argument(args, "dampening", 0),
                args.path("nesterov").asBoolean(false),
                TrustRule.PAPER,
                argument(args, "trust_coefficient", Lars.Config.DEFAULT.trust()),
                argument(args, "eps", Lars.Config.DEFAULT.eps()));
    }

    /** What should be refused: where Lightly's constructor takes the learning rate, our step does. */
    private static void larsOfOne(JsonNode args) {
        try (Scope scope = new Scope()) {
            Map<String, Tensor> one = Map.of("p", Tensor.ones(DType.FLOAT32, 2));
            double decay = argument(args, "weight_decay", 0);
            try (Lars lars = new Lars(List.of(new ParameterGroup("all", one, 1, decay, true)), config(args))) {
                lars.step(args.get("lr").asDouble());
            }
        }
    }

    private static double argument(JsonNode args, String name, double otherwise) {
        return args.hasNonNull(name) ? Golden.number(args.get(name)) : otherwise;
    }
}
