package io.github.imageresize.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function in a process of its own, which polls an endpoint as on Lambda. */
public final class FunctionProcess implements AutoCloseable {
  /** As Lambda's own runtime starts its JVM. */
  public static final List<String> LAMBDA_JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** A JVM may write an archive as it ends. */
  private static final int SECONDS_TO_END = 90;

  private final Process process;
  private final Path log;

  private FunctionProcess(List<String> command, Map<String, String> environment)
      throws IOException {
    log = Files.createTempFile("function-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    process = builder.start();
  }

  /** The packaged jar under AWS's own Java runtime interface client, in a fresh JVM. */
  public static FunctionProcess java(
      List<String> jvmArguments, RuntimeEndpoint endpoint, URI s3, Map<String, String> settings)
      throws Exception {
    return java(ResizeHandler.class, jvmArguments, endpoint, s3, settings);
  }

  static FunctionProcess java(
      Class<? extends RequestStreamHandler> handler,
      List<String> jvmArguments,
      RuntimeEndpoint endpoint,
      URI s3,
      Map<String, String> settings)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(classPath());
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler.getName());
    return new FunctionProcess(command, environment(endpoint, s3, settings));
  }

  /** A Node program that polls the runtime API itself. */
  public static FunctionProcess node(
      Path program, RuntimeEndpoint endpoint, URI s3, Map<String, String> settings)
      throws IOException {
    return new FunctionProcess(
        List.of("node", program.toString()), environment(endpoint, s3, settings));
  }

  static String classPath() throws ClassNotFoundException {
    return String.join(
        File.pathSeparator,
        System.getProperty("function.jar"),
        jarOf("com.amazonaws.services.lambda.runtime.api.client.AWSLambda"),
        jarOf("com.amazonaws.services.lambda.runtime.serialization.PojoSerializer"));
  }

  /** What the process has printed so far, for the message of a test that fails. */
  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }

  private static String jarOf(String className) throws ClassNotFoundException {
    URI jar =
        URI.create(
            Class.forName(className)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    return Path.of(jar).toString();
  }

  private static Map<String, String> environment(
      RuntimeEndpoint endpoint, URI s3, Map<String, String> settings) {
    Map<String, String> environment = new java.util.HashMap<>(settings);
    environment.put("AWS_LAMBDA_RUNTIME_API", endpoint.hostAndPort());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "resize");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/resize");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "test");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test-key");
    environment.put("AWS_SECRET_ACCESS_KEY", "test-secret");
    environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
    environment.put("S3_PATH_STYLE", "true");
    environment.put("IMAGE_BUCKET", "photos");
    return environment;
  }
}
