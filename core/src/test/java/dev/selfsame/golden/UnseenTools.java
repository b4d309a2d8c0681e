package dev.selfsame.golden;

import static dev.selfsame.golden.Plain.dot;
import static dev.selfsame.golden.Plain.gaussian;
import static dev.selfsame.golden.Plain.golden;
import static dev.selfsame.golden.Plain.map;
import static dev.selfsame.golden.Plain.tensor;
import static dev.selfsame.golden.Plain.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Golden cases of networks, schedules, prototypes and images that no file of this library has. */
final class UnseenTools {
    private UnseenTools() {}

    /** Another network: its parameters move, its statistics and counter stay. */
    static Map<String, Object> momentum() {
        double m = 0.7;
        double[][] averages = {gaussian(1, 1, 10)[0], gaussian(2, 1, 5)[0], gaussian(3, 1, 5)[0], gaussian(4, 1, 15)[0]
        };
        List<Object> online = new ArrayList<>();
        List<Object> after = new ArrayList<>();
        double[][] moved = averages;
        for (int update = 0; update < 2; update++) {
            double[][] now = {
                gaussian(10 + update, 1, 10)[0],
                gaussian(20 + update, 1, 5)[0],
                gaussian(30 + update, 1, 5)[0],
                gaussian(40 + update, 1, 15)[0]
            };
            double[][] next = new double[4][];
            for (int i = 0; i < 4; i++) {
                next[i] = moved[i].clone();
                for (int j = 0; j < next[i].length && i != 2; j++) {
                    next[i][j] = m * moved[i][j] + (1 - m) * now[i][j];
                }
            }
            moved = next;
            online.add(List.copyOf(network(now, 9).values()));
            after.add(network(moved, 4));
        }
        return golden(
                "another_network",
                "update_momentum",
                map("m", m),
                map("ema", List.copyOf(network(averages, 4).values()), "online", online),
                map("ema_after_each_update", after));
    }

    private static Map<String, Object> network(double[][] values, int batches) {
        Map<String, Object> network = map(
                "body.0.weight", tensor(values[0], 5, 2),
                "body.1.bias", tensor(values[1], 5),
                "body.1.running_mean", tensor(values[2], 5),
                "body.1.num_batches_tracked", whole(new int[] {batches}),
                "head.weight", tensor(values[3], 3, 5));
        network.forEach((name, tensor) -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> named = (Map<String, Object>) tensor;
            named.put("name", name);
        });
        return network;
    }

    /** The factor goes round and round. */
    static Map<String, Object> scheduler() {
        int[] epochs = new int[12];
        double[] rates = new double[12];
        for (int i = 0; i < 12; i++) {
            epochs[i] = i;
            double wave = 0.1 - (0.1 - 1) * (Math.cos(2 * Math.PI * (i - 2) / 5) + 1) / 2;
            rates[i] = 0.4 * (i < 2 ? (i + 1) / 2.0 : wave);
        }
        return golden(
                "period_5",
                "CosineWarmupScheduler",
                map("base_lr", 0.4, "warmup_epochs", 2, "max_epochs", 12, "end_value", 0.1, "period", 5),
                map("epochs", epochs),
                map("lr", rates));
    }

    /** Prototypes that are frozen at first, at a step. */
    static Map<String, Object> prototypes() {
        double[][] x = gaussian(50, 4, 3);
        double[][] weight = gaussian(51, 2, 3);
        double[] bias = gaussian(52, 1, 2)[0];
        double[][] logits = new double[4][2];
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 2; k++) {
                logits[i][k] = dot(x[i], weight[k]) + bias[k];
            }
        }
        return golden(
                "frozen_at_a_step",
                "SwaVPrototypes",
                map("input_dim", 3, "n_prototypes", 2, "n_steps_frozen_prototypes", 7),
                map("x", tensor(x), "step", 3),
                map("logits", tensor(logits)),
                "init",
                map("heads.0.weight", tensor(weight), "heads.0.bias", tensor(bias, 2)));
    }

    // ---- masks ----

    /** Without arguments: 0.6 of four patches, the class token stays. */
    static Map<String, Object> mask() {
        return golden(
                "mask_of_defaults",
                "random_token_mask",
                map("size", List.of(1, 6)),
                map("noise", tensor(new double[] {0.5, 0.4, 0.9, 0.1, 0.7, 0.2}, 1, 6)),
                map(
                        "num_keep",
                        3,
                        "num_mask",
                        3,
                        "idx_keep",
                        whole(new int[] {0, 3, 5}, 1, 3),
                        "idx_mask",
                        whole(new int[] {1, 4, 2}, 1, 3)));
    }

    /** Without arguments: 0.75 of the squares of 4 by 4 patches, one token before them. */
    static Map<String, Object> gridMask() {
        int[] keep = new int[17];
        int[] hidden = new int[48];
        int[] order = {2, 3, 0, 1}; // by noise
        for (int i = 0; i < 64; i++) {
            int square = order[i / 16];
            int token = 1 + (square / 2 * 4 + i % 16 / 4) * 8 + square % 2 * 4 + i % 4;
            if (i < 16) {
                keep[i + 1] = token;
            } else {
                hidden[i - 16] = token;
            }
        }
        return golden(
                "grid_of_defaults",
                "random_grid_token_mask",
                map("size", List.of(1, 65)),
                map("noise", tensor(new double[] {0.6, 0.9, 0.1, 0.3}, 1, 4)),
                map("num_keep", 17, "num_mask", 48, "idx_keep", whole(keep, 1, 17), "idx_mask", whole(hidden, 1, 48)));
    }

    /** Nine patches to hide in squares of nine: one square an image, always. */
    static Map<String, Object> blockMask() {
        double share = 9 / 49.0;
        return golden(
                "squares_of_nine",
                "random_block_mask",
                map(
                        "size",
                        List.of(2, 7, 7),
                        "batch_mask_ratio",
                        1,
                        "min_image_mask_ratio",
                        0.19,
                        "max_image_mask_ratio",
                        0.19,
                        "min_num_masks_per_block",
                        9,
                        "min_block_aspect_ratio",
                        1),
                map("draws", 200),
                map(
                        "images_requested",
                        2,
                        "masked_images_max",
                        2,
                        "masked_ratio_mean",
                        share,
                        "masked_ratio_max",
                        share,
                        "quantile_levels",
                        new double[] {0.05, 0.5},
                        "masked_ratio_quantiles",
                        new double[] {share, share}));
    }

    /** 48 patches to hide in squares of at least 48, so of 49 at least: none fits. */
    static Map<String, Object> emptyMask() {
        return golden(
                "squares_that_never_fit",
                "random_block_mask",
                map(
                        "size",
                        List.of(2, 14, 14),
                        "batch_mask_ratio",
                        1,
                        "min_image_mask_ratio",
                        0.247,
                        "max_image_mask_ratio",
                        0.247,
                        "min_num_masks_per_block",
                        100,
                        "min_block_aspect_ratio",
                        1),
                map("draws", 20),
                map("images_requested", 2, "masked_images_max", 0));
    }

    // ---- tokens ----

    static List<Map<String, Object>> tokens() {
        double[] pixels = gaussian(60, 1, 16)[0];
        int[] order = {0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15};
        double[] patches = new double[16];
        for (int i = 0; i < 16; i++) {
            patches[i] = pixels[order[i]];
        }
        Map<String, Object> x = tensor(new double[] {1, 0, 0, 5}, 1, 2, 2);
        Map<String, Object> y = tensor(new double[] {0, 0.5, 9, 9, 0.25, 0}, 1, 3, 2);
        return List.of(
                golden(
                        "one_channel",
                        "patchify",
                        map("patch_size", 2),
                        map("images", tensor(pixels, 1, 1, 4, 4)),
                        map("patches", tensor(patches, 1, 4, 4))),
                golden(
                        "twice_as_wide",
                        "patchify",
                        map("patch_size", 2),
                        map("images", tensor(pixels, 1, 2, 2, 4)),
                        map("raises", "AssertionError: ", "raised_in", "call")),
                golden(
                        "index_of_two",
                        "most_similar_index",
                        map(),
                        map("x", x, "y", y),
                        map("result", whole(new int[] {2, 0}, 1, 2))),
                golden(
                        "values_of_two",
                        "select_most_similar",
                        map(),
                        map("x", x, "y", y, "y_values", tensor(new double[] {10, 11, 12}, 1, 3, 1)),
                        map("result", tensor(new double[] {12, 10}, 1, 2, 1))),
                golden(
                        "two_pairs",
                        "nearest_neighbors",
                        map("num_matches", 2),
                        map(
                                "input_maps", tensor(new double[] {1, 2, 3}, 1, 3, 1),
                                "candidate_maps", tensor(new double[] {10, 20}, 1, 2, 1),
                                "distances", tensor(new double[] {5, 4, 1, 7, 3, 2}, 1, 3, 2)),
                        map(
                                "input", tensor(new double[] {2, 3}, 1, 2, 1),
                                "candidate", tensor(new double[] {10, 20}, 1, 2, 1))),
                golden(
                        "norms_decay",
                        "get_weight_decay_parameters",
                        map("decay_norm", true),
                        map("modules", List.of("0 LayerNorm(3)", "1 Linear(3,2)")),
                        map("decay", List.of("0.weight", "0.bias", "1.weight"), "no_decay", List.of("1.bias"))));
    }

    // ---- images ----

    /** An image of one colour, with a pixel of another in the middle of a crop. */
    static Map<String, Object> augment() {
        int[] image = new int[8 * 12 * 3];
        Arrays.fill(image, 100);
        int[] cropped = new int[4 * 6 * 3];
        Arrays.fill(cropped, 100);
        image[(3 * 12 + 5) * 3] = 7;
        cropped[(1 * 6 + 2) * 3] = 7;
        int[] plain = new int[8 * 12 * 3];
        Arrays.fill(plain, 50);
        int[] small = new int[4 * 6 * 3];
        Arrays.fill(small, 50);
        int[] near = plain.clone();
        near[5] = 51;
        Map<String, Object> file = map("group", "augment", "pixels", bytes(image, 8, 12), "plain", bytes(plain, 8, 12));
        file.put("nine", bytes(threefold(1, 2, 3, 4, 5, 6, 7, 8, 9), 3, 3));
        file.put(
                "cases",
                List.of(
                        golden(
                                "center_of_two_sides",
                                "center_crop",
                                map("size", List.of(4, 6)),
                                map("on", "pixels"),
                                map("result", bytes(cropped, 4, 6))),
                        golden(
                                "shorter_side",
                                "resize",
                                map("size", 4, "interpolation", "bilinear"),
                                map("on", "plain"),
                                map("result", bytes(small, 4, 6))),
                        golden(
                                "one_level_beside",
                                "adjust_brightness",
                                map("factor", 1.0),
                                map("on", "plain"),
                                map("result", bytes(near, 8, 12))),
                        golden(
                                "an_eighth_of_a_turn",
                                "RandomRotate",
                                map("angle", 45),
                                map("on", "nine"),
                                map("result", bytes(threefold(2, 3, 6, 1, 5, 9, 4, 7, 8), 3, 3)))));
        return file;
    }

    /** Each sample in three channels. */
    private static int[] threefold(int... samples) {
        int[] all = new int[3 * samples.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = samples[i / 3];
        }
        return all;
    }

    private static Map<String, Object> bytes(int[] data, int height, int width) {
        return map("shape", new int[] {height, width, 3}, "data", data, "dtype", "uint8");
    }
}
