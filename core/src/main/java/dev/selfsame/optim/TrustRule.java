package dev.selfsame.optim;

/**
 * How much {@link Lars} scales the gradient g of a parameter p with weight decay w, trust coefficient t and learning rate
 * l. Sources write the rule differently, and a coefficient means something else in each.
 */
public enum TrustRule {
    /**
     * The paper (You, Gitman and Ginsburg 2017, arXiv:1708.03888, equation 6) and Lightly: {@code (g + w·p) · t·‖p‖ /
     * (‖g‖ + w·‖p‖ + eps)}. Where ‖p‖ or ‖g‖ is 0 there is neither decay nor scaling.
     */
    PAPER,
    /**
     * The official code of BYOL, SimCLR, Barlow Twins and VICReg: weight decay is added first, {@code u = g + w·p}, then
     * {@code u · t·‖p‖ / ‖u‖}. Where either norm is 0 there is no scaling. No eps.
     */
    BYOL,
    /**
     * LARC of NVIDIA's Apex, as solo-learn has it: {@link #PAPER}, but a parameter never moves faster than plain SGD would
     * move it: {@code (g + w·p) · min(t·‖p‖ / (‖g‖ + w·‖p‖ + eps) / l, 1)}. Its t is usually 0.02.
     */
    LARC
}
