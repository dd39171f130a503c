package io.github.imageresize.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** image-resize-bom lists each module that is published, and nothing else. */
class BillOfMaterialsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void listsEachPublishedModuleAndNoOther() throws Exception {
    Set<String> published = new TreeSet<>();
    for (Element module : elements(ROOT.resolve("pom.xml"), "module")) {
      Path pom = ROOT.resolve(module.getTextContent()).resolve("pom.xml");
      if (isPublished(pom)) {
        published.add(directChild(root(pom), "artifactId"));
      }
    }
    Set<String> listed = new TreeSet<>();
    for (Element dependency : elements(ROOT.resolve("image-resize-bom/pom.xml"), "dependency")) {
      assertThat(directChild(dependency, "groupId")).isEqualTo("io.github.imageresize");
      listed.add(directChild(dependency, "artifactId"));
    }
    assertThat(published).contains("image-resize-core", "image-resize-spring-boot");
    assertThat(listed).isEqualTo(published);
  }

  private static boolean isPublished(Path pom) throws Exception {
    boolean deployed = !Files.readString(pom).contains("<maven.deploy.skip>true<");
    String packaging = directChild(root(pom), "packaging");
    return deployed && !packaging.equals("pom");
  }

  private static Element root(Path pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }

  private static Set<Element> elements(Path pom, String name) throws Exception {
    NodeList found = root(pom).getElementsByTagName(name);
    Set<Element> elements = new LinkedHashSet<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** The text of a child, or nothing. */
  private static String directChild(Element parent, String name) throws IOException {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals(name)) {
        return children.item(i).getTextContent().trim();
      }
    }
    return "";
  }
}
