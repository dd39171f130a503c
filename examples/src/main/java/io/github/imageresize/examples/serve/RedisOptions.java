package io.github.imageresize.examples.serve;

import io.github.imageresize.examples.RedisSingleServer;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import redis.clients.jedis.RedisClient;

/** The option that shares results with other servers. */
final class RedisOptions {
  @Option(
      names = "--redis",
      paramLabel = "URL",
      converter = Address.class,
      description =
          "Redis that keeps results for all servers that use it, such as redis://localhost:6379.")
  private @Nullable URI server;

  /** Whether there is a server. */
  boolean isGiven() {
    return server != null;
  }

  /** A new client of the server, or null if there is none. */
  @Nullable RedisClient client() {
    return server == null ? null : RedisSingleServer.client(server);
  }

  /** Refuses what no client could be made of; may hold a password, so that it is not repeated. */
  static final class Address implements ITypeConverter<URI> {
    private static final String RULE =
        "must be redis://[user:password@]host[:port][/database], or rediss for TLS";

    @Override
    public URI convert(String value) {
      try {
        URI address = new URI(value);
        if (isRedis(address.getScheme())
            && address.getHost() != null
            && address.getPort() <= 65_535
            && address.getPort() != 0
            && address.getRawPath().matches("(/[0-9]{0,4})?")
            && hasPassword(address.getRawUserInfo())
            && address.getRawQuery() == null
            && address.getRawFragment() == null) {
          return address;
        }
      } catch (URISyntaxException malformed) {
        throw wrong();
      }
      throw wrong();
    }

    private static boolean isRedis(@Nullable String scheme) {
      return "redis".equals(scheme) || "rediss".equals(scheme);
    }

    private static boolean hasPassword(@Nullable String userInfo) {
      return userInfo == null || userInfo.matches("[^:]*:.+");
    }

    private static TypeConversionException wrong() {
      return new TypeConversionException(RULE);
    }
  }
}
