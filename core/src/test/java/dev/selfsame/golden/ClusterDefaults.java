package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.CapiLoss;
import dev.selfsame.loss.DetConBLoss;
import dev.selfsame.loss.DetConSLoss;
import dev.selfsame.loss.DinoLoss;
import dev.selfsame.loss.IbotPatch;
import dev.selfsame.loss.IbotPlusPlusPatch;
import dev.selfsame.loss.MsnLoss;
import dev.selfsame.loss.PatchKernelAlignment;
import dev.selfsame.loss.PmsnLoss;
import dev.selfsame.loss.SwavLoss;
import dev.selfsame.nn.Module;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the clustering losses of ours are without arguments, by the names of Lightly's. */
final class ClusterDefaults {
    private ClusterDefaults() {}

    static Map<String, Object> of(String target) {
        return switch (target) {
            case "SwaVLoss" -> swav();
            case "DINOLoss" -> dino();
            case "IBOTPatchLoss" -> patches(new IbotPatch(5));
            case "IBOTPlusPlusPatchLoss" -> patches(new IbotPlusPlusPatch(5));
            case "MSNLoss" -> msn();
            case "PMSNLoss", "PMSNCustomLoss" -> pmsn(target.equals("PMSNLoss"));
            case "CAPILoss" -> capi();
            case "DetConSLoss" -> detCon(new DetConSLoss().temperature(), new DetConSLoss().replicas());
            case "DetConBLoss" -> detCon(new DetConBLoss().temperature(), new DetConBLoss().replicas());
            default -> alignment();
        };
    }

    private static Map<String, Object> swav() {
        SwavLoss loss = new SwavLoss();
        return values(
                "temperature",
                loss.temperature(),
                "sinkhorn_iterations",
                (double) loss.iterations(),
                "sinkhorn_epsilon",
                loss.epsilon(),
                "sinkhorn_gather_distributed",
                loss.replicas() != Replicas.ONE);
    }

    private static Map<String, Object> dino() {
        try (DinoLoss loss = new DinoLoss(5)) {
            String said = loss.toString();
            return values(
                    "output_dim",
                    65536.0, // always named in ours
                    "warmup_teacher_temp",
                    said(said, "warmupTemperature"),
                    "teacher_temp",
                    said(said, "temperature"),
                    "warmup_teacher_temp_epochs",
                    said(said, "warmupEpochs"),
                    "student_temp",
                    said(said, "studentTemperature"),
                    "center_momentum",
                    said(said, "centerMomentum"),
                    "center_mode",
                    "mean");
        }
    }

    private static Map<String, Object> patches(Module loss) {
        String said = loss.toString();
        loss.close();
        return values(
                "output_dim",
                65536.0, // always named in ours
                "teacher_temp",
                said(said, "teacherTemperature"),
                "student_temp",
                said(said, "studentTemperature"),
                "center_momentum",
                said(said, "centerMomentum"),
                "center_mode",
                "mean");
    }

    private static Map<String, Object> msn() {
        MsnLoss loss = new MsnLoss();
        return values(
                "temperature",
                loss.temperature(),
                "sinkhorn_iterations",
                (double) loss.iterations(),
                "regularization_weight",
                loss.regularization(),
                "me_max_weight",
                null, // an earlier name of the regularization weight
                "gather_distributed",
                loss.replicas() != Replicas.ONE);
    }

    private static Map<String, Object> pmsn(boolean powerLaw) {
        PmsnLoss loss = new PmsnLoss();
        Map<String, Object> values = values(
                "temperature",
                loss.temperature(),
                "sinkhorn_iterations",
                (double) loss.iterations(),
                "regularization_weight",
                loss.regularization(),
                "gather_distributed",
                loss.replicas() != Replicas.ONE);
        if (powerLaw) {
            values.put("power_law_exponent", ((PmsnLoss.PowerLaw) loss.prior()).exponent());
        } else {
            values.put("target_distribution", "required");
        }
        return values;
    }

    private static Map<String, Object> capi() {
        CapiLoss loss = new CapiLoss();
        return values(
                "teacher_temperature",
                loss.teacherTemperature(),
                "student_temperature",
                loss.studentTemperature(),
                "sinkhorn_iterations",
                (double) loss.iterations(),
                "gather_distributed",
                loss.replicas() != Replicas.ONE);
    }

    /** Lightly gathers from all replicas there are by default; with {@link Replicas#ONE} there is one. */
    private static Map<String, Object> detCon(double temperature, Replicas replicas) {
        assertEquals(Replicas.ONE, replicas);
        return values("temperature", temperature, "gather_distributed", true);
    }

    private static Map<String, Object> alignment() {
        try (PatchKernelAlignment loss = new PatchKernelAlignment()) {
            assertTrue(loss.toString().contains("maxTokens=all"), loss.toString());
            return values("max_tokens", null);
        }
    }

    /** A number that a loss says of itself. */
    private static double said(String text, String name) {
        Matcher matcher = Pattern.compile("[\\[ ]" + name + "=([0-9.]+)").matcher(text);
        assertTrue(matcher.find(), name + " is missing in " + text);
        return Double.parseDouble(matcher.group(1));
    }

    private static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}
