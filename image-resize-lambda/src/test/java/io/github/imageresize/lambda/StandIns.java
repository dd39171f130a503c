package io.github.imageresize.lambda;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A program for the tests of other modules, which shall not have its class path: a bucket {@code
 * photos} with the files of a folder, and Lambda's endpoint with the packaged function {@code
 * resize}. Prints where they are, and ends when its standard input does.
 */
public final class StandIns {
  private StandIns() {}

  /**
   * Runs until nobody needs it.
   *
   * @param arguments the folder
   */
  @SuppressWarnings("try") // a function that runs is not referred to
  public static void main(String[] arguments) throws Exception {
    try (S3Server bucket = new S3Server();
        RuntimeEndpoint lambda = new RuntimeEndpoint("resize");
        FunctionProcess function =
            FunctionProcess.java(
                FunctionProcess.LAMBDA_JVM,
                lambda,
                bucket.uri(),
                Map.of("IMAGE_PREFIX", "shop/"))) {
      fill(bucket.uri(), Path.of(arguments[0]));
      System.out.println("s3 " + bucket.uri());
      System.out.println("lambda " + lambda.uri());
      while (System.in.read() >= 0) {
        // until the end
      }
    }
  }

  private static void fill(URI bucket, Path folder) throws Exception {
    List<Path> originals;
    try (Stream<Path> files = Files.list(folder)) {
      originals = files.filter(Files::isRegularFile).toList();
    }
    try (S3Client s3 = TestClients.s3(bucket)) {
      s3.createBucket(b -> b.bucket("photos"));
      for (Path original : originals) {
        s3.putObject(o -> o.bucket("photos").key("shop/" + original.getFileName()), original);
      }
    }
  }
}
