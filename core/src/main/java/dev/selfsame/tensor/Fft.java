package dev.selfsame.tensor;

import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.global.torch;

/** The Fourier transform of real images; complex numbers are pairs in a last dimension of size 2. */
public final class Fft {
    private Fft() {}

    /** The transform of the last two dimensions: real [..., H, W] → [..., H, W / 2 + 1, 2], unscaled. */
    public static Tensor real2d(Tensor x) {
        return Op.of("real2d", () -> torch.view_as_real(torch.fft_rfft2(x.handle())), x);
    }

    /** The way back: [..., H, W / 2 + 1, 2] → real [..., height, width], scaled by 1 / (H W). */
    public static Tensor inverseReal2d(Tensor spectrum, long height, long width) {
        return Op.of(
                "inverseReal2d",
                () -> torch.fft_irfft2(
                        torch.view_as_complex(spectrum.handle().contiguous()),
                        new long[] {height, width},
                        new long[] {-2, -1},
                        new StringViewOptional()),
                spectrum);
    }
}
