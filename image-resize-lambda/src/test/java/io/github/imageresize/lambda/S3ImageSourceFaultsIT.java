package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a source makes of an S3 server whose answers are late, short, or refusals. */
@Timeout(60)
class S3ImageSourceFaultsIT {
  private static final byte[] ORIGINAL = new byte[100_000];

  private S3Server server;
  private FaultyProxy proxy;
  private S3Client direct;
  private S3Client client;
  private S3ImageSource source;

  @BeforeEach
  void start() throws Exception {
    server = new S3Server();
    proxy = new FaultyProxy(server.uri());
    direct = TestClients.s3(server.uri());
    client = TestClients.s3(proxy.uri(), Duration.ofSeconds(20));
    direct.createBucket(b -> b.bucket("photos"));
    direct.putObject(o -> o.bucket("photos").key("a.jpg"), RequestBody.fromBytes(ORIGINAL));
    source = new S3ImageSource(client, "photos", "", Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    direct.close();
    proxy.close();
    server.close();
  }

  @Test
  void asksForKeysWithEmptySegmentsExactly() {
    proxy.spoil(FaultyProxy.answer(404, "", "<Error><Code>NoSuchKey</Code></Error>"));

    assertThat(failure(() -> source.read("/a//b.jpg", 10)).reason())
        .isEqualTo(Reason.SOURCE_NOT_FOUND);
    assertThat(proxy.requestLines())
        .map(line -> URLDecoder.decode(line, StandardCharsets.UTF_8))
        .containsExactly("GET /photos//a//b.jpg HTTP/1.1");
  }

  @Test
  void readsThroughTheProxy() {
    assertThat(source.read("a.jpg", ORIGINAL.length).bytes()).isEqualTo(ORIGINAL);
  }

  @Test
  void refusesAnOriginalByItsHeaderBeforeItsBodyComes() {
    proxy.spoil(proxy.silentAfterTheHead());

    assertThat(failure(() -> source.read("a.jpg", ORIGINAL.length - 1)).reason())
        .isEqualTo(Reason.SOURCE_TOO_LARGE);
    assertThat(proxy.requestLines()).hasSize(1);
  }

  @Test
  void triesABodyThatEndsEarlyAgainAndThenGivesUp() {
    proxy.spoil(FaultyProxy.cutOffAfter(50_000));

    assertThat(failure(() -> source.read("a.jpg", ORIGINAL.length)).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(proxy.requestLines()).hasSizeGreaterThan(1);
  }

  @Test
  void givesUpOnABodyThatDoesNotCome() {
    proxy.spoil(proxy.silentAfterTheHead());
    S3ImageSource impatient = new S3ImageSource(client, "photos", "", Duration.ofMillis(500));

    assertThat(failure(() -> impatient.read("a.jpg", ORIGINAL.length)).reason())
        .isEqualTo(Reason.TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, UNAVAILABLE",
    "403, InvalidObjectState, UNAVAILABLE",
    "404, NoSuchKey, SOURCE_NOT_FOUND",
    "404, NoSuchBucket, UNAVAILABLE",
    "400, RequestTimeout, TIMEOUT",
    "301, PermanentRedirect, UNAVAILABLE",
    "503, SlowDown, OVERLOADED",
    "429, TooManyRequests, OVERLOADED",
    "500, InternalError, UNAVAILABLE"
  })
  void tellsTheRefusalsOfS3Apart(int status, String code, Reason reason) {
    proxy.spoil(FaultyProxy.answer(status, "", "<Error><Code>" + code + "</Code></Error>"));

    assertThat(failure(() -> source.read("a.jpg", ORIGINAL.length)).reason()).isEqualTo(reason);
  }

  @Test
  void doesNotTryARefusalAgain() {
    proxy.spoil(FaultyProxy.answer(403, "", "<Error><Code>AccessDenied</Code></Error>"));

    failure(() -> source.read("a.jpg", ORIGINAL.length));
    assertThat(proxy.requestLines()).hasSize(1);
  }

  @Test
  void reportsAServerThatIsGoneAsUnavailable() throws Exception {
    proxy.close();

    assertThat(failure(() -> source.read("a.jpg", 10)).reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure(() -> source.version("a.jpg")).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  private static ImageResizeException failure(ThrowingCallable action) {
    ImageResizeException failure = catchThrowableOfType(ImageResizeException.class, action);
    assertThat(failure).isNotNull();
    return failure;
  }
}
