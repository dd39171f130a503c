package io.github.imageresize.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads the bundle by the rules of Maven Central: <a
 * href="https://central.sonatype.org/publish/requirements/">Requirements</a>.
 */
class BundleIT {
  private static final String VERSION = Bundle.VERSION;

  /** Modules that are built but never published. */
  private static final List<String> UNPUBLISHED =
      List.of(
          "examples",
          "benchmarks",
          "release",
          "image-resize-spring-boot/boot-3",
          "image-resize-spring-boot/boot-4");

  private static Bundle bundle;

  @BeforeAll
  static void read() throws IOException {
    bundle = Bundle.read();
  }

  @Test
  void holdsEveryModuleThatIsToBePublishedAndNoOther() throws IOException {
    String parent =
        Files.readString(Path.of(System.getProperty("project.folder")).resolve("pom.xml"));
    TreeSet<String> modules = new TreeSet<>();
    Matcher module = Pattern.compile("<module>([^<]+)</module>").matcher(parent);
    while (module.find()) {
      modules.add(module.group(1));
    }
    UNPUBLISHED.forEach(modules::remove);

    assertThat(bundle.artifacts()).containsExactlyElementsOf(modules);
  }

  @Test
  void isOfOneReleaseVersion() {
    assertThat(VERSION).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(bundle.paths())
        .allMatch(
            path -> {
              String[] parts = path.substring(Bundle.GROUP.length()).split("/");
              return parts.length == 3
                  && parts[1].equals(VERSION)
                  && parts[2].startsWith(parts[0] + "-" + VERSION);
            });
  }

  @Test
  void bringsSourcesAndJavadocOfEveryJar() throws IOException {
    for (String artifact : bundle.jars()) {
      assertThat(bundle.contents(artifact, ".jar").keySet())
          .anyMatch(name -> name.endsWith(".class"));
      assertThat(bundle.contents(artifact, "-sources.jar").keySet())
          .anyMatch(name -> name.endsWith(".java"));
      assertThat(bundle.contents(artifact, "-javadoc.jar")).containsKey("index.html");
    }
  }

  @Test
  void bringsABillOfMaterialsOfEveryJar() {
    for (String artifact : bundle.jars()) {
      assertThat(new String(bundle.file(artifact, "-cyclonedx.json"), StandardCharsets.UTF_8))
          .contains("CycloneDX")
          .contains(artifact);
    }
  }

  @Test
  void signsEveryFile() throws Exception {
    PGPPublicKeyRing key = publicKey();
    for (String path : bundle.published()) {
      PGPSignatureList signatures =
          (PGPSignatureList)
              new PGPObjectFactory(
                      PGPUtil.getDecoderStream(
                          new ByteArrayInputStream(bundle.bytes(path + ".asc"))),
                      new BcKeyFingerprintCalculator())
                  .nextObject();
      PGPSignature signature = signatures.get(0);
      signature.init(
          new BcPGPContentVerifierBuilderProvider(), key.getPublicKey(signature.getKeyID()));
      signature.update(bundle.bytes(path));
      assertThat(signature.verify()).as("signature of %s", path).isTrue();
    }
  }

  @Test
  void givesChecksumsOfEveryFile() throws Exception {
    for (String path : bundle.published()) {
      assertThat(text(path + ".md5")).as(path).isEqualTo(digest("MD5", bundle.bytes(path)));
      assertThat(text(path + ".sha1")).as(path).isEqualTo(digest("SHA-1", bundle.bytes(path)));
    }
  }

  @Test
  void describesEveryArtifactAsCentralAsks() throws Exception {
    for (String artifact : bundle.artifacts()) {
      Element project = pom(artifact);
      assertThat(text(project, "groupId")).contains("io.github.imageresize");
      assertThat(text(project, "artifactId")).contains(artifact);
      assertThat(text(project, "version")).contains(VERSION);
      for (String name : List.of("name", "description", "url")) {
        assertThat(text(project, name)).as("%s of %s", name, artifact).isPresent();
      }
      assertThat(text(project, "licenses", "license", "name")).contains("Apache-2.0");
      assertThat(text(project, "licenses", "license", "url")).isPresent();
      assertThat(text(project, "developers", "developer", "name")).isPresent();
      for (String name : List.of("connection", "developerConnection", "url")) {
        assertThat(text(project, "scm", name))
            .as("scm of %s", artifact)
            .hasValueSatisfying(value -> assertThat(value).doesNotContain(artifact));
      }
    }
  }

  /**
   * A parent that is not published, an expression or a snapshot: none can be resolved by a user.
   */
  @Test
  void leavesNothingOpenInAPom() throws Exception {
    for (String artifact : bundle.artifacts()) {
      String text = new String(bundle.file(artifact, ".pom"), StandardCharsets.UTF_8);
      // Whose own version is told is resolved by that alone, as in the bill of materials.
      assertThat(text.replace("${project.version}", VERSION))
          .as(artifact)
          .doesNotContain("${")
          .doesNotContain("SNAPSHOT");
      Element project = pom(artifact);
      assertThat(child(project, "parent")).as("parent of %s", artifact).isEmpty();
      assertThat(child(project, "repositories")).as("repositories of %s", artifact).isEmpty();
      for (Element dependency : dependencies(project)) {
        assertThat(text(dependency, "version"))
            .as("version of %s in %s", text(dependency, "artifactId"), artifact)
            .isPresent();
        assertThat(text(dependency, "scope")).isNotEqualTo(Optional.of("test"));
      }
    }
  }

  @Test
  void putsTheLicenceIntoEveryJar() throws IOException {
    for (String artifact : bundle.jars()) {
      for (String suffix : List.of(".jar", "-sources.jar")) {
        assertThat(bundle.contents(artifact, suffix))
            .as(artifact + suffix)
            .containsKeys("META-INF/LICENSE", "META-INF/NOTICE");
      }
    }
  }

  /** Of the key that was given to the build, else of the one that it made for itself. */
  private static PGPPublicKeyRing publicKey() throws Exception {
    String given = System.getenv("MAVEN_GPG_KEY");
    if (given == null) {
      return new PGPPublicKeyRing(
          PGPUtil.getDecoderStream(Files.newInputStream(Path.of(System.getProperty("bundle.key")))),
          new BcKeyFingerprintCalculator());
    }
    List<PGPPublicKey> keys = new ArrayList<>();
    new PGPSecretKeyRing(
            PGPUtil.getDecoderStream(
                new ByteArrayInputStream(given.getBytes(StandardCharsets.US_ASCII))),
            new BcKeyFingerprintCalculator())
        .getPublicKeys()
        .forEachRemaining(keys::add);
    return new PGPPublicKeyRing(keys);
  }

  private static String text(String path) {
    return new String(bundle.bytes(path), StandardCharsets.US_ASCII).strip();
  }

  private static String digest(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  private static Element pom(String artifact) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bundle.file(artifact, ".pom")));
    return document.getDocumentElement();
  }

  private static List<Element> dependencies(Element project) {
    List<Element> all = new ArrayList<>(elements(child(project, "dependencies")));
    child(project, "dependencyManagement")
        .ifPresent(managed -> all.addAll(elements(child(managed, "dependencies"))));
    return all;
  }

  private static List<Element> elements(Optional<Element> parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.map(Node::getFirstChild).orElse(null);
        node != null;
        node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Optional<Element> child(Element parent, String name) {
    return elements(Optional.of(parent)).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst();
  }

  private static Optional<String> text(Element parent, String... path) {
    Optional<Element> element = Optional.of(parent);
    for (String name : path) {
      element = element.flatMap(found -> child(found, name));
    }
    return element.map(Element::getTextContent).map(String::strip).filter(text -> !text.isEmpty());
  }
}
