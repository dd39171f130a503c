package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ImageSourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * Originals on a real S3 server, read by the real client over HTTP. That server keeps objects as
 * files and knows no keys with empty segments; for those the proxy answers as S3 does where there
 * is no such object.
 */
class S3ImageSourceIT extends ImageSourceContract {
  private static S3Server server;
  private static S3Client client;
  private static FaultyProxy proxy;
  private static S3Client readingClient;

  private final ImageSource source = new S3ImageSource(readingClient, "photos", "originals/");

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    client = TestClients.s3(server.uri());
    client.createBucket(bucket -> bucket.bucket("photos"));
    proxy = new FaultyProxy(server.uri());
    proxy.spoil(FaultyProxy.answer(404, "", ""));
    proxy.spoilOnly(line -> line.contains("/%2F") || line.contains("/ HTTP"));
    readingClient = TestClients.s3(proxy.uri());
  }

  @AfterAll
  static void stop() throws Exception {
    readingClient.close();
    proxy.close();
    client.close();
    server.close();
  }

  @Test
  void tellsWhenTheObjectWasChanged() {
    put("dated.jpg", new byte[] {1});

    assertThat(source.read("dated.jpg", 10).lastModified())
        .contains(
            client.headObject(o -> o.bucket("photos").key("originals/dated.jpg")).lastModified());
  }

  @Override
  protected ImageSource source() {
    return source;
  }

  @Override
  protected void put(String path, byte[] bytes) {
    client.putObject(
        o -> o.bucket("photos").key("originals/" + path), RequestBody.fromBytes(bytes));
  }

  @Override
  protected void remove(String path) {
    client.deleteObject(o -> o.bucket("photos").key("originals/" + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ærøskøbing/færge 1.jpg", "写真.jpg", "a+b c%20d.jpg", "emoji-😀.jpg"})
  void readsKeysExactly(String path) {
    put(path, bytes(10));

    assertThat(source.read(path, ROOMY).bytes()).isEqualTo(bytes(10));
    assertThat(source.version(path)).isNotEmpty();
  }

  @Test
  void tellsAMissingBucketFromAMissingObject() {
    ImageSource nowhere = new S3ImageSource(client, "no-such-bucket", "");

    assertFails(Reason.UNAVAILABLE, () -> nowhere.read("a.jpg", ROOMY));
    assertFails(Reason.UNAVAILABLE, () -> nowhere.version("a.jpg"));
    assertThatThrownBy(() -> nowhere.read("a.jpg", ROOMY)).hasMessageContaining("no such bucket");
  }

  @Test
  void reportsWhatIsForbiddenAsUnavailableWithTheGrantThatIsMissing() {
    try (S3Client stranger = TestClients.s3WithKey(server.uri(), "test-key", "wrong-secret")) {
      ImageSource forbidden = new S3ImageSource(stranger, "photos", "");

      assertFails(Reason.UNAVAILABLE, () -> forbidden.read("a.jpg", ROOMY));
      assertFails(Reason.UNAVAILABLE, () -> forbidden.version("a.jpg"));
      assertThatThrownBy(() -> forbidden.read("a.jpg", ROOMY))
          .hasMessageContaining("s3:GetObject")
          .hasMessageContaining("s3:ListBucket");
    }
  }

  @Test
  void takesTheVersionIdOfAVersionedBucket() {
    client.createBucket(bucket -> bucket.bucket("versioned"));
    client.putBucketVersioning(
        v ->
            v.bucket("versioned")
                .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
    String first =
        client
            .putObject(o -> o.bucket("versioned").key("a.jpg"), RequestBody.fromBytes(bytes(10)))
            .versionId();
    ImageSource versioned = new S3ImageSource(client, "versioned", "");
    assertThat(versioned.version("a.jpg")).isEqualTo(first);

    String second =
        client
            .putObject(o -> o.bucket("versioned").key("a.jpg"), RequestBody.fromBytes(bytes(10)))
            .versionId();

    assertThat(second).isNotEqualTo(first);
    assertThat(versioned.version("a.jpg")).isEqualTo(second);
    assertThat(versioned.read("a.jpg", ROOMY).version()).isEqualTo(second);
  }

  @Test
  void refusesAKeyThatIsLongerThanS3Allows() {
    String longest = "a".repeat(S3Keys.MAX_BYTES - "originals/".length());

    assertFails(Reason.SOURCE_NOT_FOUND, () -> source.read(longest.substring(800), ROOMY));
    assertFails(Reason.INVALID_REQUEST, () -> source.read(longest + "a", ROOMY));
    assertFails(Reason.INVALID_REQUEST, () -> source.version(longest + "a"));
  }
}
