package io.github.imageresize.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an IAM policy allows; holds exactly the part of the language that our policies use. */
record Permissions(List<Statement> statements) {

  /** One {@code Allow}. */
  record Statement(
      String name, List<String> actions, List<String> resources, List<String> prefixes) {
    boolean allows(RecordedCalls.Call call) {
      return actions.contains(call.action())
          && resources.stream().anyMatch(pattern -> matches(pattern, call.resource()))
          && (prefixes.isEmpty()
              || prefixes.stream().anyMatch(pattern -> matches(pattern, call.prefix())));
    }

    private static boolean matches(String pattern, String text) {
      String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
      return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }
  }

  static Permissions of(Object... policyDocuments) {
    List<Statement> statements = new ArrayList<>();
    for (Object document : policyDocuments) {
      for (Object statement : list(((Map<?, ?>) document).get("Statement"))) {
        statements.add(statement((Map<?, ?>) statement));
      }
    }
    return new Permissions(statements);
  }

  boolean allow(RecordedCalls.Call call) {
    return statements.stream().anyMatch(statement -> statement.allows(call));
  }

  private static Statement statement(Map<?, ?> fields) {
    if (!fields.get("Effect").equals("Allow")) {
      throw new AssertionError("a statement that does not allow: " + fields);
    }
    List<String> prefixes = List.of();
    if (fields.get("Condition") instanceof Map<?, ?> condition) {
      Map<?, ?> like = (Map<?, ?>) condition.get("StringLike");
      if (condition.size() != 1
          || like == null
          || !like.keySet().equals(java.util.Set.of("s3:prefix"))) {
        throw new AssertionError("a condition other than on s3:prefix: " + condition);
      }
      prefixes = texts(like.get("s3:prefix"));
    }
    return new Statement(
        String.valueOf(fields.get("Sid")),
        texts(fields.get("Action")),
        texts(fields.get("Resource")),
        prefixes);
  }

  private static List<String> texts(Object value) {
    return list(value).stream().map(String.class::cast).toList();
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }
}
