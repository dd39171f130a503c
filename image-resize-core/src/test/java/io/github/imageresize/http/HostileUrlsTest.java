package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent by those who look for holes: refused with public text, at once, and not kept. */
class HostileUrlsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SigningKey KEY = SigningKey.parse("k1:" + "0f".repeat(32));
  private static final UrlSigner SIGNER = UrlSigner.of(KEY);
  private static final String SIGNED = SIGNER.sign("/images/a.png?w=300&h=200");
  private static final String SIGNATURE = SIGNED.substring(SIGNED.indexOf("sig=") + 4);
  private static final int LONGEST_REPLY = 1000;

  private final MapService service = new MapService();
  private final ImageHttpHandler open = handler(SizePolicy.allowAnySize());

  private ImageHttpHandler handler(SizePolicy policy) {
    return ImageHttpHandler.builder(service)
        .sizes(policy)
        .ignoredParameters(ImageHttpHandler.TRACKING_PARAMETERS)
        .build();
  }

  static List<String> paths() {
    List<String> paths = new ArrayList<>();
    // Out of the folder, plainly and in every disguise.
    for (String up :
        List.of(
            "..",
            "%2e%2e",
            "%2E.",
            ".%2e",
            "..%2f",
            "..%5c",
            "..\\",
            "%252e%252e%2f",
            "..%00",
            "%c0%ae%c0%ae",
            "%e0%80%ae.",
            "%f0%80%80%ae.",
            "..%c0%af",
            "..%c1%9c",
            "..;")) {
      if (!up.equals("..;")) {
        paths.add(up + "/etc/passwd");
        paths.add("a/" + up + "/" + up + "/etc/passwd");
      }
    }
    paths.addAll(
        List.of(
            "",
            "/",
            "//",
            ".",
            "./",
            "./a.png",
            "a/./b.png",
            "a//b.png",
            "a/",
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "a%2fb.png",
            "a%2Fb.png",
            "a%5cb.png",
            "C:%5Cwindows%5Cwin.ini"));
    // Encodings that are none.
    for (String broken :
        List.of(
            "%",
            "%4",
            "%zz",
            "%%",
            "%u0041",
            "%-1",
            "%+1",
            "% 1",
            "%ff",
            "%fe",
            "%80",
            "%c3",
            "%c3%28",
            "%e2%82",
            "%e2%28%a1",
            "%f0%9f%92",
            "%f5%80%80%80",
            "%ed%a0%80",
            "%ed%bf%bf",
            "%f4%90%80%80",
            "%c0%80",
            "%c1%bf",
            "%e0%9f%bf",
            "%f8%88%80%80%80")) {
      paths.add("a" + broken + ".png");
    }
    // Control characters, which would break lines of logs and of header fields.
    for (int c : new int[] {0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 127}) {
      paths.add(String.format("a%%%02x.png", c));
    }
    paths.add("a.png%0d%0aSet-Cookie:%20x=y");
    paths.add("%c2%85.png");
    paths.add("%c2%9b.png");
    // What a server should not have let through.
    paths.addAll(
        List.of("a b.png", "a\tb.png", "a\nb.png", "a\u0000.png", "\u00e9.png", "a\u007f"));
    // Far too long, or far too deep.
    paths.add("a".repeat(1025) + ".png");
    paths.add("a".repeat(100_000));
    paths.add("a/".repeat(50_000) + "b.png");
    paths.add("%41".repeat(5_000));
    paths.add("../".repeat(3_000));
    // Options in the path.
    paths.addAll(
        List.of(
            "w_0/a.png",
            "w_-1/a.png",
            "w_/a.png",
            "w_300,w_300/a.png",
            "w_300,/a.png",
            "w_300,,h_2/a.png",
            "w_300,x_1/a.png",
            "w_300,h/a.png",
            "w_1e3/a.png",
            "w_%33%00/a.png",
            "w_99999999999999999999/a.png",
            "fit_%63over%0a/a.png",
            "q_101/a.png",
            "w_300/",
            "w_300/../a.png",
            "w_300/%2e%2e/a.png",
            "w_300//a.png",
            "dpr_9/a.png",
            "v_%c0%80/a.png",
            "crop_1,2,3/a.png",
            "w_3/a.png?sig=x"));
    return paths;
  }

  static List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (String number :
        List.of(
            "",
            "0",
            "-1",
            "+1",
            "65536",
            "4294967297",
            "99999999999999999999",
            "1.5",
            "1e3",
            "0x10",
            "NaN",
            "Infinity",
            "%201",
            "1%20",
            "1%00",
            "%D9%A1",
            "%EF%BC%91",
            "null",
            "1;2",
            "1%26h=2",
            "{}",
            "[]",
            "'1'",
            "%0a1",
            "1/2")) {
      queries.add("w=" + number);
      queries.add("w=300&q=" + number);
    }
    queries.addAll(
        List.of(
            "w=3&w=3",
            "w=3&%77=4",
            "w=3&&h=3",
            "&w=3",
            "w=3&",
            "=3",
            "==",
            "=",
            "&",
            "&&&&",
            "?w=3",
            "w=3?h=3",
            "w=3;h=4",
            ";",
            "w[]=3",
            "W=3",
            "width=3",
            "w%00=3",
            "%=3",
            "w=%",
            "w=%zz",
            "%c0%ae=3",
            "v=%c0%80",
            "v=%0d%0aSet-Cookie:x",
            "v=a%2fb",
            "v=%22",
            "v=" + "a".repeat(129),
            "v=",
            "v=a b",
            "v=\u00e9",
            "v=a\r\nb",
            "dpr=0",
            "dpr=5",
            "dpr=1e1",
            "dpr=.5",
            "dpr=1,5",
            "dpr=NaN",
            "fit=COVER",
            "fit=",
            "fit=cover%0a",
            "position=2,2",
            "position=-1,0",
            "position=0.5",
            "position=0.5,",
            "position=a,b",
            "position=1e-9,0",
            "crop=1,2,3",
            "crop=1,2,3,4,5",
            "crop=-1,0,1,1",
            "crop=0,0,0,1",
            "crop=0,0,1e9,1",
            "crop=10%,0,1,1",
            "crop=1%25,1%25,101%25,1%25",
            "enlarge=TRUE",
            "enlarge=1",
            "rotate=45",
            "rotate=-90",
            "rotate=360",
            "flip=hv",
            "format=svg",
            "format=image/png",
            "format=../x",
            "blur=0",
            "blur=-1",
            "blur=1e9",
            "blur=NaN",
            "blur=999999999",
            "sharpen=0",
            "sharpen=1,1,1",
            "gamma=0",
            "brightness=-0.1",
            "contrast=Infinity",
            "saturation=",
            "grayscale=1",
            "trim=-1",
            "trim=256",
            "pad=1,2,3,4,5",
            "pad=,,,",
            "pad=99999999999",
            "radius=-1",
            "radius=0",
            "radius=MAX",
            "overlay=",
            "overlay=../a.png",
            "overlay=a/%2e%2e/b.png",
            "overlay=/etc/passwd",
            "overlay=a%5cb.png",
            "overlay=a%00.png",
            "overlayopacity=0.5",
            "overlay=a.png&overlayscale=0",
            "overlay=a.png&overlayposition=entropy",
            "frames=100000",
            "progressive=yes",
            "chroma=411",
            "lossless=2",
            "palette=256",
            "maxbytes=0",
            "maxbytes=-1",
            "maxbytes=1e3",
            "copyright=true",
            "bg=red",
            "bg=%23%23",
            "bg=12345",
            "bg=gggggg",
            "utm=1",
            "xutm_a=1",
            "callback=x",
            "sig=x",
            "exp=1",
            "p=thumb",
            "w=60000&dpr=4",
            "__proto__=1",
            "w=3&constructor=1"));
    queries.add("v=" + "a".repeat(3000));
    queries.add("w=3&" + "a".repeat(100_000));
    queries.add(many(5_000, i -> "o" + i + "=1"));
    queries.add(many(10_000, i -> "w=1"));
    queries.add(many(300, i -> "utm_" + i + "=1") + "&x=1");
    queries.add("%".repeat(2_000));
    queries.add("&".repeat(2_000));
    queries.add("=".repeat(2_000));
    // Descriptions, closed and malformed.
    queries.addAll(
        List.of(
            "describe",
            "describe=",
            "describe=1",
            "describe=TRUE",
            "describe=true",
            "describe=true%00",
            "describe=true&describe=true",
            "describe=true&w=3",
            "describe=true&sig=x",
            "DESCRIBE=true"));
    return queries;
  }

  private static String many(int count, IntFunction<String> option) {
    return IntStream.range(0, count).mapToObj(option).collect(Collectors.joining("&"));
  }

  static List<String> forgeries() {
    String bare = SIGNATURE.substring(3);
    String expired = SIGNER.sign("/images/a.png?w=300", NOW.minusSeconds(1));
    String justExpired = SIGNER.sign("/images/a.png?w=300", NOW);
    String ofAnother = SIGNER.sign("/images/b.png?w=300&h=200");
    List<String> forgeries = new ArrayList<>();
    for (String signature :
        List.of(
            "",
            ".",
            "k1",
            "k1.",
            ".k1",
            bare,
            "k1." + bare.substring(1),
            "k1." + bare + "A",
            "k1." + bare + "=",
            "k1." + bare + "%3D",
            "k1.%00" + bare,
            "k1." + bare + "%00",
            "k1." + "A".repeat(43),
            "k1." + "_".repeat(43),
            "K1." + bare,
            "k2." + bare,
            "k1%00." + bare,
            "k1." + new StringBuilder(bare).reverse(),
            "k1." + bare.toLowerCase(java.util.Locale.ROOT),
            "k1." + "A".repeat(1500),
            "k1.." + bare,
            "%6b1%2e" + "B".repeat(43),
            "k1:" + bare,
            "k1.%ef%bc%a1" + bare.substring(1),
            "k1.null",
            "k1.0",
            "none",
            ofAnother.substring(ofAnother.indexOf("sig=") + 4))) {
      forgeries.add("/images/a.png?w=300&h=200&sig=" + signature);
    }
    for (String target :
        List.of(
            "a.png?w=301&h=200&sig=",
            "a.png?w=300&h=201&sig=",
            "a.png?w=300&sig=",
            "a.png?sig=",
            "a.png?w=300&h=200&q=80&sig=",
            "a.png?w=300&h=200&dpr=1&sig=",
            "a.png?w=0300&h=200&sig=",
            "a.png?w=300&h=200&fit=inside&sig=",
            "a.png?h=300&w=200&sig=",
            "b.png?w=300&h=200&sig=",
            "a.PNG?w=300&h=200&sig=",
            "x/a.png?w=300&h=200&sig=",
            "a.png?w=300&h=200&v=1&sig=",
            "a.png?w=300&h=200&exp=9999999999&sig=",
            "a.png?w=300&h=200&p=thumb&sig=",
            "a.png?w=300&h=200&sig=" + SIGNATURE + "&sig=",
            "w_300,h_200,q_9,sig_x/a.png?sig=",
            "w_300,h_200/a.png?sig=",
            "a.png?w=300%26h=200&sig=",
            "a.png%3Fw=300&h=200&sig=")) {
      forgeries.add("/images/" + target + SIGNATURE);
    }
    forgeries.addAll(
        List.of(
            "/images/a.png",
            "/images/a.png?w=300",
            "/images/w_300/a.png",
            expired,
            justExpired,
            expired.replaceAll("exp=[0-9]+", "exp=9999999999"),
            expired.replaceAll("exp=[0-9]+&", ""),
            SIGNER.sign("/images/a.png?exp=-1"),
            SIGNER.sign("/images/a.png?exp="),
            SIGNER.sign("/images/a.png?exp=1e9"),
            SIGNER.sign("/images/a.png?exp=99999999999999999"),
            SIGNER.sign("/images/a.png?exp=%D9%A1")));
    return forgeries;
  }

  @Test
  void areMoreThanTwoHundred() {
    assertThat(
            Stream.of(paths(), queries(), forgeries())
                .mapToInt(group -> new HashSet<>(group).size())
                .sum())
        .isGreaterThan(250);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void asPathsAreRefused(String path) throws IOException {
    assertRefused(open, "/images/" + path);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void asQueriesAreRefused(String query) throws IOException {
    assertRefused(open, "/images/a.png?" + query);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void asSignaturesAreRefused(String target) throws IOException {
    SizePolicy policy =
        Presets.of(Map.of("thumb", "w=9"))
            .or(SizePolicy.allowAnySize())
            .and(new SignaturePolicy(List.of(KEY), Clock.fixed(NOW, ZoneOffset.UTC)));

    assertThat(handler(policy).answer(HttpRequestHead.get(SIGNED)).status())
        .as("what was signed")
        .isEqualTo(200);
    service.resizes = 0;
    service.kept.clear();
    assertRefused(handler(policy), target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=--1",
        "bytes=-1-",
        "bytes=1-0",
        "bytes=a-b",
        "bytes=0-1,2-3",
        "bytes=0-0,-1",
        "bytes=0-99999999999999999999",
        "bytes=99999999999999999999-",
        "bytes=0x0-0x1",
        "bytes= 0 - 1",
        "bytes=0-1;x",
        "items=0-1",
        "BYTES=0-1",
        "bytes 0-1",
        "bytes=\u0661-\u0662",
        "bytes=,",
        "bytes=0--1"
      })
  void asRangesGetTheWholeImage(String range) {
    HttpReply reply = open.answer(HttpRequestHead.get("/images/a.png").withField("Range", range));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bodyLength()).isEqualTo(8);
  }

  @Test
  void asRangesCostNoMoreForBeingMany() {
    String many =
        "bytes="
            + IntStream.range(0, 20_000).mapToObj(i -> i + "-").collect(Collectors.joining(","));

    assertThat(open.answer(HttpRequestHead.get("/images/a.png").withField("Range", many)).status())
        .isEqualTo(200);
  }

  private void assertRefused(ImageHttpHandler handler, String target) throws IOException {
    HttpReply reply = handler.answerAtOnce(HttpRequestHead.get(target)).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.writeTo(out);
    String body = out.toString(StandardCharsets.UTF_8);

    assertThat(reply.status()).isIn(400, 403, 404);
    assertThat(body)
        .startsWith("{\"type\":\"about:blank\"")
        .contains("\"detail\":\"")
        .doesNotContain("Exception", "io.github", "\r")
        .hasLineCount(1)
        .hasSizeLessThan(LONGEST_REPLY);
    reply.forEachField((name, value) -> assertThat(value).matches("[\\x20-\\x7e]*"));
    assertThat(reply.field("Cache-Control")).contains("no-store");
    assertThat(service.resizes).isZero();
    assertThat(service.kept).isEmpty();
  }
}
