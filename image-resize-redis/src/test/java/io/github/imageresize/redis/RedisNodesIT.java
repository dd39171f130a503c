package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three JVMs whose callers all ask for an image that nobody has. */
class RedisNodesIT {
  private static final int NODES = 3;
  private static final int CALLERS = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(15);

  private final RedisServer server = RedisServer.start();
  private final List<NodeProcess> nodes = new ArrayList<>();

  private void start(Duration work, Duration lease) throws Exception {
    for (int node = 0; node < NODES; node++) {
      nodes.add(new NodeProcess(server.port(), CALLERS, work, lease));
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
    start(SECOND, LONG);
    for (NodeProcess node : nodes) {
      node.go();
    }

    assertThat(madeInTheEnd()).isEqualTo(1);
  }

  @Test
  void makeTheImageAtMostTwiceThoughItTakesLongerThanALease() throws Exception {
    start(SECOND.multipliedBy(6), SECOND.multipliedBy(4));
    for (NodeProcess node : nodes) {
      node.go();
    }

    assertThat(madeInTheEnd()).isBetween(1, 2);
  }

  @Test
  void giveEveryCallerTheRightImageWhenRedisIsKilledHalfWay() throws Exception {
    start(SECOND, LONG);
    NodeProcess holder = nodes.get(0);
    holder.go();
    holder.await("resizing");
    nodes.get(1).go();
    nodes.get(2).go();
    server.kill();

    assertThat(madeInTheEnd()).isBetween(1, NODES);
  }

  private int madeInTheEnd() throws Exception {
    int made = 0;
    for (NodeProcess node : nodes) {
      made += Integer.parseInt(node.await("made"));
      assertThat(node.await("right")).isEqualTo("" + CALLERS);
    }
    return made;
  }
}
