package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.OnDamage;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Strips and tiles that are JPEG streams each (TIFF Technical Note 2). Gives a byte for each sample
 * of a pixel, chroma repeated where it is subsampled.
 */
final class EmbeddedJpeg implements Decompressor {
  private final JpegStreams streams;
  private final DecodeRequest request;
  private final long memory;
  private DamageReport damage = new DamageReport(OnDamage.SHOW, 0);
  private @Nullable PlanarImage image;
  private int row;
  private int at;
  private byte[] pixels = {};

  /**
   * Reads streams.
   *
   * @param request whose deadline holds
   * @param memory what the decoding of a stream may take, in bytes
   */
  EmbeddedJpeg(JpegStreams streams, DecodeRequest request, long memory) {
    this.streams = streams;
    this.request = request;
    this.memory = memory;
  }

  @Override
  public void open(Chunk chunk) {
    image = null;
    row = 0;
    damage = new DamageReport(OnDamage.SHOW, 0);
    if (chunk.to() - chunk.from() < 4) {
      return;
    }
    try {
      JpegDecoder decoder = JpegDecoder.open(streams.whole(chunk));
      ImageHeader header = decoder.header();
      streams.checkSize(header.width(), header.height());
      DecodeRequest whole = DecodeRequest.whole(header).on(request.deadline(), damage);
      if (decoder.memoryNeeded(whole) > memory) {
        throw BadImage.unsupported("TIFF whose JPEG streams are of different kinds");
      }
      PlanarImage decoded = decoder.decode(whole);
      if (decoded.planes().size() != streams.components()) {
        throw BadImage.corrupt(
            "JPEG in TIFF has %d components for %d samples"
                .formatted(decoded.planes().size(), streams.components()));
      }
      image = decoded;
      pixels = new byte[decoded.width() * streams.components()];
      at = pixels.length;
    } catch (ImageResizeException e) {
      end(e);
    }
  }

  /** Damage ends the stream, as that of other compressions does; what is refused is refused. */
  private void end(ImageResizeException failure) {
    if (failure.reason() != ImageResizeException.Reason.CORRUPT_IMAGE) {
      throw failure;
    }
    image = null;
  }

  @Override
  public boolean isDamaged() {
    return damage.damage().isPresent();
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int to = offset;
    PlanarImage decoded = image;
    while (decoded != null && to < offset + length) {
      if (at == pixels.length && !nextRow(decoded)) {
        break;
      }
      int count = Math.min(pixels.length - at, offset + length - to);
      System.arraycopy(pixels, at, out, to, count);
      at += count;
      to += count;
    }
    return to - offset;
  }

  private boolean nextRow(PlanarImage decoded) {
    if (row == decoded.height()) {
      return false;
    }
    try {
      for (int i = 0; i < decoded.planes().size(); i++) {
        interleave(decoded.planes().get(i), i, decoded.planes().size());
      }
    } catch (ImageResizeException e) {
      end(e);
      return false;
    }
    row++;
    at = 0;
    return true;
  }

  private void interleave(Plane plane, int first, int step) {
    int y = Math.min((int) (row * plane.samplesPerPixelY()), plane.rows().height() - 1);
    float[][] samples = plane.rows().row(y);
    int phases = plane.rows().phases();
    int last = plane.rows().width() - 1;
    for (int x = 0, to = first; to < pixels.length; x++, to += step) {
      int from = Math.min((int) (x * plane.samplesPerPixelX()), last);
      int value = (int) (samples[from % phases][from / phases] + 0.5f);
      pixels[to] = (byte) Math.max(0, Math.min(255, value));
    }
    plane.rows().release((int) ((row + 1) * plane.samplesPerPixelY()));
  }
}
