package io.github.imageresize.lambda;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells an operator what is set wrongly and what would be right; each piece of advice once, since
 * every request would give cause for it.
 *
 * <p>Thread-safe.
 */
final class Advice {
  private static final System.Logger LOG = System.getLogger(LambdaResizeService.class.getName());

  private final Set<String> given = ConcurrentHashMap.newKeySet();

  /**
   * Logs a warning.
   *
   * @param topic what it is about; of one topic only the first is logged
   */
  void once(String topic, String text) {
    if (given.size() < 100 && given.add(topic)) {
      LOG.log(Level.WARNING, text);
    }
  }
}
