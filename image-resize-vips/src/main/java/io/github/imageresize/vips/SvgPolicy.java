package io.github.imageresize.vips;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What an SVG may hold: nothing that reaches beyond the document. Document types, and with them
 * entities, scripts, foreign objects, and references to anything but parts of the document itself
 * and embedded pictures are refused, however the renderer would take them.
 */
final class SvgPolicy {
  private static final int MOST_ELEMENTS = 100_000;

  private SvgPolicy() {}

  /**
   * Reads the document once.
   *
   * @throws ImageResizeException with {@code UNSUPPORTED_IMAGE}, naming what is refused, or {@code
   *     CORRUPT_IMAGE} if it is not well-formed
   */
  static void check(byte[] document) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      int elements = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.DTD -> throw refused("a document type");
          case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("entities");
          case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw refused("style sheets");
          case XMLStreamConstants.START_ELEMENT -> {
            if (++elements > MOST_ELEMENTS) {
              throw refused("more than " + MOST_ELEMENTS + " elements");
            }
            checkElement(reader);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              checkStyle(reader.getText());
          default -> {
            // comments and space
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new ImageResizeException(
          Reason.CORRUPT_IMAGE, "SVG is not well-formed: " + e.getMessage(), e);
    }
  }

  private static void checkElement(XMLStreamReader reader) {
    String name = reader.getLocalName().toLowerCase(Locale.ROOT);
    if (name.equals("script") || name.equals("foreignobject")) {
      throw refused("an element " + name);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      String value = reader.getAttributeValue(i).strip();
      if (attribute.equals("href") && !isInside(value)) {
        throw refused("a reference to something outside of it");
      }
      if (attribute.startsWith("on")) {
        throw refused("an event handler " + attribute);
      }
      checkStyle(value);
    }
  }

  private static void checkStyle(String style) {
    String text = style.toLowerCase(Locale.ROOT);
    if (text.contains("@import")) {
      throw refused("an imported style sheet");
    }
    for (int at = text.indexOf("url("); at >= 0; at = text.indexOf("url(", at + 1)) {
      String target = text.substring(at + 4).replaceFirst("^[\\s'\"]+", "");
      if (!isInside(target)) {
        throw refused("a reference to something outside of it");
      }
    }
  }

  private static boolean isInside(String reference) {
    return reference.isEmpty()
        || reference.startsWith("#")
        || reference.regionMatches(true, 0, "data:image/", 0, 11);
  }

  private static ImageResizeException refused(String what) {
    return new ImageResizeException(
        Reason.UNSUPPORTED_IMAGE, "SVG is refused that has " + what + "; it must stand by itself");
  }
}
