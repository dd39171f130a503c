package io.github.imageresize.cache;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.codec.Fuzzing;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheEntryFuzzIT {
  @Test
  void areAnEntryOrNoneWhateverTheBytes() throws Exception {
    Instant later = Instant.EPOCH.plusSeconds(1000);
    ResizedImage image =
        ResizedImage.wrap(
            new byte[] {1, 2, 3}, ImageFormat.WEBP, 30, 20, "v1", ResizedImage.Origin.LOCAL);
    ImageResizeException failure = new ImageResizeException(Reason.CORRUPT_IMAGE, "it is cut");
    Fuzzing.run(
        CacheEntryFuzzTarget.class,
        Map.of(
            "image", CacheEntry.ofImage(image, Instant.EPOCH, later).toBytes(),
            "stand-in", CacheEntry.ofImage(image.asProvisional(), Instant.EPOCH, later).toBytes(),
            "damaged",
                CacheEntry.ofImage(image.withDamage(new Damage(0.5, "cut")), Instant.EPOCH, later)
                    .toBytes(),
            "failure", CacheEntry.ofFailure(failure, later).toBytes()),
        100_000);
  }
}
