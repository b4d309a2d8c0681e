package dev.selfsame.loss;

import java.util.List;

/** The losses there are, by their names on the command line. */
public final class Losses {
    private static final List<Entry> ALL = List.of(
            new Entry(
                    "info-nce",
                    InfoNce.class,
                    "the other view of an image among those of the N − 1 others (van den Oord et al. 2018)"),
            new Entry(
                    "nt-xent",
                    NtXent.class,
                    "InfoNCE with both views of the others as negatives, 2N − 2 (SimCLR, Chen et al. 2020)"),
            new Entry(
                    "moco",
                    MoCoLoss.class,
                    "InfoNCE against a bank of earlier keys, one direction (MoCo, He et al. 2020)"),
            new Entry(
                    "dcl",
                    DclLoss.class,
                    "NT-Xent without the positive in the denominator (decoupled contrastive learning, Yeh et al. 2022)"),
            new Entry("dclw", DclwLoss.class, "DCL with weights by von Mises and Fisher (Yeh et al. 2022)"),
            new Entry("macl", Macl.class, "NT-Xent with a temperature that follows the alignment (Huang et al. 2023)"),
            new Entry(
                    "direct-clr",
                    DirectClrLoss.class,
                    "a contrastive loss on the first values of the backbone, without a head (Jing et al. 2022)"),
            new Entry(
                    "sup-con",
                    SupConLoss.class,
                    "NT-Xent with labels: a class's images are positives (Khosla et al. 2020)"),
            new Entry("co2", Co2.class, "both views find other images alike, a regulariser (Wei et al. 2021)"),
            new Entry(
                    "ressl",
                    ReSslLoss.class,
                    "the teacher's similarities to earlier images, softly (ReSSL, Zheng et al. 2021)"),
            new Entry("hypersphere", Hypersphere.class, "alignment and uniformity (Wang and Isola 2020)"),
            new Entry("dse", Dse.class, "tight, separate clusters of patches, a regulariser (Dai et al. 2025)"),
            new Entry(
                    "negative-cosine",
                    NegativeCosine.class,
                    "minus the cosine of both views (SimSiam, Chen and He 2021)"),
            new Entry(
                    "symmetric-negative-cosine",
                    SymmetricNegativeCosine.class,
                    "half of both directions, targets without gradient (SimSiam, Chen and He 2021)"),
            new Entry(
                    "normalized-mse",
                    NormalizedMse.class,
                    "squared distance of normalised views, 2 − 2 cos (BYOL, Grill et al. 2020)"),
            new Entry(
                    "barlow-twins",
                    BarlowTwinsLoss.class,
                    "cross-correlation of the features towards the identity (Zbontar et al. 2021)"),
            new Entry(
                    "vicreg",
                    VicRegLoss.class,
                    "variance kept, views alike, covariance removed (Bardes, Ponce and LeCun 2022)"),
            new Entry(
                    "vicregl",
                    VicRegLLoss.class,
                    "VICReg of whole views and of matched positions of their maps (Bardes, Ponce and LeCun 2022)"),
            new Entry(
                    "vibcreg",
                    VibCRegLoss.class,
                    "VICReg with correlations for covariances (VIbCReg, Lee and Aune 2021)"),
            new Entry(
                    "tico",
                    TiCoLoss.class,
                    "views alike, contrast with a covariance that follows the batches (Zhu et al. 2022)"),
            new Entry("wmse", WMseLoss.class, "squared distance of whitened views (Ermolov et al. 2021)"),
            new Entry(
                    "frossl",
                    FroSslLoss.class,
                    "Frobenius norm of the covariance of each view, views to their mean (Skean et al. 2024)"),
            new Entry("mmcr", MmcrLoss.class, "nuclear norm of the images' centroids made large (Yerxa et al. 2023)"),
            new Entry(
                    "emp-ssl",
                    EmpSslLoss.class,
                    "total coding rate of many views made large, views to their mean (Tong et al. 2023)"),
            new Entry(
                    "all4one",
                    All4OneLoss.class,
                    "neighbours, centroids of neighbours and features contrasted (Estepa et al. 2023)"),
            new Entry("koleo", KoLeo.class, "distance to the nearest other row made large (Sablayrolles et al. 2019)"),
            new Entry(
                    "sigreg",
                    SigReg.class,
                    "random projections towards a normal distribution (Balestriero and LeCun 2025)"),
            new Entry(
                    "lejepa",
                    LeJepaLoss.class,
                    "SIGReg, and all views to the mean of the global ones (Balestriero and LeCun 2025)"),
            new Entry(
                    "visreg",
                    VisRegLoss.class,
                    "centre, scale and shape of the distribution apart, views as in LeJEPA (Wu et al. 2026)"),
            new Entry(
                    "swav",
                    SwavLoss.class,
                    "each view's balanced assignment to prototypes predicted from the others (Caron et al. 2020)"),
            new Entry(
                    "dino",
                    DinoLoss.class,
                    "a teacher's centred output for one view from the student's for the others (Caron et al. 2021)"),
            new Entry(
                    "ibot-patch",
                    IbotPatch.class,
                    "the teacher's output for masked tokens from the student's (iBOT, Zhou et al. 2022)"),
            new Entry(
                    "ibot-plus-plus-patch",
                    IbotPlusPlusPatch.class,
                    "iBOT for masked and for visible tokens (TIPSv2, Cao et al. 2026)"),
            new Entry(
                    "msn",
                    MsnLoss.class,
                    "a view's assignment to prototypes from masked views, all prototypes used alike (Assran et al. 2022)"),
            new Entry(
                    "pmsn",
                    PmsnLoss.class,
                    "MSN with prototypes used by a distribution of one's choice (Assran et al. 2022)"),
            new Entry(
                    "capi",
                    CapiLoss.class,
                    "the teacher's clusters of patches, balanced position by position (Darcet et al. 2025)"),
            new Entry(
                    "patch-kernel-alignment",
                    PatchKernelAlignment.class,
                    "the similarities among an image's patches as the teacher has them (PaKa, 2025)"),
            new Entry(
                    "detcon-s",
                    DetConSLoss.class,
                    "NT-Xent over the regions of images instead of images (Hénaff et al. 2021)"),
            new Entry(
                    "detcon-b",
                    DetConBLoss.class,
                    "DetCon between a predictor and a target that holds still (Hénaff et al. 2021)"));

    private Losses() {}

    /**
     * A loss.
     *
     * @param name on the command line
     * @param type the class that computes it
     * @param about what it is, in a line, with its paper
     */
    public record Entry(String name, Class<?> type, String about) {}

    /** Every loss: with negatives, with a predictor, with neither, by clusters, of patches and regions. */
    public static List<Entry> all() {
        return ALL;
    }
}
