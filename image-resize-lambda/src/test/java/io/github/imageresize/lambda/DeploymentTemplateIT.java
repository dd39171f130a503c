package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The template as CloudFormation would work it out, held against the function that it deploys and
 * against the calls that function and application make.
 */
@Timeout(120)
class DeploymentTemplateIT {
  private static final Path TEMPLATE = Path.of("template.yaml");
  private static final String FUNCTION = "image-resize-ResizeFunction-1A2B";
  private static final String FUNCTION_ARN =
      "arn:aws:lambda:eu-west-1:123456789012:function:" + FUNCTION;
  static final Map<String, String> NAMES =
      Map.of(
          "AWS::Partition", "aws",
          "ImageBucket", "photos",
          "ImagePrefix", "originals/",
          "ResizeFunction", FUNCTION,
          "ResizeFunction.Alias", FUNCTION_ARN + ":live",
          "FunctionLogs", "image-resize-FunctionLogs-1A2B",
          "ResultBucket", "image-resize-resultbucket-1a2b",
          "CallerPolicy", "arn:aws:iam::123456789012:policy/image-resize-CallerPolicy-1A2B");

  @Test
  void resolvesEveryReferenceWhateverTheConditions() throws IOException {
    assertThat(template(Map.of()).resolved()).isNotNull();
    Map<String, String> all =
        Map.of(
            "ImageKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1",
            "ReservedConcurrency", "20",
            "ClassDataArchive", "/var/task/lib/function.jsa");
    Map<String, Object> function = function(template(all));

    assertThat(function.get("ReservedConcurrentExecutions")).isEqualTo("20");
    assertThat(environment(template(all)).get("JAVA_TOOL_OPTIONS"))
        .contains("-XX:SharedArchiveFile=/var/task/lib/function.jsa");
    assertThat(function(template(Map.of()))).doesNotContainKey("ReservedConcurrentExecutions");
  }

  @Test
  void uploadsTheFolderThatTheBuildLeavesTheFunctionIn() throws IOException {
    Object code = template(Map.of()).raw("Resources", "ResizeFunction", "Properties", "CodeUri");

    assertThat(code).as("what is no path is not uploaded").isInstanceOf(String.class);
    Path library = Path.of(System.getProperty("function.jar")).getParent();
    Path target = Path.of("").toAbsolutePath().resolve("target");
    String quick = System.getProperty("function.jar").contains("/quick/") ? "quick" : "";
    assertThat(library).isEqualTo(target.resolve(quick).resolve("function/lib"));
    assertThat(Path.of((String) code)).isEqualTo(Path.of("target/function"));
  }

  @Test
  void runsAHandlerThatUnderstandsItsEnvironment() throws Exception {
    DeploymentTemplate template = template(Map.of());
    Map<String, Object> function = function(template);
    FunctionSettings settings = FunctionSettings.of(environment(template));

    assertThat(Class.forName((String) function.get("Handler")))
        .isAssignableTo(RequestStreamHandler.class);
    assertThat(settings.imageBucket()).isEqualTo("photos");
    assertThat(settings.imagePrefix()).isEqualTo("originals/");
    assertThat(settings.resultBucket()).isEqualTo("image-resize-resultbucket-1a2b");
    assertThat(settings.resultPrefix()).isEqualTo("results/");
    Duration timeout = Duration.ofSeconds((Integer) function.get("Timeout"));
    assertThat(timeout).isEqualTo(InvocationTimeLimits.DEFAULTS.function());
    assertThat(settings.limits().deadline()).isLessThan(timeout);
  }

  @Test
  void publishesAVersionWheneverAnythingChanges() throws IOException {
    assertThat(function(template(Map.of())))
        .containsEntry("AutoPublishAlias", "live")
        .containsEntry("AutoPublishAliasAllProperties", true);
    assertThat(template(Map.of()).at("Outputs", "Qualifier", "Value")).isEqualTo("live");
  }

  @Test
  void grantsWhatFunctionAndApplicationDoAndNothingElse() throws Exception {
    DeploymentTemplate template = template(Map.of());
    RecordedCalls ofFunction = new RecordedCalls();
    RecordedCalls ofApplication = new RecordedCalls();

    everyKindOfCall(environment(template), ofFunction, ofApplication);

    assertExactly(functionPermissions(template), ofFunction);
    assertExactly(applicationPermissions(template), ofApplication);
  }

  @Test
  void letsTheKeyOfTheOriginalsBeUsed() throws IOException {
    String key = "arn:aws:kms:eu-west-1:123456789012:key/1";
    DeploymentTemplate template = template(Map.of("ImageKeyArn", key));
    RecordedCalls.Call decrypt = new RecordedCalls.Call("kms:Decrypt", key, "");

    assertThat(functionPermissions(template).allow(decrypt)).isTrue();
    assertThat(applicationPermissions(template).allow(decrypt)).isTrue();
    assertThat(functionPermissions(template(Map.of())).allow(decrypt)).isFalse();
  }

  @Test
  void refusesWhatNobodyShouldDo() throws IOException {
    Permissions function = functionPermissions(template(Map.of()));
    Permissions application = applicationPermissions(template(Map.of()));

    for (RecordedCalls.Call call :
        List.of(
            new RecordedCalls.Call("lambda:InvokeFunction", FUNCTION_ARN, ""),
            new RecordedCalls.Call("s3:GetObject", "arn:aws:s3:::photos/private/a.jpg", ""),
            new RecordedCalls.Call("s3:PutObject", "arn:aws:s3:::photos/originals/a.jpg", ""),
            new RecordedCalls.Call("s3:DeleteObject", "arn:aws:s3:::photos/originals/a.jpg", ""),
            new RecordedCalls.Call("s3:ListBucket", "arn:aws:s3:::photos", "private/"),
            new RecordedCalls.Call("s3:ListBucket", "arn:aws:s3:::photos", ""))) {
      assertThat(function.allow(call)).as("function: %s", call).isFalse();
      assertThat(application.allow(call)).as("application: %s", call).isFalse();
    }
  }

  @Test
  void noticesAReferenceToNothing() throws IOException {
    Map<String, String> names = new HashMap<>(NAMES);
    names.remove("ResultBucket");
    DeploymentTemplate template = DeploymentTemplate.read(TEMPLATE, names);

    assertThatThrownBy(template::resolved).hasMessageContaining("nothing is called ResultBucket");
  }

  @Test
  void passesTheLinterOfCloudFormation() throws Exception {
    assumeTrue(ExternalProgram.runs("cfn-lint", "--version"), "cfn-lint is not installed");

    ExternalProgram.Outcome outcome = ExternalProgram.run(Path.of(""), "cfn-lint", "template.yaml");
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  /** A hit, a miss, a version, a large result, each from the function and from this process. */
  private static void everyKindOfCall(
      Map<String, String> environment, RecordedCalls ofFunction, RecordedCalls ofApplication)
      throws Exception {
    FunctionSettings settings = FunctionSettings.of(environment);
    try (S3Server server = new S3Server();
        S3Client administrator = TestClients.s3(server.uri());
        S3Client functionS3 = TestClients.s3(server.uri(), ofFunction);
        S3Client applicationS3 = TestClients.s3(server.uri(), ofApplication);
        RuntimeEndpoint endpoint = new RuntimeEndpoint(FUNCTION);
        LambdaClient lambda =
            TestClients.lambda(endpoint.uri(), InvocationTimeLimits.DEFAULTS, ofApplication)) {
      administrator.createBucket(b -> b.bucket("photos"));
      administrator.createBucket(b -> b.bucket(settings.resultBucket()));
      put(administrator, "originals/halves.png", TestImages.halves("png", 40, 20));
      put(administrator, "originals/noise.png", TestImages.noise(1400, 1200));
      ResizeHandler handler = new ResizeHandler(settings, functionS3, List.of());
      startFunction(endpoint, handler);
      S3ImageSource originals = new S3ImageSource(applicationS3, "photos", "originals/");
      ResizeService images =
          ResizeService.builder(originals)
              .remote(
                  LambdaResizeService.builder(lambda, FUNCTION)
                      .qualifier("live")
                      .results(applicationS3, settings.resultBucket(), settings.resultPrefix())
                      .build())
              .withoutCache()
              .build();

      assertThat(images.resize(png("halves.png")).origin()).isEqualTo(Origin.REMOTE);
      assertThat(images.resize(png("noise.png")).length())
          .isGreaterThan(ResizeHandler.MAX_INLINE_BYTES);
      assertThat(images.currentVersion(png("halves.png"))).isPresent();
      assertMissing(() -> images.resize(png("missing.png")));
      assertMissing(() -> images.currentVersion(png("missing.png")));
      assertThat(administrator.listObjectsV2(l -> l.bucket(settings.resultBucket())).contents())
          .as("results that were read")
          .isEmpty();

      S3LargeImageStore large =
          new S3LargeImageStore(applicationS3, settings.resultBucket(), "large/");
      large.write("one", ByteBuffer.allocate(10));
      assertThat(large.read("one", 10)).isPresent();
      assertThat(large.read("expired", 10)).isEmpty();

      endpoint.refuse(RuntimeEndpoint.Refusal.of(500, "ServiceException"));
      assertThat(images.resize(png("halves.png")).origin()).isEqualTo(Origin.LOCAL);
      assertThat(images.currentVersion(png("halves.png"))).isPresent();
      assertMissing(() -> images.resize(png("missing.png")));
      assertMissing(() -> images.currentVersion(png("missing.png")));
    }
  }

  /** Ends with the endpoint, which it polls. */
  @SuppressWarnings("resource")
  private static void startFunction(RuntimeEndpoint endpoint, ResizeHandler handler) {
    new InProcessFunction(
        endpoint,
        event -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          handler.handleRequest(new ByteArrayInputStream(event), out, null);
          return out.toByteArray();
        });
  }

  private static ImageRequest png(String source) {
    return ImageRequest.builder(source).format(ImageFormat.PNG).build();
  }

  private static void put(S3Client s3, String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }

  private static void assertMissing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure ->
                assertThat(failure.reason())
                    .isEqualTo(ImageResizeException.Reason.SOURCE_NOT_FOUND));
  }

  static void assertExactly(Permissions permissions, RecordedCalls recorded) {
    assertThat(recorded.calls()).isNotEmpty().allMatch(permissions::allow);
    assertThat(permissions.statements())
        .allSatisfy(
            statement -> {
              assertThat(recorded.calls()).as(statement.name()).anyMatch(statement::allows);
              assertThat(statement.actions())
                  .as("actions of %s that nothing needs", statement.name())
                  .allMatch(
                      action ->
                          recorded.calls().stream().anyMatch(call -> call.action().equals(action)));
            });
  }

  static Permissions functionPermissions(DeploymentTemplate template) {
    return Permissions.of(((List<?>) function(template).get("Policies")).toArray());
  }

  static Permissions applicationPermissions(DeploymentTemplate template) {
    return Permissions.of(template.at("Resources", "CallerPolicy", "Properties", "PolicyDocument"));
  }

  @SuppressWarnings("unchecked") // the keys of a template are strings
  static Map<String, Object> function(DeploymentTemplate template) {
    return (Map<String, Object>) template.at("Resources", "ResizeFunction", "Properties");
  }

  static Map<String, String> environment(DeploymentTemplate template) {
    Map<?, ?> variables =
        (Map<?, ?>) ((Map<?, ?>) function(template).get("Environment")).get("Variables");
    Map<String, String> environment = new HashMap<>();
    variables.forEach((name, value) -> environment.put((String) name, (String) value));
    return environment;
  }

  private static DeploymentTemplate template(Map<String, String> more) throws IOException {
    Map<String, String> names = new HashMap<>(NAMES);
    names.putAll(more);
    return DeploymentTemplate.read(TEMPLATE, names);
  }
}
