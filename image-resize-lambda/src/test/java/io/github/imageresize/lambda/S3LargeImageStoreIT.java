package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.cache.LargeImageStoreContract;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Large images on a real S3 server, written and read by the real client over HTTP. */
class S3LargeImageStoreIT extends LargeImageStoreContract {
  private static final AtomicInteger FOLDERS = new AtomicInteger();

  private static S3Server server;
  private static S3Client client;

  private final String prefix = "large " + FOLDERS.incrementAndGet() + "/";
  private final LargeImageStore store = new S3LargeImageStore(client, "cache", prefix);

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    client = TestClients.s3(server.uri());
    client.createBucket(bucket -> bucket.bucket("cache"));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  protected LargeImageStore store() {
    return store;
  }

  @Test
  void keepsEachImageUnderItsPrefix() {
    store.write("one", ByteBuffer.allocate(10));

    assertThat(client.listObjectsV2(list -> list.bucket("cache").prefix(prefix)).contents())
        .extracting(object -> object.key())
        .containsExactly(prefix + "one");
  }

  @Test
  void saysWhereAnImageCouldNotBeKeptAndWhy() {
    LargeImageStore nowhere = new S3LargeImageStore(client, "no-such-bucket", "large/");

    assertThatThrownBy(() -> nowhere.write("one", ByteBuffer.allocate(10)))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("writing s3://no-such-bucket/large/one")
        .hasMessageContaining("no such bucket");
    assertThatThrownBy(() -> nowhere.read("one", 10))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("no such bucket");
  }

  @Test
  void givesUpOnAServerThatTakesTooLong() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(server.uri());
        S3Client slow = TestClients.s3(proxy.uri())) {
      proxy.spoil(FaultyProxy.drip(Duration.ofMillis(100)));
      LargeImageStore hanging =
          new S3LargeImageStore(slow, "cache", prefix, Duration.ofMillis(300));

      assertThatThrownBy(() -> hanging.read("one", 10))
          .isInstanceOf(ImageResizeException.class)
          .hasMessageContaining("took too long");
      assertThatThrownBy(() -> hanging.write("one", ByteBuffer.allocate(10)))
          .isInstanceOf(ImageResizeException.class)
          .hasMessageContaining("took too long");
    }
  }
}
