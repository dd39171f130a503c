package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three JVMs whose callers all ask for an image that nobody has. */
class RedisNodesIT {
  private static final int NODES = 3;
  private static final int CALLERS = 200;

  private final RedisServer server = RedisServer.start();
  private final List<NodeProcess> nodes = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    for (int node = 0; node < NODES; node++) {
      nodes.add(new NodeProcess(server.port(), CALLERS));
    }
    for (NodeProcess node : nodes) {
      node.await("ready");
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(NodeProcess::close);
    server.close();
  }

  @Test
  void makeTheImageExactlyOnce() throws Exception {
    for (NodeProcess node : nodes) {
      node.go();
    }

    int made = 0;
    for (NodeProcess node : nodes) {
      made += Integer.parseInt(node.await("made"));
      assertThat(node.await("right")).isEqualTo("" + CALLERS);
    }
    assertThat(made).isEqualTo(1);
  }

  @Test
  void giveEveryCallerTheRightImageWhenRedisIsKilledHalfWay() throws Exception {
    NodeProcess holder = nodes.get(0);
    holder.go();
    holder.await("resizing");
    nodes.get(1).go();
    nodes.get(2).go();
    server.kill();

    int made = 0;
    for (NodeProcess node : nodes) {
      made += Integer.parseInt(node.await("made"));
      assertThat(node.await("right")).isEqualTo("" + CALLERS);
    }
    assertThat(made).isBetween(1, NODES);
  }
}
