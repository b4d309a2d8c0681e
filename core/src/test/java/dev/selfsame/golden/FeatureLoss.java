package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.All4OneLoss;
import dev.selfsame.loss.EmpSslLoss;
import dev.selfsame.loss.FroSslLoss;
import dev.selfsame.loss.KoLeo;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MmcrLoss;
import dev.selfsame.loss.VibCRegLoss;
import dev.selfsame.loss.VicRegLLoss;
import dev.selfsame.loss.VicRegLoss;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The loss of a golden case: what it computes from named inputs, under the golden file's names, and what it holds.
 *
 * @param formula the results by name, {@code loss} among them
 * @param module the loss where it has state
 */
record FeatureLoss(Function<FeatureInputs, Map<String, Tensor>> formula, Optional<Module> module)
        implements AutoCloseable {
    /** The loss that a case names, with its arguments; for sizes that Lightly finds out by itself it looks at inputs. */
    static FeatureLoss of(JsonNode goldenCase, FeatureInputs first) {
        Arguments args = new Arguments(goldenCase.path("args"));
        FeatureLoss loss =
                switch (goldenCase.get("target").asText()) {
                    case "VICRegLoss" -> vicReg(args);
                    case "VICRegLLoss" -> vicRegL(args);
                    case "VIbCRegLoss" -> vibCReg(args);
                    case "All4OneLoss" -> all4One(args);
                    case "TiCoLoss" ->
                        StatefulFeatures.tiCo(
                                args,
                                first.list("z0").isEmpty() ? 1 : first.one("z0").size(-1));
                    case "WMSELoss" -> StatefulFeatures.wMse(args);
                    case "Whitening2d" -> StatefulFeatures.whitening(args);
                    case "IterNorm" -> StatefulFeatures.iterNorm(args);
                    case "FroSSLLoss" -> froSsl(args);
                    case "MMCRLoss" -> mmcr(args);
                    case "EMPSSLLoss" -> empSsl(args);
                    case "KoLeoLoss" -> koLeo(args);
                    case "SIGReg" -> StatefulFeatures.sigReg(args);
                    case "LeJEPALoss" -> StatefulFeatures.leJepa(args);
                    case "VISRegLoss" -> StatefulFeatures.visReg(args);
                    default -> throw new AssertionError("no loss for the target " + goldenCase.get("target"));
                };
        args.requireAllRead();
        return loss;
    }

    Map<String, Tensor> apply(FeatureInputs inputs) {
        return formula.apply(inputs);
    }

    Map<String, Tensor> state() {
        return module.map(Module::state).orElse(Map.of());
    }

    /** Converts what it holds, and gives it the state with which the case begins. */
    void start(JsonNode goldenCase, DType dtype) {
        module.ifPresent(each -> {
            each.to(dtype);
            Golden.load(goldenCase, each);
        });
    }

    @Override
    public void close() {
        module.ifPresent(Module::close);
    }

    // ---- without state ----

    private static FeatureLoss vicReg(Arguments args) {
        double eps = args.number("eps", 1e-4);
        VicRegLoss loss = new VicRegLoss(
                args.number("lambda_param", 25),
                args.number("mu_param", 25),
                args.number("nu_param", 1),
                eps,
                Replicas.ONE);
        VicRegLoss parts = new VicRegLoss(1, 1, 1, eps, Replicas.ONE);
        return plain(in -> {
            Map<String, Tensor> results = new LinkedHashMap<>();
            results.put("loss", loss.apply(in.one("z0"), in.one("z1")).total());
            results.put("invariance", term(parts.apply(in.one("z0"), in.one("z1")), "invariance"));
            for (String z : List.of("z0", "z1")) {
                Loss twice = parts.apply(in.one(z), in.one(z));
                results.put("variance_" + z, term(twice, "variance"));
                results.put("covariance_" + z, term(twice, "covariance").mul(0.5));
            }
            return results;
        });
    }

    private static FeatureLoss vicRegL(Arguments args) {
        VicRegLoss vicReg = new VicRegLoss(
                args.number("lambda_param", 25),
                args.number("mu_param", 25),
                args.number("nu_param", 1),
                args.number("eps", 1e-4),
                Replicas.ONE);
        List<Integer> matches = args.integers("num_matches", List.of(20, 4));
        VicRegLLoss loss =
                new VicRegLLoss(vicReg, args.number("alpha", 0.75), all(matches.get(0)), all(matches.get(1)));
        return plain(in -> total(loss.apply(
                new VicRegLLoss.Views(
                        in.list("global_view_features"),
                        in.list("global_view_local_features"),
                        in.list("global_view_grids")),
                new VicRegLLoss.Views(
                        in.list("local_view_features"),
                        in.list("local_view_local_features"),
                        in.list("local_view_grids")))));
    }

    /** Lightly takes all matches for -1. */
    private static int all(int matches) {
        return matches < 0 ? Integer.MAX_VALUE : matches;
    }

    private static FeatureLoss vibCReg(Arguments args) {
        VibCRegLoss loss = new VibCRegLoss(
                args.number("sim_loss_weight", 25),
                args.number("var_loss_weight", 25),
                args.number("cov_loss_weight", 200),
                Replicas.ONE);
        VibCRegLoss parts = new VibCRegLoss(1, 1, 1, Replicas.ONE);
        return plain(in -> {
            Map<String, Tensor> results =
                    new LinkedHashMap<>(parts.apply(in.one("z0"), in.one("z1")).terms());
            results.put("loss", loss.apply(in.one("z0"), in.one("z1")).total());
            return results;
        });
    }

    private static FeatureLoss all4One(Arguments args) {
        double temperature = args.number("temperature", 0.2);
        All4OneLoss loss = new All4OneLoss(temperature, 0.1, 0.5, 0.5, 2.5, Replicas.ONE);
        All4OneLoss parts = new All4OneLoss(temperature, 0.1, 1, 1, 5, Replicas.ONE);
        return plain(in -> {
            All4OneLoss.View first = all4OneView(in, "1");
            All4OneLoss.View second = all4OneView(in, "2");
            Loss each = parts.apply(first, second);
            return Map.of(
                    "loss", loss.apply(first, second).total(),
                    "nnclr_loss", term(each, "neighbour"),
                    "att_nnclr_loss", term(each, "centroid"),
                    "feature_loss", term(each, "feature"));
        });
    }

    private static All4OneLoss.View all4OneView(FeatureInputs in, String view) {
        return new All4OneLoss.View(
                in.one("nn" + view),
                in.one("p" + view),
                in.one("rich_emb" + view),
                in.one("strange_emb" + view),
                in.one("z" + view),
                in.one("momentum_z" + view));
    }

    private static FeatureLoss froSsl(Arguments args) {
        FroSslLoss loss = new FroSslLoss(args.number("invariance_weight", 1), false, Replicas.ONE);
        return plain(in -> total(loss.apply(in.list("z_views"))));
    }

    private static FeatureLoss mmcr(Arguments args) {
        MmcrLoss loss = new MmcrLoss(args.number("lmda", 0.005), Replicas.ONE);
        return plain(in -> total(loss.apply(in.along("online", 1), in.along("momentum", 1))));
    }

    /** Lightly adds the coding rate, which the paper and ours subtract: its loss is ours with that sign turned. */
    private static FeatureLoss empSsl(Arguments args) {
        double weight = args.number("inv_coef", 200);
        double eps = args.number("tcr_eps", 0.2);
        EmpSslLoss loss = new EmpSslLoss(eps, weight, Replicas.ONE);
        EmpSslLoss parts = new EmpSslLoss(eps, 1, Replicas.ONE);
        return plain(in -> {
            Loss ours = loss.apply(in.list("z_views"));
            Tensor lightlys = term(ours, "invariance").sub(term(ours, "rate"));
            Tensor invariance = term(parts.apply(in.list("z_views")), "invariance");
            return Map.of("loss", lightlys, "tcr", term(ours, "rate").neg(), "invariance", invariance);
        });
    }

    private static FeatureLoss koLeo(Arguments args) {
        KoLeo loss = new KoLeo(args.number("p", 2), args.number("eps", 1e-8), Replicas.ONE);
        return plain(in -> total(loss.apply(in.one("x"))));
    }

    // ---- shared ----

    private static FeatureLoss plain(Function<FeatureInputs, Map<String, Tensor>> formula) {
        return new FeatureLoss(formula, Optional.empty());
    }

    static FeatureLoss withState(Module module, Function<FeatureInputs, Map<String, Tensor>> formula) {
        return new FeatureLoss(formula, Optional.of(module));
    }

    static Map<String, Tensor> total(Loss loss) {
        return Map.of("loss", loss.total());
    }

    private static Tensor term(Loss loss, String name) {
        return loss.terms().get(name);
    }
}
