package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** Two nodes that show the same mark on the same pictures. */
class RedisOverlayIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofHours(1);
  private static final ImageRequest PLAIN =
      ImageRequest.builder("photo.png").width(40).format(ImageFormat.PNG).build();
  private static final ImageRequest MARKED = PLAIN.toBuilder().overlay("mark.png").build();
  private static final ImageRequest OTHERWISE_MARKED =
      PLAIN.toBuilder().overlay("other.png").build();

  @TempDir private Path folder;

  private final RedisServer server = RedisServer.start();
  private final List<Node> nodes = new ArrayList<>();

  /** What one process has. */
  private static final class Node {
    private final UnifiedJedis client;
    private final MemoryCacheStore memory = MemoryCacheStore.ofBytes(1 << 20);
    private final List<TieredCacheStore> tiers = new ArrayList<>();
    private final ResizeService images;

    private Node(RedisServer server, Path folder, boolean tiered) {
      client = Clients.single(server.port(), Clients.PATIENCE);
      CacheStore shared = RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
      if (tiered) {
        tiers.add(TieredCacheStore.builder(memory, shared).nearLifetime(LONG).build());
      }
      images =
          ResizeService.builder(new DirectoryImageSource(folder))
              .cache(tiered ? tiers.get(0) : shared)
              .storeBudget(Clients.PATIENCE)
              .build();
    }

    /** The colour of the mark, and where the picture came from. */
    private Shown show(ImageRequest request) {
      ResizedImage image = images.resize(request);
      try {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.toByteArray()));
        return new Shown(new Color(read.getRGB(20, 20)), image.origin());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void stop() {
      images.close();
      tiers.forEach(TieredCacheStore::close);
      client.close();
    }
  }

  private record Shown(Color color, ResizedImage.Origin origin) {
    static Shown made(Color color) {
      return new Shown(color, ResizedImage.Origin.LOCAL);
    }

    static Shown kept(Color color) {
      return new Shown(color, ResizedImage.Origin.CACHE);
    }
  }

  @BeforeEach
  void draw() throws IOException {
    draw("photo.png", Color.WHITE, 40);
    draw("mark.png", Color.RED, 40);
    draw("other.png", Color.GREEN, 40);
  }

  private void draw(String name, Color color, int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, color.getRGB());
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::stop);
    server.close();
  }

  private void startTwoNodes(boolean tiered) {
    nodes.add(new Node(server, folder, tiered));
    nodes.add(new Node(server, folder, tiered));
  }

  @Test
  void isForgottenByAllNodesAtOnceWithEveryPictureThatShowsIt() throws IOException {
    startTwoNodes(false);
    Node one = nodes.get(0);
    Node other = nodes.get(1);
    assertThat(one.show(MARKED)).isEqualTo(Shown.made(Color.RED));
    assertThat(one.show(OTHERWISE_MARKED)).isEqualTo(Shown.made(Color.GREEN));
    assertThat(one.show(PLAIN)).isEqualTo(Shown.made(Color.WHITE));
    assertThat(other.show(MARKED)).isEqualTo(Shown.kept(Color.RED));

    draw("mark.png", Color.BLUE, 41);
    one.images.invalidate("mark.png");

    assertThat(other.show(MARKED)).isEqualTo(Shown.made(Color.BLUE));
    assertThat(one.show(MARKED)).isEqualTo(Shown.kept(Color.BLUE));
    assertThat(one.show(OTHERWISE_MARKED)).isEqualTo(Shown.kept(Color.GREEN));
    assertThat(other.show(PLAIN)).isEqualTo(Shown.kept(Color.WHITE));
  }

  @Test
  void isForgottenByEachNodesMemoryAsSoonAsThatIsAnnounced() throws IOException {
    startTwoNodes(true);
    Node one = nodes.get(0);
    Node other = nodes.get(1);
    assertThat(one.show(MARKED)).isEqualTo(Shown.made(Color.RED));
    assertThat(other.show(MARKED)).isEqualTo(Shown.kept(Color.RED));
    assertThat(other.show(PLAIN)).isEqualTo(Shown.made(Color.WHITE));

    draw("mark.png", Color.BLUE, 41);
    one.images.invalidate("mark.png");

    assertThat(one.show(MARKED)).isEqualTo(Shown.made(Color.BLUE));
    Await.until(SOON, "the mark's change is seen", () -> isShown(other, Color.BLUE));
    assertThat(other.show(MARKED)).isEqualTo(Shown.kept(Color.BLUE));
    assertThat(other.show(PLAIN)).isEqualTo(Shown.kept(Color.WHITE));
  }

  @Test
  void isForgottenEachTimeWhicheverNodeInvalidatesIt() throws IOException {
    startTwoNodes(true);
    Node one = nodes.get(0);
    Node other = nodes.get(1);
    assertThat(one.show(MARKED)).isEqualTo(Shown.made(Color.RED));
    int side = 41;
    for (Color color : List.of(Color.BLUE, Color.YELLOW, Color.BLACK)) {
      draw("mark.png", color, side++);
      other.images.invalidate("mark.png");
      assertThat(other.show(MARKED).color()).isEqualTo(color);
      Await.until(SOON, "the mark's change is seen", () -> isShown(one, color));
    }
  }

  private static boolean isShown(Node node, Color color) {
    return node.show(MARKED).color().equals(color);
  }
}
