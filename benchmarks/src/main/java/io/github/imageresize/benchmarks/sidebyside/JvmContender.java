package io.github.imageresize.benchmarks.sidebyside;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * A library in this process. All of the process counts: compiler and garbage collector too. That
 * clock ticks every 10 ms, so an image is made several times for one measurement.
 */
final class JvmContender implements Contender {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final long LEAST_NANOSECONDS = 300_000_000;

  private final String name;
  private final List<String> formats;
  private final Resize resize;

  /** Resizes encoded bytes. */
  interface Resize {
    byte[] resize(byte[] original, int width, String format) throws IOException;
  }

  JvmContender(String name, List<String> formats, Resize resize) {
    this.name = name;
    this.formats = formats;
    this.resize = resize;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean writes(String format) {
    return formats.contains(format);
  }

  @Override
  public Result resize(Input input, int width, String format) throws IOException {
    long before = SYSTEM.getProcessCpuTime();
    byte[] bytes;
    int times = 0;
    long used;
    do {
      bytes = resize.resize(input.bytes(), width, format);
      times++;
      used = SYSTEM.getProcessCpuTime() - before;
    } while (used < LEAST_NANOSECONDS);
    return new Result(bytes, used / 1e6 / times);
  }
}
