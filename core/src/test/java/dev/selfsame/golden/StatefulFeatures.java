package dev.selfsame.golden;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.GivenFeatureDraws;
import dev.selfsame.loss.LeJepaLoss;
import dev.selfsame.loss.SigReg;
import dev.selfsame.loss.TiCoLoss;
import dev.selfsame.loss.VisRegLoss;
import dev.selfsame.loss.WMseLoss;
import dev.selfsame.nn.IterNorm;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Whitening2d;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The losses of golden cases that hold something from call to call, or draw at random. */
final class StatefulFeatures {
    private StatefulFeatures() {}

    static FeatureLoss tiCo(Arguments args, long dimensions) {
        TiCoLoss loss = new TiCoLoss((int) dimensions, args.number("beta", 0.9), args.number("rho", 8), Replicas.ONE);
        return FeatureLoss.withState(loss, in -> {
            loss.update(in.on("update_covariance_matrix"));
            return FeatureLoss.total(loss.apply(in.one("z0"), in.one("z1")));
        });
    }

    static FeatureLoss wMse(Arguments args) {
        int views = args.integer("num_samples", 2);
        args.requireText("loss_fn", "norm_mse_loss"); // ours has no other
        WMseLoss.Config config = new WMseLoss.Config(
                args.integer("embedding_dim", 128),
                args.integer("w_size", 256),
                args.integer("w_iter", 1),
                args.number("momentum", 0.01),
                args.number("eps", 0),
                args.on("track_running_stats", true));
        WMseLoss loss = new WMseLoss(config, 0, Replicas.ONE);
        return FeatureLoss.withState(
                loss,
                in -> FeatureLoss.total(GivenFeatureDraws.wMse(
                        loss,
                        in.cut("input", views),
                        in.list("permutations").stream().map(Tensor::toInts).toList())));
    }

    static FeatureLoss whitening(Arguments args) {
        Whitening2d layer = new Whitening2d(
                args.integer("num_features", 0),
                args.number("momentum", 0.01),
                args.number("eps", 0),
                args.on("track_running_stats", true));
        return layer(layer);
    }

    static FeatureLoss iterNorm(Arguments args) {
        return layer(new IterNorm(
                args.integer("num_features", 0),
                args.integer("num_groups", 64),
                args.integer("T", 5),
                args.number("eps", 1e-5),
                args.number("momentum", 0.1)));
    }

    /** The loss of a layer is the sum of its output times v. */
    private static FeatureLoss layer(Layer layer) {
        return FeatureLoss.withState(layer, in -> {
            layer.training(in.on("training"));
            Tensor output = layer.forward(in.one("x"));
            return Map.of("output", output, "loss", output.mul(in.one("v")).sum());
        });
    }

    static FeatureLoss sigReg(Arguments args) {
        SigReg loss = new SigReg(
                new SigReg.Config(
                        args.integer("knots", 17), args.number("t_max", 3), args.integer("num_vectors", 1024)),
                0,
                Replicas.ONE);
        return FeatureLoss.withState(
                loss, in -> FeatureLoss.total(GivenFeatureDraws.sigReg(loss, in.one("proj"), in.one("directions"))));
    }

    static FeatureLoss leJepa(Arguments args) {
        SigReg.Config config = new SigReg.Config(
                args.integer("sigreg_knots", 17),
                args.number("sigreg_t_max", 3),
                args.integer("sigreg_num_vectors", 1024));
        LeJepaLoss loss = new LeJepaLoss(args.number("lambda_param", 0.05), new SigReg(config, 0, Replicas.ONE));
        return FeatureLoss.withState(loss, in -> {
            List<Tensor> globals = in.along("global_proj", 0);
            List<Tensor> locals = in.along("local_proj", 0);
            Map<String, Tensor> results = new LinkedHashMap<>(
                    FeatureLoss.total(GivenFeatureDraws.leJepa(loss, globals, locals, in.one("directions"))));
            try (LeJepaLoss half = new LeJepaLoss(0.5, new SigReg(config, 0, Replicas.ONE))) {
                GivenFeatureDraws.leJepa(half, globals, locals, in.one("directions"))
                        .terms()
                        .forEach((name, value) -> results.put(name, value.mul(2)));
            }
            return results;
        });
    }

    static FeatureLoss visReg(Arguments args) {
        int slices = args.integer("num_slices", 4096);
        double eps = args.number("eps", 1e-4);
        VisRegLoss loss = new VisRegLoss(
                new VisRegLoss.Config(
                        args.number("lambda_param", 0.9),
                        slices,
                        args.number("lambda_scale", 1),
                        args.number("lambda_shape", 1),
                        args.number("lambda_center", 1),
                        eps),
                0,
                Replicas.ONE);
        return FeatureLoss.withState(loss, in -> {
            List<Tensor> globals = in.along("global_proj", 0);
            List<Tensor> locals = in.along("local_proj", 0);
            Map<String, Tensor> results = new LinkedHashMap<>(
                    FeatureLoss.total(GivenFeatureDraws.visReg(loss, globals, locals, in.one("slices"))));
            VisRegLoss.Config even = new VisRegLoss.Config(0.5, slices, 1, 1, 1, eps);
            try (VisRegLoss half = new VisRegLoss(even, 0, Replicas.ONE)) {
                GivenFeatureDraws.visReg(half, globals, locals, in.one("slices"))
                        .terms()
                        .forEach((name, value) -> results.put(name, value.mul(2)));
            }
            return results;
        });
    }
}
