package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.Program;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The packaged program with its originals on a real S3 server. */
class ServeS3IT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] PICTURE = picture();

  private static S3Proxy server;
  private static Program program;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test-key", "test-secret")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    fill(URI.create(endpoint()));
    program = serve("photos");
    address = program.awaitLine("Listening on ");
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    server.stop();
  }

  @Test
  void listsTheObjectsUnderThePrefix() throws Exception {
    HttpResponse<byte[]> list = get(address + "pictures.json");

    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(new String(list.body(), StandardCharsets.UTF_8))
        .contains("\"total\":1,")
        .contains("{\"path\":\"a b/ä.png\",\"bytes\":" + PICTURE.length + ",");
  }

  @Test
  void resizesAnObject() throws Exception {
    HttpResponse<byte[]> reply = get(address + "images/a%20b/%C3%A4.png?w=100");

    assertThat(reply.statusCode()).isEqualTo(200);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(reply.body()));
    assertThat(image.getWidth()).isEqualTo(100);
    assertThat(image.getHeight()).isEqualTo(75);
  }

  @Test
  void answersThatThereIsNoSuchImageForAMissingObjectAndOneOutsideThePrefix() throws Exception {
    for (String path : new String[] {"missing.png", "private.png", "a%20b"}) {
      HttpResponse<byte[]> reply = get(address + "images/" + path + "?w=100");

      assertThat(reply.statusCode()).as(path).isEqualTo(404);
      assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("source-not-found");
    }
  }

  @Test
  void saysThatTheOriginalsCannotBeReachedWhereThereIsNoSuchBucket() throws Exception {
    try (Program other = serve("no-such-bucket")) {
      String otherAddress = other.awaitLine("Listening on ");

      assertThat(get(otherAddress + "images/a.png?w=100").statusCode()).isIn(404, 502);
      assertThat(get(otherAddress + "pictures.json").statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(get(otherAddress).statusCode()).isEqualTo(200);
    }
  }

  private static Program serve(String bucket) throws Exception {
    return Program.start(
        Map.of("AWS_ACCESS_KEY_ID", "test-key", "AWS_SECRET_ACCESS_KEY", "test-secret"),
        "serve",
        "--port",
        "0",
        "--s3-bucket",
        bucket,
        "--s3-prefix",
        "originals/",
        "--s3-endpoint",
        endpoint(),
        "--region",
        "eu-west-1");
  }

  private static String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  private static void fill(URI endpoint) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("test-key", "test-secret")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build()) {
      client.createBucket(bucket -> bucket.bucket("photos"));
      for (String key : new String[] {"originals/a b/ä.png", "private.png"}) {
        client.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(PICTURE));
      }
    }
  }

  private static byte[] picture() {
    try {
      return BadFiles.encoded(BadFiles.picture(400, 300), "png");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
