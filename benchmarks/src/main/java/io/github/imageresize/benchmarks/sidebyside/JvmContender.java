package io.github.imageresize.benchmarks.sidebyside;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/** A library in this process. All of the process counts: compiler and garbage collector too. */
final class JvmContender implements Contender {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

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
    byte[] bytes = resize.resize(input.bytes(), width, format);
    return new Result(bytes, (SYSTEM.getProcessCpuTime() - before) / 1e6);
  }
}
