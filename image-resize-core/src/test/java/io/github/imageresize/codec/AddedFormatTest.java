package io.github.imageresize.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.SourceFiles;
import io.github.imageresize.SourceFiles.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What adding a format touches, shown by the formats that were added last: everything else takes
 * what it knows of a format from its codec and from {@code ImageFormat}.
 */
class AddedFormatTest {

  @Test
  void aFormatThatIsReadTouchesItsCodecsPackageAndTheListOfCodecs() throws IOException {
    assertThat(filesOutside("internal/codec/bmp/", "\\w*Bmp\\w*|BMP|ICO|IconDecoder"))
        .containsExactly("internal/codec/CodecRegistry.java");
    assertThat(filesOutside("internal/codec/tiff/", "\\w*Tiff(?!Directory)\\w*|TIFF"))
        .containsExactly("internal/codec/CodecRegistry.java");
  }

  @Test
  void aFormatThatIsWrittenTouchesItsCodecsPackageAndTheListOfFormats() throws IOException {
    assertThat(filesOutside("vips/", "JXL|\\w*Jxl\\w*")).containsExactly("ImageFormat.java");
  }

  @Test
  void thatIsAMatterOfALineInTheListOfCodecs() throws IOException {
    SourceFile registry =
        SourceFiles.ofDeployedModules().stream()
            .filter(file -> file.path().equals("internal/codec/CodecRegistry.java"))
            .findFirst()
            .orElseThrow();

    List<String> lines =
        registry
            .code()
            .lines()
            .filter(line -> line.contains("BmpCodec"))
            .map(String::strip)
            .toList();
    assertThat(lines)
        .containsExactly(
            "import io.github.imageresize.internal.codec.bmp.BmpCodec;",
            "new OwnCodec(BmpCodec.VERSION, libwebp -> new BmpCodec()));");
  }

  private static List<String> filesOutside(String ofTheCodec, String names) throws IOException {
    List<SourceFile> all = SourceFiles.ofDeployedModules();
    assertThat(all).anyMatch(file -> file.path().startsWith(ofTheCodec));
    Pattern mentioned = Pattern.compile("\\b(" + names + ")\\b");
    return all.stream()
        .filter(file -> !file.path().startsWith(ofTheCodec))
        .filter(file -> mentioned.matcher(file.code()).find())
        .map(SourceFile::path)
        .toList();
  }
}
