package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JettySiteTest {
  @TempDir private Path folder;

  @Test
  void servesTheListedSizesAndNoOthers() throws Exception {
    Files.write(folder.resolve("beach.jpg"), BadFiles.encoded(BadFiles.picture(900, 600), "jpg"));
    try (ResizeService service =
        ResizeService.builder(new DirectoryImageSource(folder))
            .cache(MemoryCacheStore.builder().build())
            .build()) {
      Server server = JettySite.server(service, 0);
      server.start();
      try {
        HttpResponse<byte[]> listed = get(server, "/images/beach.jpg?w=640");

        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(ImageIO.read(new ByteArrayInputStream(listed.body())).getWidth()).isEqualTo(640);
        assertThat(get(server, "/images/beach.jpg?w=641").statusCode()).isEqualTo(403);
        assertThat(get(server, "/other").statusCode()).isEqualTo(404);
      } finally {
        server.stop();
      }
    }
  }

  private static HttpResponse<byte[]> get(Server server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.getURI().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }
}
