package io.github.imageresize.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipsFormatTest {
  @ParameterizedTest
  @CsvSource({
    "heic, mif1heic, HEIC",
    "mif1, mif1heix, HEIC",
    "msf1, hevc, HEIC",
    "mif1, mif1avif, AVIF",
    "avif, mif1miaf, AVIF",
    "avis, avis, AVIF"
  })
  void goesByTheBrands(String major, String compatible, VipsFormat expected) {
    assertThat(VipsFormat.of(typeBox(major, compatible))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"mp42, mp42isom", "qt  , qt  ", "crx , crx isom"})
  void leavesOtherMediaFilesAlone(String major, String compatible) {
    assertThat(VipsFormat.of(typeBox(major, compatible))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<svg xmlns='a'/>, SVG",
    "<?xml version='1.0'?> <svg/>, SVG",
    "<!-- a drawing --><svg/>, SVG",
    "%PDF-1.7, PDF"
  })
  void knowsDocumentsByTheirBeginning(String beginning, VipsFormat expected) {
    assertThat(VipsFormat.of(beginning.getBytes(StandardCharsets.UTF_8))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"<html><svg/></html>", "<!DOCTYPE html><html></html>", "plain text", "''"})
  void leavesOtherTextsAlone(String text) {
    assertThat(VipsFormat.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void throwsNothingWhateverTheBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 8 && i % 2 == 0) {
        System.arraycopy("ftyp".getBytes(StandardCharsets.US_ASCII), 0, bytes, 4, 4);
      }
      assertThat(VipsFormat.of(bytes)).isNotNull();
    }
  }

  private static byte[] typeBox(String major, String compatible) {
    int length = 16 + compatible.length();
    String box = "\0\0\0" + (char) length + "ftyp" + (major + "    ").substring(0, 4) + "\0\0\0\0";
    return (box + compatible).getBytes(StandardCharsets.ISO_8859_1);
  }
}
