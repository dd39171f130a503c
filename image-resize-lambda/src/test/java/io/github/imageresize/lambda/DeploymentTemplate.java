package io.github.imageresize.lambda;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A CloudFormation template as it is once its parameters have values and its resources names: every
 * function of the language is worked out, and one that names nothing is an error.
 */
final class DeploymentTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
  private static final Object NO_VALUE = new Object();

  private final Map<String, Object> document;
  private final Map<String, String> values;

  private DeploymentTemplate(Map<String, Object> document, Map<String, String> values) {
    this.document = document;
    this.values = values;
  }

  /**
   * Reads a template.
   *
   * @param values of parameters without a default, of pseudo parameters, of resources, and of their
   *     attributes as {@code Resource.Attribute}
   */
  static DeploymentTemplate read(Path file, Map<String, String> values) throws IOException {
    Map<String, Object> document;
    try (Reader reader = Files.newBufferedReader(file)) {
      document = new Yaml(new Functions()).load(reader);
    }
    Map<String, String> all = new LinkedHashMap<>();
    if (document.get("Parameters") instanceof Map<?, ?> parameters) {
      parameters.forEach(
          (name, parameter) -> {
            Object preset = ((Map<?, ?>) parameter).get("Default");
            if (preset != null) {
              all.put((String) name, preset.toString());
            }
          });
    }
    all.putAll(values);
    return new DeploymentTemplate(document, all);
  }

  /** All of it, worked out. */
  Object resolved() {
    return resolve(document);
  }

  /** A part of it, worked out; the last parts of a path through a list are indices. */
  Object at(Object... path) {
    Object found = document;
    for (Object step : path) {
      found = child(found, step);
      if (found == null) {
        throw new AssertionError("the template has no " + List.of(path));
      }
    }
    return resolve(found);
  }

  /** A part as it is written, its functions as maps; null if there is none. */
  @Nullable Object raw(Object... path) {
    Object found = document;
    for (Object step : path) {
      found = child(found, step);
    }
    return found;
  }

  private static @Nullable Object child(@Nullable Object parent, Object step) {
    if (parent instanceof Map<?, ?> map) {
      return map.get(step);
    }
    return parent instanceof List<?> list && step instanceof Integer index ? list.get(index) : null;
  }

  private Object resolve(Object value) {
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        Object resolved = resolve(item);
        if (resolved != NO_VALUE) {
          items.add(resolved);
        }
      }
      return items;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String name = (String) only.getKey();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return function(name, only.getValue());
      }
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach(
        (name, field) -> {
          Object resolved = resolve(field);
          if (resolved != NO_VALUE) {
            fields.put((String) name, resolved);
          }
        });
    return fields;
  }

  private Object function(String name, Object argument) {
    return switch (name) {
      case "Ref" -> reference((String) argument);
      case "Fn::GetAtt" ->
          reference(
              argument instanceof List<?> parts
                  ? parts.get(0) + "." + parts.get(1)
                  : (String) argument);
      case "Fn::Sub" -> substituted((String) argument);
      case "Fn::Join" -> joined((List<?>) argument);
      case "Fn::Select" -> {
        List<?> choice = (List<?>) resolve(argument);
        yield ((List<?>) choice.get(1)).get((Integer) choice.get(0));
      }
      case "Fn::Split" -> {
        List<?> parts = (List<?>) resolve(argument);
        yield List.of(((String) parts.get(1)).split(Pattern.quote((String) parts.get(0)), -1));
      }
      case "Fn::If" -> {
        List<?> choice = (List<?>) argument;
        yield resolve(condition((String) choice.get(0)) ? choice.get(1) : choice.get(2));
      }
      case "Fn::Equals" -> {
        List<?> sides = (List<?>) resolve(argument);
        yield sides.get(0).equals(sides.get(1));
      }
      case "Fn::Not" -> !((Boolean) ((List<?>) resolve(argument)).get(0));
      default -> throw new AssertionError("the template uses " + name);
    };
  }

  private boolean condition(String name) {
    return (Boolean) at("Conditions", name);
  }

  private Object reference(String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    String value = values.get(name);
    if (value == null) {
      throw new AssertionError(
          "nothing is called " + name + "; there are " + String.join(", ", values.keySet()));
    }
    return value;
  }

  private String substituted(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(reference(found.group(1)).toString()));
  }

  private String joined(List<?> argument) {
    List<?> parts = (List<?>) resolve(argument.get(1));
    return String.join((String) argument.get(0), parts.stream().map(Object::toString).toList());
  }

  /** Reads the short forms of functions as the long ones. */
  private static final class Functions extends SafeConstructor {
    Functions() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              String name = node.getTag().getValue().substring(1);
              return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
            }
          });
    }

    private Object argument(Node node) {
      if (node instanceof ScalarNode scalar) {
        return constructScalar(scalar);
      }
      if (node instanceof SequenceNode sequence) {
        return constructSequence(sequence);
      }
      return constructMapping((MappingNode) node);
    }
  }
}
