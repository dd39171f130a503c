package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.codec.CodecVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Names an engine by what its bytes rest on. First comes what the version of this library decides
 * and every node of that version has in common; then, after two dashes, what the node decides: how
 * its {@code java.util.zip} compresses, whether it can write WebP, which codecs were handed in.
 */
final class EngineIdentity {
  /** What the version of this library decides. */
  static final String VERSION = "local-" + CodecVersion.all();

  /** What parts that from what the node decides. */
  static final String NODE = "--";

  private EngineIdentity() {}

  static String of(CodecRegistry codecs) {
    StringBuilder name = new StringBuilder(VERSION).append(NODE).append('z').append(DEFLATER);
    if (!codecs.ownOutputFormats().contains(ImageFormat.WEBP)) {
      name.append(".no-webp");
    }
    if (!codecs.added().isEmpty()) {
      name.append(".x").append(added(codecs));
    }
    return name.toString();
  }

  private static String added(CodecRegistry codecs) {
    List<String> identities = codecs.added().stream().map(Codec::identity).toList();
    byte[] all = String.join("\n", identities).getBytes(StandardCharsets.UTF_8);
    return checksum(all, all.length);
  }

  /**
   * Tells one implementation of zlib from another: JDKs bring their own or take the system's, and
   * those that are made for speed compress the same rows to other bytes.
   */
  static final String DEFLATER = deflated(16_384);

  private static String deflated(int length) {
    byte[] sample = new byte[length];
    int noise = 1;
    for (int i = 0; i < length; i++) {
      noise = noise * 1_103_515_245 + 12_345;
      sample[i] = (byte) ((i >> 6) + (noise >>> 29));
    }
    Deflater deflater = new Deflater(4);
    try {
      deflater.setInput(sample);
      deflater.finish();
      byte[] out = new byte[2 * length];
      return checksum(out, deflater.deflate(out));
    } finally {
      deflater.end();
    }
  }

  private static String checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, Math.min(length, bytes.length));
    return String.format("%08x", crc.getValue());
  }
}
