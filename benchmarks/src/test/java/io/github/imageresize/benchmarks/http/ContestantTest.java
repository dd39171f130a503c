package io.github.imageresize.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContestantTest {
  @Test
  void readsWhatWrkCounted() {
    String said =
        """
        Running 5s test @ http://127.0.0.1:8080/
          2 threads and 32 connections
          120000 requests in 5.00s, 1.20GB read
        Requests/sec:  23999.75
        Transfer/sec:    245.00MB
        """;

    assertThat(Contestant.rate(said, Duration.ofSeconds(4)))
        .contains(new Contestant.Rate(23999.75, 30_000));
    assertThat(Contestant.rate("unable to connect", Duration.ZERO)).isEmpty();
  }
}
