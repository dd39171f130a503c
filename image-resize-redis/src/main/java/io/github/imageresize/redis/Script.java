package io.github.imageresize.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The steps that Redis takes at once. All names of a script are of one source, thus in one slot.
 * Values are read by {@code MGET}, which takes a value of a foreign type for none where {@code GET}
 * would fail, and {@code SET} replaces it. What a full server refuses comes before any other write,
 * since once a script has written, Redis lets it finish.
 */
final class Script {
  /** The source's generation, made if there is none. Keys: generation. Arguments: 1 and 4. */
  private static final String GENERATION =
      """
      if not generation or #generation ~= #ARGV[1] then
        generation = ARGV[1]
        redis.call('SET', KEYS[1], generation, 'PX', ARGV[4])
      end
      """;

  /** Gives the lease to the holder unless another one has it, of this generation. */
  private static final String GRANT =
      """
      local lease = found[2]
      if lease and string.sub(lease, 1, #generation) == generation
          and lease ~= generation .. ARGV[2] then
        return {generation, 0, string.sub(lease, #generation + 1), false}
      end
      redis.call('SET', KEYS[2], generation .. ARGV[2], 'PX', ARGV[3])
      if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
      end
      return {generation, 1, ARGV[2], false}
      """;

  /** Gives the holder's lease back. Keys: the lease is the third. Arguments: 1 and 2. */
  private static final String GIVE_BACK =
      """
      if redis.call('MGET', KEYS[3])[1] == ARGV[1] .. ARGV[2] then
        redis.call('DEL', KEYS[3])
      end
      return 1
      """;

  /**
   * Gives the source's generation, made if there is none, and the lease if nobody else holds one of
   * this generation; to the same holder also again, whose reply was lost. Keys: generation, lease.
   * Arguments: a fresh generation, the holder, milliseconds the lease lasts, milliseconds the
   * generation lasts at least. Reply: the generation, 1 if granted, whoever holds the lease now,
   * nothing.
   */
  static final Script LEASE =
      new Script(
          """
          local found = redis.call('MGET', KEYS[1], KEYS[2])
          local generation = found[1]
          """
              + GENERATION
              + GRANT);

  /**
   * Gives the entry if there is one of the source's generation, otherwise does what {@link #LEASE}
   * does. Keys: generation, lease, entry. Arguments: those of {@link #LEASE}, and what follows the
   * generation in each value of the key. Reply: of {@link #LEASE}, whose last is the entry then.
   */
  static final Script GET_OR_LEASE =
      new Script(
          """
          local found = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
          local generation = found[1]
          if generation and #generation == #ARGV[1] and found[3]
              and string.sub(found[3], 1, #generation + #ARGV[5]) == generation .. ARGV[5] then
            return {generation, 0, '', found[3]}
          end
          """
              + GENERATION
              + GRANT);

  /**
   * Lets a lease last longer if it is still the holder's and of the source's generation. Keys:
   * generation, lease. Arguments: the generation, the holder, milliseconds the lease lasts from now
   * on, milliseconds the generation lasts at least.
   */
  static final Script RENEW =
      new Script(
          """
          local found = redis.call('MGET', KEYS[1], KEYS[2])
          if found[1] ~= ARGV[1] or found[2] ~= ARGV[1] .. ARGV[2] then
            return 0
          end
          redis.call('PEXPIRE', KEYS[2], ARGV[3])
          if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
          end
          return 1
          """);

  /**
   * Stores an entry if its generation is still the source's, and gives the holder's lease back. No
   * generation is no permission either: an invalidation leaves none. Keys: generation, entry,
   * lease. Arguments: the generation, the holder, the value, milliseconds it lasts.
   */
  static final Script STORE =
      new Script(
          """
          if redis.call('MGET', KEYS[1])[1] ~= ARGV[1] then
            return 0
          end
          redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
          if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
          end
          """
              + GIVE_BACK);

  /**
   * What {@link #STORE} does for a result that is too large to be kept: it is checked all the same,
   * and an earlier entry goes. Keys: generation, entry, lease. Arguments: the generation, the
   * holder.
   */
  static final Script DROP =
      new Script(
          """
          if redis.call('MGET', KEYS[1])[1] ~= ARGV[1] then
            return 0
          end
          redis.call('UNLINK', KEYS[2])
          """
              + GIVE_BACK);

  /**
   * Stores an entry in whatever generation the source has, made if there is none. Keys: generation,
   * entry. Arguments: a fresh generation, the value without its generation, milliseconds it lasts,
   * milliseconds the generation lasts at least.
   */
  static final Script PUT =
      new Script(
          """
          local generation = redis.call('MGET', KEYS[1])[1]
          """
              + GENERATION
              + """
          redis.call('SET', KEYS[2], generation .. ARGV[2], 'PX', ARGV[3])
          if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
          end
          return 1
          """);

  /**
   * Gives a lease back if it is still the holder's, of whatever generation. Keys: lease. Arguments:
   * the holder.
   */
  static final Script RELEASE =
      new Script(
          """
          local lease = redis.call('MGET', KEYS[1])[1]
          if lease and string.sub(lease, -#ARGV[1]) == ARGV[1] then
            return redis.call('DEL', KEYS[1])
          end
          return 0
          """);

  /**
   * Forgets the source's generation and tells the other nodes. Deleting works where setting would
   * not, on a server that is out of memory. Keys: generation. Arguments: the channel, the source.
   */
  static final Script INVALIDATE =
      new Script(
          """
          redis.call('DEL', KEYS[1])
          redis.call('PUBLISH', ARGV[1], ARGV[2])
          return 1
          """);

  private final byte[] text;
  private final byte[] digest;

  private Script(String lua) {
    text = lua.getBytes(StandardCharsets.UTF_8);
    digest = hexSha1(text).getBytes(StandardCharsets.US_ASCII);
  }

  Object run(UnifiedJedis client, List<byte[]> keys, List<byte[]> arguments) {
    try {
      return client.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException notLoaded) {
      return client.eval(text, keys, arguments);
    }
  }

  private static String hexSha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
