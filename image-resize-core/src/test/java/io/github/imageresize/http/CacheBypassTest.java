package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real service with a real cache. */
class CacheBypassTest {
  private static final Principal EDITOR = () -> "editor";

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final HttpRequestHead usual = HttpRequestHead.get("/images/a.png?w=8&h=8&fit=inside");
  private final HttpRequestHead anew = usual.withField("Cache-Control", "no-cache");

  @TempDir private Path folder;
  private ResizeService service;
  private ImageHttpHandler handler;

  @BeforeEach
  void fillTheCacheAndReplaceTheOriginal() throws IOException {
    service = ResizeService.builder(new DirectoryImageSource(folder)).build();
    handler =
        ImageHttpHandler.builder(service)
            .sizes(
                SizePolicy.allowAnySize()
                    .withBypassFor(target -> target.principal().equals(Optional.of(EDITOR))))
            .nanoTime(() -> 0)
            .build();
    draw(32, 16, Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(size(handler.answer(usual))).isEqualTo("8x4");
    draw(16, 32, Instant.parse("2026-01-02T00:00:00Z"));
  }

  @AfterEach
  void close() {
    executor.shutdownNow();
    service.close();
  }

  private void draw(int width, int height, Instant time) throws IOException {
    Path file = folder.resolve("a.png");
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", file.toFile());
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private static String size(HttpReply reply) {
    return reply.image().map(image -> image.width() + "x" + image.height()).orElseThrow();
  }

  private static String cacheStatus(HttpReply reply) {
    return reply.field("Cache-Status").orElseThrow().replaceAll("ttl=\\d+", "ttl=N");
  }

  @Test
  void makesTheImageAnewForATrustedCallerAndThenForAll() {
    HttpRequestHead editors = anew.withPrincipal(EDITOR);
    assertThat(handler.answerAtOnce(editors)).as("takes work").isEmpty();

    HttpReply reply = handler.answer(editors);

    assertThat(size(reply)).isEqualTo("4x8");
    assertThat(cacheStatus(reply))
        .isEqualTo("image-resize; fwd=request; stored; ttl=N; detail=local");
    HttpReply next = handler.answerAtOnce(usual).orElseThrow();
    assertThat(size(next)).isEqualTo("4x8");
    assertThat(cacheStatus(next)).isEqualTo("image-resize; hit; ttl=N");
  }

  @Test
  void doesSoWithoutWaitingToo() throws Exception {
    HttpReply reply =
        handler.answerAsync(anew.withPrincipal(EDITOR), executor).get(20, TimeUnit.SECONDS);

    assertThat(size(reply)).isEqualTo("4x8");
    assertThat(cacheStatus(reply)).startsWith("image-resize; fwd=request; stored;");
  }

  @Test
  void sendsNoCopyOfATrustedCallersOwnThatIsStillRight() throws Exception {
    HttpRequestHead editors = anew.withPrincipal(EDITOR);
    String tag = handler.answer(editors).field("ETag").orElseThrow();
    HttpRequestHead conditional = editors.withField("If-None-Match", tag);

    assertThat(handler.answer(conditional).status()).isEqualTo(304);
    assertThat(handler.answerAsync(conditional, executor).get(20, TimeUnit.SECONDS).status())
        .isEqualTo(304);
  }

  @Test
  void ignoresStrangersWhoAskForIt() throws Exception {
    HttpReply reply = handler.answerAtOnce(anew).orElseThrow();

    assertThat(size(reply)).isEqualTo("8x4");
    assertThat(cacheStatus(reply)).isEqualTo("image-resize; hit; ttl=N");
    assertThat(size(handler.answerAsync(anew, executor).get(20, TimeUnit.SECONDS)))
        .isEqualTo("8x4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max-age=0", "no-cached", "x=\"no-cache\"", "x=\", no-cache", "", "no-store"})
  void takesNothingElseForIt(String cacheControl) {
    HttpRequestHead head = usual.withField("Cache-Control", cacheControl).withPrincipal(EDITOR);

    assertThat(size(handler.answerAtOnce(head).orElseThrow())).isEqualTo("8x4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO-CACHE", "max-age=0, no-cache", "x=\",\" , no-cache,"})
  void takesItAmongOthersAndInAnyCase(String cacheControl) {
    HttpRequestHead head = usual.withField("Cache-Control", cacheControl).withPrincipal(EDITOR);

    assertThat(size(handler.answer(head))).isEqualTo("4x8");
  }

  @Test
  void keepsWhatWasAllowedWherePoliciesAreJoined() {
    SizePolicy trusting = SizePolicy.allowAnySize().withBypassFor(target -> true);
    SizePolicy narrow = SizePolicy.sources("a");
    RequestTarget target = RequestTarget.of(usual, "/images/", trusting);

    assertThat(trusting.and(narrow).decide(target).isBypassAllowed()).isTrue();
    assertThat(narrow.and(trusting).decide(target).isBypassAllowed()).isTrue();
    assertThat(narrow.decide(target).isBypassAllowed()).isFalse();
    assertThat(SizePolicy.sources("b").withBypassFor(any -> true).decide(target).isAdmitted())
        .isFalse();
  }
}
