package io.github.imageresize.source;

import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: private, shared, loopback, link-local,
 * multicast, reserved and documentation addresses (the IANA special-purpose registries of IPv4 and
 * IPv6), also where an IPv6 address holds one of them.
 */
final class PublicAddresses {
  /** A range of IPv4 addresses, in CIDR notation. */
  private record Block(int first, int prefixLength) {
    static Block of(int a, int b, int c, int prefixLength) {
      return new Block(a << 24 | b << 16 | c << 8, prefixLength);
    }

    boolean contains(int address) {
      return (address ^ first) >>> (32 - prefixLength) == 0;
    }
  }

  private static final List<Block> SPECIAL =
      List.of(
          Block.of(0, 0, 0, 8),
          Block.of(10, 0, 0, 8),
          Block.of(100, 64, 0, 10),
          Block.of(127, 0, 0, 8),
          Block.of(169, 254, 0, 16),
          Block.of(172, 16, 0, 12),
          Block.of(192, 0, 0, 24),
          Block.of(192, 0, 2, 24),
          Block.of(192, 31, 196, 24),
          Block.of(192, 52, 193, 24),
          Block.of(192, 88, 99, 24),
          Block.of(192, 168, 0, 16),
          Block.of(192, 175, 48, 24),
          Block.of(198, 18, 0, 15),
          Block.of(198, 51, 100, 24),
          Block.of(203, 0, 113, 24),
          Block.of(224, 0, 0, 4),
          Block.of(240, 0, 0, 4));

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublic4(bytes, 0) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes, int offset) {
    int address = 0;
    for (int i = 0; i < 4; i++) {
      address = address << 8 | (bytes[offset + i] & 0xff);
    }
    int wanted = address;
    return SPECIAL.stream().noneMatch(block -> block.contains(wanted));
  }

  private static boolean isPublic6(byte[] bytes) {
    if (word(bytes, 0) == 0x0064 && word(bytes, 1) == 0xff9b) {
      // NAT64, RFC 6052: only the well-known prefix of 96 bits; others are of a local network.
      return areZero(bytes, 4, 12) && isPublic4(bytes, 12);
    }
    if (word(bytes, 0) == 0x2002) {
      // 6to4, RFC 3056.
      return isPublic4(bytes, 2);
    }
    boolean globalUnicast = (bytes[0] & 0xe0) == 0x20;
    boolean protocolAssignment = word(bytes, 0) == 0x2001 && word(bytes, 1) < 0x0200;
    boolean documentation =
        (word(bytes, 0) == 0x2001 && word(bytes, 1) == 0x0db8)
            || (word(bytes, 0) == 0x3fff && word(bytes, 1) < 0x1000);
    return globalUnicast && !protocolAssignment && !documentation;
  }

  private static int word(byte[] bytes, int index) {
    return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
  }

  private static boolean areZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
