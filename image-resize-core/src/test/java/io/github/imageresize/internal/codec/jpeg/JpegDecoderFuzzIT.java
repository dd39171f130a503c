package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.internal.codec.Fuzzing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JpegDecoderFuzzIT {
  @Test
  void endsInAPictureOrANamedReasonWhateverTheBytes() throws Exception {
    Fuzzing.run(
        JpegDecoderFuzzTarget.class,
        Map.of(
            "baseline420.jpg", Drawings.baseline420(33, 25),
            "progressive420.jpg", Drawings.progressive420(33, 25),
            "baseline422.jpg",
                Drawings.encode(
                    JpegForm.baseline(), Drawings.image(ColorModel.YCBCR, 40, 9, 2, 1), 60),
            "grey.jpg", Drawings.grey(19, 10),
            "restarts-grey.jpg", RestartIntervals.insert(Drawings.grey(24, 40)),
            "restarts.jpg", RestartIntervals.drawn420(32, 48, false),
            "restarts-progressive.jpg", RestartIntervals.drawn420(32, 48, true),
            "separate-scans.jpg", SeparateScans.drawn444(17, 9)),
        300);
  }
}
