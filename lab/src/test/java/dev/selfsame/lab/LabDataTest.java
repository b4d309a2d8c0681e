package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import org.junit.jupiter.api.Test;

class LabDataTest {
    @Test
    void imagesOfOneClassOfASourceOfMoreAreRefused() throws Exception {
        ImageSource all = new DemoImages(1, DemoImages.Split.TRAIN, 40);
        ImageSource one = ChosenImages.of(all, i -> all.classIndex(i) == all.classIndex(0));
        assertThrows(SourceException.class, () -> LabData.of(one, LabSize.QUICK));
        assertThrows(SourceException.class, () -> LabData.of(one, all, LabSize.QUICK));
    }
}
