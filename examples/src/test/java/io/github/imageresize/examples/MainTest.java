package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "resize --help",
        "sign --help",
        "explain --help",
        "doctor --help",
        "warm --help",
        "purge --help",
        "contract --help"
      })
  void printsItsUsage(String arguments) {
    assertThat(run(arguments.split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: image-resize").contains("--help");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "resize a.jpg --width 0 | w must be a whole number, 1..65535, but is 0",
        "resize a.jpg --width -1 | w must be a whole number, 1..65535, but is -1",
        "resize a.jpg --width 99999999999 | w must be a whole number, 1..65535, but is 99999999999",
        "resize a.jpg --height 3.5 | h must be a whole number, 1..65535, but is 3.5",
        "resize a.jpg --quality 101 | q must be a whole number, 1..100, but is 101",
        "resize a.jpg --dpr 5 | dpr must be a number, 1..4, such as 1.5, but is 5",
        "resize a.jpg --fit stretch | fit must be inside, cover, contain, fill or outside, but is stretch",
        "resize a.jpg --position middle | position must be a compass point",
        "resize a.jpg --crop 1,2,3 | crop must be x,y,width,height",
        "resize a.jpg --format tiff | format must be jpeg, png, webp, gif, avif, jxl or auto, but is tiff",
        "resize a.jpg --background red | background must be six or eight hexadecimal digits",
        "resize a.jpg --rotate 45 | rotate must be 0, 90, 180 or 270, but is 45",
        "resize a.jpg --flip x | flip must be none, h or v, but is x",
        "resize a.jpg --wdith 3 | Unknown option",
        "resize a.jpg --width 3 --width 4 | '--width' (1..65535) should be specified only once",
        "resize --width 3 | FILE",
        "resize a.jpg --output b.jpg --format png | --format is png, but --output is b.jpg",
        "resize a.jpg --output b.tiff | --output must end with .jpg, .png, .webp, .gif, .avif or .jxl for a file",
        "serve --port 70000 | --port must be 0..65535",
        "serve --cache-mb 0 | --cache-mb must be 1..",
        "serve --images no/such/folder | --images must be an existing folder, but is no/such/folder",
        "serve --images . --s3-bucket b | --images and --s3-bucket exclude each other",
        "serve --lambda-function f | --lambda-function needs --s3-bucket",
        "serve --redis localhost:6379 | '--redis': must be redis://",
        "serve --redis http://localhost | '--redis': must be redis://",
        "serve --redis redis:// | '--redis': must be redis://",
        "serve --redis redis://h:70000 | '--redis': must be redis://",
        "serve --redis redis://h/first | '--redis': must be redis://",
        "serve --redis redis://user@h | '--redis': must be redis://",
        "serve --redis redis://h?a=b | '--redis': must be redis://",
        "serve --sizes 0 | '--sizes': widths must be 1..65535",
        "serve --sizes 320,x | must be any, or widths such as 320,640,1280, but is 320,x",
        "serve --presets no/such/file | '--presets': there is no file no/such/file",
        "serve --signing-key k1:00 | but is 1 bytes of key k1",
        "serve --signing-key secret | must be ID:HEX",
        "sign /images/a.jpg | Missing required option: '--signing-key=ID:HEX'",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f | Missing required parameter: 'URL'",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f a.jpg | URL must begin with a slash",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f /a.jpg | URL must begin with /images/",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f /images/a.jpg?w=0 | w must be a whole",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f --expires-in 1w /images/a.jpg | --expires-in must be a number and s, m, h or d",
        "sign --signing-key k:000102030405060708090a0b0c0d0e0f --prefix img /images/a.jpg | prefix must begin and end with a slash",
        "paint | Unmatched argument",
        "\"\" | Say what to do",
      })
  void refusesWrongUsageWithTheRuleAndAHint(String arguments, String rule) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");

    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString()).contains(rule).contains("--help'.").doesNotContain("\tat ");
    assertThat(err.toString().lines().findFirst().orElseThrow()).startsWith("image-resize");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    run("resize", "a.jpg", "--widht", "3");

    assertThat(err.toString()).contains("--width");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
