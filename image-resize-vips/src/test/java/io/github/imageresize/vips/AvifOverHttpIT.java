package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.Await;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers get of a service that writes AVIF; skipped, with its reason, without libvips. */
class AvifOverHttpIT {
  private static final String BROWSER = "image/avif,image/webp,image/*;q=0.8";

  @TempDir private Path folder;
  private ResizeService service;

  @BeforeEach
  void load() throws IOException {
    try {
      service =
          ResizeService.builder(new DirectoryImageSource(folder)).codec(VipsCodec.load()).build();
    } catch (VipsUnavailableException e) {
      abort(e.getMessage());
    }
    ImageIO.write(
        new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("a.png").toFile());
    Files.write(
        folder.resolve("moving.gif"), GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 3)));
  }

  @AfterEach
  void close() {
    if (service != null) {
      service.close();
    }
  }

  private static HttpReply get(ImageHttpHandler handler, String path) {
    return handler.answer(
        HttpRequestHead.of(
            "GET", path, "w=50", name -> name.equalsIgnoreCase("Accept") ? BROWSER : null));
  }

  private static byte[] body(HttpReply reply) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      reply.writeTo(out);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }

  private ImageHttpHandler.Builder handler() {
    return ImageHttpHandler.builder(service).sizes(SizePolicy.allowAnySize());
  }

  @Test
  void isNegotiated() {
    HttpReply reply = get(handler().build(), "/images/a.png");

    assertThat(reply.field("Content-Type")).contains("image/avif");
    assertThat(ImageFormat.AVIF.isRecognisedIn(body(reply))).isTrue();
  }

  @Test
  void isThereForThoseWhoComeAfterTheFirst() {
    ImageHttpHandler handler = handler().improveLater(Set.of(ImageFormat.AVIF)).build();

    HttpReply first = get(handler, "/images/a.png");
    AtomicReference<HttpReply> last = new AtomicReference<>(first);
    Await.until(
        "AVIF",
        () -> {
          last.set(get(handler, "/images/a.png"));
          return last.get().field("Content-Type").equals(java.util.Optional.of("image/avif"));
        });

    assertThat(first.field("Content-Type")).contains("image/webp");
    assertThat(first.field("Cache-Control")).contains("public, max-age=60");
    assertThat(ImageFormat.AVIF.isRecognisedIn(body(last.get()))).isTrue();
    assertThat(last.get().field("ETag")).isNotEqualTo(first.field("ETag"));
  }

  @Test
  void leavesAnimationsAnimated() {
    HttpReply reply = get(handler().build(), "/images/moving.gif");

    assertThat(reply.field("Content-Type")).contains("image/webp");
    assertThat(new String(body(reply), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("ANMF");
  }
}
