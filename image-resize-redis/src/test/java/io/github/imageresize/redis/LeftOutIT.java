package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.imageresize.ClassPathWithout;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What {@code docs/dependencies.md} says may be left out beside the Redis store. */
public class LeftOutIT {
  @Test
  void keepsImagesWithoutAnnotationsThatAreNotReadAtRunTime() throws Exception {
    ClassPathWithout.run(LeftOutIT.class, "error_prone_annotations-");
  }

  /** Has an entry kept, and a list written by the library whose classes are annotated. */
  public static void main(String[] arguments) {
    try (RedisServer server = RedisServer.start();
        UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE)) {
      RedisCacheStore store = RedisCacheStore.builder(client).build();
      store.put(key("a.jpg", 1), entry("image"), LONG);

      assertThat(Entries.text(store.get(key("a.jpg", 1)))).contains("image");
      assertThat(new Gson().toJson(List.of(1))).isEqualTo("[1]");
    }
  }
}
