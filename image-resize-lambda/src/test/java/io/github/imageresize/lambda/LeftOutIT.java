package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ClassPathWithout;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What {@code docs/dependencies.md} says may be left out beside the adapters of AWS. */
public class LeftOutIT {
  @Test
  void readsOriginalsByAnotherHttpClientOfTheSdk() throws Exception {
    ClassPathWithout.run(LeftOutIT.class, "apache5-client-", "httpclient5-", "httpcore5-");
  }

  /** Reads what lies in a bucket by the client of the JDK. */
  public static void main(String[] arguments) throws Exception {
    try (S3Server server = new S3Server();
        S3Client s3 =
            S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(server.uri())
                .forcePathStyle(true)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("test-key", "test-secret")))
                .build()) {
      s3.createBucket(bucket -> bucket.bucket("photos"));
      s3.putObject(
          o -> o.bucket("photos").key("a.jpg"), RequestBody.fromBytes(new byte[] {1, 2, 3}));

      S3ImageSource source = new S3ImageSource(s3, "photos", "");

      assertThat(source.read("a.jpg", 10).bytes()).hasSize(3);
    }
  }
}
