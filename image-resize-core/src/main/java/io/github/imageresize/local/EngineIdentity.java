package io.github.imageresize.local;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Names an engine by what its bytes rest on. First comes what the version of this library decides
 * and every node of that version has in common; then, after two dashes, what the node decides:
 * whether it can write WebP, which codecs were handed in.
 */
final class EngineIdentity {
  /**
   * The version of whatever lies between decoder and encoder: geometry, resampling, colour and
   * effects. To be raised whenever that gives other bytes than before for any request; {@code
   * EncodedBytesTest} fails where that was forgotten.
   */
  private static final String RESAMPLING = "resampling3";

  /** What the version of this library decides. */
  static final String VERSION = "local-" + RESAMPLING + "." + CodecRegistry.ownVersions();

  /** What parts that from what the node decides. */
  static final String NODE = "--";

  private EngineIdentity() {}

  static String of(CodecRegistry codecs) {
    StringBuilder name = new StringBuilder(VERSION).append(NODE).append("standard");
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

  private static String checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, Math.min(length, bytes.length));
    return String.format("%08x", crc.getValue());
  }
}
