package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.codec.Fuzzing;
import io.github.imageresize.local.LocalResizeService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageFuzzIT {
  private static final String EVENT =
      """
      {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"photos"},
      "object":{"key":"originals/a+b.jpg"}}}]}""";

  private static final String INVOCATION =
      """
      {"contract":1,"operation":"resize","request":{"source":"a.jpg","width":300,"height":200,
      "fit":"cover","format":"jpeg","quality":80}}""";

  @Test
  void areReadOrRefusedInOurOwnWordsWhateverTheySay() throws Exception {
    Map<String, byte[]> seeds = new HashMap<>();
    seeds.put("event.json", EVENT.getBytes(StandardCharsets.UTF_8));
    seeds.put("invocation.json", INVOCATION.getBytes(StandardCharsets.UTF_8));
    LocalResizeService service = LocalResizeService.builder().build();
    for (ImageFormat format : service.outputFormats()) {
      ImageRequest request = ImageRequest.builder("drawn").width(8).format(format).build();
      ResizedImage image = service.resize(TestImages.halves("png", 16, 12), request);
      seeds.put("image." + format.label(), image.toByteArray());
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      Answer.writeInline(answer, 2, image, "local-1");
      seeds.put("answer-" + format.label() + ".json", answer.toByteArray());
    }
    ByteArrayOutputStream failure = new ByteArrayOutputStream();
    Answer.writeFailure(failure, 2, new ImageResizeException(Reason.CORRUPT_IMAGE, "it is cut"));
    seeds.put("failure.json", failure.toByteArray());
    Fuzzing.run(MessageFuzzTarget.class, seeds, 10_000);
  }
}
