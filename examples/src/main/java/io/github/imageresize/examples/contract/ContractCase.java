package io.github.imageresize.examples.contract;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One event and what a function is to answer to it.
 *
 * @param event the message, whatever value of JSON it is
 * @param expectation fields as in {@code cases.json}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ContractCase(String name, byte[] event, Map<String, Object> expectation) {
  private static final String CASES = "cases.json";
  private static final Set<String> SIZE = Set.of("source", "width", "height", "fit", "enlarge");
  private static final List<String> ORIGINALS =
      List.of(
          "broken.jpg",
          "broken.png",
          "empty.jpg",
          "glass.png",
          "quadrants.gif",
          "quadrants.jpg",
          "quadrants.png",
          "text.jpg",
          "turned.jpg");

  static List<ContractCase> all() throws IOException {
    List<ContractCase> cases = new ArrayList<>();
    List<?> items = (List<?>) Objects.requireNonNull(document().get("cases"), "cases");
    for (Object item : items) {
      Map<String, Object> fields = fields(item);
      cases.add(
          new ContractCase(
              (String) Objects.requireNonNull(fields.get("name"), "name"),
              JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asBytes(fields.get("event")),
              fields(fields.get("expect"))));
    }
    return cases;
  }

  /** The version of the contract in which the event asks; 1 where it names none. */
  int contract() throws IOException {
    return JSON.std.anyFrom(event) instanceof Map<?, ?> fields
            && fields.get("contract") instanceof Number number
        ? number.intValue()
        : 1;
  }

  /** The options of the request that a function of version 2 may find beyond it. */
  List<String> optionsOfVersion2() throws IOException {
    if (contract() < 2
        || !(JSON.std.anyFrom(event) instanceof Map<?, ?> fields)
        || !(fields.get("request") instanceof Map<?, ?> request)) {
      return List.of();
    }
    return request.keySet().stream()
        .map(String::valueOf)
        .filter(name -> !SIZE.contains(name))
        .toList();
  }

  /** The originals that the events name, by their keys. */
  static Map<String, byte[]> originals() throws IOException {
    Map<String, byte[]> originals = new LinkedHashMap<>();
    for (String name : new TreeSet<>(ORIGINALS)) {
      originals.put(name, resource("originals/" + name));
    }
    for (Map.Entry<String, Object> alias : fields(document().get("keys")).entrySet()) {
      byte[] bytes = originals.get((String) alias.getValue());
      if (bytes != null) {
        originals.put(alias.getKey(), bytes);
      }
    }
    return originals;
  }

  private static Map<String, Object> document() throws IOException {
    return JSON.std.mapFrom(resource(CASES));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> fields(@Nullable Object value) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(value);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ContractCase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program has no " + name);
      }
      return in.readAllBytes();
    }
  }
}
