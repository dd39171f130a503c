package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.UrlSigner;
import io.github.imageresize.lambda.HttpEvents.Answered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The template for CloudFront as CloudFormation would work it out, held against the function. */
@Timeout(120)
class CdnTemplateIT {
  private static final Path TEMPLATE = Path.of("template-cdn.yaml");
  private static final String KEY = "k1:000102030405060708090a0b0c0d0e0f";
  private static final String DISTRIBUTION =
      "arn:aws:cloudfront::123456789012:distribution/E1A2B3C4D5E6F7";

  static final Map<String, String> NAMES =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::StackName", "images",
          "SigningKeys", KEY,
          "ResizeFunctionUrl.FunctionUrl", "https://abc.lambda-url.eu-west-1.on.aws/",
          "Distribution", "E1A2B3C4D5E6F7",
          "Distribution.DomainName", "d1.cloudfront.net",
          "OriginAccess.Id", "EOAC",
          "ImageCachePolicy", "cache-policy",
          "NormalizeAccept.FunctionARN", "normalize-accept");

  @Test
  void resolvesEveryReferenceWhateverTheConditions() throws IOException {
    assertThat(template(Map.of()).resolved()).isNotNull();
    assertThat(
            template(
                    Map.of(
                        "ImageKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/1",
                        "ReservedConcurrency", "20",
                        "ClassDataArchive", "/var/task/lib/function.jsa"))
                .resolved())
        .isNotNull();
  }

  @Test
  void takesTheParametersOfTheOtherTemplateAndTheThreePolicies() throws IOException {
    Map<?, ?> parameters = (Map<?, ?>) template(Map.of()).raw("Parameters");
    Map<?, ?> others =
        (Map<?, ?>) DeploymentTemplate.read(Path.of("template.yaml"), Map.of()).raw("Parameters");

    assertThat(new HashMap<Object, Object>(parameters))
        .containsAllEntriesOf(new HashMap<Object, Object>(others));
    assertThat(parameters).hasSize(others.size() + 3);
    assertThat(template(Map.of()).raw("Parameters", "SigningKeys", "NoEcho")).isEqualTo(true);
  }

  @Test
  void runsAHandlerThatUnderstandsItsEnvironment() throws Exception {
    DeploymentTemplate template = template(Map.of());
    Map<String, Object> function = DeploymentTemplateIT.function(template);
    Map<String, String> environment = DeploymentTemplateIT.environment(template);
    FunctionSettings settings = FunctionSettings.of(environment);

    assertThat(Class.forName((String) function.get("Handler")))
        .isEqualTo(HttpEventHandler.class)
        .isAssignableTo(RequestStreamHandler.class);
    assertThat(settings.imageBucket()).isEqualTo("photos");
    assertThat(settings.resultBucket()).isEqualTo("image-resize-resultbucket-1a2b");
    assertThat(HttpSettings.of(environment).prefix()).isEqualTo("/images/");
    assertThat((String) template.at("Outputs", "ImagesUrl", "Value")).endsWith("/images/");
    Duration timeout = Duration.ofSeconds((Integer) function.get("Timeout"));
    assertThat(settings.limits().deadline()).isLessThan(timeout);
    assertThat(Duration.ofSeconds((Integer) origin(template, "OriginReadTimeout")))
        .isGreaterThan(timeout);
    assertThat(function.get("CodeUri")).isEqualTo("target/function/");
  }

  @Test
  void letsTheDistributionAloneCallTheFunction() throws IOException {
    DeploymentTemplate template = template(Map.of());

    assertThat(DeploymentTemplateIT.function(template).get("FunctionUrlConfig"))
        .isEqualTo(Map.of("AuthType", "AWS_IAM", "InvokeMode", "BUFFERED"));
    Map<?, ?> resources = (Map<?, ?>) template.raw("Resources");
    Map<Object, Map<?, ?>> permissions = new HashMap<>();
    for (Object name : resources.keySet()) {
      if (template.at("Resources", name, "Type").equals("AWS::Lambda::Permission")) {
        Map<?, ?> permission = (Map<?, ?>) template.at("Resources", name, "Properties");
        permissions.put(permission.get("Action"), permission);
      }
    }
    assertThat(permissions)
        .containsOnlyKeys("lambda:InvokeFunctionUrl", "lambda:InvokeFunction")
        .allSatisfy(
            (action, permission) ->
                assertThat(new HashMap<Object, Object>(permission))
                    .contains(
                        entry("Principal", "cloudfront.amazonaws.com"),
                        entry("SourceArn", DISTRIBUTION),
                        entry(
                            "FunctionName",
                            DeploymentTemplateIT.NAMES.get("ResizeFunction.Alias"))));
    assertThat(permissions.get("lambda:InvokeFunctionUrl").get("FunctionUrlAuthType"))
        .isEqualTo("AWS_IAM");
    assertThat(permissions.get("lambda:InvokeFunction").get("InvokedViaFunctionUrl"))
        .as("no call but by the URL")
        .isEqualTo(true);
    assertThat(template.at("Resources", "OriginAccess", "Properties", "OriginAccessControlConfig"))
        .isEqualTo(
            Map.of(
                "Name", "images-function",
                "OriginAccessControlOriginType", "lambda",
                "SigningBehavior", "always",
                "SigningProtocol", "sigv4"));
    Map<?, ?> origin = (Map<?, ?>) distribution(template, "Origins", 0);
    assertThat(origin.get("DomainName")).isEqualTo("abc.lambda-url.eu-west-1.on.aws");
    assertThat(origin.get("OriginAccessControlId")).isEqualTo("EOAC");
  }

  @Test
  void keepsImagesByTheirOptionsAndByWhatTheBrowserAccepts() throws IOException {
    DeploymentTemplate template = template(Map.of());
    Map<?, ?> behavior = (Map<?, ?>) distribution(template, "DefaultCacheBehavior");
    Map<?, ?> key =
        (Map<?, ?>)
            template.at(
                "Resources",
                "ImageCachePolicy",
                "Properties",
                "CachePolicyConfig",
                "ParametersInCacheKeyAndForwardedToOrigin");

    assertThat(key.get("QueryStringsConfig")).isEqualTo(Map.of("QueryStringBehavior", "all"));
    assertThat(key.get("HeadersConfig"))
        .isEqualTo(Map.of("HeaderBehavior", "whitelist", "Headers", List.of("Accept")));
    assertThat(key.get("CookiesConfig")).isEqualTo(Map.of("CookieBehavior", "none"));
    assertThat(behavior.get("CachePolicyId")).isEqualTo("cache-policy");
    assertThat(behavior.get("AllowedMethods")).isEqualTo(List.of("GET", "HEAD"));
    assertThat(behavior.containsKey("OriginRequestPolicyId"))
        .as("what would forward the Host, which spoils the signature")
        .isFalse();
    assertThat(behavior.get("FunctionAssociations"))
        .isEqualTo(
            List.of(Map.of("EventType", "viewer-request", "FunctionARN", "normalize-accept")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8 | image/webp",
        "Image/WebP, */* | image/webp",
        "image/webp;q=0.9,*/*;q=0.5 | image/webp",
        "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5 | image/png",
        "image/webp;q=0,*/* | image/png",
        "image/webp;q=0.0,*/* | image/png",
        "image/webpage,*/* | image/png",
        "*/* | image/png",
        "'' | image/png"
      })
  void wordsWhatIsAcceptedInTwoWays(String accept, String mediaType) throws Exception {
    assumeTrue(ExternalProgram.runs("node", "--version"), "node is not installed");
    String code =
        (String)
            template(Map.of()).raw("Resources", "NormalizeAccept", "Properties", "FunctionCode");
    String headers =
        accept.isEmpty() ? "{}" : "{accept: {value: " + JSON.std.asString(accept) + "}}";

    ExternalProgram.Outcome outcome =
        ExternalProgram.run(
            Path.of(""),
            "node",
            "-e",
            code
                + ";console.log(handler({request: {headers: "
                + headers
                + "}}).headers.accept.value)");
    assertThat(outcome.output()).isIn("*/*", "image/webp,*/*;q=0.8");
    Answered answered = answerFromMemory(outcome.output());
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.fields()).containsEntry("content-type", mediaType);
  }

  @Test
  void grantsWhatTheFunctionDoesAndNothingElse() throws Exception {
    DeploymentTemplate template = template(Map.of());
    Map<String, String> environment = DeploymentTemplateIT.environment(template);
    FunctionSettings settings = FunctionSettings.of(environment);
    UrlSigner signer = UrlSigner.of(SigningKey.parse(KEY));
    RecordedCalls calls = new RecordedCalls();
    try (S3Server server = new S3Server();
        S3Client administrator = TestClients.s3(server.uri());
        S3Client s3 = TestClients.s3(server.uri(), calls);
        S3Presigner presigner = TestClients.presigner(server.uri())) {
      administrator.createBucket(b -> b.bucket("photos"));
      administrator.createBucket(b -> b.bucket(settings.resultBucket()));
      put(administrator, "originals/halves.png", TestImages.halves("png", 40, 20));
      put(administrator, "originals/noise.png", TestImages.noise(1400, 1200));
      HttpEventHandler handler =
          new HttpEventHandler(settings, HttpSettings.of(environment), s3, presigner, List.of());

      String small = signer.sign("/images/halves.png?w=10");
      Answered image = answer(handler, small, Map.of());
      assertThat(image.status()).isEqualTo(200);
      assertThat(
              answer(handler, small, Map.of("if-none-match", image.fields().get("etag"))).status())
          .isEqualTo(304);
      assertThat(answer(handler, signer.sign("/images/none.png?w=10"), Map.of()).status())
          .isEqualTo(404);
      assertRedirects(
          answer(handler, signer.sign("/images/noise.png?format=png"), Map.of()), settings, calls);
    }

    DeploymentTemplateIT.assertExactly(DeploymentTemplateIT.functionPermissions(template), calls);
  }

  private static void assertRedirects(
      Answered redirect, FunctionSettings settings, RecordedCalls calls) throws Exception {
    assertThat(redirect.status()).isEqualTo(307);
    assertThat(redirect.body()).isEmpty();
    assertThat(redirect.fields())
        .containsEntry("cache-control", "public, max-age=300")
        .doesNotContainKeys("etag", "content-type", "accept-ranges", "content-disposition");
    URI location = URI.create(redirect.fields().get("location"));
    assertThat(location.getQuery()).contains("X-Amz-Expires=900");
    HttpResponse<byte[]> followed =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(location).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(followed.statusCode()).isEqualTo(200);
    assertThat(followed.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(followed.headers().firstValue("Content-Disposition")).contains("inline");
    assertThat(followed.body()).hasSizeGreaterThan(HttpEventHandler.MAX_BODY_BYTES);
    assertThat(TestImages.decoded(followed.body()).getWidth()).isEqualTo(1400);
    String path = location.getPath();
    assertThat(path).startsWith("/" + settings.resultBucket() + "/results/");
    calls.add(new RecordedCalls.Call("s3:GetObject", "arn:aws:s3:::" + path.substring(1), ""));
  }

  @Test
  void passesTheLinterOfCloudFormation() throws Exception {
    assumeTrue(ExternalProgram.runs("cfn-lint", "--version"), "cfn-lint is not installed");

    ExternalProgram.Outcome outcome =
        ExternalProgram.run(Path.of(""), "cfn-lint", TEMPLATE.toString());
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  /** Negotiates as the function does; the original is a PNG with transparency or without. */
  private static Answered answerFromMemory(String accept) throws Exception {
    try (S3Server server = new S3Server();
        S3Client s3 = TestClients.s3(server.uri());
        S3Presigner presigner = TestClients.presigner(server.uri())) {
      s3.createBucket(b -> b.bucket("photos"));
      put(s3, "originals/halves.png", TestImages.halves("png", 40, 20));
      Map<String, String> environment = DeploymentTemplateIT.environment(template(Map.of()));
      HttpEventHandler handler =
          new HttpEventHandler(
              FunctionSettings.of(environment),
              HttpSettings.of(environment),
              s3,
              presigner,
              List.of());
      String target = UrlSigner.of(SigningKey.parse(KEY)).sign("/images/halves.png?w=10");
      return answer(handler, target, Map.of("accept", accept));
    }
  }

  private static Answered answer(
      HttpEventHandler handler, String target, Map<String, Object> headers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(HttpEvents.get(target, headers)), out, null);
    return HttpEvents.read(out.toByteArray());
  }

  private static void put(S3Client s3, String key, byte[] bytes) {
    s3.putObject(o -> o.bucket("photos").key(key), RequestBody.fromBytes(bytes));
  }

  private static Object distribution(DeploymentTemplate template, Object... path) {
    Object[] whole = new Object[path.length + 4];
    System.arraycopy(
        new Object[] {"Resources", "Distribution", "Properties", "DistributionConfig"},
        0,
        whole,
        0,
        4);
    System.arraycopy(path, 0, whole, 4, path.length);
    return template.at(whole);
  }

  private static Object origin(DeploymentTemplate template, String setting) {
    return distribution(template, "Origins", 0, "CustomOriginConfig", setting);
  }

  private static DeploymentTemplate template(Map<String, String> more) throws IOException {
    Map<String, String> names = new HashMap<>(DeploymentTemplateIT.NAMES);
    names.putAll(NAMES);
    names.putAll(more);
    return DeploymentTemplate.read(TEMPLATE, names);
  }
}
