package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.ReplicaCase.Part;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** Every loss, as replicas compute it. */
final class ReplicaCases {
    private static final String FEW = "6, 4; 6, 4";
    private static final String WIDE = "6, 16; 6, 16"; // more dimensions than rows

    private ReplicaCases() {}

    static Stream<ReplicaCase<?>> all() {
        return Stream.of(
                        contrasts(FEW),
                        contrasts(WIDE),
                        statistics(FEW, ""),
                        statistics(WIDE, " wide"),
                        banks(),
                        clusters(),
                        tokens(),
                        rows())
                .flatMap(cases -> cases);
    }

    private static Stream<ReplicaCase<?>> contrasts(String shapes) {
        return Stream.of(
                ReplicaCase.pair(NtXent.class, shapes, shapes, all -> new NtXent(0.2, all)),
                ReplicaCase.pair(InfoNce.class, shapes, shapes, all -> new InfoNce(0.2, false, all)),
                ReplicaCase.pair(InfoNce.class, "symmetric, " + shapes, shapes, all -> new InfoNce(0.2, true, all)),
                ReplicaCase.pair(DclLoss.class, shapes, shapes, all -> new DclLoss(0.2, DclLoss.Weights.ONE, all)),
                ReplicaCase.pair(DclwLoss.class, shapes, shapes, all -> new DclwLoss(0.2, 0.4, all)),
                ReplicaCase.pair(Macl.class, shapes, shapes, all -> new Macl(0.2, 0.7, 0.1, all)),
                ReplicaCase.pair(
                        DirectClrLoss.class, shapes, shapes, all -> new DirectClrLoss(3, new NtXent(0.2, all))),
                ReplicaCase.pair(Hypersphere.class, shapes, shapes, all -> new Hypersphere(2, 0.7, 1.5, all)),
                ReplicaCase.pair(Co2.class, shapes, shapes, all -> new Co2(0.7, 0.2, true, null, all)),
                ReplicaCase.pair(
                        Co2.class, "of the others, " + shapes, shapes, all -> new Co2(0.7, 0.2, false, null, all)),
                ReplicaCase.pair(SupConLoss.class, shapes, shapes, all -> new SupConLoss(0.2, 1.5, all)),
                ReplicaCase.of(
                        SupConLoss.class,
                        "with labels, " + shapes,
                        shapes,
                        all -> new SupConLoss(0.2, 1, all),
                        (loss, in) -> loss.apply(in.get(0, 2), in.own(Tensor.of(new long[] {1, 0, 1, 2, 0, 1}, 6)))));
    }

    private static Stream<ReplicaCase<?>> statistics(String shapes, String special) {
        int wide = shapes.equals(WIDE) ? 16 : 4;
        return Stream.of(
                ReplicaCase.pair(
                        BarlowTwinsLoss.class, special, shapes, all -> new BarlowTwinsLoss(0.05, 0.5, true, all)),
                ReplicaCase.pair(
                        BarlowTwinsLoss.class,
                        "not centred" + special,
                        shapes,
                        all -> new BarlowTwinsLoss(0.05, 0.5, false, all)),
                ReplicaCase.pair(VicRegLoss.class, special, shapes, all -> new VicRegLoss(25, 20, 2, 1e-4, all)),
                ReplicaCase.of(
                        VicRegLLoss.class,
                        special,
                        shapes,
                        all -> new VicRegLLoss(new VicRegLoss(25, 20, 2, 1e-4, all), 0.6, 3, 2),
                        (loss, in) -> VicRegLLossTest.adapted(loss).apply(in.get(0), in.get(1))),
                ReplicaCase.pair(VibCRegLoss.class, special, shapes, all -> new VibCRegLoss(25, 20, 100, all)),
                ReplicaCase.pair(TiCoLoss.class, special, shapes, all -> new TiCoLoss(wide, 0.5, 8, all)),
                ReplicaCase.pair(FroSslLoss.class, special, shapes, all -> new FroSslLoss(0.5, false, all)),
                ReplicaCase.pair(
                        FroSslLoss.class,
                        "centered, " + shapes + special,
                        shapes,
                        all -> new FroSslLoss(0.5, true, all)),
                ReplicaCase.pair(MmcrLoss.class, special, shapes, all -> new MmcrLoss(0.1, all)),
                ReplicaCase.pair(EmpSslLoss.class, special, shapes, all -> new EmpSslLoss(0.5, 10, all)),
                ReplicaCase.of(
                        All4OneLoss.class,
                        special,
                        shapes,
                        all -> new All4OneLoss(0.2, 0.1, 0.5, 0.5, 2.5, all),
                        (loss, in) -> All4OneLossTest.adapted(loss).apply(in.get(0), in.get(1))),
                ReplicaCase.of(
                        KoLeo.class, special, shapes, all -> new KoLeo(2, 1e-8, all), (loss, in) -> KoLeoTest.adapted(
                                        loss)
                                .apply(in.get(0), in.get(1))),
                ReplicaCase.of(
                        SigReg.class,
                        special,
                        shapes,
                        all -> new SigReg(new SigReg.Config(7, 3, 16), 1, all),
                        (loss, in) -> SigRegTest.adapted(loss).apply(in.get(0), in.get(1))),
                ReplicaCase.pair(
                        LeJepaLoss.class,
                        special,
                        shapes,
                        all -> new LeJepaLoss(0.2, new SigReg(new SigReg.Config(7, 3, 16), 1, all))),
                ReplicaCase.pair(
                        VisRegLoss.class,
                        special,
                        shapes,
                        all -> new VisRegLoss(new VisRegLoss.Config(0.6, 16, 1, 1, 1, 1e-4), 1, all)),
                ReplicaCase.pair(
                        WMseLoss.class,
                        special,
                        "16, 3; 16, 3",
                        all -> new WMseLoss(new WMseLoss.Config(3, 8, 2, 0.1, 0, true), 5, all)),
                ReplicaCase.of(
                        Dse.class,
                        "views as patches" + special,
                        shapes,
                        all -> new Dse(new Dse.Config(1, true, 1, 3, 20, 1e-4), 3, all),
                        (loss, in) -> loss.apply(Tensor.stack(in.get(0, 2), 1))));
    }

    /** Each puts its keys into a bank afterwards, which the next batch is compared with. */
    private static Stream<ReplicaCase<?>> banks() {
        return Stream.of(
                ReplicaCase.of(MoCoLoss.class, "", FEW, all -> new MoCoLoss(0.2, bank(all)), (loss, in) -> {
                    Loss made = loss.apply(in.get(0), in.get(1));
                    loss.bank().enqueue(in.get(1));
                    return made;
                }),
                ReplicaCase.of(ReSslLoss.class, "", FEW, all -> new ReSslLoss(0.1, 0.04, bank(all)), (loss, in) -> {
                    Loss made = loss.apply(in.get(0), in.get(1));
                    loss.bank().enqueue(in.get(1));
                    return made;
                }),
                withBank("with a bank", true),
                withBank("with a bank, of the others", false));
    }

    private static ReplicaCase<Co2> withBank(String special, boolean positive) {
        return ReplicaCase.of(
                Co2.class, special, FEW, all -> new Co2(0.7, 0.2, positive, bank(all), all), (loss, in) -> {
                    Loss made = loss.apply(in.get(0), in.get(1));
                    loss.bank().enqueue(in.get(1));
                    return made;
                });
    }

    /** So small that a batch goes round its end. */
    private static MemoryBank bank(Replicas replicas) {
        MemoryBank bank = new MemoryBank(8, 4, replicas);
        bank.initialize(7);
        return bank;
    }

    private static Stream<ReplicaCase<?>> clusters() {
        return Stream.of(
                ReplicaCase.of(
                        SwavLoss.class,
                        "with a queue",
                        "6, 5; 6, 5; 6, 5; 4, 5; 4, 5",
                        all -> new SwavLoss(0.1, 0.05, 3, all),
                        (loss, in) -> loss.apply(in.get(0, 2), in.get(2, 3), in.get(3, 5))),
                ReplicaCase.of(
                        SwavLoss.class,
                        "without iterations",
                        "6, 5; 6, 5",
                        all -> new SwavLoss(0.1, 0.5, 0, all),
                        (loss, in) -> loss.apply(in.get(0, 2), List.of())),
                ReplicaCase.of(
                        DinoLoss.class,
                        "",
                        "6, 3; 6, 3; 6, 3; 6, 3; 6, 3",
                        all -> new DinoLoss(3, 0.04, 0.04, 0, 0.1, 0.9, all),
                        (loss, in) -> loss.apply(in.get(0, 2), in.get(2, 5))),
                ReplicaCase.of(
                                MsnLoss.class,
                                "",
                                "6, 4; 6, 4; 5, 4",
                                all -> new MsnLoss(0.1, 3, 1.5, all),
                                (loss, in) -> loss.apply(in.get(0), in.get(1), in.get(2)))
                        .withShared(1),
                pmsn(PmsnLoss.Divergence.TO_PRIOR),
                pmsn(PmsnLoss.Divergence.FROM_PRIOR),
                ReplicaCase.of(
                        CapiLoss.class,
                        "",
                        "4, 3, 5; 4, 3, 5",
                        all -> new CapiLoss(0.06, 0.12, 3, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1))),
                ReplicaCase.of(
                        DetConSLoss.class,
                        "",
                        "4, 3, 5; 4, 3, 5",
                        all -> new DetConSLoss(0.2, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), ids(in, 0), ids(in, 5))),
                ReplicaCase.of(
                        DetConBLoss.class,
                        "",
                        "4, 3, 5; 4, 3, 5; 4, 3, 5; 4, 3, 5",
                        all -> new DetConBLoss(0.2, all),
                        (loss, in) -> loss.apply(in.get(0, 2), in.get(2, 4), List.of(ids(in, 0), ids(in, 5)))));
    }

    private static ReplicaCase<PmsnLoss> pmsn(PmsnLoss.Divergence divergence) {
        return ReplicaCase.of(
                        PmsnLoss.class,
                        divergence.toString(),
                        "6, 4; 6, 4; 5, 4",
                        all -> new PmsnLoss(0.1, 3, 1.5, new PmsnLoss.PowerLaw(0.5), divergence, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), in.get(2)))
                .withShared(1);
    }

    private static Tensor ids(Part in, int shift) {
        long[] ids = new long[12];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (i * 7L + shift) % 4;
        }
        return in.own(Tensor.of(ids, 4, 3));
    }

    private static Stream<ReplicaCase<?>> tokens() {
        return Stream.of(
                // One image has one masked token, the other three, so replicas have more and fewer.
                ReplicaCase.of(
                                IbotPatch.class,
                                "",
                                "4, 3; 4, 3",
                                all -> new IbotPatch(3, 0.04, 0.1, 0.9, all),
                                (loss, in) -> loss.apply(
                                        masked(in, in.get(0)), masked(in, in.get(1)), mask(in, 0, 0, 0, 1, 1, 0, 1, 1)))
                        .withShared(2),
                ReplicaCase.of(
                        IbotPlusPlusPatch.class,
                        "without a mask",
                        "2, 4, 3; 2, 4, 3",
                        all -> new IbotPlusPlusPatch(3, 0.04, 0.1, 0.9, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), null)),
                ReplicaCase.of(
                        IbotPlusPlusPatch.class,
                        "with a mask",
                        "2, 4, 3; 2, 4, 3",
                        all -> new IbotPlusPlusPatch(3, 0.04, 0.1, 0.9, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), mask(in, 0, 0, 0, 1, 1, 0, 1, 1))),
                // Both replicas draw their images' patches as one would; one image has too few that count.
                ReplicaCase.of(
                        PatchKernelAlignment.class,
                        "",
                        "4, 5, 3; 4, 5, 3",
                        all -> new PatchKernelAlignment(4, 9, all),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), ignored(in))));
    }

    /** The masked tokens of a replica's images, of those of all: the first image's one, the other's three. */
    private static Tensor masked(Part in, Tensor tokens) {
        if (in.replicas().size() == 1) {
            return tokens;
        }
        return in.replicas().rank() == 0 ? tokens.narrow(0, 0, 1) : tokens.narrow(0, 1, 3);
    }

    private static Tensor mask(Part in, int... tokens) {
        byte[] mask = new byte[tokens.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) tokens[i];
        }
        return in.own(Tensor.of(mask, DType.BOOL, 2, tokens.length / 2));
    }

    private static Tensor ignored(Part in) {
        byte[] ignored = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
        return in.own(Tensor.of(ignored, DType.BOOL, 4, 5));
    }

    /** Those that take each row by itself, and so need to know nothing of the others. */
    private static Stream<ReplicaCase<?>> rows() {
        return Stream.of(
                ReplicaCase.pair(NegativeCosine.class, "", FEW, all -> new NegativeCosine()),
                ReplicaCase.pair(NormalizedMse.class, "", FEW, all -> new NormalizedMse()),
                ReplicaCase.of(
                        SymmetricNegativeCosine.class,
                        "",
                        "6, 4; 6, 4; 6, 4; 6, 4",
                        all -> new SymmetricNegativeCosine(),
                        (loss, in) -> loss.apply(in.get(0), in.get(1), in.get(2), in.get(3))));
    }
}
