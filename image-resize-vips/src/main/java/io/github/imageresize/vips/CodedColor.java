package io.github.imageresize.vips;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The colour that the picture of a HEIF or AVIF says to have by numbers (ISO/IEC 14496-12, 12.1.5:
 * {@code nclx}) instead of by a profile: the code points of ISO/IEC 23091-2 (ITU-T H.273) for its
 * primaries and its transfer function. libheif heeds those of the matrix alone.
 *
 * @param primaries table 2 there
 * @param transfer table 3 there
 */
record CodedColor(int primaries, int transfer) {
  private static final int NCLX = type("nclx");
  private static final int FULL_BOX = 4;

  private record Box(int type, ByteBuffer content) {}

  /** That of the primary item; empty if it says nothing, or what it says can't be read. */
  static Optional<CodedColor> of(byte[] heif) {
    try {
      Optional<ByteBuffer> meta =
          first(boxes(ByteBuffer.wrap(heif)), "meta").map(box -> after(box, FULL_BOX));
      if (meta.isEmpty()) {
        return Optional.empty();
      }
      List<Box> described = boxes(meta.get());
      Optional<ByteBuffer> primary = first(described, "pitm");
      Optional<ByteBuffer> properties = first(described, "iprp");
      if (primary.isEmpty() || properties.isEmpty()) {
        return Optional.empty();
      }
      List<Box> both = boxes(properties.get());
      Optional<ByteBuffer> container = first(both, "ipco");
      Optional<ByteBuffer> associations = first(both, "ipma");
      return container.isEmpty() || associations.isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(
              among(boxes(container.get()), of(associations.get(), itemId(primary.get()))));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException cut) {
      return Optional.empty();
    }
  }

  private static int itemId(ByteBuffer pitm) {
    int version = pitm.getInt() >>> 24;
    return version == 0 ? pitm.getShort() & 0xFFFF : pitm.getInt();
  }

  /** The numbers, from 1, of an item's properties (ISO/IEC 23008-12, 9.3). */
  private static List<Integer> of(ByteBuffer ipma, int item) {
    int head = ipma.getInt();
    boolean wideItems = head >>> 24 != 0;
    boolean wideNumbers = (head & 1) != 0;
    int entries = ipma.getInt();
    for (int i = 0; i < entries; i++) {
      int id = wideItems ? ipma.getInt() : ipma.getShort() & 0xFFFF;
      int count = ipma.get() & 0xFF;
      List<Integer> numbers = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        numbers.add(wideNumbers ? ipma.getShort() & 0x7FFF : ipma.get() & 0x7F);
      }
      if (id == item) {
        return numbers;
      }
    }
    return List.of();
  }

  private static @Nullable CodedColor among(List<Box> properties, List<Integer> numbers) {
    for (int number : numbers) {
      if (number >= 1 && number <= properties.size()) {
        Box property = properties.get(number - 1);
        ByteBuffer content = property.content.duplicate();
        if (property.type == type("colr") && content.getInt() == NCLX) {
          return new CodedColor(content.getShort() & 0xFFFF, content.getShort() & 0xFFFF);
        }
      }
    }
    return null;
  }

  private static Optional<ByteBuffer> first(List<Box> boxes, String name) {
    return boxes.stream().filter(box -> box.type == type(name)).map(Box::content).findFirst();
  }

  private static ByteBuffer after(ByteBuffer content, int skipped) {
    return content.slice(content.position() + skipped, content.remaining() - skipped);
  }

  /** The boxes that are whole (ISO/IEC 14496-12, 4.2), up to the first that is not. */
  private static List<Box> boxes(ByteBuffer data) {
    List<Box> boxes = new ArrayList<>();
    int at = data.position();
    while (at <= data.limit() - 8) {
      long length = Integer.toUnsignedLong(data.getInt(at));
      int header = 8;
      if (length == 1 && at <= data.limit() - 16) {
        length = data.getLong(at + 8);
        header = 16;
      } else if (length == 0) {
        length = (long) data.limit() - at;
      }
      if (length < header || length > data.limit() - at) {
        break;
      }
      boxes.add(new Box(data.getInt(at + 4), data.slice(at + header, (int) length - header)));
      at += (int) length;
    }
    return boxes;
  }

  private static int type(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
