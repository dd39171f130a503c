package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.imageresize.lambda.RuntimeEndpoint;
import io.github.imageresize.lambda.S3Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The command {@code doctor} before a real S3 server, and before stand-ins of what that has not.
 */
class DoctorAwsIT {
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  private static S3Server server;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test-key", "test-secret"));
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(server.uri())
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build()) {
      s3.createBucket(request -> request.bucket("photos"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void haveCredentials() {
    System.setProperty(KEY, "test-key");
    System.setProperty(SECRET, "test-secret");
  }

  @AfterEach
  void forgetCredentials() {
    System.clearProperty(KEY);
    System.clearProperty(SECRET);
  }

  private List<String> linesOf(String subject, int exitCode, String... arguments) {
    int ended =
        new CommandLine(new DoctorCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments);
    assertThat(ended).as(out.toString()).isEqualTo(exitCode);
    return out.toString().lines().filter(line -> line.contains(subject)).toList();
  }

  private List<String> s3(int exitCode, URI endpoint, String bucket) {
    return linesOf(
        "S3 ",
        exitCode,
        "--region=eu-west-1",
        "--s3-endpoint=" + endpoint,
        "--s3-bucket=" + bucket,
        "--s3-prefix=originals/");
  }

  @Test
  void findsABucketThatCanBeListed() {
    assertThat(s3(0, server.uri(), "photos"))
        .containsExactly("ok    S3        the bucket photos can be listed");
  }

  @Test
  void missesABucketThatIsNotThere() {
    assertThat(s3(1, server.uri(), "phtos"))
        .containsExactly("BAD   S3        phtos: 404, there is no such bucket");
  }

  @Test
  void tellsWrongCredentialsFromMissingRights() {
    System.setProperty(SECRET, "guessed");
    assertThat(s3(1, server.uri(), "photos"))
        .containsExactly(
            "BAD   S3        photos: 403, the credentials are not accepted: SignatureDoesNotMatch;"
                + " look at AWS_ACCESS_KEY_ID and its like");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDenied | 403, the credentials may not list it under 'originals/':"
            + " s3:ListBucket, without which a missing original can't be told from a forbidden one",
        "301 | PermanentRedirect | 301, it is in another region: --region eu-central-1",
        "400 | AuthorizationHeaderMalformed | 400, it is in another region: --region eu-central-1",
      })
  void namesTheCureForWhatS3Refuses(int status, String code, String finding) throws Exception {
    HttpServer s3 =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    s3.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-central-1");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    s3.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + s3.getAddress().getPort());
      assertThat(s3(1, uri, "photos")).containsExactly("BAD   S3        photos: " + finding);
    } finally {
      s3.stop(0);
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    assertThat(s3(1, URI.create("http://127.0.0.1:1"), "photos"))
        .singleElement()
        .asString()
        .startsWith("BAD   S3        Unable to execute HTTP request");
  }

  @Test
  void holdsTheFunctionsTimeLimitAgainstTheClients() throws Exception {
    try (RuntimeEndpoint endpoint = new RuntimeEndpoint("resize")) {
      assertThat(lambda(0, endpoint, "resize"))
          .containsExactly("ok    Lambda    resize ends after 20 s at most");

      endpoint.timeout(Duration.ofSeconds(60));
      assertThat(lambda(1, endpoint, "resize"))
          .containsExactly(
              "BAD   Lambda    the function may run for 60 s, but the client waits for 22 s: lower"
                  + " the function's Timeout");

      assertThat(lambda(1, endpoint, "rezise"))
          .containsExactly(
              "BAD   Lambda    rezise: 404, there is no such function or alias in this region");

      endpoint.refuse(RuntimeEndpoint.Refusal.of(403, "AccessDeniedException"));
      assertThat(lambda(0, endpoint, "resize"))
          .containsExactly(
              "note  Lambda    resize: 403, its time limit can't be seen without"
                  + " lambda:GetFunctionConfiguration, which 'doctor' alone needs");
    }
  }

  private List<String> lambda(int exitCode, RuntimeEndpoint endpoint, String function) {
    out.getBuffer().setLength(0);
    return linesOf(
        "Lambda ",
        exitCode,
        "--region=eu-west-1",
        "--s3-endpoint=" + server.uri(),
        "--s3-bucket=photos",
        "--lambda-endpoint=" + endpoint.uri(),
        "--lambda-function=" + function);
  }
}
