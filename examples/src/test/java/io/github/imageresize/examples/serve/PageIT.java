package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imageresize.ImageOptions;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.samples.SamplePictures;
import io.github.imageresize.examples.urls.AccessOptions;
import io.github.imageresize.http.FallbackImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The page in a real browser. */
class PageIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String KEY = "k1:" + "0f".repeat(32);
  private static final int TAB = 9;
  private static final int ARROW_RIGHT = 39;
  private static final String SHOWN =
      "/×/.test(document.getElementById('fact-dimensions').textContent)"
          + " && document.getElementById('working').hidden";
  private static final String COMPARED =
      SHOWN + " && !document.getElementById('original').hidden && original.naturalWidth > 0";

  private static Browser browser;
  private static Site site;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> chromium = Browser.program();
    assumeTrue(chromium.isPresent(), "Chromium is not installed: apt-get install chromium");
    site = Site.ofSamples("", FallbackImages.NONE);
    address = site.address();
    browser = Browser.start(chromium.get());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (site != null) {
      site.close();
    }
  }

  /** What {@code serve} runs, in this process. */
  private record Site(ResizeService service, ImageServer server) implements AutoCloseable {
    private static final Pictures SAMPLES = new DrawnPictures(new SamplePictures());

    static Site ofSamples(String access, FallbackImages fallbackImages) throws IOException {
      return of(SAMPLES, access, fallbackImages);
    }

    static Site of(Pictures pictures, String access, FallbackImages fallbackImages)
        throws IOException {
      AccessCommand command = new AccessCommand();
      new CommandLine(command).parseArgs(access.isEmpty() ? new String[0] : access.split(" "));
      CacheLifetimes soonStale = CacheLifetimes.builder().fresh(Duration.ofSeconds(1)).build();
      ResizeService service = ResizeService.builder(pictures.source()).lifetimes(soonStale).build();
      ImageServer server =
          ImageServer.start(
              "127.0.0.1",
              0,
              service,
              command.options.access(),
              fallbackImages,
              Set.of(),
              pictures);
      return new Site(service, server);
    }

    String address() {
      return server.address();
    }

    @Override
    public void close() {
      server.close();
      service.close();
    }
  }

  @CommandLine.Command
  private static final class AccessCommand {
    @CommandLine.Mixin private AccessOptions options = new AccessOptions();
  }

  @BeforeEach
  void wide() throws Exception {
    browser.resize(1280, 800);
    browser.prefer("light");
  }

  @AfterEach
  void hasNoErrorInItsConsole() throws Exception {
    List<String> faults = browser.faults();
    browser.leave();
    assertThat(faults).isEmpty();
  }

  private static String text(String id) throws Exception {
    return browser.eval("document.getElementById('" + id + "').textContent");
  }

  private static void set(String option, String value) throws Exception {
    browser.eval(
        """
        (() => {
          const one = document.querySelector('#options [name="%s"]');
          one.value = '%s';
          one.dispatchEvent(new Event('input', { bubbles: true }));
        })()"""
            .formatted(option, value));
  }

  @Test
  void showsOriginalAndResultWithADividerThatKeysMove() throws Exception {
    browser.open(address + "#picture=landscape.jpg&w=400");
    browser.await(COMPARED);

    assertThat(text("fact-dimensions")).isEqualTo("400 × 267");
    String boxes =
        "['image', 'original'].map(id => { const b = document.getElementById(id)"
            + ".getBoundingClientRect(); return [b.x, b.y, b.width, b.height].map(Math.round); })"
            + ".map(String)";
    assertThat(browser.eval("new Set(" + boxes + ").size"))
        .as("same place and size")
        .isEqualTo("1");
    assertThat(browser.eval("original.style.clipPath")).isEqualTo("inset(0px 200px 0px 0px)");
    assertThat(browser.eval("image.style.clipPath")).isEqualTo("inset(0px 0px 0px 200px)");

    browser.eval("document.getElementById('split').focus()");
    browser.press("ArrowRight", ARROW_RIGHT);

    assertThat(browser.eval("original.style.clipPath")).isEqualTo("inset(0px 196px 0px 0px)");
    assertThat(browser.eval("location.hash")).contains("split=51");
  }

  @Test
  void asksNobodyElseForAnything() throws Exception {
    browser.open(address);
    browser.await(COMPARED);

    String others =
        "performance.getEntriesByType('resource').map(entry => entry.name)"
            + ".filter(name => !name.startsWith(location.origin) && !name.startsWith('blob:'))"
            + ".join()";
    assertThat(browser.eval(others)).isEmpty();
  }

  @Test
  void keepsItsStateInTheAddress() throws Exception {
    browser.open(address + "#picture=bubbles.png&w=200&h=120&fit=cover&format=png");
    browser.await(SHOWN);

    assertThat(text("fact-dimensions")).isEqualTo("200 × 120");
    assertThat(text("fact-format")).isEqualTo("image/png");
    assertThat(browser.eval("document.querySelector('#pictures input:checked').value"))
        .isEqualTo("bubbles.png");

    set("w", "180");
    browser.await("document.getElementById('fact-dimensions').textContent === '180 × 120'");
    assertThat(browser.eval("location.hash"))
        .contains("picture=bubbles.png")
        .contains("w=180")
        .contains("fit=cover");

    browser.eval("location.hash = '#picture=eye-chart.png&w=90'");
    browser.await("document.getElementById('fact-dimensions').textContent.startsWith('90 ×')");
    assertThat(text("url")).startsWith("/images/eye-chart.png?w=90");
  }

  @Test
  void showsTheFirstPictureWhereTheAddressNamesNone() throws Exception {
    browser.open(address + "#w=123&format=png");
    browser.await("document.getElementById('image').naturalWidth === 123");

    assertThat(browser.eval("location.hash")).isEqualTo("#picture=landscape.jpg&w=123&format=png");
    browser.eval("location.hash = '#w=124'");
    browser.await("document.getElementById('image').naturalWidth === 124");
    assertThat(browser.eval("location.hash")).isEqualTo("#picture=landscape.jpg&w=124");
  }

  @Test
  void offersEveryOptionOfTheOneTable() throws Exception {
    browser.open(address);
    browser.await(SHOWN);

    String offered = browser.eval("[...new Set(names())].sort().join()");
    List<String> declared =
        ImageOptions.all().stream()
            .map(option -> option.urlName())
            .filter(name -> !name.equals("v"))
            .sorted()
            .toList();
    assertThat(offered).isEqualTo(String.join(",", declared));
  }

  @Test
  void tellsHitsMissesAndStaleOnesOfTheLastRequests() throws Exception {
    browser.open(address + "#picture=night-city.jpg&w=333");
    browser.await(SHOWN);
    String last = "document.querySelector('#history .badge').textContent";
    assertThat(browser.eval(last)).isEqualTo("miss");

    String again = "(document.getElementById('again').click(), " + last + ")";
    browser.await(again + " === 'hit'");
    browser.await(again + " === 'stale'");
    // The last of these clicks is still being answered.
    browser.await(
        "document.getElementById('fields').textContent.includes('cache-status') && " + SHOWN);

    assertThat(text("fields")).contains("cache-status").contains("server-timing").contains("etag");
    assertThat(text("fact-server")).endsWith("ms");
    assertThat(text("fact-bytes")).contains("%");
  }

  @Test
  void hasAUrlAndASrcsetToCopyWhoseEveryAddressIsAnswered() throws Exception {
    browser.open(address + "#picture=landscape.jpg&w=100&h=80&fit=cover");
    browser.await(SHOWN);

    assertThat(browser.eval("document.getElementById('url').href"))
        .isEqualTo(address + "images/landscape.jpg?w=100&h=80&fit=cover");
    assertThat(text("srcset"))
        .startsWith("<img src=\"/images/landscape.jpg?w=100&amp;h=80&amp;fit=cover\" srcset=\"")
        .contains("&amp;dpr=2&amp;fit=cover 2x")
        .endsWith(" width=\"100\" height=\"80\" alt=\"\">");
    assertThat(statusesOfSrcset()).isEqualTo("200,200,200");
  }

  private static String statusesOfSrcset() throws Exception {
    return browser.eval(
        """
        (async () => {
          const parsed = new DOMParser().parseFromString(srcset.textContent, 'text/html');
          const urls = parsed.images[0].srcset.split(', ').map((one) => one.split(' ')[0]);
          return Promise.all(urls.map(async (url) => (await fetch(url)).status));
        })()""");
  }

  @Test
  void saysInWordsWhyThereIsNoImage() throws Exception {
    browser.open(address + "#picture=landscape.jpg&w=100&crop=1,2,3");
    browser.await("!document.getElementById('problem').hidden");

    assertThat(text("problem-detail")).contains("crop");
    assertThat(browser.eval("document.querySelector('#history .badge').textContent"))
        .isEqualTo("400");
    assertThat(browser.faults()).as("Chromium's own word on the status").hasSize(1);
    browser.leave();
  }

  @Test
  void worksByKeyboardAlone() throws Exception {
    browser.open(address + "#picture=landscape.jpg&w=200&h=200&fit=cover");
    browser.await(COMPARED);
    browser.eval("document.activeElement.blur()");
    String focused =
        "(one => one.id || one.name || one.textContent.trim())(document.activeElement)";
    StringBuilder visited = new StringBuilder();
    for (int step = 0; step < 24; step++) {
      browser.press("Tab", TAB);
      visited.append(browser.eval(focused)).append('|');
      assertThat(browser.eval("(one => one.matches(':focus-visible'))(document.activeElement)"))
          .isEqualTo("true");
    }
    assertThat(visited.toString())
        .contains("filter|", "picture|", "split|", "|w|", "|h|", "|fit|", "focal-picker|");

    browser.eval("document.getElementById('focal-picker').focus()");
    browser.press("ArrowRight", ARROW_RIGHT);
    browser.await("document.getElementById('url').textContent.includes('position=0.52,0.5')");
    browser.await(SHOWN);
  }

  /** However far down an option is, the result stays in view beside it. */
  @ParameterizedTest
  @CsvSource({"375,700", "1280,800"})
  void keepsTheResultInViewWhateverIsTurned(int width, int height) throws Exception {
    browser.resize(width, height);
    browser.open(address + "#picture=landscape.jpg&w=600");
    browser.await(COMPARED);
    browser.eval("document.querySelectorAll('#options details').forEach(one => one.open = true)");

    String outOfView =
        """
        [...document.querySelectorAll('#options [name]')].flatMap((one, i, all) => [one, all.at(-1 - i)])
          .filter((one) => {
          one.focus();
          const control = (one.closest('label') ?? one).getBoundingClientRect();
          const box = image.getBoundingClientRect();
          const inView = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
          return !inView || control.bottom < 0 || control.top > innerHeight
            || (control.top < box.bottom && control.right > box.left && control.left < box.right);
        }).map((one) => one.name).join()""";
    assertThat(browser.eval(outOfView)).isEmpty();
    assertThat(browser.eval("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing stands out at the side")
        .isEqualTo("true");
  }

  /** WCAG 2.1, 1.4.3: text has a contrast of 4.5 at least. */
  @ParameterizedTest
  @CsvSource({"1280,light", "1280,dark", "375,light", "375,dark"})
  void isLegibleInLightAndDark(int width, String scheme) throws Exception {
    browser.resize(width, width < 600 ? 700 : 900);
    browser.prefer(scheme);
    browser.open(address + "#picture=landscape.jpg&w=600&h=300&fit=cover&q=60");
    browser.await(COMPARED);
    browser.screenshot(SCREENSHOTS.resolve("page-" + width + "-" + scheme + ".png"));

    String weak =
        """
        (() => {
          const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = (one) => {
            const colour = parse(getComputedStyle(one).backgroundColor);
            return colour.length === 4 && colour[3] === 0 ? ground(one.parentElement) : colour;
          };
          return [...document.querySelectorAll('body *')]
            .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, :disabled'))
            .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .filter((one) => {
              const a = light(parse(getComputedStyle(one).color));
              const b = light(ground(one));
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
            }).map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.trim()).join('; ');
        })()""";
    assertThat(browser.eval(weak)).isEmpty();
  }

  @Test
  void looksDifferentInTheDark() throws Exception {
    browser.open(address);
    String ground = "getComputedStyle(document.body).backgroundColor";
    String light = browser.eval(ground);
    browser.prefer("dark");

    assertThat(browser.eval(ground)).isNotEqualTo(light);
  }

  /** Only what the policy allows is offered, so that nothing that can be chosen is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "",
      value = {
        "--sizes 320,640|w=320,w=640|200,200",
        "--presets FILE|p=hero,p=thumb|",
        "--presets FILE --sizes 320|p=hero,p=thumb,w=320|",
        "--signing-key KEY|w=320,w=640,w=1280|200,200,200",
        "--signing-key KEY --presets FILE|p=hero,p=thumb|",
        "--signing-key KEY --sizes 320,640|w=320,w=640|200,200"
      })
  void offersOnlyWhatIsAllowed(String options, String variants, String srcset, @TempDir Path folder)
      throws Exception {
    Path presets =
        Files.writeString(
            folder.resolve("presets"), "thumb = w=200&h=200&fit=cover\nhero = w=900\n");
    String given = options.replace("FILE", presets.toString()).replace("KEY", KEY);
    try (Site other = Site.ofSamples(given, FallbackImages.NONE)) {
      browser.open(other.address());
      browser.await(COMPARED);

      assertThat(
              browser.eval(
                  "[...document.querySelectorAll('[name=variant]')].map(one => one.value).join()"))
          .isEqualTo(variants);
      assertThat(browser.eval("document.getElementById('policy').hidden")).isEqualTo("false");
      assertThat(text("policy").contains("signed URLs only"))
          .isEqualTo(options.contains("--signing-key"));
      for (String variant : variants.split(",")) {
        browser.eval("document.querySelector('[value=\"" + variant + "\"]').click()");
        browser.await(
            "document.getElementById('url').textContent.includes('" + variant + "') && " + SHOWN);
        assertThat(browser.eval("document.getElementById('problem').hidden")).isEqualTo("true");
      }
      if (srcset != null) {
        assertThat(statusesOfSrcset()).isEqualTo(srcset);
      }
      String broken =
          "[...document.querySelectorAll('#pictures img')].filter(one => one.complete"
              + " && !one.naturalWidth).length";
      browser.await("[...document.querySelectorAll('#pictures img')].every(one => one.complete)");
      assertThat(browser.eval(broken)).as("thumbnails that were refused").isEqualTo("0");
      hasNoErrorInItsConsole();
    }
  }

  @Test
  void filtersAndTurnsPagesOfPictures(@TempDir Path folder) throws Exception {
    byte[] png = BadFiles.encoded(BadFiles.picture(40, 30), "png");
    for (int i = 0; i < 50; i++) {
      Files.write(folder.resolve("picture-%02d.png".formatted(i)), png);
    }
    Files.write(folder.resolve(".hidden.png"), png);
    try (Site other = Site.of(new FolderPictures(folder), "", FallbackImages.NONE)) {
      browser.open(other.address());
      browser.await(SHOWN);
      String listed =
          "[...document.querySelectorAll('#pictures input')].map(one => one.value).join()";
      assertThat(text("pictures-page")).isEqualTo("1 / 3");
      assertThat(browser.eval(listed)).startsWith("picture-00.png,").endsWith(",picture-23.png");

      browser.eval("document.getElementById('pictures-after').click()");
      browser.eval("document.getElementById('pictures-after').click()");
      browser.await(listed + " === 'picture-48.png,picture-49.png'");

      browser.eval("(filter.value = 'E-3', filter.dispatchEvent(new Event('input')), undefined)");
      browser.await(listed + ".endsWith('picture-39.png')");
      assertThat(browser.eval(listed)).startsWith("picture-30.png,");
      browser.eval(
          "(filter.value = 'hidden', filter.dispatchEvent(new Event('input')), undefined)");
      browser.await("!document.getElementById('pictures-note').hidden");
      assertThat(text("pictures-note")).isEqualTo("No picture has such a name.");
      hasNoErrorInItsConsole();
    }
  }

  @Test
  void showsAFallbackImageWithItsStatus(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("good.png"), BadFiles.encoded(BadFiles.picture(40, 30), "png"));
    Files.write(folder.resolve("bad.png"), new byte[] {1, 2, 3});
    try (Site other = Site.of(new FolderPictures(folder), "", FallbackImages.of("good.png"))) {
      browser.open(other.address() + "#picture=bad.png&w=20");
      browser.await(SHOWN);

      assertThat(text("problem-title")).isEqualTo("A fallback image (415)");
      assertThat(text("fact-dimensions")).isEqualTo("20 × 15");
      browser.leave();
    }
  }
}
