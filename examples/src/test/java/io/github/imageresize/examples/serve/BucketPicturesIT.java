package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.lambda.S3Server;
import io.github.imageresize.source.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * The list of a bucket that has more keys than S3 names in one answer: 1,000 unless it is asked for
 * fewer, as it is here so that few have to be put there.
 */
class BucketPicturesIT {
  private static final int IN_ONE_ANSWER = 10;

  private static S3Server server;
  private static S3Client s3;

  @BeforeAll
  static void fill() throws Exception {
    server = new S3Server();
    s3 = client(server.uri());
    s3.createBucket(request -> request.bucket("photos"));
    RequestBody body = RequestBody.fromString("x");
    IntStream.range(0, 2 * IN_ONE_ANSWER + 5)
        .mapToObj("originals/%04d.jpg"::formatted)
        .forEach(key -> s3.putObject(request -> request.bucket("photos").key(key), body));
    for (String key : List.of("originals/.hidden.jpg", "other/a.jpg")) {
      s3.putObject(request -> request.bucket("photos").key(key), body);
    }
    s3.putObject(
        request -> request.bucket("photos").key("originals/empty.jpg"), RequestBody.empty());
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .forcePathStyle(true)
        .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ShortAnswers()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test-key", "test-secret")))
        .build();
  }

  @AfterAll
  static void stop() {
    s3.close();
    server.close();
  }

  @Test
  void goesOnBehindTheFirstAnswer() throws IOException {
    BucketPictures pictures = new BucketPictures(s3, "photos", "originals/");

    assertThat(WarmCommand.all(pictures))
        .hasSize(2 * IN_ONE_ANSWER + 5)
        .startsWith("0000.jpg", "0001.jpg")
        .endsWith("0024.jpg")
        .doesNotHaveDuplicates();
    assertThat(pictures.list(IN_ONE_ANSWER + 2)).hasSize(IN_ONE_ANSWER + 2);
  }

  @Test
  void saysThatABucketCanNotBeListed() {
    assertThatThrownBy(() -> new BucketPictures(s3, "elsewhere", "").list(9))
        .isInstanceOf(IOException.class)
        .hasMessage("the bucket elsewhere can't be listed");
  }

  @Test
  void isNotCutShortInSilenceWhereItIsTooLongForOneRun() {
    Pictures endless =
        new Pictures() {
          @Override
          public ImageSource source() {
            throw new UnsupportedOperationException();
          }

          @Override
          public List<Picture> list(int most) {
            return Collections.nCopies(most, new Picture("a.jpg", 1));
          }
        };

    assertThatThrownBy(() -> WarmCommand.all(endless))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 100000 originals");
  }

  private static final class ShortAnswers implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes ignored) {
      return context.request() instanceof ListObjectsV2Request list
          ? list.toBuilder().maxKeys(IN_ONE_ANSWER).build()
          : context.request();
    }
  }
}
