package io.github.imageresize.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What fuzzing runs on each input: bytes that a store gave are an entry or none. Their length and
 * checksum are put right first, or no input would come any further.
 */
public final class CacheEntryFuzzTarget {
  private static final int LENGTH_AT = 5;
  private static final int CHECKSUM_AT = 9;
  private static final int CONTENT_AT = 13;

  private CacheEntryFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    read(input.clone());
    if (input.length >= CONTENT_AT) {
      byte[] checked = input.clone();
      CRC32C crc = new CRC32C();
      crc.update(checked, CONTENT_AT, checked.length - CONTENT_AT);
      ByteBuffer.wrap(checked)
          .putInt(LENGTH_AT, checked.length)
          .putInt(CHECKSUM_AT, (int) crc.getValue());
      read(checked);
    }
  }

  private static void read(byte[] bytes) {
    Optional<CacheEntry> entry = CacheEntry.fromBytes(bytes);
    if (entry.isPresent()) {
      byte[] written = entry.get().toBytes();
      byte[] again = CacheEntry.fromBytes(written).orElseThrow().toBytes();
      if (!Arrays.equals(written, again)) {
        throw new IllegalStateException("an entry is not read as it was written");
      }
    }
  }
}
