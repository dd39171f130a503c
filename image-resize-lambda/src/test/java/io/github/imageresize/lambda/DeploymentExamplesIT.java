package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples for Terraform and the CDK: their syntax where their tools are installed, and with
 * {@code -Dcdk=true} (42 s and 220 MB of packages) that the CDK's grants and settings are the
 * templates'.
 */
@Timeout(300)
class DeploymentExamplesIT {
  private static final Path EXAMPLES = Path.of(System.getProperty("examples.folder"));
  private static final Path FOLDER = Path.of("target", "lambda-cdk");
  private static final Path CDN_TEMPLATE = Path.of("template-cdn.yaml");
  private static final Path NORMALIZE_ACCEPT = Path.of("normalize-accept.js");
  private static final String URL = "https://abc.lambda-url.eu-west-1.on.aws/";

  private static final List<String> CDK_FILES =
      List.of("app.ts", "resize-function.ts", "resize-stack.ts", "cdn-stack.ts");

  @ParameterizedTest
  @ValueSource(strings = {"lambda-terraform", "lambda-terraform-cdn"})
  void areInTerraformsLanguageAndFormat(String example) throws Exception {
    assumeTrue(ExternalProgram.runs("terraform", "version"), "terraform is not installed");

    ExternalProgram.Outcome outcome =
        ExternalProgram.run(
            EXAMPLES.resolve(example), "terraform", "fmt", "-check", "-diff", "-no-color");
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  @Test
  void areInTypeScript() throws Exception {
    assumeTrue(ExternalProgram.runs("npm", "--version"), "npm is not installed");
    copyCdkExample();
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules/typescript")) || install("typescript@5"),
        "npm cannot install typescript");
    String program =
        "const ts = require('typescript'), fs = require('fs');"
            + "for (const file of ['%s']) {".formatted(String.join("', '", CDK_FILES))
            + "  const source = fs.readFileSync(file, 'utf8');"
            + "  const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });"
            + "  for (const d of diagnostics) console.log(file, ts.flattenDiagnosticMessageText(d.messageText));"
            + "}";

    ExternalProgram.Outcome outcome = ExternalProgram.run(FOLDER, "node", "-e", program);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void haveTheFunctionOfTheTemplateAtTheEdge() throws Exception {
    Object code =
        DeploymentTemplate.read(CDN_TEMPLATE, Map.of())
            .raw("Resources", "NormalizeAccept", "Properties", "FunctionCode");

    assertThat(Files.readString(NORMALIZE_ACCEPT)).isEqualTo(code);
  }

  @Test
  void areWhatTheTemplatesAre() throws Exception {
    assumeTrue(Boolean.getBoolean("cdk"), "run with -Dcdk=true");
    synthesize();

    Path file = FOLDER.resolve("cdk.out/ImageResize.template.json");
    Map<?, ?> resources = (Map<?, ?>) DeploymentTemplate.read(file, Map.of()).raw("Resources");
    DeploymentTemplate cdk = DeploymentTemplate.read(file, names(resources));
    assertThat(policy(cdk, only(resources, "AWS::IAM::Policy")))
        .containsExactlyInAnyOrderElementsOf(
            DeploymentTemplateIT.functionPermissions(template()).statements());
    assertThat(policy(cdk, only(resources, "AWS::IAM::ManagedPolicy")))
        .containsExactlyInAnyOrderElementsOf(
            DeploymentTemplateIT.applicationPermissions(template()).statements());
    assertCdnIsTheTemplates(FOLDER.resolve("cdk.out/ImageResizeCdn.template.json"));
  }

  private static void assertCdnIsTheTemplates(Path file) throws IOException {
    Map<?, ?> resources = (Map<?, ?>) DeploymentTemplate.read(file, Map.of()).raw("Resources");
    Map<String, String> names = names(resources);
    names.putAll(CdnTemplateIT.NAMES);
    names.put("AWS::StackName", "ImageResizeCdn");
    names.put(only(resources, "AWS::Lambda::Url") + ".FunctionUrl", URL);
    DeploymentTemplate sam = DeploymentTemplate.read(CDN_TEMPLATE, names);
    DeploymentTemplate cdk = DeploymentTemplate.read(file, names);

    assertThat(policy(cdk, only(resources, "AWS::IAM::Policy")))
        .containsExactlyInAnyOrderElementsOf(
            DeploymentTemplateIT.functionPermissions(sam).statements());
    for (String resource :
        List.of(
            "OriginAccess",
            "NormalizeAccept",
            "ImageCachePolicy",
            "Distribution",
            "CloudFrontMayCallTheUrl",
            "CloudFrontMayRunTheFunction")) {
      assertThat(cdk.at("Resources", resource, "Properties"))
          .as(resource)
          .isEqualTo(sam.at("Resources", resource, "Properties"));
    }
  }

  private static Map<String, String> names(Map<?, ?> resources) {
    Map<String, String> names = new HashMap<>(DeploymentTemplateIT.NAMES);
    String bucket = names.get("ResultBucket");
    names.put(only(resources, "AWS::S3::Bucket") + ".Arn", "arn:aws:s3:::" + bucket);
    names.put(only(resources, "AWS::Lambda::Alias"), names.get("ResizeFunction.Alias"));
    return names;
  }

  private static void synthesize() throws Exception {
    copyCdkExample();
    Files.createDirectories(FOLDER.resolve("function/lib"));
    Files.write(FOLDER.resolve("function/lib/function.jar"), new byte[] {1});
    assertThat(install()).as("npm install").isTrue();
    assertThat(ExternalProgram.run(FOLDER, "npx", "tsc").output()).isEmpty();
    String context =
        "{\"imageBucket\":\"photos\",\"imagePrefix\":\"originals/\",\"functionFolder\":\"function\","
            + "\"signingKeys\":\"k1:000102030405060708090a0b0c0d0e0f\",\"normalizeAcceptFile\":\""
            + NORMALIZE_ACCEPT.toAbsolutePath()
            + "\"}";
    ExternalProgram.Outcome synthesis =
        ExternalProgram.run(
            FOLDER,
            "env",
            "CDK_CONTEXT_JSON=" + context,
            "CDK_OUTDIR=cdk.out",
            "node",
            "build/app.js");
    assertThat(synthesis.status()).as(synthesis.output()).isZero();
  }

  private static List<Permissions.Statement> policy(DeploymentTemplate cdk, String resource) {
    return Permissions.of(cdk.at("Resources", resource, "Properties", "PolicyDocument"))
        .statements();
  }

  private static String only(Map<?, ?> resources, String type) {
    List<String> found = new ArrayList<>();
    resources.forEach(
        (name, resource) -> {
          if (((Map<?, ?>) resource).get("Type").equals(type)) {
            found.add((String) name);
          }
        });
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  private static DeploymentTemplate template() throws IOException {
    return DeploymentTemplate.read(Path.of("template.yaml"), DeploymentTemplateIT.NAMES);
  }

  private static void copyCdkExample() throws IOException {
    Files.createDirectories(FOLDER);
    List<String> files = new ArrayList<>(CDK_FILES);
    files.addAll(List.of("package.json", "tsconfig.json"));
    for (String file : files) {
      Files.copy(
          EXAMPLES.resolve("lambda-cdk").resolve(file),
          FOLDER.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Single packages without those of the example, so that the usual build is quick. */
  private static boolean install(String... packages) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--silent"));
    if (packages.length > 0) {
      Files.writeString(FOLDER.resolve("package.json"), "{\"private\": true}");
      command.addAll(List.of(packages));
    }
    return ExternalProgram.run(FOLDER, command.toArray(String[]::new)).status() == 0;
  }
}
