package dev.selfsame.model.imported;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Vision transformers, called here as timm calls them. */
final class VisionTransformers implements Family {
    private static final VisionTransformers FAMILY = new VisionTransformers();

    private static final Map<Integer, String> SIZES =
            Map.of(192, "vit-tiny", 384, "vit-small", 768, "vit-base", 1024, "vit-large");

    /** Width of a head where nothing says another. */
    private static final int HEAD = 64;

    /** Heads of published networks that are not so wide, by the width of the network: ViT-H and what is as large. */
    private static final Map<Integer, Integer> HEADS = Map.of(1152, 16, 1280, 16, 1408, 16, 1664, 16);

    /** Where MoCo v3 has its networks, whose ViT-S has 12 heads instead of 6. */
    private static final Pattern MOCO_V3 = Pattern.compile("(.*\\.)?(base|momentum)_encoder\\.");

    private VisionTransformers() {}

    static List<Naming> namings() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("(?=(cls_token|reg_token|register_tokens|pos_embed)$)", "");
        own.put("(?=(patch_embed|blocks|norm|fc_norm|norm_pre)\\.)", "");
        Map<String, String> torchvision = new LinkedHashMap<>();
        String block = "encoder\\.layers\\.encoder_layer_(\\d+)\\.";
        torchvision.put("class_token$", "cls_token");
        torchvision.put("conv_proj\\.", "patch_embed.proj.");
        torchvision.put("encoder\\.pos_embedding$", "pos_embed");
        torchvision.put(block + "ln_1\\.", "blocks.$1.norm1.");
        torchvision.put(block + "ln_2\\.", "blocks.$1.norm2.");
        torchvision.put(block + "self_attention\\.in_proj_", "blocks.$1.attn.qkv.");
        torchvision.put(block + "self_attention\\.out_proj\\.", "blocks.$1.attn.proj.");
        torchvision.put(block + "mlp\\.(0|linear_1)\\.", "blocks.$1.mlp.fc1.");
        torchvision.put(block + "mlp\\.(3|linear_2)\\.", "blocks.$1.mlp.fc2.");
        torchvision.put("encoder\\.ln\\.", "norm.");
        torchvision.put("(?=encoder\\.)", "");
        return List.of(
                Naming.of(
                        "timm does",
                        FAMILY,
                        List.of("pos_embed", "patch_embed.proj.weight", "blocks.0.attn.qkv.weight"),
                        own),
                Naming.of(
                        "torchvision does",
                        FAMILY,
                        List.of(
                                "class_token",
                                "conv_proj.weight",
                                "encoder.pos_embedding",
                                "encoder.layers.encoder_layer_0.self_attention.in_proj_weight"),
                        torchvision));
    }

    @Override
    public Map<String, Object> architecture(Shapes shapes) {
        int width = shapes.side("patch_embed.proj.weight", 0);
        int heads = heads(shapes);
        if (heads == 0 && width % HEAD != 0) {
            throw new IllegalArgumentException("its width " + width + " is no multiple of " + HEAD
                    + ", so its heads can't be known: say them by #heads=N after the file's name");
        }
        if (shapes.has("register_tokens")) {
            throw new IllegalArgumentException(
                    "it has register tokens as its authors write them; timm's conversion of it can be read");
        }
        int patch = shapes.side("patch_embed.proj.weight", 2);
        boolean token = shapes.has("cls_token");
        int registers = shapes.has("reg_token") ? shapes.side("reg_token", 1) : 0;
        int places = shapes.side("pos_embed", 1);
        int prefix = (token ? 1 : 0) + registers;
        boolean prefixed = prefix > 0 && isSquare(places - prefix);
        if (!prefixed && !isSquare(places)) {
            throw new IllegalArgumentException("its pos_embed has " + places + " places, which are no square with "
                    + prefix + " tokens before them");
        }
        Map<String, Object> architecture = new LinkedHashMap<>();
        architecture.put("name", SIZES.getOrDefault(width, "vit-base"));
        architecture.put("image-size", patch * side(prefixed ? places - prefix : places));
        architecture.put("patch-size", patch);
        architecture.put("channels", shapes.side("patch_embed.proj.weight", 1));
        architecture.put("width", width);
        architecture.put("depth", shapes.count("blocks."));
        architecture.put("heads", heads > 0 ? heads : width / HEAD);
        architecture.put("mlp-ratio", shapes.side("blocks.0.mlp.fc1.weight", 0) / (double) width);
        architecture.put("class-token", token);
        architecture.put("registers", registers);
        architecture.put("pooling", shapes.has("fc_norm.weight") ? "average" : "token");
        architecture.put("prefix-positions", prefixed || prefix == 0);
        architecture.put("layer-scale", shapes.has("blocks.0.ls1.gamma") ? 1e-5 : 0.0);
        architecture.put("qkv-bias", shapes.has("blocks.0.attn.qkv.bias"));
        return architecture;
    }

    @Override
    public int heads(Shapes shapes) {
        if (shapes.heads() > 0) {
            return shapes.heads();
        }
        int width = shapes.side("patch_embed.proj.weight", 0);
        return width == 384 && MOCO_V3.matcher(shapes.prefix()).matches() ? 12 : HEADS.getOrDefault(width, 0);
    }

    private static boolean isSquare(int number) {
        return number > 0 && side(number) * side(number) == number;
    }

    private static int side(int square) {
        return (int) Math.rint(Math.sqrt(square));
    }

    @Override
    public int imageSize(Map<String, Object> architecture) {
        return architecture.get("image-size") instanceof Integer size ? size : 224;
    }
}
