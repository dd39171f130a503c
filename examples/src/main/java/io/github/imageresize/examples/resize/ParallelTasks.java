package io.github.imageresize.examples.resize;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs tasks, some at a time. */
record ParallelTasks(int parallelism) {

  /** Runs all of them; returns when the last has ended. */
  void run(List<ResizeTask> tasks, Report report) {
    ExecutorService executor = Executors.newFixedThreadPool(Math.min(parallelism, tasks.size()));
    for (ResizeTask task : tasks) {
      executor.execute(() -> task.run(report));
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("the work has no end");
      }
    } catch (InterruptedException interrupted) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
