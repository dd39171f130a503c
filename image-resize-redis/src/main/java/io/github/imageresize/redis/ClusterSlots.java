package io.github.imageresize.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Which master of a Cluster has which slot, as {@code CLUSTER SLOTS} said it. */
final class ClusterSlots {
  private static final int COUNT = 16_384;

  private final @Nullable String[] masters;

  private ClusterSlots(@Nullable String[] masters) {
    this.masters = masters;
  }

  /**
   * Reads a reply: a list of first slot, last slot, and nodes, the master first, each a list that
   * begins with host and port.
   *
   * @return empty if it is anything else
   */
  static Optional<ClusterSlots> read(@Nullable Object reply) {
    if (!(reply instanceof List<?> ranges)) {
      return Optional.empty();
    }
    @Nullable String[] masters = new String[COUNT];
    for (Object range : ranges) {
      if (range instanceof List<?> parts
          && parts.size() >= 3
          && parts.get(0) instanceof Long first
          && parts.get(1) instanceof Long last
          && parts.get(2) instanceof List<?> node
          && node.size() >= 2
          && first >= 0
          && last < COUNT) {
        String master = text(node.get(0)) + ':' + text(node.get(1));
        for (int slot = first.intValue(); slot <= last; slot++) {
          masters[slot] = master;
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new ClusterSlots(masters));
  }

  /** The addresses of all masters that have slots. */
  Set<String> masters() {
    return Arrays.stream(masters).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** The address of the master of a name's slot; empty for a slot that nobody has. */
  String master(byte[] name) {
    String master = masters[JedisClusterCRC16.getSlot(name)];
    return master == null ? "" : master;
  }

  private static String text(@Nullable Object part) {
    return part instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(part);
  }
}
