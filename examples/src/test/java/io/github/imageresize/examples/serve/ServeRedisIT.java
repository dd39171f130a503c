package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.LocalRedis;
import io.github.imageresize.examples.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, run as several servers that share a real Redis. */
class ServeRedisIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static LocalRedis redis;

  @BeforeAll
  static void start() throws Exception {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(400, 300), "png"));
    redis = LocalRedis.start();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @Test
  void servesWhatAnotherServerHasMade() throws Exception {
    try (Program one = serve("redis://127.0.0.1:" + redis.port());
        Program other = serve("redis://127.0.0.1:" + redis.port())) {
      String oneAddress = one.awaitLine("Listening on ");
      String otherAddress = other.awaitLine("Listening on ");

      HttpResponse<byte[]> made = get(oneAddress, "a.png?w=90");
      HttpResponse<byte[]> shared = get(otherAddress, "a.png?w=90");

      assertThat(made.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(made)).contains("fwd=miss");
      assertThat(shared.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(shared)).contains("; hit");
      assertThat(shared.body()).isEqualTo(made.body());
      assertThat(one.terminate()).as("128 + SIGTERM").isEqualTo(143);
      assertThat(one.errors()).isEmpty();
      assertThat(get(otherAddress, "a.png?w=91").statusCode()).isEqualTo(200);
      assertThat(other.errors()).isEmpty();
    }
  }

  @Test
  void servesFromItsOwnMemoryWhereRedisCannotBeReached() throws Exception {
    try (Program program = serve("redis://127.0.0.1:" + LocalRedis.freePort())) {
      String address = program.awaitLine("Listening on ");

      HttpResponse<byte[]> first = get(address, "a.png?w=80");
      HttpResponse<byte[]> second = get(address, "a.png?w=80");

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(first)).contains("fwd=miss");
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(cacheStatus(second)).contains("; hit");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(program.errors()).anyMatch(line -> line.contains("the cache store failed in"));
    }
  }

  @Test
  void endsWithTwoForAnAddressThatIsNoneAndKeepsThePasswordToItself() throws Exception {
    Program.Outcome outcome = Program.run("serve", "--redis", "http://me:secret@localhost:6379");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).hasSize(2).noneMatch(line -> line.contains("secret"));
    assertThat(outcome.errors().get(0)).contains("--redis", "must be redis://");
  }

  private static Program serve(String address) throws Exception {
    return Program.start("serve", "--images", folder.toString(), "--port", "0", "--redis", address);
  }

  private static String cacheStatus(HttpResponse<byte[]> reply) {
    return reply.headers().firstValue("Cache-Status").orElse("");
  }

  private static HttpResponse<byte[]> get(String address, String pathAndQuery) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(address + "images/" + pathAndQuery)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
