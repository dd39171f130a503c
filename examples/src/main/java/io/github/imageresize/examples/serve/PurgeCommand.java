package io.github.imageresize.examples.serve;

import io.github.imageresize.examples.RedisSingleServer;
import io.github.imageresize.examples.Version;
import io.github.imageresize.http.ReplyHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.RedisClient;

/** {@code purge}: forgets every variant of an original, for all servers that share a Redis. */
@Command(
    name = "purge",
    description = {
      "Forgets every variant of originals, for all servers that use a Redis, and prints the tag of"
          + " each for a content delivery network."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class PurgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Originals by their paths in the source, such as beach.jpg.")
  private List<String> paths = new ArrayList<>();

  @Mixin private RedisOptions redis = new RedisOptions();

  @Override
  public Integer call() {
    try (RedisClient client = redis.client()) {
      if (client == null) {
        throw new ParameterException(
            spec.commandLine(), "--redis must be given: a server's own memory is its own");
      }
      var store = RedisSingleServer.store(client);
      for (String path : paths) {
        store.invalidate(path);
        spec.commandLine().getOut().println(ReplyHeaders.cacheTag(path));
      }
    }
    return ExitCode.OK;
  }
}
